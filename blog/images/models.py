"""Pictures, their renditions, and before-and-after pairs. The consents of the people in them are in consents.py."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from blog.images.consents import ImageConsent

__all__ = ["BeforeAfter", "Image", "ImageConsent", "Rendition"]


class ImageQuerySet(models.QuerySet):
    def may_be_shown(self, at, channel="site"):
        """This will keep the pictures that show nobody, and those where everybody in them agrees at the moment `at`.

        A person is a reference in the clinic's filing: everyone who ever gave a consent for a picture needs one that
        holds, so either of two people can withdraw a picture of both.
        """
        valid = ImageConsent.objects.valid(at, channel)
        same_person = valid.filter(image=OuterRef("image"), reference=OuterRef("reference"))
        not_agreed = ImageConsent.objects.filter(~Exists(same_person), image=OuterRef("pk"))
        return self.filter(Q(shows_person=False) | Exists(valid.filter(image=OuterRef("pk"))) & ~Exists(not_agreed))

    def consent_has_ended(self, at):
        """This will keep the pictures that had somebody's consent and may not be on the site at `at` any more."""
        shown = Image.objects.may_be_shown(at).filter(pk=OuterRef("pk"))
        return self.filter(~Exists(shown), Exists(ImageConsent.objects.ended(at).filter(image=OuterRef("pk"))))


class Image(models.Model):
    """A picture in the library. Its file was drawn anew from the pixels of what was uploaded and holds nothing else."""

    sha256 = models.CharField(max_length=64, unique=True, editable=False)
    original_name = models.CharField(_("file name"), max_length=120, editable=False)
    master = models.CharField(max_length=150, editable=False)
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    placeholder = models.TextField(editable=False, blank=True)
    shows_person = models.BooleanField(
        _("shows a person"),
        help_text=_("Anybody, or a part of their body, even if nobody would know them. It then needs their consent."),
    )
    alt = models.CharField(
        _("description"),
        max_length=250,
        blank=True,
        help_text=_("For people who cannot see it: what it shows and why it is there. Best under 125 characters."),
    )
    is_decorative = models.BooleanField(
        _("only decoration"), default=False, help_text=_("It says nothing that the words do not. No description then.")
    )
    caption = models.CharField(
        _("caption"), max_length=300, blank=True, help_text=_("Printed under it: two sentences at most.")
    )
    credit = models.CharField(_("credit"), max_length=120, blank=True, help_text=_("Such as: Photograph by Ruth Ama"))
    focal_x = models.PositiveSmallIntegerField(
        _("focal point, from the left"),
        default=50,
        validators=[MaxValueValidator(100)],
        help_text=_("In hundredths of the width. What lies there stays in view when the picture is cut to fit."),
    )
    focal_y = models.PositiveSmallIntegerField(
        _("focal point, from the top"),
        default=50,
        validators=[MaxValueValidator(100)],
        help_text=_("In hundredths of the height."),
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )
    uploaded_at = models.DateTimeField(_("uploaded at"), editable=False)

    objects = ImageQuerySet.as_manager()

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        constraints = [
            models.CheckConstraint(
                condition=Q(focal_x__lte=100, focal_y__lte=100),
                name="focal_point_in_the_picture",
                violation_error_message=_("The focal point lies between 0 and 100 both ways."),
            ),
            models.CheckConstraint(
                condition=Q(is_decorative=False) | Q(alt=""),
                name="described_or_decorative",
                violation_error_message=_("Describe the picture or mark it as decoration, not both."),
            ),
        ]

    def __str__(self):
        return self.original_name

    def may_be_shown(self, at, channel="site"):
        return Image.objects.may_be_shown(at, channel).filter(pk=self.pk).exists()

    @property
    def printed(self):
        """What an edition keeps of it."""
        names = ("sha256", "alt", "is_decorative", "caption", "credit", "focal_x", "focal_y")
        return {name: getattr(self, name) for name in names}


class Rendition(models.Model):
    """One size of a picture in one format. Where there is a row there is a file."""

    class Format(models.TextChoices):
        AVIF = "avif", "AVIF"
        WEBP = "webp", "WebP"
        JPEG = "jpeg", "JPEG"

    image = models.ForeignKey(Image, on_delete=models.CASCADE, related_name="renditions")
    width = models.PositiveSmallIntegerField()
    format = models.CharField(max_length=4, choices=Format)
    file = models.CharField(max_length=150)
    bytes = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["image", "width", "format"], name="one_rendition_of_a_kind")]

    def __str__(self):
        return f"{self.width} {self.get_format_display()}"


class BeforeAfter(models.Model):
    """Two pictures shown as one block. All three declarations are needed before anybody can sign it or see it.

    CAP code 3.45 to 3.47 treats such pictures as testimonials: genuine, dated, and not manipulated.
    """

    before = models.ForeignKey(Image, on_delete=models.PROTECT, related_name="+")
    after = models.ForeignKey(Image, on_delete=models.PROTECT, related_name="+")
    same_conditions = models.BooleanField(
        _("taken in the same conditions"), default=False, help_text=_("Light, distance, angle, expression, make-up.")
    )
    unretouched = models.BooleanField(
        _("not retouched"), default=False, help_text=_("Nothing but cropping and turning.")
    )
    typical_result = models.BooleanField(
        _("typical of the results you see"), default=False, help_text=_("Not the best one you have.")
    )
    weeks_between = models.PositiveSmallIntegerField(
        _("weeks between the two"), validators=[MinValueValidator(1), MaxValueValidator(520)]
    )
    caption = models.CharField(
        _("caption"), max_length=300, blank=True, help_text=_("Printed under the pair: two sentences at most.")
    )
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False)
    made_at = models.DateTimeField(_("made at"), editable=False)

    class Meta:
        verbose_name = _("before and after")
        verbose_name_plural = _("before and after")
        constraints = [
            models.CheckConstraint(
                condition=~Q(before=F("after")),
                name="two_pictures_in_a_pair",
                violation_error_message=_("Choose two different pictures."),
            )
        ]

    def __str__(self):
        return gettext("%(before)s and %(after)s") % {"before": self.before, "after": self.after}

    @property
    def is_declared(self):
        return self.same_conditions and self.unretouched and self.typical_result

    @property
    def printed(self):
        """What an edition keeps of it."""
        names = (
            "before_id",
            "after_id",
            "same_conditions",
            "unretouched",
            "typical_result",
            "weeks_between",
            "caption",
        )
        return {name: getattr(self, name) for name in names}
