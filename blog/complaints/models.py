"""Complaints: an electronic way to make one, the day by which it is answered, and what came of it."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ComplaintQuerySet(models.QuerySet):
    def waiting(self):
        """This will keep what has not been answered, the oldest first."""
        return self.filter(answered_at=None).order_by("received_at", "pk")


class Complaint(models.Model):
    """One complaint. Its reference is given out in the mail that acknowledges it.

    The route, the acknowledgement within 30 days and the answer without undue delay are what section 164A of the Data
    Protection Act 2018 asks (put there by section 103 of the Data (Use and Access) Act 2025, in force 19 June 2026).
    """

    class About(models.TextChoices):
        DATA = "data", _("How you keep my personal information")
        ARTICLE = "article", _("An article")
        COMMENT = "comment", _("A comment, or a decision about one")
        OTHER = "other", _("Something else on this site")

    ANSWER_WITHIN = timedelta(days=30)

    reference = models.CharField(_("reference"), max_length=20, unique=True)
    about = models.CharField(_("about"), max_length=10, choices=About)
    name = models.CharField(_("name"), max_length=80)
    email = models.EmailField(_("e-mail"))
    words = models.TextField(_("what was said"), max_length=5000)
    received_at = models.DateTimeField(_("received"), db_index=True)
    due_at = models.DateTimeField(_("answer due"))
    answer = models.TextField(_("answer"), max_length=5000, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ComplaintQuerySet.as_manager()

    class Meta:
        verbose_name = _("complaint")
        verbose_name_plural = _("complaints")

    def __str__(self):
        return f"{self.reference}: {self.get_about_display()}"
