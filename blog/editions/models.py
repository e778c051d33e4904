"""Editions: the signed, immutable words that patients read. An edition row is the signature."""

import hashlib
import json

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from blog.clinic.models import Practitioner


class Topic(models.Model):
    """Where an article lives."""

    class Motif(models.TextChoices):
        VESICLES = "vesicles", "Vesicles"
        LAYERS = "layers", "Layers of skin"
        FIBRES = "fibres", "Fibres"
        LIGHT = "light", "Light"
        MOSAIC = "mosaic", "Cells side by side"

    name = models.CharField(max_length=60, unique=True)
    slug = models.SlugField(unique=True)
    motif = models.CharField(max_length=10, choices=Motif, help_text="The drawing on this topic's articles.")

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("topic", args=[self.slug])


class EditionQuerySet(models.QuerySet):
    def live(self, at):
        """This will keep what patients may read at the moment `at`: the rule "only signed-off content is public"."""
        return self.filter(Q(live_until=None) | Q(live_until__gt=at), live_from__lte=at)

    def newest_first(self):
        return self.order_by("-first_published_at", "-pk")

    def for_lists(self):
        """This will read only what a line in a list shows."""
        return self.select_related("topic", "signed_by").only(
            "title", "slug", "standfirst", "topic_name", "motif", "first_published_at", "signed_at", "signed_by_name",
            "review_due_at", "post_id", "topic__slug", "signed_by__slug",
        )  # fmt: skip


# The words a clinician signs. The digest is made of them, in this order, and nothing else.
WORDS = (
    "title", "slug", "standfirst", "body", "topic_name", "author_name", "author_role", "author_registration",
    "interests", "search_title", "search_description", "social_title", "social_description", "sources",
)  # fmt: skip


def digest_of(words):
    """This will give the SHA-256, as 64 hex digits, of a mapping that holds every field of WORDS."""
    text = json.dumps([words[name] for name in WORDS], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


class Edition(models.Model):
    """One signed snapshot of a post, public in the half-open interval from live_from until live_until.

    Everything under "signed" is frozen by a database trigger. What is derived from it may be made again at any time.
    """

    post = models.ForeignKey("blog.Post", on_delete=models.PROTECT, related_name="editions")
    live_from = models.DateTimeField()
    live_until = models.DateTimeField(null=True, blank=True)

    # Signed
    title = models.CharField(max_length=120)
    slug = models.SlugField(max_length=100)
    standfirst = models.TextField()
    body = models.TextField()
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="editions")
    topic_name = models.CharField(max_length=60)
    motif = models.CharField(max_length=10)
    author_name = models.CharField(max_length=80)
    author_role = models.CharField(max_length=80, blank=True)
    author_registration = models.CharField(max_length=30, blank=True)
    interests = models.TextField(blank=True)
    search_title = models.CharField(max_length=70, blank=True)
    search_description = models.CharField(max_length=170, blank=True)
    social_title = models.CharField(max_length=90, blank=True)
    social_description = models.CharField(max_length=200, blank=True)
    sources = models.JSONField(default=list, blank=True)
    digest = models.CharField(max_length=64)
    change_note = models.CharField(max_length=300, blank=True)
    is_whole_review = models.BooleanField()
    is_self_signed = models.BooleanField()
    signer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    signed_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="editions")
    signed_by_name = models.CharField(max_length=80)
    signed_by_role = models.CharField(max_length=80)
    signed_by_registration = models.CharField(max_length=30)
    signed_at = models.DateTimeField()
    first_published_at = models.DateTimeField()
    last_reviewed_at = models.DateTimeField()
    review_due_at = models.DateTimeField()

    # Derived
    body_html = models.TextField(editable=False)
    contents = models.JSONField(default=list, editable=False)
    text = models.TextField(editable=False)
    reading_minutes = models.PositiveSmallIntegerField(editable=False)

    objects = EditionQuerySet.as_manager()

    SIGNED = (
        *WORDS, "post_id", "topic_id", "motif", "digest", "change_note", "is_whole_review", "is_self_signed",
        "signer_id", "signed_by_id", "signed_by_name", "signed_by_role", "signed_by_registration", "signed_at",
        "first_published_at", "last_reviewed_at", "review_due_at",
    )  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(live_until=None) | Q(live_until__gte=F("live_from")), name="ends_after_it_starts"
            ),
            models.UniqueConstraint(fields=["post"], condition=Q(live_until=None), name="one_open_edition_per_post"),
            models.UniqueConstraint(fields=["slug"], condition=Q(live_until=None), name="one_open_edition_per_slug"),
        ]
        indexes = [
            models.Index(F("first_published_at").desc(), F("id").desc(), name="newest_editions"),
            models.Index(fields=["slug", "live_from"], name="editions_by_slug"),
            models.Index(fields=["topic", "live_from"], name="editions_by_topic"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("post", args=[self.slug])

    @property
    def words(self):
        return {name: getattr(self, name) for name in WORDS}
