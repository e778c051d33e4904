"""PostgreSQL is killed while people read and write: kept pages go on, and what was acknowledged is there afterwards."""

import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from tests.services.people import Browser
from tests.services.postgresql import PostgreSQL
from tests.services.running import Site, until

ARTICLE = "/posts/your-skin-barrier-in-one-page/"
FILL = """
from django.test import Client
from tests import factories
factories.clinic(comments_hold_first=0, comments_pause_seconds=0, comments_per_ten_minutes=1000, comments_per_day=1000)
amara = factories.clinician("Dr Amara Okafor", "Consultant dermatologist", "GMC", "0000000")
post = factories.post(topic=factories.topic(), writer=factories.staff("Ben Hartley", "Editor"))
factories.signed(post, by=amara)
client = Client()
client.force_login(factories.member("Priya"))
print(client.cookies["sessionid"].value)
"""
WRITTEN = "from blog.comments.models import Comment; print(*Comment.objects.values_list('pk', 'body'), sep='\\n')"
READERS, WRITERS = 24, 3  # more readers than a process has connections


@pytest.fixture
def database():
    cluster = PostgreSQL()
    try:
        yield cluster.start()
    finally:
        cluster.remove()


@pytest.fixture
def site(database, tmp_path, collected):
    made = Site(tmp_path, DATABASE_URL=database.url, STATIC_ROOT=str(collected))
    made.manage("migrate", "-v0")
    made.session = made.manage("shell", "--no-imports", "-c", FILL).strip()
    yield made.start()
    made.stop()


def read_together(site):
    """This will have more people than there are connections read one page, and give the statuses they got."""
    with ThreadPoolExecutor(READERS) as threads:
        return {each.status for each in threads.map(lambda _: Browser(site, ARTICLE).ask("GET", "/"), range(READERS))}


def test_it_is_killed_while_the_site_is_used(site, database):
    reader, writers = Browser(site, ARTICLE), [Browser(site, ARTICLE, site.session).open() for _ in range(WRITERS)]
    ended = Event()
    with ThreadPoolExecutor() as threads:
        written = [threads.submit(writer.write_until, ended, f"Writer {n}") for n, writer in enumerate(writers)]
        try:
            until(lambda: "says number 5." in reader.ask("GET", ARTICLE).text, "Nobody wrote")
            began = time.monotonic()
            assert read_together(site) == {200}
            assert time.monotonic() - began < 4  # seconds: nobody waits for a connection that another keeps

            database.kill()
            assert read_together(site) == {200}
            assert Browser(site, ARTICLE, site.session).ask("GET", ARTICLE).status >= 500

            database.start()
            until(
                lambda: "says number" in Browser(site, ARTICLE, site.session).ask("GET", ARTICLE).text,
                "Nobody could read",
            )
            token = uuid.uuid4()
            until(lambda: writers[0].write("After it was started again.", token), "Nobody could write")
        finally:
            ended.set()
    acknowledged = [each for one in written for each in one.result()]
    rows = site.manage("shell", "--no-imports", "-c", WRITTEN)

    assert len(acknowledged) >= 5
    assert [rows.count(f"({key}, '{body}')") for key, body in acknowledged] == [1] * len(acknowledged)
