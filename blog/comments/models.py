"""Comments: what logged-in readers say under an article, and the kept count of it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from blog.clinic.models import Practitioner
from blog.editions.models import Edition


class Conversation(models.Model):
    """What is said under one article, over all its editions: the count readers see, kept as comments come and go."""

    post = models.OneToOneField("blog.Post", on_delete=models.PROTECT, primary_key=True, related_name="conversation")
    public_count = models.PositiveIntegerField(default=0)

    def __str__(self):
        return f"{self.public_count} comments"


class CommentQuerySet(models.QuerySet):
    def public(self):
        """This will keep what every reader may see."""
        return self.filter(state=Comment.State.PUBLISHED)

    def in_thread_order(self):
        """Oldest thread first, and inside it the replies as they came."""
        return self.order_by("root_id", "pk")


class Comment(models.Model):
    """A comment or a reply. It keeps the edition its author was reading."""

    class State(models.TextChoices):
        PUBLISHED = "published", "Published"
        HELD = "held", "Held"

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
        help_text="Set on a clinic answer.",
    )
    root = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replies")
    state = models.CharField(max_length=10, choices=State)
    body = models.TextField()
    body_html = models.TextField(editable=False)
    token = models.UUIDField(default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField()

    objects = CommentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["author", "token"], name="one_comment_per_form"),
        ]
        indexes = [
            models.Index(
                fields=["post", "root", "id"], condition=Q(state="published"), name="public_comments_by_thread"
            ),
        ]

    def __str__(self):
        return f"Comment {self.pk}"

    def get_absolute_url(self):
        return reverse("comment", args=[self.pk])

    @property
    def is_public(self):
        return self.state == self.State.PUBLISHED
