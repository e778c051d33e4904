"""Posts: the staff's working copies. Patients never see one, and none has a public address."""

from django.conf import settings
from django.db import models

from blog.editions.models import WORDS, Topic, digest_of


class Post(models.Model):
    """An article being written, or written again."""

    title = models.CharField(max_length=120)
    slug = models.SlugField(
        "address",
        max_length=100,
        unique=True,
        help_text="The last part of the article's web address.",
        error_messages={"unique": "Another article has this address. Choose a different one."},
    )
    standfirst = models.TextField(max_length=400, help_text="One to three sentences under the title.")
    body = models.TextField(blank=True)
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="+")
    author_name = models.CharField("author", max_length=80, help_text="As it will be printed.")
    author_role = models.CharField(max_length=80, blank=True)
    author_registration = models.CharField(max_length=30, blank=True, help_text="For a clinician: such as GMC 0000000")
    interests = models.TextField(
        "interests declared", blank=True, max_length=500, help_text="Who paid for what. Say so if there is nothing."
    )
    search_title = models.CharField(max_length=70, blank=True, help_text="For search engines; empty: the title.")
    search_description = models.CharField(max_length=170, blank=True, help_text="Empty: the standfirst.")
    social_title = models.CharField(max_length=90, blank=True, help_text="When the page is shared; empty: the title.")
    social_description = models.CharField(max_length=200, blank=True, help_text="Empty: the standfirst.")
    change_note = models.CharField(
        max_length=300, blank=True, help_text="One public line on what changed and why. Empty for a minor change."
    )
    writers = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        editable=False,
        related_name="+",
        help_text="Who changed the words since the signature.",
    )
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    def __str__(self):
        return self.title

    @property
    def words(self):
        """What would be signed now, by the names of WORDS."""
        own = {name: getattr(self, name) for name in WORDS if name not in ("topic_name", "sources")}
        return own | {"topic_name": self.topic.name, "sources": [source.printed for source in self.ordered_sources()]}

    @property
    def digest(self):
        return digest_of(self.words)

    def ordered_sources(self):
        return sorted(self.sources.all(), key=lambda source: (source.position, source.pk))


class Source(models.Model):
    """A cited piece of evidence."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="sources")
    position = models.PositiveSmallIntegerField("number", help_text="A superscript with this number refers to it.")
    title = models.CharField(max_length=250)
    publisher = models.CharField(max_length=150, help_text="Authors and journal, or the organisation.")
    year = models.PositiveSmallIntegerField()
    url = models.URLField("address", max_length=500)
    checked_on = models.DateField(help_text="When somebody last read it.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["post", "position"],
                name="one_source_per_number",
                violation_error_message="Two sources have the same number.",
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
