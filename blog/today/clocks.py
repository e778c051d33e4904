"""A clock: one thing that somebody has to deal with, by when, and on which screen."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from blog.days import start_of

AN_HOUR, A_DAY = 60, 24 * 60  # minutes
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
        return waiting(-days)
    if clock.due <= at:
        return over(-days)
    if days == 0:
        time = date_format(timezone.localtime(clock.due), "H:i")
        return Left(_("Today"), _("at %(time)s") % {"time": time}, "soon")
    return Left(str(days), ngettext("day left", "days left", days), "soon" if days <= SOON else "")


def waiting(days):
    if days <= 0:
        return Left(_("Now"), _("waiting"), "soon")
    return Left(str(days), ngettext("day waiting", "days waiting", days), "soon")


def over(days):
    if days <= 0:
        return Left(_("Today"), _("it ended"), "late")
    return Left(str(days), ngettext("day over", "days over", days), "late")


def since(moment, *, at):
    """This will put the time since something urgent came in minutes, then hours, then days."""
    minutes = max(0, int((at - moment).total_seconds() // 60))
    hours, days = minutes // AN_HOUR, minutes // A_DAY
    if not minutes:
        return Left(_("Now"), _("just came"), "late")
    if not hours:
        return Left(str(minutes), ngettext("minute ago", "minutes ago", minutes), "late")
    if days < 2:
        return Left(str(hours), ngettext("hour ago", "hours ago", hours), "late")
    return Left(str(days), ngettext("day ago", "days ago", days), "late")


def end_of(day):
    """This will give the last moment of a day on the clinic's clock."""
    return start_of(day + timedelta(days=1)) - timedelta(seconds=1)


def day(moment):
    return date_format(timezone.localtime(moment), "j F")
