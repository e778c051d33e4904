"""One published article with readers' comments, and what a crawl of the site needs to know about it."""

import pytest
from django.utils import timezone

from blog.clinic.models import Clinic
from blog.comments import subscriptions
from blog.comments.models import Comment
from blog.editions.models import Tag
from blog.following import links
from blog.posts.models import Post
from blog.posts.requests import ask, link
from blog.reading import share
from tests import factories
from tests.crawler import crawl


@pytest.fixture
def conversation(clinic, edition, priya, amara):
    """A comment by Priya and the clinician's answer to it."""
    comment = factories.comment(edition, by=priya, body="Is https://www.nhs.uk/ the page you mean?")
    factories.comment(edition, by=amara, body="It is.", parent=comment)
    return comment


@pytest.fixture(autouse=True)
def labelled(clinic, topic, ben, amara, add):
    """A second article, with a tag and a photograph."""
    post = factories.post(topic=topic, writer=ben, title="Labelled", tags=["First days"], cover=add())
    return factories.signed(post, by=amara)


@pytest.fixture
def asked(edition, amara, ben, now):
    """A request to sign that waits for Dr Amara."""
    return ask(post_id=edition.post_id, asked_of=amara, asked_by=ben, at=now, note="Before Friday.")


@pytest.fixture
def values(edition, amara, asked):
    """What to put for each named part of an address. A new part needs a line here."""
    follower = factories.follower(edition.topic)
    return {
        "slug": lambda: [edition.slug, edition.topic.slug, amara.practitioner.slug, *tags(), "nothing-here"],
        "year": lambda: [timezone.localdate(edition.first_published_at).year, 1999],
        "pk": lambda: [*Comment.objects.values_list("pk", flat=True), 999],
        "motif": lambda: [edition.motif, "nothing"],
        "seed": lambda: [edition.slug],
        "hue": lambda: [172],
        "shade": lambda: ["light", "dark"],
        "share": lambda: [share_of(edition), "0" * 16],
        "part": lambda: ["articles", "topics", "tags", "people", "pages", "nothing"],
        "number": lambda: [1, 2],
        "sha256": lambda: ["0" * 64],
        "width": lambda: [320],
        "format": lambda: ["jpeg"],
        "token": lambda: [
            link(asked).split("/")[2],
            subscriptions.stopping_path(amara.pk, edition.post_id).split("/")[2],
            links.confirming_path(follower, "weekly").split("/")[2],
            links.ending_path(follower).split("/")[2],
            "nothing",
        ],
        "consent_pk": lambda: [1],
        "edition_pk": lambda: [edition.pk],
        "key": lambda: ["1-a"],
        "uidb36": lambda: ["1"],
        "object_id": lambda: list(Post.objects.values_list("pk", flat=True)),
        "content_type_id": lambda: [1],
        "app_label": lambda: ["blog"],
        "url": lambda: ["blog/post/"],
    }


def share_of(edition):
    return share.hash_of(share.parts_of(edition, Clinic.current()))


def tags():
    return Tag.objects.values_list("slug", flat=True)


@pytest.fixture
def crawled(conversation, values):
    """This will give a function that visits every public address and gives the pages by address."""

    def visit_everything(*start):
        return crawl(values={name: make() for name, make in values.items()}, start=["/", *start])

    return visit_everything
