"""The two ways to copy a database and to put a copy back: each module has `copy`, `look_at` and `put_back`.

copy(path)              writes a whole and sound copy of the database as it is at one moment
look_at(path)           refuses a copy that is not whole, or not of this kind
put_back(path, id)      puts it in the place of the empty database, in one transaction that also raises the stamps
                        and notes which backup it was
"""

import time

from django.db import connection

from clinic_site.backup import postgresql, sqlite
from clinic_site.backup.archive import Unusable

# Whoever reads a session could come in as its owner; the cache ends by itself.
LEFT_OUT = ("django_session", "usersessions_usersession", "shared_cache")
# What `migrate` puts into an empty database, and what strangers leave there before anybody has an account.
MADE_BY_MIGRATE = {
    "django_migrations", "django_content_type", "auth_permission", "auth_group", "auth_group_permissions", "blog_page",
    "blog_stamp", "sqlite_sequence", "sqlite_stat1", *LEFT_OUT,
}  # fmt: skip
SEARCH = "blog_search"  # the tables of SQLite's own index


def module():
    return {"sqlite": sqlite, "postgresql": postgresql}[connection.vendor]


def require_empty():
    """This will refuse a database in which anything was ever kept."""
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            if table in MADE_BY_MIGRATE or table.startswith(SEARCH):
                continue
            cursor.execute(f"SELECT 1 FROM {connection.ops.quote_name(table)} LIMIT 1")
            if cursor.fetchone():
                raise Unusable(
                    f"This database is in use: there are rows in {table}. A backup is restored into an empty one only, "
                    "so that nothing is ever overwritten."
                )


def stamp_of(id):
    """This will give the key of the stamp that says which backup this database came from."""
    return f"restored:{id[:24]}"


def came_from(id):
    """This will tell whether this database was restored from this backup."""
    with connection.cursor() as cursor:
        if "blog_stamp" not in connection.introspection.table_names(cursor):
            return False
        cursor.execute("SELECT 1 FROM blog_stamp WHERE key = %s", [stamp_of(id)])
        return cursor.fetchone() is not None


def stamps_from_now_on():
    """This will give a number above every stamp that any page was ever kept under, here or before the restore.

    Stamps count changes; this counts microseconds, and nothing changes a million times a second. So a web process that
    has pages in memory from before never takes one of them for right.
    """
    return time.time_ns() // 1000
