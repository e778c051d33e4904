"""The clinic itself and its named clinicians."""

from datetime import timedelta

from django.conf import settings
from django.core.validators import RegexValidator, URLValidator
from django.db import models
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from blog.clinic import colour
from blog.clinic.house import HouseRules

LOGO_WIDTH = 320  # pixels: the smallest rendition, or the picture's own width


class Clinic(HouseRules):
    """The one clinic this site belongs to: a single row, key 1."""

    class OverduePolicy(models.TextChoices):
        NOTICE = "notice", _("The notice alone")
        LOCK = "lock", _("Its comments are closed too")
        DROP = "drop", _("Its comments are closed, and it leaves the front page and “Read next”")

    name = models.CharField(_("name"), max_length=80, help_text=_("In full, as in the footer."))
    short_name = models.CharField(_("short name"), max_length=40, help_text=_("At the top of every page."))
    strapline = models.CharField(
        _("strapline"), max_length=160, blank=True, help_text=_("One line under the name on the front page.")
    )
    address = models.CharField(_("address"), max_length=200, blank=True)
    phone = models.CharField(
        _("phone"),
        max_length=20,
        blank=True,
        validators=[RegexValidator(r"^\+?[0-9 ]{5,20}$", _("Digits and spaces only, such as 01632 960114."))],
    )
    opening_hours = models.CharField(_("opening hours"), max_length=120, blank=True)
    is_sole_practitioner = models.BooleanField(
        _("only one clinician works here"),
        default=False,
        help_text=_("Then they may sign their own words, and every such page says so."),
    )

    overdue_policy = models.CharField(
        _("when a page passes its review date"),
        max_length=10,
        choices=OverduePolicy,
        default=OverduePolicy.DROP,
        help_text=_("Every page says so to its readers. This chooses what happens besides."),
    )

    hue = models.PositiveSmallIntegerField(
        _("accent colour"),
        choices=colour.CHOICES,
        default=colour.DEFAULT,
        help_text=_("Of links, buttons and the drawings. Light and dark shades are made from it."),
    )
    booking_words = models.CharField(
        _("booking link"),
        max_length=60,
        blank=True,
        default=_("Book a consultation"),
        help_text=_("A quiet link at the end of every article. The guard reads it."),
    )
    booking_address = models.URLField(
        _("where it leads"),
        max_length=300,
        blank=True,
        validators=[URLValidator(["https"], message=_("Use an address that begins with https://"))],
        help_text=_("Without an address there is no link."),
    )
    logo = models.ForeignKey(
        "blog.Image",
        verbose_name=_("logo"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"shows_person": False},
        help_text=_(
            "From the picture library, at the top of every page beside the name. Best square, on a clear ground."
        ),
    )

    class Meta:
        verbose_name = _("clinic")
        verbose_name_plural = _("clinic")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(pk=1), name="one_clinic", violation_error_message=_("There is one clinic already.")
            )
        ]

    def __str__(self):
        return self.name

    @classmethod
    def current(cls):
        """This will find the clinic's row, or an unsaved one with a plain name where none has been filled in."""
        found = cls.objects.filter(pk=1).select_related("logo").first()
        return found or cls(pk=1, name=gettext("The clinic"), short_name=gettext("The clinic"))

    @cached_property
    def parts(self):
        """HTML that templates made of this row alone, by their names: as right as the row that was read."""
        return {}

    @property
    def logo_address(self):
        """Where the small rendition of the logo is; empty where there is none, or it came to show a person."""
        if self.logo is None or self.logo.shows_person:
            return ""
        return reverse("picture", args=[self.logo.sha256, min(self.logo.width, LOGO_WIDTH), "webp"])

    @property
    def locks_overdue(self):
        return self.overdue_policy != self.OverduePolicy.NOTICE

    @property
    def phone_link(self):
        digits = self.phone.replace(" ", "")
        return "tel:+44" + digits[1:] if digits.startswith("0") else "tel:" + digits


class Practitioner(models.Model):
    """A named clinician on a public register."""

    class Register(models.TextChoices):
        GMC = "GMC", _("General Medical Council")
        NMC = "NMC", _("Nursing and Midwifery Council")
        GDC = "GDC", _("General Dental Council")
        GPHC = "GPhC", _("General Pharmaceutical Council")
        HCPC = "HCPC", _("Health and Care Professions Council")

    REGISTER_ADDRESSES = {
        "GMC": "https://www.gmc-uk.org/registrants",
        "NMC": "https://www.nmc.org.uk/registration/search-the-register/",
        "GDC": "https://olr.gdc-uk.org/searchregister",
        "GPhC": "https://www.pharmacyregulation.org/registers",
        "HCPC": "https://www.hcpc-uk.org/check-the-register/",
    }
    CHECK_HOLDS_FOR = timedelta(days=365)

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("user"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="practitioner",
        help_text=_("The account this clinician signs with."),
    )
    name = models.CharField(_("public name"), max_length=80)
    slug = models.SlugField(_("slug"), unique=True)
    role = models.CharField(_("role"), max_length=80, help_text=_("Such as: Consultant dermatologist"))
    register = models.CharField(_("register"), max_length=4, choices=Register)
    number = models.CharField(_("registration number"), max_length=20)
    checked_on = models.DateField(
        _("register checked on"), help_text=_("After a year without a check the number is hidden.")
    )
    about = models.TextField(pgettext_lazy("column", "about"), blank=True, max_length=1000)

    class Meta:
        verbose_name = _("practitioner")
        verbose_name_plural = _("practitioners")
        constraints = [
            models.UniqueConstraint(
                fields=["register", "number"],
                name="one_practitioner_per_registration",
                violation_error_message=_("Another practitioner has this registration number."),
            )
        ]

    def __str__(self):
        return f"{self.name}, {self.role}"

    def get_absolute_url(self):
        return reverse("person", args=[self.slug])

    @property
    def registration(self):
        return f"{self.register} {self.number}"

    @property
    def register_address(self):
        """Where anybody can look the number up."""
        return self.REGISTER_ADDRESSES[self.register]

    def is_check_current(self, *, on):
        """This will tell whether the register was looked up within the year before the date `on`."""
        return self.checked_on <= on <= self.checked_on + self.CHECK_HOLDS_FOR
