"""What members do with their own comments: leave, change and delete one. Nothing else writes a comment's words."""

import uuid
from functools import partial

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from blog import rules
from blog.clinic.context import shared_clinic
from blog.comments import likeness, notices, text
from blog.comments.adopting import reasons_to_think
from blog.comments.closing import closed_because, conversation_of
from blog.comments.decide import Sent, dangers_of, decide, is_danger
from blog.comments.limits import refusal_by_rate, take_turn
from blog.comments.models import Block, Comment, Wording
from blog.comments.moderate import close_reports
from blog.comments.settle import settle
from blog.comments.turns import in_turn, wait_for_turn
from blog.guard import check


class LookAgain(Exception):
    """Nothing was stored: the writer is shown what was seen, and sends it again or changes it."""

    def __init__(self, findings):
        super().__init__("Look again.")
        self.findings = findings


class TooOften(rules.Refused):
    """The refusal of one comment too many in a short time."""


class NotForUsToSay(rules.Refused):
    """The refusal of words that nobody at the clinic may write to a reader, with better ones."""


def leave_comment(
    *,
    edition,
    author,
    body,
    at,
    parent=None,
    token=None,
    has_looked_again=False,
    is_automated=False,
    is_limited=True,
):
    """This will store a comment under an article, or a reply if `parent` is given, and return it.

    token: the UUID in the form; a second comment with the same one is the same comment, returned again.
    has_looked_again: its writer was shown what the guard saw. is_limited: False for what no browser sent. Raises
    `Refused` if the author may not comment or the parent cannot be answered, `TooOften`, `LookAgain`, or
    ValidationError if the text cannot be stored. Either everything is stored or nothing.
    """
    clinic, conversation = shared_clinic(), conversation_of(edition)
    closed = closed_because(edition, at=at, conversation=conversation, clinic=clinic)
    rules.require(rules.refusal_to_comment(author, closed_because=closed, blocked_because=blocked_because(author, at)))
    body = text.tidy(body)
    text.check(body, longest=clinic.comments_longest, shortest=clinic.comments_shortest)
    token = token or uuid.uuid4()
    approved = approved_count(author)
    found = findings_in(body, author, clinic)
    pace = None
    if is_limited and not author.is_staff:
        cannot_wait = any(map(is_danger, found))
        pace = partial(refusal_by_rate, author, at=at, clinic=clinic, approved=approved, cannot_wait=cannot_wait)
    if there := sent_already(author, token, pace):
        return there
    verdict = judge(
        author, body, found, at=at, clinic=clinic, conversation=conversation, approved=approved,
        has_looked_again=has_looked_again, is_automated=is_automated,
    )  # fmt: skip
    words = words_of(body, verdict)
    try:
        with transaction.atomic():
            take_turn(author)
            wait_for_turn()
            return sent_already(author, token, pace) or store(edition, author, at, parent, token, words, verdict)
    except IntegrityError:
        return Comment.objects.get(author=author, token=token)


def sent_already(author, token, pace):
    """This will give the comment of a form whose button was pressed twice, if its writer may send no more now.

    Where one more may be sent, the database refuses the second of one form. Raises `TooOften` for one too many.
    pace: gives the sentence against one more comment now, or None; None where there is no limit.
    """
    refusal = pace() if pace else None
    if refusal is None:
        return None
    if there := Comment.objects.filter(author=author, token=token).first():
        return there
    raise TooOften(refusal)


def findings_in(body, author, clinic):
    """This will give what the guard finds in a comment; what staff say is read by other rules."""
    return () if author.is_staff else tuple(check(body, surface="comment", ours=(clinic.phone,)))


def judge(author, body, found, *, at, clinic, conversation, approved, comment=None, **facts):
    """This will decide on a text. Raises `LookAgain`, or `Refused` for what staff may not say."""
    if author.is_staff and (refusal := refusal_of_answer(body, author)):
        raise NotForUsToSay(refusal)
    digest = likeness.digest_of(body)
    verdict = decide(
        Sent(
            findings=found,
            approved=approved,
            hold_first=clinic.comments_hold_first,
            policy=conversation.policy,
            has_link=bool(text.LINK.search(body)),
            is_repeat=likeness.was_sent_before(
                body=body, digest=digest, author=author, at=at, but=comment and comment.pk
            ),
            is_from_staff=author.is_staff,
            was_rejected=bool(comment and comment.state == Comment.State.REJECTED),
            dangers=dangers_of(comment),
            **facts,
        )
    )
    if verdict.look_again:
        raise LookAgain(verdict.look_again)
    return verdict


def refusal_of_answer(body, author):
    """This will return the sentence against an answer by staff, or None: what the guard would hold is not sent."""
    for finding in check(body, surface="staff-reply", ours=(shared_clinic().phone,)):
        if finding.severity in ("hold", "block"):
            said = f"“{finding.words}”: {finding.reason}"
            if not finding.instead:
                return said
            return _("%(said)s Better: %(instead)s") % {"said": said, "instead": finding.instead}


def words_of(body, verdict):
    return {
        "body": body,
        "body_html": text.to_html(body),
        "body_digest": likeness.digest_of(body),
        "reasons": verdict.reasons,
        "is_urgent": verdict.is_urgent,
        "asks_before_adopting": reasons_to_think(body),
    }


def store(edition, author, at, parent, token, words, verdict):
    if parent is not None:
        parent = Comment.objects.select_for_update().get(pk=parent.pk)
        rules.require(rules.refusal_to_reply(author, parent, post_id=edition.post_id))
    comment = Comment.objects.create(
        post_id=edition.post_id,
        edition=edition,
        author=author,
        practitioner=getattr(author, "practitioner", None) if author.is_staff else None,
        is_from_staff=author.is_staff,
        parent=parent,
        root_id=parent.root_id if parent else None,
        state=Comment.State.HELD,
        token=token,
        created_at=at,
        **words,
    )
    return settled(comment, verdict, at=at)


def settled(comment, verdict, *, at, is_known=False):
    """This will give a comment the state of its verdict, and tell the clinicians at once what cannot wait.

    is_known: they were told already, and it still waits for them; or a writer who goes on typing would flood them.
    """
    settle(comment, verdict.state, at=at)
    if comment.is_urgent and not is_known:
        notices.alert_clinicians(comment, at=at)
    return comment


@in_turn
def edit_comment(*, comment_id, by, body, at, has_looked_again=False):
    """This will put new words in place of the old, which staff can still read, after every check of a new comment.

    Raises `Refused`, `LookAgain`, or ValidationError. Words that stay the same change nothing.
    """
    comment = Comment.objects.select_for_update(of=("self",)).select_related("edition").get(pk=comment_id)
    clinic, conversation = shared_clinic(), conversation_of(comment.edition)
    rules.require(rules.refusal_to_edit_comment(by, comment, at=at, minutes=clinic.comments_edit_minutes))
    rules.require(rules.refusal_to_comment(by, blocked_because=blocked_because(by, at)))
    body = text.tidy(body)
    text.check(body, longest=clinic.comments_longest, shortest=clinic.comments_shortest)
    if body == comment.body:
        return comment
    verdict = judge(
        by, body, findings_in(body, by, clinic), at=at, clinic=clinic, conversation=conversation,
        approved=approved_count(by), comment=comment, has_looked_again=has_looked_again, is_automated=False,
    )  # fmt: skip
    Wording.objects.create(comment=comment, body=comment.body, until=at)
    was_urgent = comment.is_urgent
    for name, value in words_of(body, verdict).items():
        setattr(comment, name, value)
    comment.edited_at = at
    comment.save()
    return settled(comment, verdict, at=at, is_known=was_urgent)


@in_turn
def delete_comment(*, comment_id, by, at):
    """This will take a comment's words away for good, earlier wordings too. Answers to it stay, under a stone."""
    comment = Comment.objects.select_for_update().get(pk=comment_id)
    rules.require(rules.refusal_to_delete_comment(by, comment))
    return empty(comment, at=at)


def empty(comment, *, at):
    """This will take the words out of a comment and out of all mail about it, in the caller's transaction.

    Who reported it is told that it has gone.
    """
    comment.wordings.all().delete()
    comment.body = comment.body_html = comment.body_digest = ""
    comment.reasons, comment.asks_before_adopting = [], []
    comment.is_urgent = comment.has_open_reports = comment.is_appealed = False
    comment.save()
    settle(comment, Comment.State.DELETED, at=at)
    close_reports(comment, Comment.State.DELETED, at=at)
    notices.forget_words(comment)
    return comment


def approved_count(author):
    """This will count an account's published comments; more than a handful is not needed by anybody."""
    return Comment.objects.public().filter(author=author)[:20].count()


def blocked_because(user, at):
    """This will give the sentence that tells a blocked member so, or None."""
    if not user.is_authenticated:
        return None
    block = Block.objects.filter(user=user, lifted_at=None).first()
    if block and (block.until is None or block.until > at):
        return _("You cannot comment here at present: %(reason)s") % {"reason": block.reason}
