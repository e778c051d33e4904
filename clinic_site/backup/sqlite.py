"""SQLite: its own online backup, which lets everybody go on reading and writing."""

import sqlite3
from contextlib import closing

from django.db import connection

from clinic_site.backup import databases
from clinic_site.backup.archive import Unusable

DAMAGED = "The database in the backup is damaged"


def copy(path):
    """This will copy the database as it is at this moment, without what is left out."""
    connection.ensure_connection()
    with closing(sqlite3.connect(path)) as made:
        connection.connection.backup(made)  # all pages in one step: one snapshot, however much is written meanwhile
        made.execute("PRAGMA journal_mode=DELETE")
        for table in databases.LEFT_OUT:
            made.execute(f"DELETE FROM {table}")
        made.commit()
        made.execute("VACUUM")  # or what was deleted would still be in the file
        require_sound(made, "The database is damaged")


def look_at(path):
    try:
        with closing(sqlite3.connect(path)) as there:
            require_sound(there, DAMAGED)
            there.execute("SELECT key, n FROM blog_stamp")
    except sqlite3.DatabaseError as error:
        raise Unusable(f"{DAMAGED}: {error}.") from error


def require_sound(there, sentence):
    """This will refuse a database with a broken page, index or key."""
    [said] = there.execute("PRAGMA integrity_check(1)").fetchone()
    if said != "ok":
        raise Unusable(f"{sentence}: {said}.")
    broken = there.execute("PRAGMA foreign_key_check").fetchone()
    if broken:
        raise Unusable(f"{sentence}: row {broken[1]} of {broken[0]} names a row of {broken[2]} that is not there.")


def put_back(path, id):
    """This will put the copy in the place of the database, in one transaction of SQLite's own.

    Its pages are written through the journal like any other change, so a process that is killed leaves the database as
    it was, and one that reads it goes on and sees the new rows.
    """
    raised = "INSERT INTO blog_stamp (key, n) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET n = excluded.n"
    with closing(sqlite3.connect(path)) as staged:
        now = databases.stamps_from_now_on()
        staged.execute("UPDATE blog_stamp SET n = ?", [now])
        for key in ("site", databases.stamp_of(id)):
            staged.execute(raised, [key, now])
        staged.commit()
        connection.ensure_connection()
        staged.backup(connection.connection)
    connection.close()
