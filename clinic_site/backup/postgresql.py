"""PostgreSQL: by its own programs, which know every kind of row. The password goes to them by the environment."""

import os
import subprocess

from django.db import connection

from clinic_site.backup import databases
from clinic_site.backup.archive import Unusable

NOT_OURS = ("--no-owner", "--no-privileges", "--no-comments")
# Everything that was there goes first, in the same transaction, so that what a newer version made does not stay behind.
BEFORE = """
SET lock_timeout = '60s';
DO $$
DECLARE one record;
BEGIN
    FOR one IN SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE 'DROP TABLE IF EXISTS ' || one.name || ' CASCADE';
    END LOOP;
    FOR one IN
        SELECT p.oid::regprocedure::text AS name FROM pg_proc p
        WHERE p.pronamespace = 'public'::regnamespace
        AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
    LOOP
        EXECUTE 'DROP ROUTINE IF EXISTS ' || one.name || ' CASCADE';
    END LOOP;
END $$;
"""
AFTER = """
UPDATE public.blog_stamp SET n = {now};
INSERT INTO public.blog_stamp (key, n) VALUES ('site', {now}), ('{restored}', {now})
    ON CONFLICT (key) DO UPDATE SET n = EXCLUDED.n;
"""


def run(program, *words):
    """This will run one of PostgreSQL's programs on the site's database; a sentence if it fails."""
    command, environment = connection.client.settings_to_cmd_args_env(connection.settings_dict, [])
    try:
        subprocess.run(
            [program, *command[1:-1], "--dbname", command[-1], *words],
            env=os.environ | (environment or {}) | {"LC_ALL": "C"},
            check=True,
            stdin=subprocess.DEVNULL,
            capture_output=True,
        )
    except FileNotFoundError as error:
        raise Unusable(f"{program} is not installed: it comes with PostgreSQL's client programs.") from error
    except subprocess.CalledProcessError as error:
        raise Unusable(f"{program} failed: {last_line(error.stderr)}") from error


def last_line(said):
    lines = said.decode(errors="replace").strip().splitlines()
    return lines[0] if lines else "it did not say why."


def copy(path):
    """This will have the database dumped as it is at this moment; the rows of what is left out stay behind."""
    left_out = [f"--exclude-table-data=public.{table}" for table in databases.LEFT_OUT]
    run("pg_dump", "--format=custom", "--file", str(path), *NOT_OURS, *left_out)
    look_at(path)


def look_at(path):
    """This will have the dump read to its end."""
    try:
        subprocess.run(
            ["pg_restore", "--file", os.devnull, str(path)], check=True, stdin=subprocess.DEVNULL, capture_output=True
        )
    except FileNotFoundError as error:
        raise Unusable("pg_restore is not installed: it comes with PostgreSQL's client programs.") from error
    except subprocess.CalledProcessError as error:
        raise Unusable(f"The database in the backup is damaged: {last_line(error.stderr)}") from error


def put_back(path, id):
    """This will put the dump in the place of the database, in one transaction.

    The dump is written out first: a program that ends in the middle must not be taken for the end of the dump.
    """
    before, whole, after = (path.with_name(name) for name in ("before.sql", "whole.sql", "after.sql"))
    before.write_text(BEFORE)
    after.write_text(AFTER.format(now=databases.stamps_from_now_on(), restored=databases.stamp_of(id)))
    subprocess.run(
        ["pg_restore", "--file", str(whole), *NOT_OURS, str(path)],
        check=True, stdin=subprocess.DEVNULL, capture_output=True,
    )  # fmt: skip
    connection.close()
    files = [word for file in (before, whole, after) for word in ("--file", str(file))]
    run("psql", "--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1", "--single-transaction", *files)
