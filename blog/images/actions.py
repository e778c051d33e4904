"""What staff do with pictures, and the only code that writes them: add, describe, pair, record and withdraw consent."""

import contextlib

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from blog import rules
from blog.audit.actions import record
from blog.audit.models import Entry
from blog.images import intake, keeping, renditions
from blog.images.consents import ImageConsent
from blog.images.models import BeforeAfter, Image
from blog.images.names import clean_name
from blog.images.tasks import clear_up_picture, clear_up_proof, later, make_slow_renditions

DETAILS = ("alt", "is_decorative", "caption", "credit", "focal_x", "focal_y", "shows_person")
NEEDS_A_REASON = _("Say why the consent is withdrawn, in a few words.")


def add_image(*, file, by, at, name="", **details):
    """This will put a picture in the library, with what browsers need of it, and return it.

    file: an uploaded file, or a Picture that `intake` made of one. details: shows_person and any others of DETAILS.
    The same picture again is the same Image, returned as it is there. Raises `Refused`, `intake.Unacceptable`,
    ValidationError for a detail, or `keeping.Away`, and then neither row nor file is there. Takes about a second for a
    phone's photo, almost all of it before the transaction.
    """
    rules.require(rules.refusal_to_keep_images(by))
    picture = file if isinstance(file, intake.Picture) else intake.clean(file)
    image = Image(
        sha256=picture.sha256,
        original_name=clean_name(name or getattr(file, "name", "") or ""),
        master=f"{renditions.folder(picture.sha256)}/master.{picture.suffix}",
        width=picture.width,
        height=picture.height,
        uploaded_by=by,
        uploaded_at=at,
        **details,
    )
    image.full_clean(validate_unique=False)
    if there := Image.objects.filter(sha256=image.sha256).first():
        return same_again(there, shows_person=image.shows_person)
    ready = renditions.prepared(picture.data, renditions.QUICK)
    later(clear_up_picture, sha256=image.sha256)
    with transaction.atomic():
        keeping.hold(image.sha256)
        if there := Image.objects.filter(sha256=image.sha256).first():  # since we looked
            return same_again(there, shows_person=image.shows_person)
        try:
            renditions.store(image.master, picture.data)
            image.save(force_insert=True)
            renditions.put(image, *ready, at=at)
        except keeping.Away:
            with contextlib.suppress(keeping.Away):
                keeping.empty(renditions.folder(image.sha256))
            raise
        ask_for_slow_renditions(image)
    image.refresh_from_db()
    return image


def same_again(image, *, shows_person):
    """This will return a picture that was there, and believe whoever says that it shows a person."""
    if shows_person and not image.shows_person:
        Image.objects.filter(pk=image.pk).update(shows_person=True)
        image.refresh_from_db()
    return image


def ask_for_slow_renditions(image):
    transaction.on_commit(lambda: make_slow_renditions.enqueue(image_id=image.pk))


@transaction.atomic
def describe_image(*, image, by, **details):
    """This will change what is said of a picture: any of DETAILS. Raises `Refused` or ValidationError."""
    rules.require(rules.refusal_to_keep_images(by))
    image = Image.objects.select_for_update().get(pk=image.pk)
    if image.shows_person and not details.get("shows_person", True):
        rules.require(rules.refusal_to_say_nobody_is_shown(by, has_consents=image.consents.exists()))
    for name in DETAILS:
        setattr(image, name, details.get(name, getattr(image, name)))
    image.full_clean()
    image.save(update_fields=DETAILS)
    return image


def give_consent(*, image, by, at, **details):
    """This will record a person's consent to a picture of them and return it.

    details: reference, scope, channels, text_version, signed_on and, if there are any, expires_on and proof. What a
    withdrawal removed is made again. Raises `Refused`, ValidationError, or `keeping.Away`, and then nothing is kept.
    """
    rules.require(rules.refusal_to_keep_consents(by))
    consent = ImageConsent(image=image, recorded_by=by, recorded_at=at, **details)
    consent.reference = " ".join(consent.reference.split())
    consent.full_clean()
    if consent.proof:
        keep_proof(consent)
    with transaction.atomic():
        image = Image.objects.select_for_update().get(pk=image.pk)
        consent.save(force_insert=True)
        Image.objects.filter(pk=image.pk).update(shows_person=True)
        note(Entry.Act.CONSENT_GIVEN, consent, by=by, at=at, channels=consent.channels)
        ask_for_slow_renditions(image)
        keeping.after_commit(lambda: renditions.make(image, renditions.QUICK, at=at))
    return consent


def keep_proof(consent):
    """This will store the signed form of a consent that is about to be recorded."""
    name = consent.proof.field.generate_filename(consent, consent.proof.name)
    later(clear_up_proof, name=name)
    with keeping.asking_the_store():
        consent.proof = consent.proof.storage.save(name, consent.proof.file)


@transaction.atomic
def withdraw_consent(*, consent, by, at, reason, used_in=()):
    """This will end a consent at once: from the commit on nothing serves a picture that it alone made possible.

    used_in: the pages that showed the picture, for the record, as words a manager can read. Renditions go in the same
    transaction and their files right after it; the master stays in the store that no address serves. A consent that
    is withdrawn already is returned as it is. Raises `Refused`, or ValidationError without a reason.
    """
    rules.require(rules.refusal_to_keep_consents(by))
    if not reason.strip():
        raise ValidationError({"reason": NEEDS_A_REASON})
    reason = reason.strip()[: ImageConsent.LONGEST_REASON]
    image = Image.objects.select_for_update().get(pk=consent.image_id)
    consent = ImageConsent.objects.select_for_update().get(pk=consent.pk)
    if consent.withdrawn_at:
        return consent
    consent.withdrawn_at, consent.withdrawn_by, consent.withdrawal_reason = at, by, reason
    consent.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawal_reason"])
    is_shown = image.may_be_shown(at)
    consent.withdrawal_record = {
        "picture": image.sha256,
        "used_in": list(used_in),
        "still_shown_by_another_consent": is_shown,
        "removed": [] if is_shown else remove_renditions(image),
    }
    consent.save(update_fields=["withdrawal_record"])
    note(Entry.Act.CONSENT_WITHDRAWN, consent, by=by, at=at, reason=reason, used_in=list(used_in))
    return consent


def note_proof_read(*, consent, by, at):
    """This will record that somebody opened a signed consent form: it is health data with a name on it."""
    rules.require(rules.refusal_to_read_proof(by))
    note(Entry.Act.READ_PROOF, consent, by=by, at=at)


def note(act, consent, *, by, at, **detail):
    """This will add an act to the record, which names the consent and the picture but not the person in it."""
    record(at=at, by=by, act=act, subject=consent.image, consent=consent.pk, picture=consent.image.sha256, **detail)


def remove_renditions(image):
    """This will delete a picture's renditions and placeholder, the files after commit, and return the files' names."""
    names = sorted(image.renditions.values_list("file", flat=True))
    image.renditions.all().delete()
    Image.objects.filter(pk=image.pk).update(placeholder="")
    keeping.after_commit(lambda: renditions.remove_files(image))
    return names


@transaction.atomic
def correct_reference(*, consent, reference, by):
    """This will mend who a consent is from, after a typing mistake."""
    rules.require(rules.refusal_to_keep_consents(by))
    consent = ImageConsent.objects.select_for_update().get(pk=consent.pk)
    consent.reference = " ".join(reference.split())
    consent.full_clean()
    consent.save(update_fields=["reference"])
    return consent


@transaction.atomic
def pair_images(*, by, at, pair=None, **details):
    """This will make a before-and-after pair, or change one, and return it. Raises `Refused` or ValidationError."""
    rules.require(rules.refusal_to_keep_images(by))
    pair = pair or BeforeAfter(made_by=by, made_at=at)
    for name, value in details.items():
        setattr(pair, name, value)
    pair.full_clean()
    pair.save()
    return pair


def tidy(*, at, each=iter):
    """This will remove what ended consents left behind, and make renditions that are missing. Safe to repeat.

    The site is right without it: views ask about consent at every request. It frees the space and keeps the promise
    that nothing of the picture is left. each: what yields the pictures, such as a `Progress`'s `over`.
    """
    for image in each(Image.objects.consent_has_ended(at)):
        let_go(image, at=at)
    every_format = len(renditions.QUICK) + len(renditions.SLOW)
    lacking = Image.objects.alias(formats=Count("renditions__format", distinct=True)).filter(formats__lt=every_format)
    for image in each(lacking.exclude(pk__in=Image.objects.consent_has_ended(at).values("pk"))):
        renditions.make(image, (*renditions.QUICK, *renditions.SLOW), at=at)


@transaction.atomic
def let_go(image, *, at):
    """This will remove the renditions of a picture whose consent has ended, and note it where one ran out."""
    image = Image.objects.select_for_update().get(pk=image.pk)
    if not Image.objects.consent_has_ended(at).filter(pk=image.pk).exists():
        return
    removed = remove_renditions(image)
    if removed:
        record = {"picture": image.sha256, "removed": removed, "removed_at": at.isoformat()}
        image.consents.ended(at).filter(withdrawn_at=None).update(withdrawal_record=record)
