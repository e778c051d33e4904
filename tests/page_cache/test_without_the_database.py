"""While the database does not answer, what was right a moment ago is still shown, and not for long."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import OperationalError, connection

from blog.stamps.watch import WATCH
from clinic_site.breaker import Breaker
from tests import factories

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
    with connection.execute_wrapper(gone), at_the_door(gone):
        yield
    if is_sqlite:
        connection.connection.set_authorizer(None)


@contextmanager
def at_the_door(wrapper):
    """What the page cache asks goes through a wrapper, and is asked each time: nothing shows that all is as it was."""
    with WATCH.together.connection.execute_wrapper(wrapper), pytest.MonkeyPatch.context() as patched:
        patched.setattr(WATCH.index, "state", lambda _: None)
        yield


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

    assert answer.status == 504
    assert kept.get(ARTICLE).status == 200


def test_whose_connection_alone_has_gone_asks_again(kept, priya, edition):
    """A connection that was cut off fails late, when the database has long answered others."""
    comment = factories.comment(edition, by=priya)

    def answer_another():
        try:
            return kept.get("/").status
        finally:
            connection.close()

    failed = []

    def gone_once(execute, *told):
        if failed:
            return execute(*told)
        failed.append(True)
        with ThreadPoolExecutor() as another:
            assert another.submit(answer_another).result() == 200
        raise OperationalError("server closed the connection unexpectedly")

    with at_the_door(gone_once):
        answer = kept.get(ARTICLE)

    assert (failed, answer.status) == ([True], 200)
    assert f'id="comment-{comment.pk}"' in answer.body.decode()


def test_a_connection_that_says_at_once_that_it_is_dead_is_replaced(kept, priya, edition):
    """After the database was started again, when nobody has been answered yet."""
    comment = factories.comment(edition, by=priya)
    failed = []

    def dead_once(execute, *told):
        if failed:
            return execute(*told)
        failed.append(True)
        raise OperationalError("the connection is lost")

    with at_the_door(dead_once):
        answer = kept.get(ARTICLE)

    assert (failed, answer.status) == ([True], 200)
    assert f'id="comment-{comment.pk}"' in answer.body.decode()


def test_a_database_that_does_not_answer_is_left_alone_for_a_moment(clinic, edition, site):
    site.kept.breaker = Breaker(60)
    site.get(ARTICLE)
    with no_database():
        assert site.get(ARTICLE).status == 200

    kept, other = site.get(ARTICLE), site.get("/")  # the database is back, and is not asked yet

    assert (kept.status, other.status, other.headers["Retry-After"]) == (200, 504, "10")
    site.kept.breaker.closed_until = 0
    assert site.get("/").status == 200


def test_who_has_no_page_to_show_waits_for_the_first_answer_again(clinic, edition, site):
    site.kept.breaker = Breaker(60)
    site.get(ARTICLE)
    with no_database():
        site.get(ARTICLE)

    def ask_and_let_go():
        try:
            return site.get("/").status
        finally:
            connection.close()

    with ThreadPoolExecutor() as another:
        waiting = another.submit(ask_and_let_go)
        site.kept.breaker.closed_until = 0
        first = site.get("/archive/")

    assert (first.status, waiting.result()) == (200, 200)


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
