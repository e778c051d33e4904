"""The consent of a person who is shown in a picture: what for, where, from when until when, and how it was ended."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.storage import storages
from django.db import models
from django.db.models import F, Min, Q
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from blog.days import start_of

CHANNELS = {
    "site": _("This website"),
    "social": _("Social media"),
    "print": pgettext_lazy("where a picture is shown", "Print"),
}
MAX_PROOF = 10 * 1024 * 1024
PROOF_STARTS = (b"%PDF-", b"\xff\xd8\xff", b"\x89PNG")
PROOF_SUFFIXES = ("pdf", "jpg", "jpeg", "png")


class ConsentQuerySet(models.QuerySet):
    def valid(self, at, channel="site"):
        """This will keep the consents that hold for a channel at the moment `at`.

        Days are the clinic's own: a consent holds from the day it was signed to the end of its last day.
        """
        today = timezone.localdate(at)
        return self.alias(channel_list=Cast("channels", models.TextField())).filter(
            Q(expires_on=None) | Q(expires_on__gte=today),
            Q(withdrawn_at=None) | Q(withdrawn_at__gt=at),
            signed_on__lte=today,
            channel_list__contains=f'"{channel}"',
        )

    def ended(self, at):
        """This will keep the consents that were withdrawn or ran out before or at the moment `at`."""
        return self.filter(Q(withdrawn_at__lte=at) | Q(expires_on__lt=timezone.localdate(at)))

    def running_out(self, at, *, by):
        """This will keep the consents in force whose last day is not after the day `by`, soonest first."""
        today = timezone.localdate(at)
        return self.filter(withdrawn_at=None, expires_on__gte=today, expires_on__lte=by).order_by("expires_on", "pk")

    def next_end(self, at):
        """This will give the next moment at which one of them runs out by itself, or None."""
        last_day = self.filter(withdrawn_at=None, expires_on__gte=timezone.localdate(at)).aggregate(
            first=Min("expires_on")
        )["first"]
        return last_day and start_of(last_day + timedelta(days=1))


def private_storage():
    """This will give the storage that no address serves."""
    return storages["private"]


def name_of_proof(consent, filename):
    """This will name a proof without the name its file had, which is often a patient's."""
    suffix = filename.rpartition(".")[2].lower()
    return f"consents/{consent.image_id}/{secrets.token_hex(8)}.{suffix if suffix in PROOF_SUFFIXES else 'bin'}"


def validate_proof(proof):
    """This will refuse a new file that is too large or is not a scan. Its bytes decide, not its name."""
    if getattr(proof, "_committed", False):
        return
    if proof.size > MAX_PROOF:
        raise ValidationError(
            gettext("This file is larger than 10 MB. Scan the form again in black and white, or in less detail.")
        )
    proof.seek(0)
    if not proof.read(8).startswith(PROOF_STARTS):
        raise ValidationError(gettext("The signed form has to be a PDF, JPEG or PNG file."))
    proof.seek(0)


def validate_channels(channels):
    if not isinstance(channels, list) or not channels or not set(channels) <= set(CHANNELS):
        raise ValidationError(gettext("Choose at least one place where the picture may be shown."))


class ImageConsent(models.Model):
    """One consent of one person for one picture. It is never deleted: it runs out, or it is withdrawn."""

    LONGEST_REASON = 300

    image = models.ForeignKey(
        "blog.Image", verbose_name=_("picture"), on_delete=models.PROTECT, related_name="consents"
    )
    reference = models.CharField(
        _("who, in your own filing"),
        max_length=120,
        help_text=_("Such as a patient number. Always the same one for the same person; never shown to readers."),
    )
    scope = models.TextField(
        _("what they agreed to"),
        max_length=1000,
        help_text=_("In the words of the form they signed: which pictures, for what purpose."),
    )
    channels = models.JSONField(_("where it may be shown"), default=list, validators=[validate_channels])
    text_version = models.CharField(
        _("version of the form"),
        max_length=40,
        help_text=_("Which wording they signed, such as: Photo consent 3, May 2026"),
    )
    signed_on = models.DateField(_("signed on"))
    expires_on = models.DateField(_("last day"), null=True, blank=True, help_text=_("Empty: until they withdraw it."))
    proof = models.FileField(
        _("the signed form"),
        storage=private_storage,
        upload_to=name_of_proof,
        max_length=150,
        blank=True,
        validators=[validate_proof],
        help_text=_("A scan or photo: PDF, JPEG or PNG, up to 10 MB. Only managers can open it."),
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )
    recorded_at = models.DateTimeField(editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    withdrawal_reason = models.CharField(max_length=LONGEST_REASON, blank=True, editable=False)
    withdrawal_record = models.JSONField(
        default=dict, blank=True, editable=False, help_text=_("What was done at the withdrawal: files, pages.")
    )

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_on=None) | Q(expires_on__gte=F("signed_on")),
                name="consent_ends_after_it_starts",
                violation_error_message=_("The last day is before the day it was signed."),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="withdrawn_by_somebody_at_some_time",
            ),
        ]

    def __str__(self):
        said = {"reference": self.reference, "day": date_format(self.signed_on, "j F Y")}
        return gettext("%(reference)s, signed on %(day)s") % said

    @property
    def channel_names(self):
        return [str(CHANNELS[channel]) for channel in CHANNELS if channel in self.channels]

    def is_valid(self, at, channel="site"):
        return ImageConsent.objects.valid(at, channel).filter(pk=self.pk).exists()
