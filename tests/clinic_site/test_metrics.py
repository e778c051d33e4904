"""The numbers for whoever watches: right, in Prometheus' format, on a port of their own."""

import os
import re
from datetime import timedelta
from http.client import HTTPConnection

import pytest
from django_tasks_db.models import DBTaskResult

from blog.reading.page_cache import PageCache
from clinic_site.metrics import Counted, listen
from clinic_site.metrics.listener import text
from tests import factories
from tests.clinic_site.test_health import no_database
from tests.page_cache.conftest import Site, connection_of_the_test  # noqa: F401  used by each test here

LINE = re.compile(r'[a-z_]+(\{[a-z_]+="[^"\n]*"(,[a-z_]+="[^"\n]*")*\})? -?[0-9.]+')


@pytest.fixture
def site(settings):
    settings.DOOR = "reading"
    one = Site()
    one.kept = Counted(PageCache(one.make))
    return one


def number(site, name, at):
    """This will give one number as it is told now; None if it is not told."""
    told = dict(line.rsplit(" ", 1) for line in text(site.kept, at).splitlines() if not line.startswith("#"))
    return float(told[name]) if name in told else None


@pytest.mark.django_db
def test_answers_are_counted_by_their_class_and_door(site, clinic, now):
    site.get("/")
    site.get("/no/such/page/")
    site.get("/no/such/page/")

    assert number(site, 'clinic_answers_total{status="2xx",door="reading"}', now) == 1
    assert number(site, 'clinic_answers_total{status="4xx",door="reading"}', now) == 2


@pytest.mark.django_db
def test_kept_pages_are_counted_and_named_to_the_proxy(site, clinic, now):
    first, second = site.get("/"), site.get("/")

    assert ("X-Kept" in first.headers, second.headers["X-Kept"]) == (False, "yes")
    assert number(site, 'clinic_kept_hits_total{door="reading"}', now) == 1
    assert number(site, 'clinic_kept_misses_total{door="reading"}', now) == 1
    assert number(site, 'clinic_kept_pages{door="reading"}', now) == 1
    assert number(site, 'clinic_kept_bytes{door="reading"}', now) > 2000


@pytest.mark.django_db
def test_what_is_never_kept_is_no_miss(site, clinic, now):
    site.get("/accounts/login/")

    assert number(site, 'clinic_kept_misses_total{door="reading"}', now) == 0


@pytest.mark.django_db
def test_what_waits_is_told_with_its_age(site, edition, easy_clinic, priya, now):
    factories.mail_not_sent(tries=0, given_up_at=None, at=now - timedelta(minutes=3))
    factories.mail_not_sent("given up", at=now - timedelta(days=4), given_up_at=now)
    factories.comment(edition, by=priya, held=True, at=now - timedelta(minutes=2))

    assert number(site, "clinic_mail_waiting", now) >= 1
    assert number(site, "clinic_mail_oldest_seconds", now) == 180
    assert number(site, "clinic_mail_given_up", now) == 1
    assert number(site, "clinic_comments_waiting", now) == 1
    assert number(site, "clinic_comments_oldest_seconds", now) == 120
    assert number(site, "clinic_tasks_waiting", now) == 0
    assert number(site, "clinic_tasks_oldest_seconds", now) == 0


def a_task(*, run_after):
    return DBTaskResult.objects.create(args_kwargs={}, task_path="x", backend_name="default", run_after=run_after)


@pytest.mark.django_db
def test_a_task_that_is_tried_again_waits_only_since_then(site, now):
    task = a_task(run_after=now - timedelta(seconds=50))
    DBTaskResult.objects.filter(pk=task.pk).update(enqueued_at=now - timedelta(hours=3))
    a_task(run_after=now + timedelta(hours=1))

    assert number(site, "clinic_tasks_waiting", now) == 1
    assert number(site, "clinic_tasks_oldest_seconds", now) == 50


@pytest.mark.django_db
def test_the_age_of_the_newest_backup_is_told(site, settings, tmp_path, now):
    settings.BACKUP_DIR = str(tmp_path)
    assert number(site, "clinic_backup_age_seconds", now) is None

    for name, age in {"old": 90_000, "new": 3_600}.items():
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (now.timestamp() - age,) * 2)

    assert number(site, "clinic_backup_age_seconds", now) == 3_600


@pytest.mark.django_db
def test_without_a_folder_of_backups_there_is_no_age_and_no_fault(site, settings, now):
    settings.BACKUP_DIR = "/no/such/folder"

    assert number(site, "clinic_backup_age_seconds", now) is None
    assert number(site, "clinic_database_up", now) == 1


@pytest.mark.django_db
def test_without_the_database_the_numbers_of_the_process_are_told(site, clinic, now):
    site.get("/")
    with no_database():
        assert number(site, "clinic_database_up", now) == 0
        assert number(site, "clinic_mail_waiting", now) is None
        assert number(site, 'clinic_answers_total{status="2xx",door="reading"}', now) == 1


@pytest.mark.django_db
def test_every_line_is_one_that_prometheus_reads(site, settings, clinic, now):
    settings.DOOR = 'a "door"\n'
    site.get("/")

    lines = text(site.kept, now).splitlines()

    assert [line for line in lines if not line.startswith("# ") and not LINE.fullmatch(line.replace('\\"', ""))] == []
    helps = [line.split()[2] for line in lines if line.startswith("# HELP ")]
    assert len(helps) == len(set(helps))


@pytest.mark.django_db(transaction=True)
def test_two_processes_have_a_port_each_and_a_third_does_without(settings, site, caplog, monkeypatch):
    settings.METRICS_PORT, settings.METRICS_HOST = 47_310, "127.0.0.1"
    monkeypatch.setattr("clinic_site.metrics.listener.PROCESSES", 2)

    first, second, third = listen(site.kept), listen(site.kept), listen(site.kept)

    try:
        assert (first.server_port, second.server_port, third) == (47_310, 47_311, None)
        assert "the ten ports from 47310 are taken" in caplog.text
        for address, status in {"/metrics": 200, "/": 404, "/metrics/../x": 404}.items():
            asked = HTTPConnection("127.0.0.1", 47_311, timeout=10)
            asked.request("GET", address)
            assert asked.getresponse().status == status
    finally:
        for server in (first, second):
            server.shutdown()
            server.server_close()


def test_the_site_itself_knows_no_metrics(client, db):
    assert client.get("/metrics").status_code == 404
