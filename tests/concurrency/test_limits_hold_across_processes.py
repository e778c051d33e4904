"""Two real processes of the site count tries together, and not each for itself."""

import json
import os
import subprocess
import sys
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.conf import settings
from django.db import connection

from tests.accounts.conftest import joining

# What one process does: it sends forms, each from a browser of its own, and prints how each was answered.
A_PROCESS = """
import json, sys
import django
from django.conf import settings
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
django.setup()
from django.test import Client
print(json.dumps([Client(headers={"host": "localhost"}).post(*form).status_code for form in json.load(sys.stdin)]))
"""

pytestmark = pytest.mark.django_db(transaction=True)


def the_same_database():
    """This will give the environment of a process that works on the database of this test."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        address = f"sqlite:///{name}"
    else:
        address = urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}"))
    return os.environ | {"DATABASE_URL": address, "DEBUG": "1", "PYTHONPATH": str(settings.BASE_DIR)}


@pytest.fixture
def two_processes(clinic):
    """This will give a function that sends half of some forms from each of two processes, at the same time."""

    def send(forms):
        environment = the_same_database() | {"DJANGO_SETTINGS_MODULE": "clinic_site.settings"}
        halves = [forms[::2], forms[1::2]]
        running = [
            subprocess.Popen(
                [sys.executable, "-c", A_PROCESS],
                env=environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            for _ in halves
        ]
        for process, half in zip(running, halves, strict=True):
            process.stdin.write(json.dumps(half))
            process.stdin.close()
        said = [(process.stdout.read(), process.stderr.read(), process.wait()) for process in running]
        assert [code for *_, code in said] == [0, 0], said
        return [json.loads(out) for out, *_ in said]

    return send


def count(answers, status):
    return sum(one == status for half in answers for one in half)


def test_wrong_passwords_for_one_address(two_processes, priya):
    answers = two_processes([["/accounts/login/", {"login": priya.email, "password": "wrong"}]] * 8)

    assert (count(answers, 422), count(answers, 429)) == (5, 3)


def test_codes_to_one_address(two_processes, priya):
    answers = two_processes([["/accounts/login/code/", {"email": priya.email}]] * 6)

    assert (count(answers, 302), count(answers, 429)) == (3, 3)


def test_joining_from_one_machine(two_processes):
    answers = two_processes([["/accounts/signup/", joining(email=f"n{n}@example.org")] for n in range(24)])

    assert (count(answers, 302), count(answers, 429)) == (20, 4)
