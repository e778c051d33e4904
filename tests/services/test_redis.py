"""Limits are counted in Redis by all processes together, in the database while Redis is away, and never not at all."""

import json
import os
import subprocess
import sys
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from blog.comments.models import Comment
from tests.services.running import until

pytestmark = pytest.mark.django_db(transaction=True)

# What one process does: it sends forms as they are asked of it, and prints how each was answered.
A_PROCESS = """
import json, sys
import django
from django.conf import settings
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
django.setup()
from django.test import Client
for line in sys.stdin:
    address, form, cookies = json.loads(line)
    client = Client(headers={"host": "localhost"})
    client.cookies.load(cookies)
    print(client.post(address, form).status_code, flush=True)
"""


class Process:
    def __init__(self, environment):
        self.running = subprocess.Popen(
            [sys.executable, "-c", A_PROCESS], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def send(self, address, form, cookies=None):
        self.running.stdin.write(json.dumps([address, form, cookies or {}]) + "\n")
        self.running.stdin.flush()
        return int(self.running.stdout.readline())

    def end(self):
        self.running.stdin.close()
        self.running.wait()
        self.running.stdout.close()


def the_same_database():
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}"))


@pytest.fixture
def send(redis, easy_clinic):
    """This will give a function that sends a form from each of two processes in turn."""
    environment = os.environ | {
        "CACHE_URL": redis.url, "DATABASE_URL": the_same_database(), "DEBUG": "1",
        "DJANGO_SETTINGS_MODULE": "clinic_site.settings", "PYTHONPATH": str(settings.BASE_DIR),
    }  # fmt: skip
    processes = [Process(environment), Process(environment)]

    def sent(*form):
        processes.reverse()
        return processes[0].send(*form)

    yield sent
    for process in processes:
        process.end()


def wrong_password(email):
    return "/accounts/login/", {"login": email, "password": "wrong"}


def kept_in_the_table():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM shared_cache")
        return cursor.fetchone()[0]


def test_two_processes_count_together_in_redis_and_not_in_the_table(send, priya):
    answers = [send(*wrong_password(priya.email)) for _ in range(8)]

    assert answers == [422] * 5 + [429] * 3
    assert kept_in_the_table() == 0


def test_redis_is_killed_and_the_table_counts_until_it_is_back(send, redis, priya, sam):
    assert [send(*wrong_password(priya.email)) for _ in range(3)] == [422] * 3

    redis.kill()
    meanwhile = [send(*wrong_password(priya.email)) for _ in range(8)]

    assert meanwhile == [422] * 5 + [429] * 3
    assert kept_in_the_table() > 0

    redis.start()
    until(lambda: send(*wrong_password(priya.email)) == 422, "Redis was not used again")
    assert [send(*wrong_password(sam.email)) for _ in range(14)].count(422) in range(5, 11)
    assert [send(*wrong_password(sam.email)) for _ in range(3)] == [429] * 3


def test_comments_go_on_while_redis_is_away_and_so_does_their_limit(send, redis, edition, priya, easy_clinic):
    easy_clinic.comments_per_ten_minutes = 3
    easy_clinic.save()
    client = Client()
    client.force_login(priya)
    cookies = {name: morsel.value for name, morsel in client.cookies.items()}
    forms = [(f"/posts/{edition.slug}/comments/", {"body": f"Number {number}."}, cookies) for number in range(5)]

    first = [send(*form) for form in forms[:1]]
    redis.kill()
    after = [send(*form) for form in forms[1:]]

    assert (first, after) == ([302], [302, 302, 429, 429])
    assert Comment.objects.count() == 3


def test_a_redis_that_refuses_is_as_good_as_none(send, redis, priya):
    redis.ask("CONFIG", "SET", "maxmemory", "1")

    answers = [send(*wrong_password(priya.email)) for _ in range(8)]

    assert answers == [422] * 5 + [429] * 3
    assert kept_in_the_table() > 0
