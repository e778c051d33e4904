"""A service that does not answer is left alone, and asked again by one request at a time."""

import pytest

from clinic_site.breaker import Breaker


@pytest.fixture
def clock(monkeypatch):
    now = [100.0]
    monkeypatch.setattr("clinic_site.breaker.time.monotonic", lambda: now[0])
    return now


def test_it_is_asked_as_long_as_it_answers(clock):
    breaker = Breaker(5)

    assert [breaker.may_ask(), breaker.may_ask()] == [True, True]


def test_after_a_failure_nobody_asks_for_a_while_and_then_one_at_a_time(clock):
    breaker = Breaker(5)
    breaker.failed()
    assert not breaker.may_ask()

    clock[0] += 5

    assert [breaker.may_ask(), breaker.may_ask()] == [True, False]


def test_it_is_asked_by_everybody_once_it_has_answered(clock):
    breaker = Breaker(5)
    breaker.failed()
    clock[0] += 5
    assert breaker.may_ask()

    breaker.answered()

    assert [breaker.may_ask(), breaker.may_ask()] == [True, True]


def test_only_the_first_of_several_failures_is_worth_a_line_in_the_log(clock):
    breaker = Breaker(5)

    assert [breaker.failed(), breaker.failed()] == [True, False]
    breaker.answered()
    assert breaker.failed()
