"""Thirty-two readers write through a real server at once: what is acknowledged is there, exactly once."""

import http.client
import re
import uuid
from functools import partial
from urllib.parse import urlencode, urlsplit

import pytest
from django.test import Client

from blog.comments.actions import TooOften, leave_comment
from blog.comments.models import Comment, Conversation
from blog.comments.recount import faults
from tests import factories

WRITERS, EACH = 32, 3


def comment_in(answer):
    """This will give the comment that an answer leads to. Its page may differ: earlier ones arrive meanwhile."""
    return int(answer.headers["Location"].rpartition("-")[2])


class Reader:
    """Somebody at a browser of their own, logged in."""

    def __init__(self, user, server, path):
        self.host, self.path = urlsplit(server.url).netloc, path
        client = Client()
        client.force_login(user)
        self.cookies = {name: morsel.value for name, morsel in client.cookies.items()}
        self.name = user.display_name

    def ask(self, method, path, words=None):
        connection = http.client.HTTPConnection(self.host, timeout=60)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        body = None
        if words is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            body = urlencode(words)
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer, text

    def open(self):
        """This will open the article, for the form and the cookie that go with it."""
        answer, page = self.ask("GET", self.path)
        self.cookies["csrftoken"] = re.search(r"csrftoken=(\w+)", str(answer.headers))[1]
        return page

    def write(self):
        """This will send some comments, each with its button pressed twice, and give what was acknowledged."""
        self.open()
        acknowledged = []
        for number in range(EACH):
            body = f"{self.name} says number {number}."
            words = {"body": body, "token": uuid.uuid4(), "csrfmiddlewaretoken": self.cookies["csrftoken"]}
            first, _ = self.ask("POST", f"{self.path}comments/", words)
            second, _ = self.ask("POST", f"{self.path}comments/", words)
            assert (first.status, second.status) == (302, 302)
            acknowledged.append((comment_in(first), body))
            assert comment_in(first) == comment_in(second)
        return acknowledged


@pytest.mark.filterwarnings("ignore:No directory at")  # nothing is collected for tests
@pytest.mark.django_db(transaction=True)
def test_every_acknowledged_comment_is_there_exactly_once(live_server, edition, easy_clinic, at_once):
    people = [factories.member(f"Person {number}") for number in range(WRITERS)]
    readers = [Reader(person, live_server, f"/posts/{edition.slug}/") for person in people]

    answers = at_once(*(reader.write for reader in readers))

    acknowledged = [each for answer in answers for each in answer]
    rows = list(Comment.objects.order_by("pk").values_list("pk", "body"))
    assert len(acknowledged) == WRITERS * EACH
    assert sorted(acknowledged) == rows
    assert Comment.objects.public().count() == WRITERS * EACH
    assert Conversation.objects.get().public_count == WRITERS * EACH
    assert list(faults()) == []


@pytest.mark.django_db(transaction=True)
def test_one_persons_sixteen_at_once_are_one(edition, clinic, priya, now, at_once):
    send = [
        partial(leave_comment, edition=edition, author=priya, body=f"At once, number {number}.", at=now)
        for number in range(16)
    ]

    answers = at_once(*send)

    assert sum(isinstance(answer, TooOften) for answer in answers) == 15
    assert Comment.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_answers_to_one_comment_at_once_all_hang_on_it(edition, easy_clinic, priya, now, at_once):
    first = factories.comment(edition, by=priya)
    people = [factories.member(f"Person {number}") for number in range(8)]

    at_once(
        *(
            partial(leave_comment, edition=edition, author=person, body="Me too.", at=now, parent=first)
            for person in people
        )
    )

    assert first.replies.filter(root=first).count() == 8
    assert list(faults()) == []
