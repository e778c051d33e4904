"""What staff did: an append-only record, a row an act."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Entry(models.Model):
    """One act. Rows are only ever added: the database refuses to change or delete one."""

    class Act(models.TextChoices):
        WROTE = "wrote", _("Changed the words")
        SIGNED = "signed", _("Signed")
        CANCELLED = "cancelled", _("Cancelled a planned edition")
        WITHDREW = "withdrew", _("Withdrew the article")
        ASKED = "asked", _("Asked for a signature")
        WANTED_CHANGES = "wanted_changes", _("Wanted changes")
        OVERRODE = "overrode", _("Allowed what the guard had stopped")
        RESTORED = "restored", _("Brought an earlier text back")
        CONSENT_GIVEN = "consent_given", _("Recorded a consent")
        CONSENT_WITHDRAWN = "consent_withdrawn", _("Withdrew a consent")
        READ_PROOF = "read_proof", _("Opened a signed consent form")
        EXPORTED = "exported", _("Took the evidence away")
        CONVERSATION = "conversation", _("Changed an article’s comments")
        BLOCKED = "blocked", _("Blocked a member")
        UNBLOCKED = "unblocked", _("Let a member comment again")
        ENDED_ACCESS = "ended_access", _("Ended somebody’s access")
        RESET_SECOND_FACTOR = "reset_2fa", _("Reset somebody’s second factor")
        ANSWERED_COMPLAINT = "answered_complaint", _("Answered a complaint")
        ENDED_FOLLOWING = "ended_following", _("Ended somebody’s mail about a topic")

    at = models.DateTimeField(pgettext_lazy("column", "at"), db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=pgettext_lazy("column", "by"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    by_name = models.CharField(
        _("by name"), max_length=80, help_text=_("As it was at the time; empty if the system did it.")
    )
    act = models.CharField(_("act"), max_length=20, choices=Act)
    subject = models.CharField(_("subject"), max_length=200)
    post_id = models.BigIntegerField(
        _("post id"), null=True, db_index=True, help_text=_("The article it was about, if any.")
    )
    digest = models.CharField(_("digest"), max_length=64, blank=True)
    detail = models.JSONField(_("detail"), default=dict)

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit log")

    def __str__(self):
        return f"{self.by_name}: {self.get_act_display()}, {self.subject}"
