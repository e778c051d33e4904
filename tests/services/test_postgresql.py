"""PostgreSQL is killed while people read and write: kept pages go on, and what was acknowledged is there afterwards."""

import http.client
import re
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from urllib.parse import urlencode

import pytest

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


class Browser:
    def __init__(self, site, session=None):
        self.port, self.cookies = site.port, {"sessionid": session} if session else {}

    def ask(self, method, address, words=None):
        connection = http.client.HTTPConnection("localhost", self.port, timeout=60)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if words:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, address, urlencode(words) if words else None, headers)
        answer = connection.getresponse()
        answer.text = answer.read().decode()
        connection.close()
        return answer

    def open(self):
        self.cookies["csrftoken"] = re.search(r"csrftoken=(\w+)", str(self.ask("GET", ARTICLE).headers))[1]
        return self

    def write(self, body, token):
        """This will send a comment and give its key, or nothing where it was not acknowledged."""
        words = {"body": body, "token": token, "csrfmiddlewaretoken": self.cookies["csrftoken"]}
        answer = self.ask("POST", f"{ARTICLE}comments/", words)
        return int(answer.headers["Location"].rpartition("-")[2]) if answer.status == 302 else None

    def write_until(self, ended, name):
        """This will write one comment after another, send each again until it is acknowledged, and give them all."""
        acknowledged, number = [], 0
        while not ended.is_set():
            number += 1
            body, token, key = f"{name} says number {number}.", uuid.uuid4(), None
            while key is None and not ended.is_set():
                key = self.write(body, token)
                time.sleep(0.05)
            if key:
                acknowledged.append((key, body))
        return acknowledged


def read_together(site):
    """This will have more people than there are connections read one page, and give the statuses they got."""
    with ThreadPoolExecutor(READERS) as threads:
        return {each.status for each in threads.map(lambda _: Browser(site).ask("GET", "/"), range(READERS))}


def test_it_is_killed_while_the_site_is_used(site, database):
    reader, writers = Browser(site), [Browser(site, site.session).open() for _ in range(WRITERS)]
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
            assert Browser(site, site.session).ask("GET", ARTICLE).status >= 500

            database.start()
            until(lambda: "says number" in Browser(site, site.session).ask("GET", ARTICLE).text, "Nobody could read")
            token = uuid.uuid4()
            until(lambda: writers[0].write("After it was started again.", token), "Nobody could write")
        finally:
            ended.set()
    acknowledged = [each for one in written for each in one.result()]
    rows = site.manage("shell", "--no-imports", "-c", WRITTEN)

    assert len(acknowledged) >= 5
    assert [rows.count(f"({key}, '{body}')") for key, body in acknowledged] == [1] * len(acknowledged)
