"""Django with the page cache before it, asked as a server asks it, beside Django alone."""

from dataclasses import dataclass

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import RequestFactory

from blog.reading.page_cache import PageCache


@dataclass
class Answer:
    status: int
    headers: dict
    body: bytes


class Site:
    """One server process. `made` counts the pages that Django had to make."""

    def __init__(self, **options):
        self.made = 0
        self.django = WSGIHandler()
        self.kept = PageCache(self.make, **options)

    def make(self, environ, start_response):
        self.made += 1
        return self.django(environ, start_response)

    def get(self, address, *, through=None, method="GET", **headers):
        path, _, query = address.partition("?")
        asked = {"PATH_INFO": path, "QUERY_STRING": query, "REQUEST_METHOD": method, "HTTP_HOST": "testserver"}
        environ = RequestFactory()._base_environ(**asked | headers)
        told = []
        made = (through or self.kept)(environ, lambda *answer: told.append(answer))
        body = b"".join(made)
        getattr(made, "close", lambda: None)()
        status, sent = told[-1][:2]
        return Answer(int(status.split()[0]), dict(sent), body)

    def fresh(self, address, **headers):
        """This will give the page as Django makes it now."""
        return self.get(address, through=self.django, **headers)


@pytest.fixture(autouse=True)
def connection_of_the_test(transactional_db):  # at this door nobody is inside a transaction
    """A server lets go of its connection after each request; the test's own holds what the test has written."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def site():
    return Site()


@pytest.fixture
def another():
    """A second process of the same site: it shares the database and nothing else."""
    return Site()
