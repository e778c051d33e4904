"""How a clock reads, and which one stands at the top."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from blog.today.clocks import Clock, end_of, in_order, left
from blog.today.pages import how_many

NOON = timezone.make_aware(datetime(2026, 11, 23, 12))
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def clock(due, *, about="Something", is_waiting=False):
    return Clock(due, "What:", about, "Why.", "/admin/", "Open", is_waiting=is_waiting)


@pytest.mark.parametrize(
    ("due", "number", "unit", "tone"),
    [
        (NOON - 2 * DAY, "2", "days over", "late"),
        (NOON - 13 * HOUR, "1", "day over", "late"),
        (NOON - 2 * HOUR, "Today", "it ended", "late"),
        (NOON + 4 * HOUR + timedelta(minutes=40), "Today", "at 16:40", "soon"),
        (NOON + 13 * HOUR, "1", "day left", "soon"),
        (NOON + 7 * DAY, "7", "days left", "soon"),
        (NOON + 8 * DAY, "8", "days left", ""),
    ],
)
def test_what_ends_tells_how_long_is_left(due, number, unit, tone):
    found = left(clock(due), at=NOON)

    assert (found.number, found.unit, found.tone) == (number, unit, tone)


@pytest.mark.parametrize(
    ("since", "number", "unit"),
    [(NOON - HOUR, "Now", "waiting"), (NOON - DAY, "1", "day waiting"), (NOON - 3 * DAY, "3", "days waiting")],
)
def test_what_waits_tells_how_long_it_has_waited(since, number, unit):
    found = left(clock(since, is_waiting=True), at=NOON)

    assert (found.number, found.unit) == (number, unit)


def test_days_are_the_clinics_own():
    late_in_summer = timezone.make_aware(datetime(2026, 7, 1, 23, 30))  # 22:30 in UTC

    assert left(clock(late_in_summer + HOUR), at=late_in_summer).number == "1"
    assert end_of(date(2026, 7, 1)) == timezone.make_aware(datetime(2026, 7, 1, 23, 59, 59))
    assert left(clock(end_of(date(2026, 7, 1))), at=late_in_summer).number == "Today"


def test_what_is_over_comes_first_then_what_waits_then_what_is_left():
    clocks = [
        clock(NOON + 2 * DAY, about="in two days"),
        clock(NOON - DAY, about="waiting for a day", is_waiting=True),
        clock(NOON + HOUR, about="in an hour"),
        clock(NOON - 2 * DAY, about="over for two days"),
        clock(NOON - 9 * DAY, about="waiting for nine days", is_waiting=True),
        clock(NOON - 9 * DAY, about="over for nine days"),
    ]

    assert [each.about for each in in_order(clocks, at=NOON)] == [
        "over for nine days",
        "over for two days",
        "waiting for nine days",
        "waiting for a day",
        "in an hour",
        "in two days",
    ]


@pytest.mark.parametrize(
    ("count", "sentence"),
    [
        (1, "One clock is running."),
        (7, "Seven clocks are running. The nearest is at the top."),
        (30, "30 clocks are running. The nearest is at the top."),
    ],
)
def test_they_are_counted_in_words(count, sentence):
    assert how_many(count) == sentence
