"""The numbers."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _


class Reads(models.Model):
    """How often an article was read on one day, where the clinic is. No reader is in it."""

    KEPT = timedelta(days=400)

    post = models.ForeignKey("blog.Post", on_delete=models.CASCADE, related_name="reads")
    day = models.DateField(db_index=True)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("reads of a day")
        verbose_name_plural = _("what is read")
        constraints = [models.UniqueConstraint(fields=["post", "day"], name="one_count_an_article_and_day")]

    def __str__(self):
        return f"{self.count} on {self.day}"
