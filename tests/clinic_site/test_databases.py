"""What the databases are really told, asked from the databases themselves."""

import pytest
from django.db import OperationalError, connection, transaction

on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="asks SQLite")
on_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="asks PostgreSQL")


def ask(question):
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]


@on_sqlite
@pytest.mark.parametrize(
    ("pragma", "answer"), [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 20_000)]
)
def test_sqlite_is_durable_and_lets_writers_wait(as_it_runs, pragma, answer):
    assert as_it_runs.cursor().execute(f"PRAGMA {pragma}").fetchone()[0] == answer


@pytest.fixture
def as_it_runs(db, read_settings):
    """A connection as the site opens it. Those of tests do not wait for the disk."""
    made = connection.copy()
    made.settings_dict["OPTIONS"] = read_settings()["DATABASES"]["default"]["OPTIONS"]
    yield made
    made.close()


@on_sqlite
def test_a_transaction_on_sqlite_takes_its_turn_to_write_at_its_start(transactional_db):
    impatient = connection.copy()
    impatient.settings_dict["OPTIONS"] = connection.settings_dict["OPTIONS"] | {"timeout": 0}
    with transaction.atomic(), impatient.cursor() as cursor:
        ask("SELECT 1")  # nothing is written yet, and the turn is taken all the same

        with pytest.raises(OperationalError, match=r"^database is locked$"):
            cursor.execute("BEGIN IMMEDIATE")
    impatient.close()


@on_postgresql
def test_postgresql_hands_out_connections_from_a_pool(db):
    assert connection.pool.max_size == 8
    assert ask("SHOW server_encoding") == "UTF8"
