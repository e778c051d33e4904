"""The stores of files and their bad days: a disk is full, or a store elsewhere does not answer for a while.

Files cannot be part of a transaction. So a row is committed only when its files are there, and before the first file is
sent a task is kept that takes it away an hour later if no row came: the process may have been killed in between.
"""

import logging
from contextlib import contextmanager, suppress

from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

TRY_AGAIN = _("It could not be kept just now, so nothing was. Choose the file again and try in a minute.")
RETRY_AFTER = "30"  # seconds
log = logging.getLogger(__name__)


class Away(Exception):
    """A store that does not do what it is asked."""


@contextmanager
def asking_the_store():
    """This will make `Away` of everything that goes wrong with a store in a block, but for a file that is missing."""
    try:
        yield
    except FileNotFoundError:
        raise
    except OSError as error:
        log.warning("A store of files failed: %s", error)
        raise Away from error


def read(storage, name):
    """This will give a file's bytes. Raises FileNotFoundError or `Away`."""
    with asking_the_store(), storage.open(name) as file:
        return file.read()


def after_commit(do):
    """This will do something with files after the commit. What the store refuses then, `tidy` does within an hour."""

    def now():
        with suppress(Away):
            do()

    transaction.on_commit(now)


def hold(sha256):
    """This will keep everybody else from adding or clearing up this picture until the transaction ends.

    On SQLite a transaction that writes keeps out every other anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int(sha256[:15], 16)])


def empty(folder, *, but=()):
    """This will delete the files in a folder of the public store whose names do not begin with any of `but`."""
    with asking_the_store():
        try:
            names = default_storage.listdir(folder)[1]
        except FileNotFoundError:
            return
        for name in names:
            if not name.startswith(tuple(but)):
                default_storage.delete(f"{folder}/{name}")
