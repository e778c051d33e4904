"""The clinic's standing pages: what every visitor may want to know about the site itself."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class Page(models.Model):
    """One standing page. Which there are is fixed, and so are their addresses; their words are the clinic's."""

    class Name(models.TextChoices):
        PRIVACY = "privacy", _("Privacy")
        COOKIES = "cookies", _("Cookies")
        HOUSE_RULES = "house-rules", _("House rules")
        ACCESSIBILITY = "accessibility", _("Accessibility")
        COMPLAINTS = "complaints", _("Complaints")

    name = models.CharField(max_length=20, choices=Name, primary_key=True, editable=False)
    title = models.CharField(_("title"), max_length=80)
    body = models.TextField()
    body_html = models.TextField(editable=False)
    changed_at = models.DateTimeField(
        _("changed at"), null=True, editable=False, help_text=_("None: as it came with the site.")
    )

    class Meta:
        verbose_name = _("standing page")
        verbose_name_plural = _("standing pages")

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse(self.name)
