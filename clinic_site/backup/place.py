"""A folder to work in that nobody else can read, used by one process at a time, and gone afterwards."""

import fcntl
import os
import shutil
from contextlib import contextmanager
from pathlib import Path

from clinic_site.backup.archive import Unusable


@contextmanager
def folder_of_our_own(path):
    """This will make the folder and take it away at the end; one that a killed process left behind is emptied first."""
    path = Path(path)
    held = locked(path)
    try:
        for left in path.iterdir():
            shutil.rmtree(left) if left.is_dir() and not left.is_symlink() else left.unlink()
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)
        os.close(held)


def locked(path):
    """This will hold the folder for this process, until it ends however it ends."""
    while True:
        try:
            path.mkdir(mode=0o700, exist_ok=True)
            held = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        except OSError as error:
            raise Unusable(f"The folder {path} cannot be made: {error.strerror}.") from error
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            os.close(held)
            raise Unusable(f"Another process is at work in {path}. Wait until it is done.") from error
        if path.exists() and os.path.samestat(os.fstat(held), path.stat()):
            return held
        os.close(held)  # it was taken away by the process that held it


def flush_to_disk(path):
    """This will wait until a file's bytes, or a folder's names, are on the disk."""
    held = os.open(path, os.O_RDONLY)
    try:
        os.fsync(held)
    finally:
        os.close(held)
