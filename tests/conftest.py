"""The cast. Dr Amara signs, Ben writes, Mo moderates, Grace manages, Priya is a patient, Sam is nobody in particular,
Mallory means harm."""

import gc

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client, TransactionTestCase
from django.utils import timezone

from accounts import letters
from blog.clinic import context
from blog.editions import moments
from blog.outbox.actions import deliver
from blog.outbox.letters import carry
from tests import factories
from tests.emptying import Emptying

gc.set_threshold(100_000, 50, 50)  # or a sixth of the time would go into looking for cycles

pytest_plugins = ["tests.google", "tests.pictures", "tests.servers", "tests.browser.node"]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """No commit to SQLite waits for the disk: no power cut comes in the middle of a test.

    On PostgreSQL whoever asks the test's own server waits longer for a connection: no turnstile stands before it.
    """
    options = connection.settings_dict["OPTIONS"]
    if connection.vendor == "sqlite":
        options["init_command"] += "PRAGMA synchronous=OFF;"
    else:
        options["pool"] = options["pool"] | {"timeout": 30}


@pytest.fixture(autouse=True)
def plain_settings(settings):
    """Static files without hashed names, a cheap password hash, and the rate limits' cache empty."""
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    settings.WHITENOISE_AUTOREFRESH = True  # or every client would read the whole folder of collected files
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def empty_cache(request):
    if "db" in request.fixturenames or "transactional_db" in request.fixturenames:
        request.getfixturevalue("db")
        cache.clear()
        for shared in (context.SHARED, moments.SHARED):
            shared.forget()  # emptied tables begin their stamps again


@pytest.fixture(autouse=True)
def mail_about_accounts_goes_at_once(request, monkeypatch):
    """As if the worker stood beside and looked all the time: a code that a page sent is there to be typed."""
    if "mail_waits" not in request.fixturenames:
        monkeypatch.setattr(letters, "CARRIERS", [lambda letter: deliver(carry(letter).pk)])


@pytest.fixture
def mail_waits():
    """Mail about accounts waits for the worker, as it does outside tests: `deliver_due()` sends it."""


plain_log_in = Client.force_login


@pytest.fixture(autouse=True)
def staff_come_in_with_their_second_factor(monkeypatch):
    """`client.force_login(user)` is a log-in as it should be: of staff with the second factor that they have."""

    def force_login(client, user, backend=None):
        plain_log_in(client, user, backend)
        factories.log_in_is_complete(client, user)

    monkeypatch.setattr(Client, "force_login", force_login)


@pytest.fixture
def log_in_plainly():
    """Logs somebody in and no more: no second factor is made or used, nor anything recorded."""
    return plain_log_in


@pytest.fixture(scope="session", autouse=True)
def tables_are_emptied_quickly():
    """A test with real commits ends by emptying the tables."""
    empty = Emptying()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda case: empty())
        yield


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def clinic(db):
    return factories.clinic()


@pytest.fixture
def easy_clinic(db):
    """A clinic where comments appear at once, as many as anybody likes."""
    return factories.clinic(
        comments_hold_first=0, comments_pause_seconds=0, comments_per_ten_minutes=1000, comments_per_day=1000
    )


@pytest.fixture
def topic(db):
    return factories.topic()


@pytest.fixture
def amara(db):
    return factories.clinician("Dr Amara Okafor", "Consultant dermatologist", "GMC", "0000000")


@pytest.fixture
def joan(db):
    return factories.clinician("Joan Ellery", "Nurse prescriber", "NMC", "00A0000E")


@pytest.fixture
def ben(db):
    return factories.staff("Ben Hartley", "Editor")


@pytest.fixture
def mo(db):
    return factories.staff("Mo", "Moderator")


@pytest.fixture
def grace(db):
    return factories.staff("Grace", "Manager")


@pytest.fixture
def priya(db):
    return factories.member("Priya")


@pytest.fixture
def sam(db):
    return factories.member("Sam")


@pytest.fixture
def mallory(db):
    return factories.member("Mallory")


@pytest.fixture
def post(db, topic, ben):
    """An article that Ben wrote and nobody has signed."""
    return factories.post(topic=topic, writer=ben)


@pytest.fixture
def edition(db, post, amara):
    """The same article, signed by Dr Amara and live."""
    return factories.signed(post, by=amara)


def pytest_collection_modifyitems(config, items):
    """On PostgreSQL only what touches a database is tested again: the rest was tested with SQLite a moment before."""
    if connection.vendor == "sqlite":
        return
    needs_none = [item for item in items if not needs_a_database(item)]
    config.hook.pytest_deselected(items=needs_none)
    items[:] = [item for item in items if needs_a_database(item)]


def needs_a_database(item):
    names = {"db", "transactional_db", "django_db_setup", "live_server"}
    return bool(names & set(getattr(item, "fixturenames", ()))) or item.get_closest_marker("django_db") is not None
