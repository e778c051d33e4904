"""What the tests of the desk share: the form as a browser sends it, and the page as a person reads it."""

import html
import re

import pytest
from django.utils import timezone

from blog.posts.models import Post
from tests import factories


def at(client, user):
    client.force_login(user)
    return client


def fields(post=None, **changes):
    """This will give the form of a post, new or as stored, as a browser sends it with some fields typed over."""
    words = {
        "title": "After filler: what is normal",
        "slug": "after-filler",
        "standfirst": "What to expect, and when to ring.",
        "body": "<p>Some swelling is usual.</p>",
        "author_name": "Ben Hartley",
    }
    names = ("title", "slug", "standfirst", "body", "author_name", "author_role", "author_registration", "interests",
             "search_title", "search_description", "social_title", "social_description", "change_note")  # fmt: skip
    typed = {name: getattr(post, name) if post else words.get(name, "") for name in names}
    if post:
        typed |= {"topic": post.topic_id, "version": post.version}
        typed["cover"] = post.cover_id or ""
        typed["tags"] = ", ".join(sorted(tag.name for tag in post.tags.all()))
    return typed | sources(post.ordered_sources() if post else []) | changes


def sources(rows, *, stored=None):
    """This will give the sources' part of the form: stored rows as they are, or dictionaries for new ones."""
    stored = len([row for row in rows if not isinstance(row, dict)]) if stored is None else stored
    sent = {"sources-TOTAL_FORMS": len(rows), "sources-INITIAL_FORMS": stored}
    for number, row in enumerate(rows):
        if not isinstance(row, dict):
            row = {"id": row.pk, "post": row.post_id} | {name: getattr(row, name) for name in SOURCE}
            row["checked_on"] = row["checked_on"].isoformat()
        sent |= {f"sources-{number}-{name}": value for name, value in row.items()}
    return sent


SOURCE = ("position", "title", "publisher", "year", "url", "checked_on")


def source(number, **changes):
    return {
        "position": number, "title": f"Study {number}", "publisher": "The Lancet", "year": 2024,
        "url": "https://www.thelancet.com/", "checked_on": timezone.localdate().isoformat(),
    } | changes  # fmt: skip


def text_of(response):
    """This will give a page's words as a person reads them, one space between them."""
    page = re.sub(r"<(script|style|head).*?</\1>", "", response.content.decode(), flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", page)).split())


def errors_of(response):
    """This will give the errors of an admin page: those of its fields, then those of the sources, row by row."""
    form = response.context["adminform"].form
    rows = [row for formset in response.context["inline_admin_formsets"] for row in formset.formset.errors]
    return {name: list(errors) for name, errors in form.errors.items()}, [
        {name: list(errors) for name, errors in row.items()} for row in rows if row
    ]


@pytest.fixture
def change(client):
    """Opens a post's form for somebody, types over some fields, and saves."""

    def change(post, *, by, **changes):
        at(client, by)
        stored = Post.objects.get(pk=post.pk)
        return client.post(f"/admin/blog/post/{post.pk}/change/", fields(stored, **changes))

    return change


@pytest.fixture
def changed(edition, ben):
    """The article that Dr Amara signed, changed by Ben since."""
    post = Post.objects.get(pk=edition.post_id)
    post.standfirst = "It keeps water in and trouble out."
    post.save()
    factories.posts.note_writer(post=post, writer=ben)
    return post


@pytest.fixture
def sign(client):
    """Reads the page on which a post is signed, and presses its button with some fields typed over."""

    def sign(post, *, by, **changes):
        at(client, by)
        page = client.get(f"/admin/blog/post/{post.pk}/sign/")
        shown = {name: page.context["form"][name].value() for name in ("digest", "compared_with", "change_note")}
        typed = {name: value for name, value in shown.items() if value is not None}
        typed |= {"review_in_days": 182, "is_whole_review": "on"} | changes
        return client.post(f"/admin/blog/post/{post.pk}/sign/", typed)

    return sign


@pytest.fixture
def root(db):
    """Whoever keeps the machine running. That makes nobody a clinician."""
    user = factories.staff("Root")
    user.is_superuser = True
    user.save()
    return user
