"""What tells that nobody has committed anything to SQLite shows every commit, whoever makes it, and costs no lock."""

import sqlite3
import subprocess
import sys
from types import SimpleNamespace

import pytest

from blog.stamps.wal_index import WalIndex

ELSEWHERE = """
import sqlite3, sys
path, *statements = sys.argv[1:]
connection = sqlite3.connect(path, timeout=0, isolation_level=None)
for statement in statements:
    connection.execute(statement)
"""
RAISE = "UPDATE stamp SET n = n + 1"
COUNT_UP = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], timeout=20, isolation_level=None)
for _ in range(3_000):
    connection.execute("UPDATE stamp SET n = n + 1")
"""


class Database:
    """A database with one number, a connection that stays open, and what else comes and goes."""

    def __init__(self, path, mode="WAL"):
        self.path, self.index = path, WalIndex()
        self.keeper = self.connect()
        self.keeper.execute(f"PRAGMA journal_mode={mode}")
        self.keeper.execute("CREATE TABLE stamp (n)")
        self.keeper.execute("INSERT INTO stamp VALUES (0)")

    def connect(self):
        return sqlite3.connect(self.path, isolation_level=None)

    def number(self):
        return self.keeper.execute("SELECT n FROM stamp").fetchone()[0]

    def state(self, keeper=...):
        keeper = self.keeper if keeper is ... else keeper
        return self.index.state(SimpleNamespace(connection=keeper, settings_dict={"NAME": self.path}))

    def elsewhere(self, *statements):
        """This will run statements in another process, and give what it says of an error."""
        command = [sys.executable, "-c", ELSEWHERE, self.path, *statements]
        return subprocess.run(command, capture_output=True, text=True).stderr


@pytest.fixture
def database(tmp_path):
    return Database(tmp_path / "one.sqlite3")


def test_while_nobody_commits_it_stays_as_it_is(database):
    before = database.state()

    database.number()
    database.elsewhere("SELECT n FROM stamp")

    assert before is not None
    assert database.state() == before


def test_a_commit_of_another_process_shows(database):
    before = database.state()

    assert database.elsewhere(RAISE) == ""

    assert database.state() != before
    assert database.number() == 1


def test_what_is_not_committed_does_not_show(database):
    before, other = database.state(), database.connect()
    other.execute("BEGIN IMMEDIATE")
    other.execute(RAISE)
    begun = database.state()

    other.execute("ROLLBACK")

    assert (begun, database.state()) == (before, before)


@pytest.mark.parametrize("how", ["PASSIVE", "RESTART", "TRUNCATE"])
def test_commits_show_after_the_log_was_written_back(database, how):
    database.elsewhere(RAISE, f"PRAGMA wal_checkpoint({how})")
    before = database.state()

    database.elsewhere(RAISE)

    assert None is not before != database.state()
    assert database.number() == 2


def test_the_connection_that_stays_keeps_the_index_for_those_who_come_and_go(database):
    for _ in range(3):
        before = database.state()
        database.elsewhere(RAISE, "SELECT n FROM stamp")
        assert None is not before != database.state()


def test_without_a_connection_that_stays_nothing_shows(database):
    assert database.state() is not None

    assert database.state(keeper=None) is None


def test_a_connection_in_the_place_of_the_one_before_is_looked_at_anew(database):
    before = database.state()
    database.keeper.close()  # the last one: the index goes with it
    database.keeper = database.connect()
    database.elsewhere(RAISE)
    database.number()
    after = database.state()

    database.elsewhere(RAISE)

    assert None not in (before, after, database.state())
    assert database.state() != after


def test_looking_gives_up_no_lock(database):
    other = database.connect()
    other.execute("BEGIN IMMEDIATE")

    for _ in range(3):
        database.index = WalIndex()
        assert database.state() is not None

    assert "database is locked" in database.elsewhere("BEGIN IMMEDIATE")
    other.execute("COMMIT")
    assert database.elsewhere("BEGIN IMMEDIATE") == ""


def test_without_a_log_nothing_shows(tmp_path):
    database = Database(tmp_path / "one.sqlite3", mode="DELETE")

    assert database.state() is None


def test_in_memory_nothing_shows(tmp_path):
    assert Database(":memory:").state() is None


def test_the_number_never_changes_under_one_state(database):
    writing = subprocess.Popen([sys.executable, "-c", COUNT_UP, database.path])
    seen = {}
    while writing.poll() is None:
        state = database.state()
        number = database.number()
        if state is not None and database.state() == state:
            assert seen.setdefault(state, number) == number

    assert writing.returncode == 0
    assert len(seen) > 1
    assert database.number() == 3_000
