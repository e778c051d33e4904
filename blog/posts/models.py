"""Posts: the staff's working copies. Patients never see one, and none has a public address."""

from django.conf import settings
from django.db import models

from blog.editions.models import WORDS, Topic, digest_of
from blog.images.html import ids_in
from blog.images.models import BeforeAfter, Image


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
        made = {
            "topic_name": self.topic.name,
            "sources": [source.printed for source in self.ordered_sources()],
            "pictures": pictures_in(self.body),
        }
        return {name: getattr(self, name) for name in WORDS if name not in made} | made

    @property
    def digest(self):
        return digest_of(self.words)

    def pictures(self):
        """This will give the library's pictures and pairs that stand in this article."""
        images, pairs = ids_in(self.body)
        return Image.objects.filter(pk__in=images), BeforeAfter.objects.filter(pk__in=pairs).select_related(
            "before", "after"
        )

    def ordered_sources(self):
        return sorted(self.sources.all(), key=lambda source: (source.position, source.pk))


def pictures_in(body):
    """This will give what a signature freezes of the pictures and pairs in a body, in their order."""
    images, pairs = ids_in(body)
    if not images and not pairs:
        return []
    found_pairs = BeforeAfter.objects.in_bulk(pairs)
    sides = [key for pair in found_pairs.values() for key in (pair.before_id, pair.after_id)]
    found = Image.objects.in_bulk({*images, *sides})
    made = [
        {"id": key, "filename": found[key].original_name} | found[key].printed
        for key in dict.fromkeys([*images, *sides])
        if key in found
    ]
    return made + [{"pair": key} | found_pairs[key].printed for key in pairs if key in found_pairs]


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
