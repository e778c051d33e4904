"""Comments: what logged-in readers say under an article, what became of it, and the kept count of it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from blog.clinic.models import Practitioner
from blog.editions.models import Edition


class Conversation(models.Model):
    """What is said under one article, over all its editions: the count readers see, kept as comments come and go."""

    class Policy(models.TextChoices):
        OPEN = "open", _("Open")
        READ_FIRST = "read_first", _("Open, and every comment is read before it appears")
        LOCKED = "locked", _("Closed: they can be read, and nothing can be added")
        OFF = "off", _("Off: none are shown")

    post = models.OneToOneField("blog.Post", on_delete=models.PROTECT, primary_key=True, related_name="conversation")
    public_count = models.PositiveIntegerField(default=0)
    policy = models.CharField(max_length=10, choices=Policy, default=Policy.OPEN)
    stays_open = models.BooleanField(
        _("stays open"), default=False, help_text=_("However long the article has been there.")
    )

    def __str__(self):
        return ngettext("%(count)d comment", "%(count)d comments", self.public_count) % {"count": self.public_count}


class CommentQuerySet(models.QuerySet):
    def public(self):
        """This will keep what every reader may read."""
        return self.filter(state=Comment.State.PUBLISHED)

    def shown(self):
        """This will keep what has a place on the page: what is public, and the stone where a part of a thread was."""
        return self.filter(is_shown=True)

    def own_unseen(self, user):
        """This will keep a writer's own comments that nobody else can see, except those they deleted."""
        return self.filter(author=user).exclude(state__in=[Comment.State.PUBLISHED, Comment.State.DELETED])

    def waiting(self):
        """This will keep what a moderator has to look at, what cannot wait first, then the oldest."""
        waits = Q(state__in=[Comment.State.HELD, Comment.State.HIDDEN]) | Q(has_open_reports=True) | Q(is_appealed=True)
        return self.filter(waits).order_by("-is_urgent", "created_at", "pk")

    def in_thread_order(self):
        """Oldest thread first, and inside it the replies as they came."""
        return self.order_by("root_id", "pk")


class Comment(models.Model):
    """A comment or a reply. It keeps the edition its author was reading."""

    class State(models.TextChoices):
        PUBLISHED = "published", _("Published")
        HELD = "held", _("Held until somebody has read it")
        HIDDEN = "hidden", _("Hidden by reports until somebody has looked")
        REJECTED = "rejected", _("Not published")
        REMOVED = "removed", _("Removed by the clinic")
        DELETED = "deleted", _("Removed by its author")

    MAX_LENGTH = 3000

    post = models.ForeignKey("blog.Post", on_delete=models.PROTECT, related_name="comments")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="comments")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="comments")
    practitioner = models.ForeignKey(
        Practitioner,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Set on a clinic answer."),
    )
    is_from_staff = models.BooleanField(default=False)
    root = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replies")
    state = models.CharField(_("state"), max_length=10, choices=State)
    is_shown = models.BooleanField(default=False, help_text=_("It has a place on the page, be it as a stone."))
    body = models.TextField()
    body_html = models.TextField(editable=False)
    body_digest = models.CharField(
        max_length=64, blank=True, editable=False, help_text=_("Of the words without dress.")
    )
    token = models.UUIDField(default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField(_("written"))
    edited_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True, help_text=_("When readers could first see it."))
    reasons = models.JSONField(default=list, blank=True, help_text=_("Why it was held: a code and a sentence each."))
    is_urgent = models.BooleanField(default=False, help_text=_("Words that may mean somebody is in danger."))
    asks_before_adopting = models.JSONField(
        default=list, blank=True, help_text=_("Why the clinic should not answer or feature it without a thought.")
    )
    has_open_reports = models.BooleanField(default=False)
    is_appealed = models.BooleanField(default=False)
    escalated_at = models.DateTimeField(null=True, blank=True)
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    claimed_until = models.DateTimeField(null=True, blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        constraints = [
            models.UniqueConstraint(fields=["author", "token"], name="one_comment_per_form"),
        ]
        indexes = [
            models.Index(fields=["post", "root", "id"], condition=Q(is_shown=True), name="shown_comments_by_thread"),
            models.Index(fields=["author", "created_at"], name="comments_by_author"),
            models.Index(fields=["body_digest", "created_at"], name="comments_by_words"),
            models.Index(
                fields=["-is_urgent", "created_at", "id"],
                condition=Q(state__in=["held", "hidden"]) | Q(has_open_reports=True) | Q(is_appealed=True),
                name="comments_that_wait",
            ),
        ]

    def __str__(self):
        return gettext("Comment %(number)s") % {"number": self.pk}

    def get_absolute_url(self):
        return reverse("comment", args=[self.pk])

    @property
    def is_public(self):
        return self.state == self.State.PUBLISHED

    @property
    def is_stone(self):
        """A place in a thread whose words are gone, or not to be seen, while answers to them stay."""
        return self.is_shown and not self.is_public


class Wording(models.Model):
    """An earlier wording of a comment, for staff."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="wordings")
    body = models.TextField()
    until = models.DateTimeField()

    def __str__(self):
        return gettext("%(comment)s, until %(until)s") % {"comment": self.comment, "until": self.until}


class Decision(models.Model):
    """What was done about a comment, by whom and why. Rows are only ever added: the database refuses the rest."""

    class Act(models.TextChoices):
        APPROVED = "approved", _("Published")
        REJECTED = "rejected", _("Not published")
        REMOVED = "removed", _("Removed")
        HIDDEN = "hidden", _("Hidden by reports")
        ESCALATED = "escalated", _("Passed to a clinician")
        KEPT = "kept", _("Looked at, and left as it is")
        UNDONE = "undone", _("Undone")

    class Reason(models.TextChoices):
        """Closed on purpose: that somebody thinks little of the clinic is not among them."""

        ADVERTISING = "advertising", _("it advertises or sells something")
        UNSAFE = "unsafe", _("following it could harm somebody")
        PERSONAL = "personal", _("it holds personal details")
        ANOTHER_PERSON = "another_person", _("it names another person")
        ABUSIVE = "abusive", _("it insults or threatens somebody")
        SPAM = "spam", _("it is spam")
        ILLEGAL = "illegal", _("it may break the law, or somebody’s good name")
        NOT_GENUINE = "not_genuine", _("we have reason to think that it is not genuine")
        OFF_TOPIC = "off_topic", _("it is about something other than the article")
        UNDER_18 = "under_18", _("it is by or about somebody under 18")

    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="decisions")
    act = models.CharField(max_length=10, choices=Act)
    reason = models.CharField(max_length=20, choices=Reason, blank=True)
    note = models.CharField(max_length=500, blank=True, help_text=_("To its writer."))
    before = models.CharField(max_length=10, help_text=_("The state it was in."))
    tone = models.CharField(
        max_length=10, blank=True, help_text=_("How the words read: positive, critical or neither.")
    )
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(act__in=["rejected", "removed"]) | ~Q(reason=""), name="a_comment_goes_for_a_reason"
            ),
        ]
        indexes = [models.Index(fields=["comment", "id"], name="decisions_by_comment")]

    def __str__(self):
        return f"{self.comment}: {self.get_act_display()}"


class Appeal(models.Model):
    """A writer's one answer to a decision about their comment."""

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="appeal")
    body = models.CharField(max_length=1000)
    at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    answer = models.CharField(max_length=500, blank=True)

    def __str__(self):
        return gettext("Answer to %(decision)s") % {"decision": self.decision}


class Report(models.Model):
    """A reader's complaint about a comment."""

    class Reason(models.TextChoices):
        ADVERTISING = "advertising", _("Advertising or selling")
        UNSAFE = "unsafe", _("Wrong or unsafe health advice")
        PERSONAL = "personal", _("Personal information")
        ABUSIVE = "abusive", _("Abusive")
        SPAM = "spam", _("Spam")
        ILLEGAL = "illegal", _("Illegal, or it damages somebody’s good name")
        NOT_GENUINE = "not_genuine", _("Not genuine, or somebody was paid for it")
        UNDER_18 = "under_18", _("By or about somebody under 18")
        OTHER = "other", _("Something else")

    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="reports")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=20, choices=Reason)
    note = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=10, blank=True, help_text=_("The act that closed it, or: deleted."))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["comment", "by"], name="one_report_per_person_and_comment"),
        ]

    def __str__(self):
        return f"{self.comment}: {self.get_reason_display()}"


class Block(models.Model):
    """A member who may not comment, with the reason they are told."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="blocks")
    reason = models.CharField(max_length=300, help_text=_("They are told this."))
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    until = models.DateTimeField(null=True, blank=True)
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=Q(lifted_at=None), name="one_standing_block_per_member"),
        ]

    def __str__(self):
        return f"{self.user}: {self.reason}"


class Subscription(models.Model):
    """Somebody's wish to be told by mail of answers to their comments under one article."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="subscriptions")
    post = models.ForeignKey("blog.Post", on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "post"], name="one_subscription_per_thread_and_person")]

    def __str__(self):
        return f"{self.user}: {self.post_id}"


class NoMail(models.Model):
    """The wish to be written to about no comment at all: neither answers, nor decisions, nor what came of a report."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()

    def __str__(self):
        return gettext("%(user)s, since %(since)s") % {"user": self.user, "since": self.since}


class Visit(models.Model):
    """When a logged-in reader last read an article's comments, so that what is new can be marked."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    post = models.ForeignKey("blog.Post", on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "post"], name="one_visit_per_article_and_person")]

    def __str__(self):
        return f"{self.user}: {self.post_id}"


class CannedReply(models.Model):
    """A reply that staff use again and again, written once."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    body = models.TextField(_("text"), max_length=2000)

    class Meta:
        verbose_name = _("canned reply")
        verbose_name_plural = _("canned replies")

    def __str__(self):
        return self.name
