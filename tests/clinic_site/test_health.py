"""/health/live and /health/ready: for machines that decide whether to start, stop or send readers here."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django_tasks_db.models import DBTaskResult

from clinic_site import health
from tests import factories

pytestmark = pytest.mark.django_db


@contextmanager
def no_database():
    def gone(*_):
        raise OperationalError("server closed the connection unexpectedly")

    with connection.execute_wrapper(gone):
        yield


def test_a_process_that_answers_is_live_without_asking_anybody(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/health/live")

    assert (response.status_code, response.content, response.headers["Cache-Control"]) == (200, b"live\n", "no-store")


def test_a_site_that_works_is_ready(client):
    response = client.get("/health/ready")

    assert (response.status_code, response.content) == (200, b"ready\n")


def test_machines_need_no_name_of_ours_and_no_https(client, settings):
    settings.ALLOWED_HOSTS, settings.SECURE_SSL_REDIRECT = ["clinic.example"], True

    assert client.get("/health/ready", headers={"host": "10.0.0.7"}).status_code == 200
    assert client.get("/", headers={"host": "10.0.0.7"}).status_code == 400


def test_it_is_not_ready_without_its_database(client):
    with no_database():
        response = client.get("/health/ready")

    assert (response.status_code, response.content) == (503, b"database: no answer\n")


def test_it_is_not_ready_before_its_migrations(client):
    MigrationRecorder.Migration.objects.filter(app="blog").order_by("-pk").first().delete()

    response = client.get("/health/ready")

    assert (response.status_code, response.content) == (503, b"migrations: some are missing\n")


def test_it_is_not_ready_when_nobody_sends_its_mail(client, now):
    factories.mail_not_sent(tries=0, given_up_at=None, at=now - timedelta(minutes=16))

    assert b"is the worker running?" in client.get("/health/ready").content


def test_mail_of_this_minute_is_no_fault(client, now):
    factories.mail_not_sent(tries=0, given_up_at=None, at=now - timedelta(minutes=14))

    assert client.get("/health/ready").status_code == 200


def test_it_is_not_ready_when_nobody_does_its_slow_work(client, now):
    DBTaskResult.objects.create(
        args_kwargs={}, task_path="x", backend_name="default", run_after=now - timedelta(minutes=61)
    )

    response = client.get("/health/ready")

    assert response.content == b"tasks: some has waited for more than an hour; is the worker running?\n"


def test_slow_work_that_is_planned_is_no_fault(client, now):
    DBTaskResult.objects.create(
        args_kwargs={}, task_path="x", backend_name="default", run_after=now + timedelta(minutes=61)
    )

    assert client.get("/health/ready").status_code == 200


def test_it_is_not_ready_on_a_full_disk(client, monkeypatch):
    monkeypatch.setattr(health, "LEAST_FREE", 10**18)

    assert client.get("/health/ready").content == b"disk: less than 200 MB are free\n"
