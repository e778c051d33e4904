"""Asking for the stamps' numbers before something is made under them, with the connection that reads the rest."""

import sqlite3
from contextlib import contextmanager
from threading import local

from django.db import connections


class Told(local):
    """One thread's connection, what the thread was told last, and the state the connection was in then."""

    def __init__(self):
        self.connection = connections["default"]
        self.raw = self.state = self.noted = None
        self.numbers = {}


told = Told()


def read(*keys):
    """This will give the numbers of these stamps in order; 0 for one that was never raised.

    On SQLite the database is first asked whether anybody has committed anything since: as long as nobody has, what this
    thread was told last is still so.
    """
    if told.noted is None:
        return in_order(keys, read_now(keys))
    missing = tuple(key for key in keys if key not in told.noted)
    if missing:
        told.noted |= zip(missing, in_order(missing, read_now(missing)), strict=True)
    return in_order(keys, told.noted)


def in_order(keys, numbers):
    return tuple([numbers[key] for key in keys])


@contextmanager
def noted():
    """This will ask for each stamp only once in a block that changes nothing: a page is made of what it began with.

    What changes meanwhile makes the page stale from the start, as it should be. The block is a view: a connection that
    it takes is left to it, because it asks more, and Django gives it back where the request ends.
    """
    told.noted = {}
    try:
        yield
    finally:
        told.noted = None


def read_now(keys):
    """This will give {key: number} with these keys, and perhaps others."""
    connection = told.connection
    if connection.vendor != "sqlite":
        return ask_and_let_go(connection, keys) if told.noted is None else ask(connection, keys)
    if connection.in_atomic_block or connection.connection is None:
        return ask(connection, keys)
    state = state_of(connection.connection)
    if state is None:
        return ask(connection, keys)
    if told.raw is not connection.connection or told.state != state:
        told.raw, told.state, told.numbers = connection.connection, state, {}
    if any(key not in told.numbers for key in keys):
        told.numbers |= ask(connection, keys)
    return told.numbers


def state_of(raw):
    """This will give what changes when another connection (the first) or this one (the second) changes any row."""
    try:
        return raw.execute("PRAGMA data_version").fetchone()[0], raw.total_changes
    except sqlite3.Error:
        return None  # whatever it is, the proper question will say it properly


def ask_and_let_go(connection, keys):
    """This will ask, and give a connection that was taken for it back to the pool."""
    is_borrowed = connection.connection is None
    try:
        return ask(connection, keys)
    finally:
        if is_borrowed:
            let_go(connection)


def let_go(connection):
    """This will give a connection back to PostgreSQL's pool, for code in front of Django, where no request ends.

    Otherwise every thread of a server would keep one, and there are more threads than a pool has connections.
    """
    if not connection.in_atomic_block:
        connection.close_if_unusable_or_obsolete()


def ask(connection, keys):
    """This will give {key: number}, asked by key, in one question and without the ORM."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT key, n FROM blog_stamp WHERE key IN ({', '.join(['%s'] * len(keys))})", keys)
        return dict.fromkeys(keys, 0) | dict(cursor.fetchall())
