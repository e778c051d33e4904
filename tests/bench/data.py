"""Rows enough to measure with, made through the ORM in batches: an article, and copies of it."""

from datetime import timedelta
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from blog.clinic.models import Clinic
from blog.comments import text
from blog.comments.models import Comment, Conversation
from blog.editions.models import Edition
from blog.posts.models import Post
from tests import factories

SIZES = {"S": (100, 1_000), "L": (10_000, 200_000), "XL": (100_000, 1_000_000)}  # articles, comments
HOT, LONG = "hot", "long"  # one article of 1,200 words with 100 comments, one with 20,000
WORDS = [
    "skin",
    "barrier",
    "water",
    "lipid",
    "layer",
    "cell",
    "light",
    "protein",
    "collagen",
    "repair",
    "study",
    "week",
    "month",
    "people",
    "found",
    "small",
    "change",
    "cream",
    "wash",
    "gentle",
    "dry",
    "itch",
    "calm",
    "support",
    "healing",
    "question",
    "answer",
    "clinic",
    "reading",
    "evidence",
]
RARE, MIDDLE, COMMON = "ceramide", "eczema", "barrier"  # in one article, in one of twenty, in all
SAID = "Thank you, that was clear. I had wondered about this for a while, and it helps to see the sources."
BATCH = 2_000


def body(words, number=0):
    """This will give an article's body of about so many words, in paragraphs under four headings."""
    said = [WORDS[(number + place * 7) % len(WORDS)] for place in range(words)]
    if number % 20 == 0:
        said[5] = MIDDLE
    if number == 7:
        said[9] = RARE
    parts = [said[start : start + 60] for start in range(0, len(said), 60)]
    headed = (
        f"{'<h2>Part</h2>' if place % 5 == 0 else ''}<p>{' '.join(part)}.</p>" for place, part in enumerate(parts)
    )
    return "".join(headed)


def make(size, *, people):
    """This will fill an empty database; returns the keys of the members who write."""
    articles, comments = SIZES[size]
    factories.clinic(
        comments_hold_first=0, comments_pause_seconds=0, comments_per_ten_minutes=1000, comments_per_day=1000,
        comments_close_after_days=0, comments_new_per_hour=1000,
    )  # fmt: skip
    amara = factories.clinician("Dr Amara Okafor", "Consultant dermatologist", "GMC", "0000000")
    ben = factories.staff("Ben Hartley", "Editor")
    members = [factories.member(f"Member {number}") for number in range(people)]
    topics = [factories.topic(f"Topic {number}") for number in range(8)]
    signed = {}
    for title in (HOT, LONG, "Empty"):
        post = factories.post(topic=topics[0], writer=ben, title=title, body=body(1_200), sources=6, tags=["Sun"])
        signed[title] = factories.signed(post, by=amara)
    copies(signed["Empty"], articles - 3, topics)
    talk(signed[HOT], 100, members)
    talk(signed[LONG], 20_000 if size != "S" else 2_000, members)
    spread(comments, members)
    Clinic.objects.update(phone="01632 960114")
    return [member.pk for member in members]


def copies(original, count, topics):
    """This will sign the same page again and again under other titles, at other times."""
    now, writer = timezone.now(), original.post
    for start in range(0, count, BATCH):
        numbers = range(start, min(start + BATCH, count))
        with transaction.atomic():
            posts = Post.objects.bulk_create(
                [copy_of(writer, title=f"Article {n}", slug=f"article-{n}") for n in numbers]
            )
            made = []
            for number, post in zip(numbers, posts, strict=True):
                words = body(150, number + 1)
                at = now - timedelta(minutes=number + 10)
                made.append(
                    copy_of(
                        original,
                        post=post,
                        title=post.title,
                        slug=post.slug,
                        topic=topics[number % len(topics)],
                        topic_name=topics[number % len(topics)].name,
                        body=words,
                        body_html=words,
                        text=words.replace("<p>", "").replace("</p>", "\n"),
                        live_from=at,
                        first_published_at=at,
                    )
                )
            Edition.objects.bulk_create(made)


def copy_of(row, **changes):
    fields = {
        field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key
    }
    changes = {
        f"{name}_id" if hasattr(value, "pk") else name: getattr(value, "pk", value) for name, value in changes.items()
    }
    return type(row)(**fields | changes)


def talk(edition, count, members):
    """This will put so many public comments under an article, each fourth an answer to the one before."""
    html, at = text.to_html(SAID), timezone.now() - timedelta(days=30)  # it counts towards nobody's limits
    key = (Comment.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1
    for start in range(0, count, BATCH):
        rows = []
        for place in range(start, min(start + BATCH, count)):
            is_answer = place % 4 == 3
            rows.append(
                Comment(
                    pk=key + place,
                    post_id=edition.post_id,
                    edition_id=edition.pk,
                    author=members[place % len(members)],
                    root_id=key + place - (1 if is_answer else 0),
                    parent_id=key + place - 1 if is_answer else None,
                    state=Comment.State.PUBLISHED,
                    is_shown=True,
                    body=SAID,
                    body_html=html,
                    token=uuid4(),
                    created_at=at,
                    published_at=at,
                )
            )
        Comment.objects.bulk_create(rows)
    Conversation.objects.update_or_create(post_id=edition.post_id, defaults={"public_count": count})


def spread(count, members):
    """This will put the rest of the comments under the newest articles, a hundred under each."""
    for edition in Edition.objects.exclude(title__in=(HOT, LONG, "Empty")).order_by("pk")[: max(1, count // 100)]:
        talk(edition, 100, members)
