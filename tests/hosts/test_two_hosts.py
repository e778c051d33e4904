"""One host dies, hangs, loses its database or is replaced while people read and write: nobody notices but who must."""

import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from uuid import uuid4

import pytest

from tests.hosts import newer
from tests.hosts.people import QUIET, asked, crowd
from tests.hosts.programs import wait_until

AT_ONCE, SOON = 5, 12  # seconds that a reader waits at most: with a host gone, and with one that hangs
NEVER_KEPT = ("/search/?q=skin", "/search/?q=sun")
ASKS_THE_DATABASE = "/robots.txt"  # not kept, so each door asks before it answers


def nothing_is_lost(site, seen, *, stale_until=0):
    """This will look for every acknowledged comment, and that none is there twice or was shown too late.

    While a host cannot ask the database, it may show what was right a moment ago: so it may before `stale_until`.
    """
    stored = Counter(site.stored())
    assert {body: stored[body] for body in seen.acknowledged} == dict.fromkeys(seen.acknowledged, 1)
    assert set(stored.values()) == {1}
    assert [late for late in seen.stale if late[0] > stale_until] == []
    assert set(seen.refused) <= {502, 503, 504}


def read_by(site, seen):
    """This will give the hosts that answered readers, each with the number of times."""
    names = {host.address: host.name for host in site.hosts}
    return Counter(names[doors[-1].partition(":")[0]] for _, status, _, doors in seen.reads if status == 200)


def test_a_comment_acknowledged_by_one_host_is_on_the_next_page_of_both(site):
    member, stranger = site.person(site.cookies[0]), site.person()
    wrote = set()
    for number in range(20):
        answer = member.send_comment(f"Number {number} of twenty.", uuid4())
        page, _, anchor = answer.headers["location"].partition("#")
        wrote.add(asked(answer)[0])

        first, second = stranger.get(page), stranger.get(page)

        assert asked(first) != asked(second)
        assert all(f'id="{anchor}"' in shown.body.decode() for shown in (first, second))
    assert wrote == {f"{host.address}:8001" for host in site.hosts}


def test_more_readers_at_once_than_there_are_connections_to_the_database_wait_for_nothing(site):
    readers = [site.person() for _ in range(32)]

    def read_ten(reader):
        return [reader.get("/").status for _ in range(10)]

    began = time.monotonic()
    read_ten(readers[0])
    one_after_the_other = (time.monotonic() - began) * len(readers)  # longer than AT_ONCE where the machine is busy
    with ThreadPoolExecutor(len(readers)) as at_once:
        began = time.monotonic()
        statuses = list(at_once.map(read_ten, readers))

    assert statuses == [[200] * 10] * len(readers)
    assert time.monotonic() - began < max(AT_ONCE, one_after_the_other)


def test_a_host_is_killed_and_comes_back(site):
    first, _ = site.hosts
    with crowd(site) as seen:
        first.kill()
        seen.wait_for_more()
        before = read_by(site, seen)["app1"]
        first.start()
        first.wait()
        site.wait_for_both()
        seen.wait_for_more()

    assert seen.failed_reads == []
    assert seen.longest_wait < AT_ONCE
    assert read_by(site, seen)["app1"] > before
    nothing_is_lost(site, seen)
    assert first.manage("count_comments") == "Every count is right.\n"


HOLDS = """
import time
from django.db import connection, transaction
with transaction.atomic(), connection.cursor() as cursor:
    cursor.execute("SELECT 1 FROM blog_stamp FOR UPDATE")
    print("held", flush=True)
    time.sleep(60)
"""


@contextmanager
def a_change_begun(host):
    """On a host something is in the middle of a change, and holds what every comment needs."""
    said = host.folder / "held"
    holding = [sys.executable, "manage.py", "shell", "-v0", "-c", HOLDS]
    with said.open("w") as out:
        program = host.network.start(host.name, holding, cwd=host.code, env=host.environment, stdout=out)
    try:
        wait_until(lambda: "held" in said.read_text(), "The rows were held")
        yield
    finally:
        program.kill()


def test_a_host_is_cut_off_in_the_middle_of_a_change_and_comes_back_without_a_restart(site):
    first, _ = site.hosts
    with crowd(site) as seen:
        with a_change_begun(first):
            site.network.cut_off(first.name)
            try:
                seen.wait_for_more(reads=100)
            finally:
                site.network.bring_back(first.name)
        before = read_by(site, seen)["app1"]
        site.wait_for_both(ASKS_THE_DATABASE)
        again = time.monotonic()
        seen.wait_for_more()

    assert seen.failed_reads == []
    assert seen.longest_wait < SOON
    assert read_by(site, seen)["app1"] > before
    nothing_is_lost(site, seen, stale_until=again)


def test_a_host_that_cannot_reach_the_database_has_the_other_answer(site):
    first, second = site.hosts
    with crowd(site, readers=(NEVER_KEPT, QUIET, QUIET), members=(NEVER_KEPT,)) as seen:
        site.network.part(first.name, "db")
        try:
            seen.wait_for_more(reads=60)
        finally:
            site.network.join(first.name, "db")
        site.wait_for_both(ASKS_THE_DATABASE)
        again = time.monotonic()
        seen.wait_for_more()

    assert seen.failed_reads == []
    assert seen.longest_wait < SOON
    assert any(len(doors) > 1 and doors[-1].startswith(second.address) for *_, doors in seen.reads)
    assert {doors[-1] for _, _, doors in seen.stale} <= {f"{first.address}:8000"}
    nothing_is_lost(site, seen, stale_until=again)


def test_the_database_stops_for_a_while_and_readers_go_on(site):
    for address in QUIET:
        site.wait_for_both(address)  # a host shows what it has kept, if that was right within the last minute
    with crowd(site, readers=(QUIET,) * 4, members=()) as seen:
        site.database.control("stop", "--mode", "fast")
        try:
            seen.wait_for_more(reads=100, comments=0)
        finally:
            site.database.control("start", *site.database.how)
        site.wait_for_both(ASKS_THE_DATABASE)
        again = time.monotonic()
        seen.wait_for_more()

    assert seen.failed_reads == []
    assert seen.longest_wait < SOON
    nothing_is_lost(site, seen, stale_until=again)


@pytest.fixture
def newer_release(site, tmp_path):
    first = site.hosts[0]
    return newer.make(tmp_path / "newer", network=site.network, host=first.name, environment=first.environment)


def test_a_newer_version_takes_over_host_by_host(site, newer_release):
    with crowd(site) as seen:
        site.hosts[0].manage("migrate", "-v0", code=newer_release)
        seen.wait_for_more()
        for host in site.hosts:
            host.stop()
            host.code = newer_release
            host.start()
            host.wait()
            site.wait_for_both()
            seen.wait_for_more()

    person = site.person()
    assert all(newer.MARK in person.get("/").body.decode() for _ in site.hosts)
    assert seen.failed_reads == []
    assert seen.longest_wait < AT_ONCE
    nothing_is_lost(site, seen)
    assert site.hosts[0].manage("count_comments") == "Every count is right.\n"
