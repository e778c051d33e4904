"""Editions: the signed, immutable words that patients read. An edition row is the signature."""

import hashlib
import json

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from blog.clinic.models import Clinic, Practitioner


class Topic(models.Model):
    """Where an article lives."""

    class Motif(models.TextChoices):
        VESICLES = "vesicles", _("Vesicles")
        LAYERS = "layers", _("Layers of skin")
        FIBRES = "fibres", _("Fibres")
        LIGHT = "light", _("Light")
        MOSAIC = "mosaic", _("Cells side by side")

    name = models.CharField(_("name"), max_length=60, unique=True)
    slug = models.SlugField(_("address"), unique=True)
    motif = models.CharField(
        _("drawing"), max_length=10, choices=Motif, help_text=_("The drawing on this topic's articles.")
    )

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("topic", args=[self.slug])


class Tag(models.Model):
    """A free label. What an edition's page prints is signed; this row is the address under which they meet."""

    name = models.CharField(_("name"), max_length=40, unique=True)
    slug = models.SlugField(_("address"), max_length=50, unique=True)

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("tag", args=[self.slug])


class EditionQuerySet(models.QuerySet):
    def live(self, at):
        """This will keep what patients may read at the moment `at`: the rule "only signed-off content is public"."""
        return self.filter(Q(live_until=None) | Q(live_until__gt=at), live_from__lte=at)

    def planned(self, at):
        """This will keep what is signed and goes live after `at`."""
        return self.filter(Q(live_until=None) | Q(live_until__gt=F("live_from")), live_from__gt=at)

    def was_public(self, at):
        """This will keep every edition that patients could read at some time up to `at`."""
        return self.filter(Q(live_until=None) | Q(live_until__gt=F("live_from")), live_from__lte=at)

    def owed(self, at):
        """This will keep what is live on an emergency's signature: another clinician still has to sign."""
        return self.live(at).filter(is_emergency=True, is_self_signed=True)

    def in_date(self, at):
        """This will leave out what is overdue for review, unless the clinic chose that such pages stay."""
        stays = Clinic.objects.filter(pk=1).exclude(overdue_policy=Clinic.OverduePolicy.DROP)
        return self.filter(Q(review_due_at__gt=at) | models.Exists(stays))

    def with_notice(self, at):
        """This will add `withdrawn_at` and `withdrawn_because`, set where the page stays up with a notice."""
        standing = Withdrawal.objects.standing(at).filter(post_id=models.OuterRef("post_id"))
        return self.annotate(
            withdrawn_at=models.Subquery(standing.values("at")[:1]),
            withdrawn_because=models.Subquery(standing.values("reason")[:1]),
        )

    def without_notice(self, at):
        """This will leave out what stays up only with the notice that it was withdrawn."""
        return self.exclude(models.Exists(Withdrawal.objects.standing(at).filter(post_id=models.OuterRef("post_id"))))

    def newest_first(self):
        return self.order_by("-first_published_at", "-pk")

    def for_lists(self):
        """This will read only what a line in a list shows."""
        return self.select_related("topic", "signed_by").only(
            "title", "slug", "standfirst", "topic_name", "motif", "first_published_at", "signed_at", "signed_by_name",
            "review_due_at", "post_id", "pictures", "topic__slug", "signed_by__slug",
        )  # fmt: skip


# The words a clinician signs. The digest is made of them, in this order, and nothing else. What came to them later
# counts only where there is some, so that a digest printed before stays right.
WORDS = (
    "title", "slug", "standfirst", "body", "topic_name", "author_name", "author_role", "author_registration",
    "interests", "search_title", "search_description", "social_title", "social_description", "sources", "pictures",
    "tags",
)  # fmt: skip
CAME_LATER = {"tags"}

# The order in which the digest reads the facts of a source, a picture and a pair. PostgreSQL keeps them in its own.
FACTS = (
    "title", "publisher", "year", "url", "checked_on", "id", "filename", "sha256", "alt", "is_decorative", "pair",
    "before_id", "after_id", "same_conditions", "unretouched", "typical_result", "weeks_between", "caption", "credit",
    "focal_x", "focal_y", "is_cover",
)  # fmt: skip


def digest_of(words):
    """This will give the SHA-256, as 64 hex digits, of a mapping that holds every field of WORDS."""
    signed = [in_order(words[name]) for name in WORDS if name not in CAME_LATER or words[name]]
    text = json.dumps(signed, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def in_order(value):
    """This will put the facts in a list of sources or pictures in the order of FACTS, any others after them by name."""
    if not isinstance(value, list):
        return value
    place = {name: number for number, name in enumerate(FACTS)}
    return [
        dict(sorted(each.items(), key=lambda fact: (place.get(fact[0], len(FACTS)), fact[0])))
        if isinstance(each, dict)
        else each
        for each in value
    ]


# What the indexes of lists hold after their own key: the order of newest_first(), and everything that says whether a
# row is live, in date and withdrawn. An edition is long: to read one for a date takes as long as a hundred of these.
BY_AGE = (F("first_published_at").desc(), F("id").desc(), "live_from", "live_until", "review_due_at", "post")


class Edition(models.Model):
    """One signed snapshot of a post, public in the half-open interval from live_from until live_until.

    Everything under "signed" is frozen by a database trigger. What is derived from it may be made again at any time.
    """

    post = models.ForeignKey("blog.Post", on_delete=models.PROTECT, related_name="editions")
    live_from = models.DateTimeField()
    live_until = models.DateTimeField(null=True, blank=True)
    planned_until = models.DateTimeField(
        null=True,
        blank=True,
        help_text=_("The end its signer planned; live_until is earlier if something replaced it."),
    )

    # Signed
    title = models.CharField(_("title"), max_length=120)
    slug = models.SlugField(_("address"), max_length=100)
    standfirst = models.TextField(_("standfirst"))
    body = models.TextField()
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="editions")
    topic_name = models.CharField(_("topic"), max_length=60)
    motif = models.CharField(max_length=10)
    author_name = models.CharField(_("author"), max_length=80)
    author_role = models.CharField(_("author role"), max_length=80, blank=True)
    author_registration = models.CharField(_("author registration"), max_length=30, blank=True)
    interests = models.TextField(_("interests declared"), blank=True)
    search_title = models.CharField(_("title for search engines"), max_length=70, blank=True)
    search_description = models.CharField(_("description for search engines"), max_length=170, blank=True)
    social_title = models.CharField(_("title for shared links"), max_length=90, blank=True)
    social_description = models.CharField(_("description for shared links"), max_length=200, blank=True)
    sources = models.JSONField(default=list, blank=True)
    pictures = models.JSONField(default=list, blank=True)
    tags = models.JSONField(default=list, blank=True, help_text=_("The names, as they were signed."))
    digest = models.CharField(_("digest"), max_length=64)
    change_note = models.CharField(_("change note"), max_length=300, blank=True)
    is_whole_review = models.BooleanField(_("whole review"))
    is_self_signed = models.BooleanField(_("self-signed"))
    is_emergency = models.BooleanField(
        default=False, help_text=_("Signed by one of its own writers because it could not wait: a signature is owed.")
    )
    signer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("account")
    )
    signed_by = models.ForeignKey(
        Practitioner, on_delete=models.PROTECT, related_name="editions", verbose_name=_("signed by")
    )
    signed_by_name = models.CharField(_("signed by"), max_length=80)
    signed_by_role = models.CharField(_("signer's role"), max_length=80)
    signed_by_registration = models.CharField(_("signer's registration"), max_length=30)
    signed_at = models.DateTimeField(_("signed"))
    first_published_at = models.DateTimeField()
    last_reviewed_at = models.DateTimeField(_("last reviewed"))
    review_due_at = models.DateTimeField(_("next review due"))

    # Derived
    tagged = models.ManyToManyField(Tag, related_name="editions", editable=False)
    body_html = models.TextField(editable=False)
    contents = models.JSONField(default=list, editable=False)
    text = models.TextField(_("text"), editable=False)
    reading_minutes = models.PositiveSmallIntegerField(editable=False)

    objects = EditionQuerySet.as_manager()

    SIGNED = (
        *WORDS, "post_id", "topic_id", "motif", "digest", "change_note", "is_whole_review", "is_self_signed",
        "is_emergency", "planned_until", "signer_id", "signed_by_id", "signed_by_name", "signed_by_role",
        "signed_by_registration", "signed_at", "first_published_at", "last_reviewed_at", "review_due_at",
    )  # fmt: skip

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        constraints = [
            models.CheckConstraint(
                condition=Q(live_until=None) | Q(live_until__gte=F("live_from")), name="ends_after_it_starts"
            ),
            models.UniqueConstraint(fields=["post"], condition=Q(live_until=None), name="one_open_edition_per_post"),
            models.UniqueConstraint(fields=["slug"], condition=Q(live_until=None), name="one_open_edition_per_slug"),
        ]
        indexes = [
            models.Index(*BY_AGE, name="newest_editions"),
            models.Index("topic", *BY_AGE, name="editions_by_topic"),
            models.Index("signed_by", *BY_AGE, name="editions_by_signer"),
            models.Index(fields=["slug", "live_from"], name="editions_by_slug"),
            models.Index(fields=["live_from"], name="editions_by_beginning"),
            models.Index(fields=["live_until"], name="editions_by_end"),
            models.Index(fields=["review_due_at"], name="editions_by_review"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("post", args=[self.slug])

    @property
    def words(self):
        return {name: getattr(self, name) for name in WORDS}

    def frozen_pictures(self):
        """The words about the text's pictures as signed: (by key of image, by key of before-and-after pair)."""
        images = {details["id"]: details for details in self.pictures if "id" in details and "is_cover" not in details}
        return images, {details["pair"]: details for details in self.pictures if "pair" in details}

    def frozen_cover(self):
        """The words about the cover as they were signed, or None where the topic's drawing stands."""
        return next((details for details in self.pictures if details.get("is_cover")), None)

    def is_overdue(self, *, at):
        return self.review_due_at <= at


class WithdrawalQuerySet(models.QuerySet):
    def standing(self, at):
        """This will keep those that no signature has lifted by the moment `at`."""
        return self.filter(Q(lifted_at=None) | Q(lifted_at__gt=at))


class Withdrawal(models.Model):
    """A live article taken down: who, when, why, and what its address does now."""

    class Outcome(models.TextChoices):
        SUPERSEDED = "superseded", _("Readers are led to another article")
        KEPT = "kept", _("The page stays, with a notice on top and comments closed")
        REMOVED = "removed", _("The page goes, and its address says why")

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="withdrawals")
    post = models.ForeignKey("blog.Post", on_delete=models.PROTECT, related_name="withdrawals")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300, help_text=_("Readers see this: why, in one plain sentence."))
    outcome = models.CharField(max_length=10, choices=Outcome)
    instead = models.ForeignKey(
        "blog.Post",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("The article to read instead."),
    )
    lifted_at = models.DateTimeField(null=True, blank=True)

    objects = WithdrawalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["post"], condition=Q(lifted_at=None), name="one_standing_withdrawal_per_post"
            ),
            models.CheckConstraint(condition=Q(instead=None) ^ Q(outcome="superseded"), name="superseded_by_something"),
        ]

    def __str__(self):
        return f"{self.edition}: {self.get_outcome_display()}"
