"""What readers answer when an article asks whether it was useful. Nothing is kept about who answered."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class Answer(models.Model):
    """One answer, for staff alone: to which article, in which words of it, yes or no, and why."""

    KEPT_FOR = timedelta(days=365)

    post = models.ForeignKey("blog.Post", on_delete=models.PROTECT, related_name="+", verbose_name=_("article"))
    edition = models.ForeignKey("blog.Edition", on_delete=models.PROTECT, related_name="+")
    is_useful = models.BooleanField(_("useful"))
    words = models.TextField(_("what they said"), max_length=500, blank=True)
    at = models.DateTimeField(_("when"), db_index=True)

    class Meta:
        verbose_name = _("answer from a reader")
        verbose_name_plural = _("answers from readers: was it useful?")

    def __str__(self):
        return (gettext("%(edition)s: useful") if self.is_useful else gettext("%(edition)s: not useful")) % {
            "edition": self.edition
        }
