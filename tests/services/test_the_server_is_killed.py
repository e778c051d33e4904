"""The server is killed twenty times while people write: what was acknowledged is there, and all of it once."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.conf import settings
from django.test import Client

from blog.comments.models import Comment
from blog.comments.recount import faults
from tests import factories
from tests.servers import database_url
from tests.services.people import Browser
from tests.services.running import Site, until

KILLS, WRITERS = 20, 3

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def site(easy_clinic, tmp_path, collected):
    made = Site(
        tmp_path, DATABASE_URL=database_url(), STATIC_ROOT=str(collected), SECRET_KEY=settings.SECRET_KEY
    ).start()
    yield made
    made.stop()


def session_of(user):
    client = Client()
    client.force_login(user)
    return client.cookies["sessionid"].value


def test_it_is_killed_twenty_times_and_what_was_not_acknowledged_is_sent_again(site, edition):
    people = [factories.member(f"Person {number}") for number in range(WRITERS)]
    writers = [Browser(site, edition.get_absolute_url(), session_of(person)).open() for person in people]
    ended = Event()
    with ThreadPoolExecutor() as threads:
        written = [threads.submit(writer.write_until, ended, f"Writer {n}") for n, writer in enumerate(writers)]
        try:
            for _ in range(KILLS):
                before = Comment.objects.count()
                until(lambda: Comment.objects.count() > before + WRITERS, "Nobody wrote")  # noqa: B023  at once
                site.kill()
                site.start()
        finally:
            ended.set()
    acknowledged = [each for one in written for each in one.result()]

    stored = dict(Comment.objects.values_list("pk", "body"))
    assert len(acknowledged) > KILLS
    assert {key: stored.get(key) for key, _ in acknowledged} == dict(acknowledged)
    assert max(Counter(stored.values()).values()) == 1
    assert list(faults()) == []
