"""What staff did: an append-only record, a row an act."""

from django.conf import settings
from django.db import models


class Entry(models.Model):
    """One act. Rows are only ever added: the database refuses to change or delete one."""

    class Act(models.TextChoices):
        WROTE = "wrote", "Changed the words"
        SIGNED = "signed", "Signed"
        CANCELLED = "cancelled", "Cancelled a planned edition"
        WITHDREW = "withdrew", "Withdrew the article"
        ASKED = "asked", "Asked for a signature"
        WANTED_CHANGES = "wanted_changes", "Wanted changes"
        OVERRODE = "overrode", "Allowed what the guard had stopped"
        RESTORED = "restored", "Brought an earlier text back"
        CONSENT_GIVEN = "consent_given", "Recorded a consent"
        CONSENT_WITHDRAWN = "consent_withdrawn", "Withdrew a consent"
        READ_PROOF = "read_proof", "Opened a signed consent form"
        EXPORTED = "exported", "Took the evidence away"
        CONVERSATION = "conversation", "Changed an article’s comments"
        BLOCKED = "blocked", "Blocked a member"
        UNBLOCKED = "unblocked", "Let a member comment again"
        ENDED_ACCESS = "ended_access", "Ended somebody’s access"
        RESET_SECOND_FACTOR = "reset_2fa", "Reset somebody’s second factor"
        ANSWERED_COMPLAINT = "answered_complaint", "Answered a complaint"
        ENDED_FOLLOWING = "ended_following", "Ended somebody’s mail about a topic"

    at = models.DateTimeField(db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(max_length=80, help_text="As it was at the time; empty if the system did it.")
    act = models.CharField(max_length=20, choices=Act)
    subject = models.CharField(max_length=200)
    post_id = models.BigIntegerField(null=True, db_index=True, help_text="The article it was about, if any.")
    digest = models.CharField(max_length=64, blank=True)
    detail = models.JSONField(default=dict)

    class Meta:
        verbose_name = "audit entry"
        verbose_name_plural = "audit log"

    def __str__(self):
        return f"{self.by_name}: {self.get_act_display()}, {self.subject}"
