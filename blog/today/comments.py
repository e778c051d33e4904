"""The clocks of the conversation: red flags, what was passed to a clinician, and what waits to be read or answered."""

from django.db.models import Count, Min
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from blog import rules
from blog.clinic.models import Clinic
from blog.comments.models import Appeal, Comment, Decision, Report
from blog.today.clocks import Clock, day

MOST = 5  # lines of one kind; the desk has the rest


def red_flags(user, at):
    """Comments whose words may mean that somebody is in danger, each with the time since it came."""
    if rules.refusal_to_see_desk(user):
        return
    urgent = Comment.objects.waiting().filter(is_urgent=True).select_related("author", "edition")
    for comment in urgent[:MOST]:
        yield Clock(
            comment.created_at,
            _("To be read now:"),
            _("%(name)s may need help") % {"name": comment.author.display_name},
            _("A comment on %(title)s came at %(time)s and is held.")
            % {"title": comment.edition.title, "time": clock_time(comment.created_at)},
            reverse("admin:blog_comment_change", args=[comment.pk]),
            pgettext("button", "Open"),
            is_urgent=True,
        )


def passed_on(user, at):
    """For clinicians: comments that a moderator wants them to look at."""
    if not rules.has_role(user, rules.CLINICIAN):
        return
    waiting = Comment.objects.waiting().filter(escalated_at__isnull=False, is_urgent=False)
    waiting = list(waiting.select_related("author")[:MOST])
    decisions = Decision.objects.filter(comment__in=[comment.pk for comment in waiting], act=Decision.Act.ESCALATED)
    newest = {decision.comment_id: decision for decision in decisions.order_by("pk")}
    for comment in waiting:
        decision = newest.get(comment.pk)
        yield Clock(
            comment.escalated_at,
            _("Passed to you:"),
            _("the comment by %(name)s") % {"name": comment.author.display_name},
            f"{passed_by(decision)} {decision.note}".strip() if decision else "",
            reverse("admin:blog_comment_change", args=[comment.pk]),
            pgettext("button", "Open"),
            is_waiting=True,
        )


def passed_by(decision):
    return _("By %(name)s on %(day)s.") % {"name": decision.by_name, "day": day(decision.at)}


def to_read(user, at):
    """For moderators: what is held, a line for all of it."""
    if rules.refusal_to_moderate(user):
        return
    held = Comment.objects.filter(state__in=[Comment.State.HELD, Comment.State.HIDDEN], is_urgent=False)
    found = held.aggregate(count=Count("pk"), first=Min("created_at"))
    if found["count"]:
        oldest = _("The oldest came on %(day)s.") % {"day": day(found["first"])}
        promise = _("We say that we read them within %(time)s.") % {"time": Clinic.current().comments_read_within}
        yield line(found, _("Comments to read:"), f"{oldest} {promise}", "")


def reported(user, at):
    """For moderators: what readers complained about."""
    if rules.refusal_to_moderate(user):
        return
    reports = Report.objects.filter(closed_at=None, comment__has_open_reports=True)
    found = reports.aggregate(count=Count("comment", distinct=True), first=Min("at"))
    if found["count"]:
        yield line(
            found,
            _("Reported comments:"),
            _("The first report came on %(day)s.") % {"day": day(found["first"])},
            "reported",
        )


def answered(user, at):
    """For moderators: what writers said to a decision about their comment."""
    if rules.refusal_to_moderate(user):
        return
    answers = Appeal.objects.filter(answered_at=None, decision__comment__is_appealed=True)
    found = answers.aggregate(count=Count("pk"), first=Min("at"))
    if found["count"]:
        yield line(
            found, _("Answers by writers:"), _("The oldest came on %(day)s.") % {"day": day(found["first"])}, "answers"
        )


def with_a_clinician(user, at):
    """For moderators: what they passed on and no clinician has dealt with."""
    if rules.refusal_to_moderate(user):
        return
    passed = Comment.objects.waiting().filter(escalated_at__isnull=False).order_by()
    found = passed.aggregate(count=Count("pk"), first=Min("escalated_at"))
    if found["count"]:
        yield line(
            found,
            _("With a clinician:"),
            _("Nobody has dealt with them. The first was passed on %(day)s.") % {"day": day(found["first"])},
            "passed-on",
        )


def line(found, what, why, show):
    address = reverse("admin:blog_comment_changelist") + (f"?show={show}" if show else "")
    return Clock(found["first"], what, str(found["count"]), why, address, _("Read them"), is_waiting=True)


def clock_time(moment):
    return date_format(timezone.localtime(moment), "H:i")
