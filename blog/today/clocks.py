"""A clock: one thing that somebody has to deal with, by when, and on which screen."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format

from blog.days import start_of

UNITS = (
    (2 * 24 * 60, 24 * 60, "day"),
    (60, 60, "hour"),
    (0, 1, "minute"),
)  # from how many minutes, minutes in one, name
SOON = 7  # days: what is nearer than that stands out


@dataclass
class Left:
    """How a clock reads: a big number or word, its unit, and how pressing that is ("late", "soon" or "")."""

    number: str
    unit: str
    tone: str


@dataclass
class Clock:
    """One line of Today: until when, what, about which thing, why in a sentence, and the one screen to deal with it.

    `is_waiting`: `due` is when it began to wait, and the line tells how long ago that was. `is_urgent`: the same, to
    the minute, before everything else.
    """

    due: datetime
    what: str
    about: str
    why: str
    url: str
    verb: str
    is_waiting: bool = False
    is_urgent: bool = False
    left: Left | None = field(default=None)


def in_order(clocks, *, at):
    """This will sort clocks by the time that is left. What waits has none left; what is over has less than none."""
    clocks = sorted(clocks, key=lambda clock: (pressing(clock, at=at), clock.due))
    for clock in clocks:
        clock.left = left(clock, at=at)
    return clocks


def pressing(clock, *, at):
    if clock.is_urgent:
        return -1
    if clock.is_waiting:
        return 1
    return 0 if clock.due <= at else 2


def left(clock, *, at):
    """This will put a clock's time in words. Days are the clinic's own, from one midnight to the next."""
    if clock.is_urgent:
        return since(clock.due, at=at)
    days = (timezone.localdate(clock.due) - timezone.localdate(at)).days
    if clock.is_waiting:
        return Left(str(-days), f"day{plural(-days)} waiting", "soon") if days < 0 else Left("Now", "waiting", "soon")
    if clock.due <= at:
        return Left(str(-days), f"day{plural(-days)} over", "late") if days < 0 else Left("Today", "it ended", "late")
    if days == 0:
        return Left("Today", f"at {date_format(timezone.localtime(clock.due), 'H:i')}", "soon")
    return Left(str(days), f"day{plural(days)} left", "soon" if days <= SOON else "")


def since(moment, *, at):
    """This will put the time since something urgent came in minutes, then hours, then days."""
    minutes = max(0, int((at - moment).total_seconds() // 60))
    number, unit = next((minutes // size, unit) for least, size, unit in UNITS if minutes >= least)
    return Left(str(number), f"{unit}{plural(number)} ago", "late") if minutes else Left("Now", "just came", "late")


def plural(number):
    return "" if number == 1 else "s"


def end_of(day):
    """This will give the last moment of a day on the clinic's clock."""
    return start_of(day + timedelta(days=1)) - timedelta(seconds=1)


def day(moment):
    return date_format(timezone.localtime(moment), "j F")
