"""The clocks of articles: what waits for a signature, what came back, what was found, what is due, what is planned."""

from datetime import timedelta

from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from blog import rules
from blog.editions.models import Edition
from blog.editions.reminders import people, to_review
from blog.posts.checks import and_more
from blog.posts.models import LiveFinding, ReviewRequest
from blog.today.clocks import Clock, day

AHEAD = timedelta(days=30)


def to_sign(user, at):
    """Requests that wait for this clinician's signature."""
    if not rules.has_role(user, rules.CLINICIAN):
        return
    waiting = ReviewRequest.objects.waiting(at).filter(asked_of=user).select_related("post", "asked_by")
    for request in waiting:
        yield Clock(
            request.asked_at,
            _("To be signed:"),
            request.post.title,
            f"{asked_you(request)} {request.note}".strip(),
            reverse("admin:blog_post_sign", args=[request.post_id]),
            _("Read and sign"),
            is_waiting=True,
        )


def asked_you(request):
    said = {"name": request.asked_by.display_name, "day": day(request.asked_at)}
    return _("%(name)s asked you on %(day)s.") % said


def came_back(user, at):
    """The last request about a post, where it came back to whoever asked: changes wanted, or no answer in a week.

    It is done with when they ask again or somebody signs. Managers see what came back to somebody who has left.
    """
    if rules.refusal_to_write(user):
        return
    newest = ReviewRequest.objects.filter(post=OuterRef("post")).order_by("-asked_at", "-pk").values("pk")[:1]
    signed = Edition.objects.filter(post=OuterRef("post"), signed_at__gt=OuterRef("asked_at"))
    unanswered = Q(answer="", expires_at__lte=at)
    whose = Q(asked_by=user)
    if rules.has_role(user, rules.MANAGER):
        whose |= Q(asked_by__is_active=False) | Q(asked_by__is_staff=False)
    came = ReviewRequest.objects.filter(unanswered | Q(answer=ReviewRequest.Answer.CHANGES), whose, ~Exists(signed))
    for request in came.filter(pk=Subquery(newest)).select_related("post", "asked_of"):
        who = request.asked_of.display_name
        not_signed = _("%(name)s did not sign within seven days.")
        yield Clock(
            request.answered_at or request.expires_at,
            _("Changes wanted:") if request.answer else _("Not answered:"),
            request.post.title,
            f"{who}: {request.answer_note}" if request.answer else not_signed % {"name": who},
            reverse("admin:blog_post_change", args=[request.post_id]),
            _("Change it") if request.answer else _("Ask again"),
            is_waiting=True,
        )


def asked_of_nobody(user, at):
    """For managers: requests to somebody who cannot sign any more."""
    if rules.refusal_to_manage(user):
        return
    waiting = ReviewRequest.objects.waiting(at).exclude(asked_of__in=people(rules.CLINICIAN).keys())
    for request in waiting.select_related("post", "asked_of"):
        yield Clock(
            request.asked_at,
            _("Nobody to sign:"),
            request.post.title,
            _("%(name)s was asked on %(day)s and cannot sign any more.")
            % {"name": request.asked_of.display_name, "day": day(request.asked_at)},
            reverse("admin:blog_post_change", args=[request.post_id]),
            _("Ask another"),
            is_waiting=True,
        )


def signatures_owed(user, at):
    """Live editions that one of their own writers signed in an emergency: another clinician still has to sign."""
    is_clinician = rules.has_role(user, rules.CLINICIAN)
    if not is_clinician and rules.refusal_to_manage(user):
        return
    for edition in Edition.objects.owed(at).exclude(signer=user):
        yield Clock(
            edition.signed_at,
            _("Signature owed:"),
            edition.title,
            _("%(name)s signed their own words in an emergency. Another clinician has to sign them.")
            % {"name": edition.signed_by_name},
            reverse("admin:blog_post_sign" if is_clinician else "admin:blog_post_change", args=[edition.post_id]),
            _("Read and sign") if is_clinician else pgettext("button", "Open"),
            is_waiting=True,
        )


def found_by_the_guard(user, at):
    """What the guard's rules of today say against live pages, a line for each article."""
    if rules.refusal_to_write(user):
        return
    found = LiveFinding.objects.standing(at).exclude(severity="note").select_related("reading__edition")
    by_edition = {}
    for finding in found.order_by("reading__read_at", "pk"):
        by_edition.setdefault(finding.reading.edition, []).append(finding)
    for edition, findings in by_edition.items():
        worst = min(findings, key=lambda finding: ("block", "hold", "warn").index(finding.severity))
        yield Clock(
            worst.reading.read_at,
            _("May not be said:") if worst.severity == "block" else _("To look at again:"),
            edition.title,
            f"{worst.where}: “{worst.matched}”. {worst.reason}{and_more(len(findings))}",
            reverse("admin:blog_post_change", args=[edition.post_id]),
            _("Mend it"),
            is_waiting=True,
        )


def reviews(user, at):
    """Reviews due within thirty days or overdue: a clinician's own; for managers what is overdue or nobody's."""
    is_manager = not rules.refusal_to_manage(user)
    if not is_manager and not rules.has_role(user, rules.CLINICIAN):
        return
    clinicians = people(rules.CLINICIAN) if is_manager else {}
    for edition in to_review(at, within=AHEAD):
        owner = edition.signed_by.user_id
        is_own, is_overdue, is_nobodys = owner == user.pk, edition.is_overdue(at=at), owner not in clinicians
        if is_own or (is_manager and (is_overdue or is_nobodys)):
            yield review(edition, is_own=is_own, is_overdue=is_overdue, is_nobodys=is_manager and is_nobodys)


def review(edition, *, is_own, is_overdue, is_nobodys):
    due, name = {"day": day(edition.review_due_at)}, {"name": edition.signed_by_name}
    overdue, to_come = _("The page says so to readers."), _("From %(day)s on the page will say so.")
    said = overdue if is_overdue else to_come % due
    whose = (_("%(name)s has left.") if is_nobodys else _("With %(name)s.")) % name
    return Clock(
        edition.review_due_at,
        _("Review overdue:") if is_overdue else _("Review due:"),
        edition.title,
        said if is_own else f"{said} {whose}",
        reverse("admin:blog_post_sign" if is_own else "admin:blog_post_change", args=[edition.post_id]),
        _("Read again") if is_own else _("Ask another") if is_nobodys else pgettext("button", "Open"),
    )


def planned(user, at):
    """What is signed and goes live later, and what comes down within thirty days without anything after it."""
    if not rules.has_role(user, rules.EDITOR, rules.MANAGER):
        return
    coming = Edition.objects.planned(at).order_by("live_from", "pk")
    for edition in coming:
        yield timed(edition, edition.live_from, _("Goes live:"), _("On %(when)s. Signed by %(name)s."))
    followed = Edition.objects.planned(at).filter(post=OuterRef("post"), live_from=OuterRef("live_until"))
    ending = Edition.objects.live(at).filter(
        ~Exists(followed), live_until__lte=at + AHEAD, live_until=F("planned_until")
    )
    for edition in ending:
        yield timed(edition, edition.live_until, _("Comes down:"), _("On %(when)s. As planned by %(name)s."))


def timed(edition, moment, what, why):
    when = date_format(timezone.localtime(moment), "j F Y, H:i")
    return Clock(
        moment,
        what,
        edition.title,
        why % {"when": when, "name": edition.signed_by_name},
        reverse("admin:blog_post_change", args=[edition.post_id]),
        pgettext("button", "Open"),
    )
