"""Posts: the staff's working copies. Patients never see one, and none has a public address."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from blog.editions.models import WORDS, Edition, Tag, Topic, digest_of
from blog.images.html import ids_in
from blog.images.models import BeforeAfter, Image


class Post(models.Model):
    """An article being written, or written again."""

    title = models.CharField(_("title"), max_length=120)
    slug = models.SlugField(
        _("address"),
        max_length=100,
        unique=True,
        help_text=_("The last part of the article's web address."),
        error_messages={"unique": _("Another article has this address. Choose a different one.")},
    )
    standfirst = models.TextField(
        _("standfirst"), max_length=400, help_text=_("One to three sentences under the title.")
    )
    body = models.TextField(blank=True)
    topic = models.ForeignKey(Topic, verbose_name=_("topic"), on_delete=models.PROTECT, related_name="+")
    tags = models.ManyToManyField(Tag, blank=True, related_name="+")
    cover = models.ForeignKey(
        Image,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Instead of the drawing at the top: a picture from the library."),
    )
    author_name = models.CharField(_("author"), max_length=80, help_text=_("As it will be printed."))
    author_role = models.CharField(_("author role"), max_length=80, blank=True)
    author_registration = models.CharField(
        _("author registration"), max_length=30, blank=True, help_text=_("For a clinician: such as GMC 0000000")
    )
    interests = models.TextField(
        _("interests declared"),
        blank=True,
        max_length=500,
        help_text=_("Who paid for what. Say so if there is nothing."),
    )
    search_title = models.CharField(
        _("search title"), max_length=70, blank=True, help_text=_("For search engines; empty: the title.")
    )
    search_description = models.CharField(
        _("search description"), max_length=170, blank=True, help_text=_("Empty: the standfirst.")
    )
    social_title = models.CharField(
        _("social title"), max_length=90, blank=True, help_text=_("When the page is shared; empty: the title.")
    )
    social_description = models.CharField(
        _("social description"), max_length=200, blank=True, help_text=_("Empty: the standfirst.")
    )
    change_note = models.CharField(
        _("change note"),
        max_length=300,
        blank=True,
        help_text=_("One public line on what changed and why. Empty for a minor change."),
    )
    writers = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        editable=False,
        related_name="+",
        help_text=_("Who changed the words since the signature."),
    )
    version = models.PositiveIntegerField(
        default=1, editable=False, help_text=_("Counts the saves, so that nobody writes over what they have not seen.")
    )
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(_("changed at"), auto_now=True)

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")

    def __str__(self):
        return self.title

    @property
    def words(self):
        """What would be signed now, by the names of WORDS."""
        made = {
            "topic_name": self.topic.name,
            "sources": [source.printed for source in self.ordered_sources()],
            "pictures": pictures_in(self.body, cover=self.cover),
            "tags": sorted(tag.name for tag in self.tags.all()),
        }
        return {name: getattr(self, name) for name in WORDS if name not in made} | made

    @property
    def digest(self):
        return digest_of(self.words)

    def pictures(self):
        """This will give the library's pictures and pairs that stand in this article."""
        images, pairs = ids_in(self.body)
        images += [self.cover_id] if self.cover_id else []
        return Image.objects.filter(pk__in=images), BeforeAfter.objects.filter(pk__in=pairs).select_related(
            "before", "after"
        )

    def ordered_sources(self):
        return sorted(self.sources.all(), key=lambda source: (source.position, source.pk))


def pictures_in(body, *, cover=None):
    """This will give what a signature freezes of the pictures and pairs in a body, in their order, the cover first.

    A cover that stands in the text too is named twice, as each place may show it differently.
    """
    first = [details_of(cover) | {"is_cover": True}] if cover else []
    images, pairs = ids_in(body)
    if not images and not pairs:
        return first
    found_pairs = BeforeAfter.objects.in_bulk(pairs)
    sides = [key for pair in found_pairs.values() for key in (pair.before_id, pair.after_id)]
    found = Image.objects.in_bulk({*images, *sides})
    made = [details_of(found[key]) for key in dict.fromkeys([*images, *sides]) if key in found]
    return first + made + [{"pair": key} | found_pairs[key].printed for key in pairs if key in found_pairs]


def details_of(image):
    return {"id": image.pk, "filename": image.original_name} | image.printed


class Source(models.Model):
    """A cited piece of evidence."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="sources")
    position = models.PositiveSmallIntegerField(
        _("number"), help_text=_("A superscript with this number refers to it.")
    )
    title = models.CharField(_("title"), max_length=250)
    publisher = models.CharField(
        _("publisher"), max_length=150, help_text=_("Authors and journal, or the organisation.")
    )
    year = models.PositiveSmallIntegerField(_("year"))
    url = models.URLField(_("address"), max_length=500)
    checked_on = models.DateField(_("checked on"), help_text=_("When somebody last read it."))

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = [
            models.UniqueConstraint(
                fields=["post", "position"],
                name="one_source_per_number",
                violation_error_message=_("Two sources have the same number."),
            )
        ]

    def __str__(self):
        return f"{self.position}. {self.title}"

    @property
    def printed(self):
        """What an edition keeps of it."""
        return {
            "title": self.title,
            "publisher": self.publisher,
            "year": self.year,
            "url": self.url,
            "checked_on": self.checked_on.isoformat(),
        }


class Draft(models.Model):
    """What somebody has typed into a post's form and not saved: kept so that nothing typed is lost."""

    post = models.ForeignKey(
        Post, on_delete=models.CASCADE, null=True, related_name="drafts", help_text=_("None: new.")
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    form = models.TextField(help_text=_("The form as the browser sent it."))
    version = models.PositiveIntegerField(
        help_text=_("The version of the post that the typing began from; 0 for a new one.")
    )
    typed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["by", "post"], condition=~Q(post=None), name="one_draft_per_post_and_person"
            ),
            models.UniqueConstraint(
                fields=["by"], condition=Q(post=None), name="one_draft_of_something_new_per_person"
            ),
        ]

    def __str__(self):
        return f"{self.by}: {self.post or gettext('something new')}"


class ReviewRequestQuerySet(models.QuerySet):
    def waiting(self, at):
        """This will keep what still can be answered at the moment `at`."""
        return self.filter(answer="", expires_at__gt=at)


class ReviewRequest(models.Model):
    """ "Please sign this": one clinician is asked about one post, as it stood, and answers within a week."""

    class Answer(models.TextChoices):
        SIGNED = "signed", _("Signed")
        CHANGES = "changes", _("Changes wanted")
        OVERTAKEN = "overtaken", _("Overtaken by a newer request or signature")

    HOLDS_FOR = timedelta(days=7)

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="review_requests")
    digest = models.CharField(max_length=64, help_text=_("Of the words that were sent."))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_of = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    note = models.CharField(max_length=500, blank=True)
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    answered_at = models.DateTimeField(null=True)
    answer_note = models.CharField(max_length=1000, blank=True)

    objects = ReviewRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["post"], condition=Q(answer=""), name="one_open_request_per_post"),
        ]

    def __str__(self):
        return f"{self.post}: {self.asked_by} asked {self.asked_of}"


class Override(models.Model):
    """A blocking finding that a clinician and a manager let stand, in these words and no others."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="overrides")
    rule = models.CharField(max_length=80)
    field = models.CharField(max_length=30)
    text_digest = models.CharField(max_length=64, help_text=_("SHA-256 of the whole text the finding stands in."))
    matched = models.CharField(max_length=300)
    reason = models.CharField(max_length=500)
    clinician = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    manager = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    agreed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["post", "rule", "field", "text_digest"], name="one_override_per_finding"),
            models.CheckConstraint(condition=~Q(clinician=F("manager")), name="an_override_takes_two_people"),
            models.CheckConstraint(
                condition=Q(agreed_at=None) | Q(clinician__isnull=False, manager__isnull=False),
                name="an_override_is_agreed_by_both",
            ),
        ]

    def __str__(self):
        return f"{self.post}: {self.rule}"

    @property
    def is_agreed(self):
        return self.agreed_at is not None


class GuardReading(models.Model):
    """That the guard read a live edition again, and with which state of its rules."""

    edition = models.OneToOneField(Edition, on_delete=models.CASCADE, related_name="guard_reading")
    pack_version = models.CharField(max_length=16)
    read_at = models.DateTimeField()

    def __str__(self):
        return f"{self.edition}: read with {self.pack_version}"


class LiveFindingQuerySet(models.QuerySet):
    def standing(self, at):
        """This will keep what was found on pages that are live at the moment `at`, and that nobody has let stand."""
        agreed = Override.objects.filter(
            post=OuterRef("reading__edition__post"),
            rule=OuterRef("rule"),
            field=OuterRef("field"),
            text_digest=OuterRef("text_digest"),
            agreed_at__isnull=False,
        )
        return self.filter(~Exists(agreed), reading__edition__in=Edition.objects.live(at))


class LiveFinding(models.Model):
    """One thing that the guard found when it last read a live edition. A new reading replaces them all."""

    reading = models.ForeignKey(GuardReading, on_delete=models.CASCADE, related_name="findings")
    rule = models.CharField(max_length=80)
    severity = models.CharField(max_length=10)
    field = models.CharField(max_length=30)
    where = models.CharField(max_length=40, help_text=_("What staff call the field."))
    text_digest = models.CharField(
        max_length=64, help_text=_("SHA-256 of the whole text it stands in, as an override.")
    )
    matched = models.CharField(max_length=300)
    reason = models.CharField(max_length=500)

    objects = LiveFindingQuerySet.as_manager()

    def __str__(self):
        return f"{self.reading.edition}: {self.matched}"
