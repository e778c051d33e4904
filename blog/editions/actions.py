"""The one place where an edition comes to be, and where its time is changed."""

from django.db import IntegrityError, transaction
from django.utils import formats, timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from blog import rules
from blog.audit.actions import record
from blog.audit.models import Entry
from blog.clinic.models import Clinic
from blog.editions import body
from blog.editions.made import tell
from blog.editions.models import Edition, Tag, Withdrawal, digest_of

TAKEN = _("Another article is live at this address at that time. Choose a different address.")
PLANNED = _("A change of this article is planned for {when}. Cancel it first, or this one would be undone then.")
IN_THE_PAST = _("Choose a time to go live that is still to come.")
ENDS_TOO_SOON = _("The article would end before it goes live.")


@transaction.atomic
def sign_off(*, edition, signer, at, live_from=None, live_until=None, emergency_reason=""):
    """This will sign an unsaved edition, live in the half-open interval from live_from (now if None) to live_until.

    The edition before it ends at the same moment. The caller holds the lock on the post and has checked that these
    are the words the signer was shown. Raises `Refused` if the signer may not sign, if the time is not possible, or
    if another article is live at the same address.
    """
    live_from = live_from or at
    practitioner = getattr(signer, "practitioner", None)
    edition.is_emergency = bool(emergency_reason)
    rules.require(
        rules.refusal_to_sign(
            signer,
            practitioner=practitioner,
            writer_ids=edition.writer_ids,
            is_sole_practitioner=Clinic.current().is_sole_practitioner,
            is_emergency=edition.is_emergency,
        )
    )
    rules.require(refusal_of_time(edition.post_id, at=at, live_from=live_from, live_until=live_until))
    before = Edition.objects.was_public(live_from).filter(post_id=edition.post_id).order_by("-live_from").first()
    edition.live_from, edition.live_until, edition.planned_until = live_from, live_until, live_until
    edition.signed_at = at
    print_signature(edition, signer, practitioner)
    edition.first_published_at = before.first_published_at if before else live_from
    edition.last_reviewed_at = at if edition.is_whole_review or not before else before.last_reviewed_at
    edition.digest = digest_of(edition.words)
    derive(edition)
    try:
        with transaction.atomic():
            Edition.objects.live(live_from).filter(post_id=edition.post_id).update(live_until=live_from)
            edition.save(force_insert=True)
            edition.tagged.set(Tag.objects.filter(name__in=edition.tags))
    except IntegrityError as error:
        raise rules.Refused(TAKEN) from error
    tell(edition)
    Withdrawal.objects.standing(at).filter(post_id=edition.post_id).update(lifted_at=live_from)
    emergency = {"emergency": emergency_reason} if emergency_reason else {}
    note(Entry.Act.SIGNED, edition, by=signer, at=at, live_from=live_from.isoformat(), **emergency)
    return edition


def refusal_of_time(post_id, *, at, live_from, live_until):
    """This will return the sentence against an interval, or None: not in the past, not empty, nothing planned yet."""
    if live_from < at:
        return IN_THE_PAST
    if live_until and live_until <= live_from:
        return ENDS_TOO_SOON
    if planned := Edition.objects.planned(at).filter(post_id=post_id).first():
        return PLANNED.format(when=moment(planned.live_from))


def moment(at):
    return formats.date_format(timezone.localtime(at), "j F Y, H:i")


def print_signature(edition, signer, practitioner):
    edition.signer, edition.signed_by = signer, practitioner
    edition.signed_by_name = practitioner.name
    edition.signed_by_role = practitioner.role
    edition.signed_by_registration = practitioner.registration
    edition.is_self_signed = signer.pk in edition.writer_ids


def derive(edition):
    """This will fill in what is made from the signed words: HTML, contents, plain text and reading time."""
    made = body.render(edition.body, source_count=len(edition.sources))
    edition.body_html, edition.contents = made.html, made.contents
    edition.text, edition.reading_minutes = made.text, made.reading_minutes


def note(act, edition, *, by, at, **detail):
    record(at=at, by=by, act=act, subject=edition.title, post_id=edition.post_id, digest=edition.digest, **detail)


@transaction.atomic
def cancel(*, edition_id, by, at):
    """This will cancel an edition that is signed but not live yet; the one before it goes on as it was planned.

    The row stays, with an empty interval, as a record of what was signed.
    """
    edition = Edition.objects.select_for_update().get(pk=edition_id)
    rules.require(rules.refusal_to_withdraw(by))
    if edition.live_from <= at or edition.live_until == edition.live_from:
        raise rules.Refused(gettext("This edition is not waiting to go live, so there is nothing to cancel."))
    Edition.objects.filter(pk=edition.pk).update(live_until=edition.live_from)
    before = Edition.objects.filter(post_id=edition.post_id, live_until=edition.live_from).exclude(pk=edition.pk)
    for earlier in before.exclude(live_from=edition.live_from):
        Edition.objects.filter(pk=earlier.pk).update(live_until=earlier.planned_until)
    Withdrawal.objects.filter(post_id=edition.post_id, lifted_at=edition.live_from).update(lifted_at=None)
    note(Entry.Act.CANCELLED, edition, by=by, at=at, was_for=edition.live_from.isoformat())


@transaction.atomic
def withdraw(*, edition_id, by, at, reason, outcome, instead=None):
    """This will take a live article down: its address leads elsewhere, says why, or keeps the page with a notice.

    reason: one plain sentence that readers see. instead: the post that supersedes it, live now. What was planned for
    the article is cancelled too. Returns the Withdrawal.
    """
    edition = Edition.objects.select_for_update().get(pk=edition_id)
    rules.require(rules.refusal_to_withdraw(by))
    if not Edition.objects.live(at).filter(pk=edition.pk).exists():
        raise rules.Refused(gettext("This article is not live, so there is nothing to withdraw."))
    Withdrawal.objects.standing(at).filter(post_id=edition.post_id).update(lifted_at=at)
    if instead is not None and not is_readable_instead(instead, edition, at):
        raise rules.Refused(gettext("Choose another article that is live now for readers to be led to."))
    for planned in Edition.objects.planned(at).filter(post_id=edition.post_id):
        cancel(edition_id=planned.pk, by=by, at=at)
    if outcome != Withdrawal.Outcome.KEPT:
        Edition.objects.filter(pk=edition.pk).update(live_until=at)
    withdrawal = Withdrawal.objects.create(
        edition=edition, post_id=edition.post_id, at=at, by=by, reason=reason, outcome=outcome, instead=instead
    )
    note(Entry.Act.WITHDREW, edition, by=by, at=at, reason=reason, outcome=outcome)
    return withdrawal


def is_readable_instead(post, edition, at):
    return post.pk != edition.post_id and Edition.objects.live(at).filter(post_id=post.pk).exists()
