"""The file of a backup: a tar whose last two members say what is in the others, and what the saying is."""

import hashlib
import io
import json
import re
import tarfile
import time
from contextlib import contextmanager
from datetime import datetime
from pathlib import PurePosixPath

DATABASE, MANIFEST, SEAL = "database", "manifest.json", "manifest.sha256"
STORAGES = {"media": "default", "private": "private"}  # the folder in the archive, and which of settings.STORAGES it is
FORMAT = 1
ID = re.compile(r"[0-9a-f]{32}")
CHUNK = 1024 * 1024
MOST_MANIFEST = 256 * CHUNK
NOT_WHOLE = "is not a whole backup: a part of it is missing, or it was never one."


class Unusable(Exception):
    """The refusal of a backup or a restore, as a sentence."""


def hash_of(file):
    """This will read a file to its end and give its SHA-256 and its size in bytes."""
    digest, size = hashlib.sha256(), 0
    while chunk := file.read(CHUNK):
        digest.update(chunk)
        size += len(chunk)
    return digest.hexdigest(), size


class Writer:
    """Writes the members one after the other, and remembers size and hash of each."""

    def __init__(self, file):
        self.tar = tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT)  # noqa: SIM115  `finish` closes it
        self.members = {}

    def add(self, name, file):
        """This will add what can be read twice and does not change: a file of our own."""
        sha256, size = hash_of(file)
        file.seek(0)
        self.put(name, file, size)
        self.members[name] = {"size": size, "sha256": sha256}

    def put(self, name, file, size):
        member = tarfile.TarInfo(name)
        member.size, member.mode, member.mtime = size, 0o600, int(time.time())
        self.tar.addfile(member, file)

    def finish(self, **manifest):
        """This will write the manifest and its hash, and give the manifest."""
        manifest = {"format": FORMAT, **manifest, "members": self.members}
        told = json.dumps(manifest, indent=1).encode()
        seal = hashlib.sha256(told).hexdigest().encode()
        self.put(MANIFEST, io.BytesIO(told), len(told))
        self.put(SEAL, io.BytesIO(seal), len(seal))
        self.tar.close()
        return manifest


@contextmanager
def members_of(file):
    """This will give (name, readable) for every member of an archive, in a block where a broken one is a sentence."""
    file.seek(0)
    try:
        with tarfile.open(fileobj=file, mode="r:") as tar:
            yield plain_members(tar)
    except (tarfile.TarError, EOFError, ValueError, OverflowError) as error:
        raise Unusable(f"{file.name} {NOT_WHOLE}") from error


def plain_members(tar):
    for member in tar:
        if not member.isreg() or member.issparse():
            raise Unusable(f"“{member.name}” in it is not a plain file, and a backup holds nothing else.")
        require_plain_name(member.name)
        yield member.name, tar.extractfile(member)


def require_plain_name(name):
    """This will refuse a name that is none of ours, or that would leave its folder."""
    if name in (DATABASE, MANIFEST, SEAL):
        return
    folder, *rest = name.split("/")
    is_plain = name.isprintable() and "\\" not in name and str(PurePosixPath(name)) == name
    if folder not in STORAGES or not rest or not is_plain or {"", ".", ".."} & {*rest}:
        raise Unusable(f"“{name!a}” in it is a name that leads out of the folder of the site. Nothing was restored.")


def verify(file, progress):
    """This will read an archive to its end and give its manifest, if every byte is what the manifest says it is."""
    found, told = {}, {}
    with members_of(file) as members:
        for name, readable in progress.over(members):
            if name in found or name in told or (MANIFEST in told and name != SEAL):
                raise Unusable(f"{file.name} {NOT_WHOLE}")
            if name in (MANIFEST, SEAL):
                told[name] = readable.read(MOST_MANIFEST)
            else:
                sha256, size = hash_of(readable)
                found[name] = {"size": size, "sha256": sha256}
    manifest = read_manifest(file, told)
    for name in {*found, *manifest["members"]}:
        if found.get(name) != manifest["members"].get(name):
            raise Unusable(f"“{name}” in {file.name} is not what was put there. Take an older backup.")
    return manifest


def read_manifest(file, told):
    """This will read the manifest, if it is the one that was written and of a kind that we know."""
    written, seal = told.get(MANIFEST), told.get(SEAL)
    if written is None or seal is None or hashlib.sha256(written).hexdigest().encode() != seal:
        raise Unusable(f"{file.name} {NOT_WHOLE}")
    try:
        manifest = json.loads(written)
        if manifest["format"] != FORMAT:
            raise Unusable(
                f"{file.name} was made by another version of this site, which makes its backups differently."
            )
        is_ours = ID.fullmatch(manifest["id"]) and manifest["members"].get(DATABASE)
        manifest["made_at"] = datetime.fromisoformat(manifest["made_at"])
        manifest["migrations"] = {(app, name) for app, name in manifest["migrations"]}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Unusable(f"{file.name} {NOT_WHOLE}") from error
    if not is_ours:
        raise Unusable(f"{file.name} {NOT_WHOLE}")
    return manifest
