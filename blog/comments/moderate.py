"""What moderators do about comments: the only code that decides on one, and each decision is kept."""

from datetime import timedelta

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from blog import rules
from blog.comments import claims, notices
from blog.comments.decide import dangers_in
from blog.comments.models import Appeal, Comment, Decision
from blog.comments.settle import settle
from blog.comments.tone import tone_of
from blog.comments.turns import in_turn

Act, State = Decision.Act, Comment.State
LEADS_TO = {
    Act.APPROVED: State.PUBLISHED,
    Act.KEPT: State.PUBLISHED,
    Act.REJECTED: State.REJECTED,
    Act.REMOVED: State.REMOVED,
}
NEEDS_A_REASON = _("Choose the reason. Its writer is told.")
UNDO_WITHIN = timedelta(minutes=2)  # no mail about a decision goes out before


class Overtaken(rules.Refused):
    """Somebody else decided first."""


@in_turn
def decide_on(*, comment_id, act, by, at, seen, version="", reason="", note=""):
    """This will decide on a comment: publish it, keep it, or take it away for a reason of the closed list.

    seen: the state the moderator was shown; version: what `version_of` gave then, where the caller has it. If either
    is another by now, or somebody else holds the comment, nothing happens but `Overtaken`. Returns the Decision.
    Raises `Refused`.
    """
    comment = Comment.objects.select_for_update(of=("self",)).select_related("author", "claimed_by").get(pk=comment_id)
    rules.require(rules.refusal_to_see_case(by, comment))
    if comment.state != seen or (version and version != version_of(comment, newest_of(comment))):
        raise Overtaken(overtaken(comment, version))
    if held := claims.held_by_another(comment, by=by, at=at):
        raise Overtaken(held)
    rules.require(refusal_of(act, comment, reason))
    decision = keep(comment, act, by=by, at=at, reason=reason, note=note)
    settle(comment, LEADS_TO[act], at=at, not_before=at + UNDO_WITHIN)
    close(comment, act, by=by, at=at, note=decision.note)
    claims.keep(by=by, at=at)
    notices.tell_of_decision(decision, at=at, not_before=at + UNDO_WITHIN)
    return decision


def refusal_of(act, comment, reason):
    """This will return the sentence against an act, or None."""
    if act not in LEADS_TO:
        return gettext("Choose what to do.")
    if comment.state == State.DELETED:
        return gettext("Its writer has deleted this comment, so there is nothing left to decide.")
    was_public = comment.published_at is not None
    if act == Act.REJECTED and was_public:
        return gettext("Readers have seen this comment. Remove it instead.")
    if act == Act.REMOVED and not was_public:
        return gettext("No reader has seen this comment. Reject it instead.")
    if act == Act.KEPT and not comment.is_public:
        return gettext("Readers cannot see this comment. Publish it instead.")
    if act in (Act.REJECTED, Act.REMOVED) and reason not in Decision.Reason.values:
        return NEEDS_A_REASON


def version_of(comment, newest):
    """This will give a word for what a card shows. It is another one once somebody decided, or the words changed.

    newest: the newest decision on it, other than passing it on, or None.
    """
    edited = int(comment.edited_at.timestamp() * 1_000_000) if comment.edited_at else 0
    return f"{newest.pk if newest else 0}-{edited}"


def newest_of(comment):
    return comment.decisions.exclude(act=Act.ESCALATED).order_by("-pk").first()


def overtaken(comment, version=""):
    """This will say what became of a comment while somebody was looking at it."""
    last = newest_of(comment)
    if last and last.by and not version.startswith(f"{last.pk}-"):
        said = {"name": last.by_name, "act": last.get_act_display().lower()}
        return gettext("%(name)s was quicker: %(act)s. Nothing of yours was lost or done twice.") % said
    if comment.edited_at and version and version != version_of(comment, last):
        return gettext("Its writer has changed the words since you read them. Read them again.")
    said = {"state": comment.get_state_display().lower()}
    return gettext("This comment has changed meanwhile: %(state)s. Look again.") % said


def keep(comment, act, *, by, at, reason="", note=""):
    """This will add one decision to the record."""
    return Decision.objects.create(
        comment=comment,
        act=act,
        reason=reason,
        note=" ".join(note.split()),
        before=comment.state,
        tone=tone_of(comment.body),
        at=at,
        by=by,
        by_name=by.display_name if by else "",
    )


def close(comment, act, *, by, at, note=""):
    """This will close what waited: reports are answered, an answer of its writer is read, nobody holds it."""
    close_reports(comment, act, at=at, not_before=at + UNDO_WITHIN)
    for decision in comment.decisions.filter(appeal__answered_at=None, appeal__isnull=False).select_related("appeal"):
        appeal = decision.appeal
        appeal.answered_at, appeal.answered_by, appeal.answer = at, by, note
        appeal.save(update_fields=["answered_at", "answered_by", "answer"])
    Comment.objects.filter(pk=comment.pk).update(
        has_open_reports=False,
        is_appealed=False,
        is_urgent=False,
        escalated_at=None,
        claimed_by=None,
        claimed_until=None,
    )


def close_reports(comment, outcome, *, at, not_before=None):
    """This will answer the open reports of a comment, and tell whoever made them.

    outcome: the act that closes them, or the state DELETED where its writer took the comment away first.
    """
    for report in comment.reports.filter(closed_at=None).select_related("by"):
        report.closed_at, report.outcome = at, outcome
        report.save(update_fields=["closed_at", "outcome"])
        notices.tell_reporter(report, at=at, not_before=not_before)


@in_turn
def undo(*, decision_id, by, at):
    """This will put a comment back as it was before one's own newest decision, within two minutes of it.

    The mail about it has not gone out by then, and never does. Raises `Refused`.
    """
    decision = Decision.objects.get(pk=decision_id)
    rules.require(rules.refusal_to_undo(by, decision))
    comment = Comment.objects.select_for_update().get(pk=decision.comment_id)
    newest = comment.decisions.order_by("-pk").first()
    if newest != decision or comment.state != LEADS_TO.get(decision.act):
        raise rules.Refused(gettext("Something else was decided since, so this cannot be undone."))
    if decision.at + UNDO_WITHIN <= at:
        raise rules.Refused(
            gettext("This is more than two minutes old, and its writer has been told. Decide again instead.")
        )
    keep(comment, Act.UNDONE, by=by, at=at)
    settle(comment, decision.before, at=at)
    if comment.published_at == decision.at:  # no reader had seen it before
        Comment.objects.filter(pk=comment.pk).update(published_at=None)
    notices.take_back(decision)
    reopen(comment, decision)
    return comment


def reopen(comment, decision):
    """This will make what a decision closed wait again."""
    comment.reports.filter(closed_at=decision.at).update(closed_at=None, outcome="")
    answers = Appeal.objects.filter(decision__comment=comment, answered_at=decision.at)
    is_appealed = answers.update(answered_at=None, answered_by=None, answer="") > 0
    Comment.objects.filter(pk=comment.pk).update(
        has_open_reports=comment.reports.filter(closed_at=None).exists(),
        is_appealed=is_appealed,
        is_urgent=decision.before == State.HELD and bool(dangers_in(comment.reasons)),
        escalated_at=passed_on_at(comment, before=decision),
    )


def passed_on_at(comment, *, before):
    """This will tell when a comment was passed to a clinician that nobody had decided on before a decision, or None."""
    undone = 0
    for earlier in comment.decisions.filter(pk__lt=before.pk).order_by("-pk"):
        if earlier.act == Act.ESCALATED:
            return earlier.at
        if earlier.act in LEADS_TO and not undone:
            return None
        undone += (earlier.act == Act.UNDONE) - (earlier.act in LEADS_TO)


@in_turn
def escalate(*, comment_id, by, at, note=""):
    """This will pass a comment to the clinicians, by mail and on their Today page. It stays where it waits."""
    rules.require(rules.refusal_to_moderate(by))
    comment = Comment.objects.select_for_update(of=("self",)).select_related("author", "claimed_by").get(pk=comment_id)
    if held := claims.held_by_another(comment, by=by, at=at):
        raise Overtaken(held)
    if not Comment.objects.waiting().filter(pk=comment.pk).exists():
        raise Overtaken(gettext("Nothing about this comment waits any more, so there is nothing to pass on."))
    decision = keep(comment, Act.ESCALATED, by=by, at=at, note=note)
    Comment.objects.filter(pk=comment.pk).update(escalated_at=at, claimed_by=None, claimed_until=None)
    notices.alert_clinicians(comment, at=at, asked_by=by, note=note)
    return decision
