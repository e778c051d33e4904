"""The front page of the admin: every clock that concerns one person, the most pressing first."""

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import ngettext, pgettext_lazy

from blog import rules
from blog.editions.models import Edition
from blog.today import articles, comments, practice
from blog.today.clocks import in_order

# Each takes a user and a moment and yields the clocks of one kind that concern them, none for most people.
LINES = [
    comments.red_flags,
    comments.passed_on,
    comments.to_read,
    comments.reported,
    comments.answered,
    comments.with_a_clinician,
    articles.to_sign,
    articles.came_back,
    articles.asked_of_nobody,
    articles.signatures_owed,
    articles.found_by_the_guard,
    articles.reviews,
    articles.planned,
    practice.complaints,
    practice.consents,
    practice.register_checks,
    practice.mail_not_sent,
]
NUMBERS = (
    pgettext_lazy("how many clocks", "No"),
    pgettext_lazy("how many clocks", "One"),
    pgettext_lazy("how many clocks", "Two"),
    pgettext_lazy("how many clocks", "Three"),
    pgettext_lazy("how many clocks", "Four"),
    pgettext_lazy("how many clocks", "Five"),
    pgettext_lazy("how many clocks", "Six"),
    pgettext_lazy("how many clocks", "Seven"),
    pgettext_lazy("how many clocks", "Eight"),
    pgettext_lazy("how many clocks", "Nine"),
    pgettext_lazy("how many clocks", "Ten"),
    pgettext_lazy("how many clocks", "Eleven"),
    pgettext_lazy("how many clocks", "Twelve"),
)


def today(user, *, at):
    """This will give the admin's front page its clocks, and what is quiet."""
    clocks = in_order([clock for line in LINES for clock in line(user, at)], at=at)
    return {
        "title": date_format(timezone.localtime(at), "l j F"),
        "clocks": clocks,
        "how_many": how_many(len(clocks)),
        "quiet": None if rules.refusal_to_write(user) else quiet(at),
    }


def how_many(count):
    number = NUMBERS[count] if count < len(NUMBERS) else count
    said = ngettext("%(number)s clock is running.", "%(number)s clocks are running. The nearest is at the top.", count)
    return said % {"number": number}


def quiet(at):
    """This will count what is live, and what of it is in date."""
    in_date = Count("pk", filter=Q(review_due_at__gt=at))
    return Edition.objects.live(at).aggregate(live=Count("pk"), in_date=in_date)
