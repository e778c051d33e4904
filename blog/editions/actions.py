"""The one place where an edition comes to be."""

from django.db import IntegrityError, transaction

from blog import rules
from blog.clinic.models import Clinic
from blog.editions import body
from blog.editions.models import Edition, digest_of


@transaction.atomic
def sign_off(*, edition, signer, at):
    """This will sign an unsaved edition and make it live from `at`, ending the one before it at the same moment.

    The caller holds the lock on the post and has checked that these are the words the signer was shown. Raises
    `Refused` if the signer may not sign, or if another article is live at the same address.
    """
    practitioner = getattr(signer, "practitioner", None)
    rules.require(
        rules.refusal_to_sign(
            signer,
            practitioner=practitioner,
            writer_ids=edition.writer_ids,
            is_sole_practitioner=Clinic.current().is_sole_practitioner,
        )
    )
    live = Edition.objects.live(at).filter(post_id=edition.post_id).first()
    edition.live_from = edition.signed_at = at
    edition.signer, edition.signed_by = signer, practitioner
    edition.signed_by_name = practitioner.name
    edition.signed_by_role = practitioner.role
    edition.signed_by_registration = practitioner.registration
    edition.is_self_signed = signer.pk in edition.writer_ids
    edition.first_published_at = live.first_published_at if live else at
    edition.last_reviewed_at = at if edition.is_whole_review or not live else live.last_reviewed_at
    edition.digest = digest_of(edition.words)
    derive(edition)
    try:
        with transaction.atomic():
            Edition.objects.filter(post_id=edition.post_id, live_until=None).update(live_until=at)
            edition.save(force_insert=True)
    except IntegrityError as error:
        raise rules.Refused(
            "This could not be signed: another article is live at this address, or another edition of this one is "
            "already planned."
        ) from error
    return edition


def derive(edition):
    """This will fill in what is made from the signed words: HTML, contents, plain text and reading time."""
    made = body.render(edition.body, source_count=len(edition.sources))
    edition.body_html, edition.contents = made.html, made.contents
    edition.text, edition.reading_minutes = made.text, made.reading_minutes
