"""Making a backup: the database first, then the files, then what was found out about them."""

import os
import uuid
from pathlib import Path

import django
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from blog.progress import Progress
from clinic_site.backup import databases, files
from clinic_site.backup.archive import DATABASE, Unusable, Writer
from clinic_site.backup.place import flush_to_disk, folder_of_our_own

WORKPLACE = ".clinic-backup.part"  # beside the backups: the next one takes away what a killed one left there


def make(path, *, at, say):
    """This will write everything to one new file, and give its manifest.

    say: takes a line on how far it is. The file has its name once it is whole and on the disk, and not before.
    """
    path = Path(path).absolute()
    refuse_to_overwrite(path)
    with folder_of_our_own(path.with_name(WORKPLACE)) as folder:
        named = files.named_by_rows()
        database, made = folder / DATABASE, folder / "made"
        databases.module().copy(database)
        with os.fdopen(os.open(made, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as file:
            manifest = write(file, database, named, at=at, say=say)
            file.flush()
            os.fsync(file.fileno())
        refuse_to_overwrite(path)
        os.rename(made, path)
        flush_to_disk(path.parent)
    return manifest


def refuse_to_overwrite(path):
    if os.path.lexists(path):
        raise Unusable(f"{path} is there already, and a backup is never written over another file.")


def write(file, database, named, *, at, say):
    """This will write all members. named: the files that the rows named when the snapshot was taken, or before."""
    archive = Writer(file)
    with database.open("rb") as copied:
        archive.add(DATABASE, copied)
    for folder, name in Progress("Files copied", write=say).over(files.names()):
        copy = files.copy_of(folder, name)
        if copy is not None:  # deleted since it was listed
            with copy:
                archive.add(f"{folder}/{name}", copy)
    still_named = named & files.named_by_rows()
    return archive.finish(
        id=uuid.uuid4().hex,
        made_at=at.isoformat(),
        database=connection.vendor,
        product={"name": "clinic-blog", "django": django.get_version()},
        migrations=sorted(MigrationRecorder(connection).applied_migrations()),
        left_out=list(databases.LEFT_OUT),
        missing=sorted("/".join(one) for one in still_named if "/".join(one) not in archive.members),
    )
