"""The clinic's standing pages: what every visitor may want to know about the site itself."""

from django.db import models
from django.urls import reverse


class Page(models.Model):
    """One standing page. Which there are is fixed, and so are their addresses; their words are the clinic's."""

    class Name(models.TextChoices):
        PRIVACY = "privacy", "Privacy"
        COOKIES = "cookies", "Cookies"
        HOUSE_RULES = "house-rules", "House rules"
        ACCESSIBILITY = "accessibility", "Accessibility"
        COMPLAINTS = "complaints", "Complaints"

    name = models.CharField(max_length=20, choices=Name, primary_key=True, editable=False)
    title = models.CharField(max_length=80)
    body = models.TextField()
    body_html = models.TextField(editable=False)
    changed_at = models.DateTimeField(null=True, editable=False, help_text="None: as it came with the site.")

    class Meta:
        verbose_name = "standing page"

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse(self.name)
