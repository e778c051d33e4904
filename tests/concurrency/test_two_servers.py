"""Two real server processes on one database: what is acknowledged by one is on the next page of the other."""

import os
import re
import socket
import subprocess
import sys
import time
from datetime import timedelta
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from blog.comments.models import Comment
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 30  # seconds for a server to start


@pytest.fixture
def servers(edition, tmp_path):
    """This will start two servers on the test's database and give a function for each that gets an address."""
    ports = [free_port(), free_port()]
    running = [start(port, tmp_path) for port in ports]
    try:
        for port in ports:
            wait_for(port)
        yield [lambda address, port=port: get(port, address) for port in ports]
    finally:
        for server in running:
            server.terminate()
        for server in running:
            server.wait(timeout=10)


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def start(port, folder):
    environment = os.environ | {
        "DATABASE_URL": database_url(), "DATA_DIR": str(folder), "SECRET_KEY": settings.SECRET_KEY,
        "SITE_URL": f"http://127.0.0.1:{port}",
    }  # fmt: skip
    subprocess.run([sys.executable, "manage.py", "collectstatic", "--no-input", "-v0"], env=environment, check=True)
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port), "--blocking-threads", "4"]
    return subprocess.Popen([*command, "--log-level", "error", "clinic_site.wsgi:application"], env=environment)


def database_url():
    """This will name the database of this test, whichever it is."""
    made = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{made['NAME']}"
    credentials = f"{made['USER']}:{made['PASSWORD']}@" if made["USER"] else ""
    return f"postgres://{credentials}{made['HOST']}:{made['PORT'] or 5432}/{made['NAME']}"


def wait_for(port):
    for _ in range(PATIENCE * 10):
        try:
            return get(port, "/robots.txt")
        except OSError:
            time.sleep(0.1)
    raise AssertionError("The server did not start.")


def get(port, address):
    try:
        with urlopen(Request(f"http://127.0.0.1:{port}{address}"), timeout=10) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as answer:
        return answer.code, answer.read().decode()


def test_a_comment_is_on_the_next_page_of_both(easy_clinic, servers, edition, priya):
    address = edition.get_absolute_url()
    for round in range(20):
        for get_page in servers:
            assert get_page(address)[0] == 200

        comment = factories.comment(edition, by=priya, body=f"Number {round}.")

        for get_page in servers:
            assert f'id="comment-{comment.pk}"' in get_page(address)[1]


def test_while_one_writes_no_page_is_older_than_what_was_there_before_it_was_asked_for(
    easy_clinic, servers, edition, priya, at_once
):
    address = edition.get_absolute_url()

    def write():
        for round in range(30):
            factories.comment(edition, by=priya, body=f"Number {round}.")

    def read(get_page):
        late = []
        for _ in range(60):
            before = Comment.objects.count()
            shown = len(re.findall(r'id="comment-\d+"', get_page(address)[1]))
            if shown < before:
                late.append((shown, before))
        return late

    _, *late = at_once(write, *(lambda get_page=get_page: read(get_page) for get_page in servers))

    assert late == [[], []]


def test_an_article_begins_at_its_second(clinic, servers, topic, ben, amara):
    begins = timezone.now() + timedelta(seconds=3)
    post = factories.post(topic=topic, writer=ben, title="Planned")
    factories.signed(post, by=amara, at=timezone.now(), live_from=begins)

    seen = []
    while timezone.now() < begins + timedelta(seconds=1):
        for get_page in servers:
            asked, shown, answered = timezone.now(), "Planned" in get_page("/")[1], timezone.now()
            seen.append((asked, shown, answered))

    assert all(not shown for _, shown, answered in seen if answered < begins)
    assert all(shown for asked, shown, _ in seen if asked >= begins)
    assert {shown for _, shown, _ in seen} == {True, False}
