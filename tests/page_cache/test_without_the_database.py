"""While the database does not answer, what was right a moment ago is still shown, and not for long."""

import sqlite3
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import OperationalError, connection

pytestmark = pytest.mark.django_db(transaction=True)
ARTICLE = "/posts/your-skin-barrier-in-one-page/"


@contextmanager
def no_database():
    """Every question to the database fails, as when its server is gone."""

    def gone(*_):
        raise OperationalError("server closed the connection unexpectedly")

    is_sqlite = connection.vendor == "sqlite"
    if is_sqlite:  # which is asked without Django, too
        connection.ensure_connection()
        connection.connection.set_authorizer(lambda *_: sqlite3.SQLITE_DENY)
    with connection.execute_wrapper(gone):
        yield
    if is_sqlite:
        connection.connection.set_authorizer(None)


@pytest.fixture
def kept(clinic, edition, site):
    site.get(ARTICLE)
    return site


def test_a_page_in_memory_is_still_shown(kept):
    with no_database():
        answer = kept.get(ARTICLE)

    assert answer.status == 200
    assert kept.made == 1


def test_not_for_longer_than_a_minute(kept):
    (entry,) = kept.kept.store.entries.values()
    entry.seen_right_at -= timedelta(seconds=61)

    with no_database():
        answer = kept.get(ARTICLE)

    assert answer.status == 500
    assert kept.get(ARTICLE).status == 200


def test_a_page_whose_end_nobody_could_tell_is_sent_and_made_anew_the_next_time(kept, monkeypatch):
    class Gone:
        def of(self, at):
            raise OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr("blog.reading.page_cache.wsgi.SHARED", Gone())
    assert kept.get("/").status == 200
    made = kept.made

    kept.get("/")

    assert kept.made == made + 1


def test_nothing_is_kept_meanwhile(kept):
    with no_database():
        kept.get("/")

    assert [key[3] for key in kept.kept.store.entries] == [ARTICLE]
