"""Mail that must arrive once: kept with the change that caused it, sent after it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MessageQuerySet(models.QuerySet):
    def due(self, at):
        """This will keep what is waiting to be sent at the moment `at`: what is for a moment first, then the oldest."""
        waiting = self.filter(sent_at=None, given_up_at=None, not_before__lte=at)
        return waiting.order_by(F("useless_at").asc(nulls_last=True), "pk")


class Message(models.Model):
    """One mail to one person. The key is what it is about: a second one with the same key is not sent."""

    key = models.CharField(max_length=150, unique=True)
    to = models.EmailField(pgettext_lazy("column", "to"))
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField()
    about = models.CharField(
        max_length=60, blank=True, help_text=_("Such as comment-12: to take it back, or to erase it.")
    )
    only_if = models.JSONField(default=dict, help_text=_("What is asked before it goes: the function, and what with."))
    headers = models.JSONField(default=dict)
    useless_at = models.DateTimeField(
        null=True,
        help_text=_("Set on what is for a moment, such as a code: deleted once it is sent, and then at the latest."),
    )
    created_at = models.DateTimeField(_("created at"))
    not_before = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    last_error = models.CharField(_("last error"), max_length=200, blank=True)
    sent_at = models.DateTimeField(_("sent at"), null=True)
    given_up_at = models.DateTimeField(_("given up at"), null=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail that was not sent")
        verbose_name_plural = _("mail that was not sent")
        indexes = [
            models.Index(fields=["not_before"], condition=Q(sent_at=None, given_up_at=None), name="mail_to_send"),
            models.Index(fields=["about"], name="mail_about_something"),
        ]

    def __str__(self):
        return self.subject
