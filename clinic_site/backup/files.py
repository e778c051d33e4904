"""The files of the site, by Django's storages, wherever those keep them."""

import tempfile

from django.core.files.storage import storages

from accounts.own_data.erased import FOLDER as ERASED
from blog.images.models import Image, ImageConsent, Rendition
from clinic_site.backup.archive import CHUNK, STORAGES, hash_of

IN_MEMORY = 16 * 1024 * 1024  # bytes; no file that the site takes in is larger
UNDER_WAY = "restore-under-way"  # a file in the private storage


def names():
    """This will yield (folder in the archive, name) of every file that is kept now."""
    for folder, alias in STORAGES.items():
        for name in names_in(storages[alias], ""):
            if name != UNDER_WAY:
                yield folder, name


def names_in(storage, folder):
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in sorted(files):
        if name:  # some stores list the folder itself
            yield f"{folder}/{name}".lstrip("/")
    for name in sorted(folders):
        yield from names_in(storage, f"{folder}/{name}".lstrip("/"))


def copy_of(folder, name):
    """This will give a copy of a file that does not change while it is read; None if it is gone."""
    copy = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  the caller closes it
    try:
        with storages[STORAGES[folder]].open(name) as file:
            while chunk := file.read(CHUNK):
                copy.write(chunk)
    except FileNotFoundError:
        copy.close()
        return None
    copy.seek(0)
    return copy


def named_by_rows():
    """This will give (folder in the archive, name) of every file that the database names now."""
    media = {*Image.objects.values_list("master", flat=True), *Rendition.objects.values_list("file", flat=True)}
    private = set(ImageConsent.objects.exclude(proof="").values_list("proof", flat=True))
    return {("media", name) for name in media if name} | {("private", name) for name in private}


def is_in_the_way(folder, name):
    """This will tell whether a file keeps a backup from being restored: all do but the list of the erased."""
    return not (folder == "private" and name.startswith(f"{ERASED}/"))


def put_back(folder, name, file, sha256):
    """This will keep a file under exactly this name, in the place of half a one, and leave alone what is right."""
    storage = storages[STORAGES[folder]]
    if storage.exists(name):
        with storage.open(name) as there:
            if hash_of(there)[0] == sha256:
                return
        storage.delete(name)
    kept_as = storage.save(name, file)
    if kept_as != name:
        storage.delete(kept_as)
        raise OSError(f"the storage keeps “{name}” under another name, “{kept_as}”")


def begun():
    """This will give the id of the backup whose restore was begun here and not ended, or None."""
    storage = storages["private"]
    if not storage.exists(UNDER_WAY):
        return None
    with storage.open(UNDER_WAY) as file:
        return file.read(100).decode("ascii", "replace")
