"""`manage.py check --deploy` refuses what is right on a laptop and wrong in production, and is silent otherwise."""

import pytest
from django.core.checks import run_checks
from django.core.checks.registry import registry

from blog.clinic.models import Clinic
from clinic_site import checks
from tests.clinic_site.conftest import KEY, PRODUCTION
from tests.clinic_site.test_settings import manage

LOCMEM = "django.core.cache.backends.locmem.LocMemCache"


@pytest.fixture
def production(settings, monkeypatch):
    """Good settings of a site in production, for a test to spoil one."""
    monkeypatch.setenv("TRUSTED_PROXY_COUNT", "1")
    settings.SITE_URL, settings.ALLOWED_HOSTS = "https://clinic.example", ["clinic.example"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    return settings


def found(databases=None):
    """This will give the ids of what our own checks say."""
    said = run_checks(include_deployment_checks=True, databases=databases)
    return [one.id for one in said if one.id.startswith("clinic.")]


def test_a_good_production_is_told_nothing(production):
    assert found() == []


def test_a_laptop_is_asked_nothing_without_deploy(settings):
    assert [one.id for one in run_checks() if one.id.startswith("clinic.")] == []


@pytest.mark.parametrize("backend", checks.CACHES_OF_ONE_PROCESS)
def test_a_cache_of_one_process_is_refused(production, backend):
    production.CACHES = {"default": {"BACKEND": backend, "LOCATION": "/tmp/one"}}

    assert found() == ["clinic.E001"]


@pytest.mark.parametrize("count", [None, ""])
def test_no_word_about_proxies_is_refused(production, monkeypatch, count):
    monkeypatch.delenv("TRUSTED_PROXY_COUNT")
    if count is not None:
        monkeypatch.setenv("TRUSTED_PROXY_COUNT", count)

    assert found() == ["clinic.E002"]


def test_no_proxy_at_all_is_a_choice(production, monkeypatch):
    monkeypatch.setenv("TRUSTED_PROXY_COUNT", "0")

    assert found() == []


@pytest.mark.parametrize(
    ("host", "refused"),
    [("localhost", "E003"), ("127.0.0.1", "E003"), ("[::1]", "E003"), ("*", "E004"), (".clinic.example", "E004")],
)
def test_a_host_that_is_not_the_clinics_own_is_refused(production, host, refused):
    production.ALLOWED_HOSTS = ["clinic.example", host]

    assert found() == [f"clinic.{refused}"]


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"transaction_mode": "IMMEDIATE"},
        {"transaction_mode": "IMMEDIATE", "init_command": "PRAGMA journal_mode=DELETE;"},
        {"transaction_mode": "DEFERRED", "init_command": "PRAGMA journal_mode=WAL;"},
    ],
)
def test_sqlite_that_would_fail_two_writers_is_refused(production, monkeypatch, options):
    monkeypatch.setitem(production.DATABASES["default"], "ENGINE", "django.db.backends.sqlite3")
    monkeypatch.setitem(production.DATABASES["default"], "OPTIONS", options)

    assert found() == ["clinic.E005"]


@pytest.mark.parametrize("backend", checks.MAIL_TO_NOBODY)
def test_mail_that_reaches_nobody_is_refused(production, backend):
    production.EMAIL_BACKEND = backend

    assert found() == ["clinic.E006"]


def test_links_to_plain_http_are_refused(production):
    production.SITE_URL = "http://clinic.example"

    assert found() == ["clinic.E007"]


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["Alder Row Skin Clinic", "The clinic"])
def test_a_site_without_a_name_of_its_own_is_refused_when_the_database_is_asked(production, name):
    Clinic.objects.create(pk=1, name=name, short_name="x")

    assert found(databases=["default"]) == ["clinic.E008"]
    assert found() == []


@pytest.mark.django_db
def test_a_site_that_nobody_has_named_is_refused(production):
    assert found(databases=["default"]) == ["clinic.E008"]


@pytest.mark.django_db
def test_a_clinic_with_its_name_is_told_nothing(production):
    Clinic.objects.create(pk=1, name="Harbour Skin Clinic", short_name="Harbour")

    assert found(databases=["default"]) == []


def test_every_check_of_ours_is_tried_here():
    ours = {each.__name__ for each in registry.deployment_checks if each.__module__ == checks.__name__}

    assert ours == {
        "the_cache_is_shared",
        "proxies_are_counted",
        "hosts_are_ours",
        "sqlite_waits_and_keeps",
        "mail_arrives",
        "the_site_is_on_https",
        "the_clinic_has_its_name",
    }


def test_every_refusal_says_what_to_do(production, monkeypatch):
    monkeypatch.delenv("TRUSTED_PROXY_COUNT")
    production.ALLOWED_HOSTS, production.SITE_URL = ["*", "localhost"], "http://localhost:8000"
    production.EMAIL_BACKEND, production.CACHES = checks.MAIL_TO_NOBODY[0], {"default": {"BACKEND": LOCMEM}}

    said = [one for one in run_checks(include_deployment_checks=True) if one.id.startswith("clinic.")]

    assert len(said) == 6
    assert all(one.msg.endswith(".") and len(one.hint) > 20 for one in said)


@pytest.mark.parametrize(
    ("more", "refused"),
    [
        ({"DEBUG": "on"}, "security.W018"),
        ({"SECRET_KEY": "short"}, "security.W009"),
        ({"EMAIL_URL": "consolemail://"}, "clinic.E006"),
        ({"SITE_URL": "http://clinic.example"}, "clinic.E007"),
        ({"ALLOWED_HOSTS": "clinic.example,localhost"}, "clinic.E003"),
        ({"TRUSTED_PROXY_COUNT": None}, "clinic.E002"),
    ],
)
def test_the_command_line_refuses_each_in_a_real_environment(environment, more, refused):
    environment_of_it = {name: value for name, value in (PRODUCTION | more).items() if value is not None}

    result = manage(environment, "check", "--deploy", "--fail-level", "WARNING", **environment_of_it)

    assert (result.returncode, refused in result.stderr) == (1, True), result.stderr


def test_the_command_line_has_no_word_against_a_good_one(environment):
    result = manage(environment, "check", "--deploy", "--fail-level", "DEBUG", **PRODUCTION)

    assert (result.returncode, result.stderr, KEY in result.stdout) == (0, "", False)
