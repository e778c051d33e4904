"""Restoring a backup: look at all of it first, write the files where nothing names them, then the database at once."""

import os
import shutil
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.storage import storages
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from accounts.own_data.erased import erase_again
from blog.progress import Progress
from clinic_site.backup import databases, files
from clinic_site.backup.archive import DATABASE, MANIFEST, SEAL, Unusable, members_of, verify
from clinic_site.backup.place import folder_of_our_own


def restore(path, *, at, say):
    """This will put a backup in the place of an empty site, and give what was made of it: an `Outcome`.

    Raises Unusable, with a sentence, before anything is changed.
    """
    with opened(path) as file, folder_of_our_own(settings.DATA_DIR / "restore.part") as folder:
        manifest = verify(file, Progress("Members looked at", write=say))
        require_that_it_fits(manifest)
        is_new = not databases.came_from(manifest["id"])
        if is_new:
            require_an_empty_site(manifest)
            put_back(file, manifest, folder, say=say)
        return {"manifest": manifest, "is_new": is_new, "erased_again": finish(at=at)}


def opened(path):
    try:
        return Path(path).open("rb")
    except OSError as error:
        raise Unusable(f"{path} cannot be read: {error.strerror}.") from error


def require_that_it_fits(manifest):
    """This will refuse a backup of the other kind of database, or of a newer version than what is installed."""
    if manifest.get("database") != connection.vendor:
        raise Unusable(
            f"This is a backup of a {manifest.get('database')!a} database, and the site here uses {connection.vendor}. "
            "Set DATABASE_URL to one of the same kind."
        )
    known = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    newer = sorted(manifest["migrations"] - {*known})
    newer = [one for one in newer if one[0] in ("accounts", "blog")]  # of other apps, old ones are sometimes joined
    if newer:
        raise Unusable(
            f"The backup was made by a newer version of the site, with the migration {newer[0][0]}.{newer[0][1]}. "
            "Install that version, and restore then."
        )


def require_an_empty_site(manifest):
    """This will refuse a site with rows, or with files that this backup's restore did not leave behind."""
    databases.require_empty()
    begun = files.begun()
    for folder, name in files.names():
        is_ours = begun == manifest["id"] and f"{folder}/{name}" in manifest["members"]
        if files.is_in_the_way(folder, name) and not is_ours:
            raise Unusable(
                f"There are files already, such as {folder}/{name}. A backup is restored where there are none, so that "
                "nothing is ever overwritten."
            )


def put_back(file, manifest, folder, *, say):
    """This will write all files, and then the database."""
    database = folder / DATABASE
    with members_of(file) as members, database.open("wb") as copied:
        shutil.copyfileobj(next(readable for name, readable in members if name == DATABASE), copied)
    databases.module().look_at(database)
    private = storages["private"]
    if files.begun() != manifest["id"]:
        private.delete(files.UNDER_WAY)
        private.save(files.UNDER_WAY, ContentFile(manifest["id"].encode()))
    progress = Progress("Members restored", write=say, of=len(manifest["members"]))
    with members_of(file) as members:
        for name, readable in progress.over(members):
            if name not in (DATABASE, MANIFEST, SEAL):
                top, _, rest = name.partition("/")
                files.put_back(top, rest, File(readable), manifest["members"][name]["sha256"])
    os.sync()  # the files are on the disk before anything names them
    databases.module().put_back(database, manifest["id"])


def finish(*, at):
    """This will do what is left once the database is there. Returns how many accounts were erased again.

    None where migrations are missing: the worker does it after them.
    """
    storages["private"].delete(files.UNDER_WAY)
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return None
    return erase_again(at=at)
