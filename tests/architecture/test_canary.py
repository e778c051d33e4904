"""Nothing unsigned and nothing private is public: a marker in every such field must not show up anywhere."""

import pytest
from django.conf import settings as real_settings
from django.core import mail
from django.db import models
from django.test import Client

from accounts.models import User
from blog.comments.models import Comment
from blog.editions.models import Tag
from blog.images.models import Image
from blog.posts.models import Post, Source
from blog.usefulness.models import Answer
from tests import factories

MARK = "canary7q"
WORDS = f"{MARK} zebrafish"  # the second word is what the crawl searches for: a search page repeats what was asked


def fill_texts(rows):
    """This will put the marker into every text field of every row, past all actions and forms."""
    for row in rows:
        for column in row._meta.concrete_fields:
            if isinstance(column, models.CharField | models.TextField) and not column.choices:
                words = f"{MARK}-zebrafish-{row.pk}" if column.unique else WORDS
                type(row).objects.filter(pk=row.pk).update(**{column.attname: words[: column.max_length]})


@pytest.fixture
def marked(conversation, edition, topic, ben, sam):
    """The signed article's working copy rewritten, a second post nobody signed, a held comment, and a held author."""
    unsigned = factories.post(topic=topic, writer=ben, title="Never signed")
    unsigned.tags.add(Tag.objects.create(name=WORDS, slug="never-signed"))
    Image.objects.update(alt=WORDS, caption=WORDS, credit=WORDS)
    hidden = factories.member(f"{MARK} zebrafish")
    for held in (factories.comment(edition, by=hidden), factories.comment(edition, by=sam, parent=conversation)):
        Comment.objects.filter(pk=held.pk).update(state=Comment.State.HELD, body=WORDS, body_html=f"<p>{WORDS}</p>")
    factories.answer(edition, words=WORDS)
    fill_texts(Post.objects.all())
    fill_texts(Source.objects.all())
    for person in User.objects.all():
        User.objects.filter(pk=person.pk).update(email=f"{MARK}-{person.pk}@example.org")


def where_the_mark_shows(pages):
    return sorted(page.address for page in pages.values() if MARK in (page.text + str(page.headers)).lower())


def ask_for_mail():
    """This will make the site write to people: a new member, and a member who wants a code."""
    Client().post("/accounts/signup/", {"email": "new@example.org", "display_name": "New", "is_adult": "on"})
    Client().post("/accounts/login/code/", {"email": User.objects.get(display_name="Priya").email})
    assert len(mail.outbox) == 2


def test_the_marker_is_really_in_the_database(marked):
    assert Post.objects.filter(title__contains=MARK, body__contains=MARK, slug__contains=MARK).count() == 3
    assert Post.objects.filter(tags__name__contains=MARK).count() == 1
    assert Source.objects.filter(title__contains=MARK, url__contains=MARK).count() == 3
    assert Answer.objects.filter(words__contains=MARK).count() == 1
    assert Comment.objects.filter(body__contains=MARK, body_html__contains=MARK).count() == 2


def test_nothing_unsigned_shows_on_any_public_page(marked, crawled, edition):
    pages = crawled("/search/?q=zebrafish", "/search/?q=barrier", "/?page=2", "/no/such/page/")

    assert pages[f"/posts/{edition.slug}/"].status == 200
    assert edition.title in pages["/search/?q=barrier"].text
    assert "Labelled" in pages["/tags/first-days/"].text
    assert pages["/tags/never-signed/"].status == 404
    assert where_the_mark_shows(pages) == []


def test_no_page_of_the_crawl_is_an_error_of_ours(marked, crawled):
    pages = crawled("/search/?q=zebrafish")

    assert sorted(page.address for page in pages.values() if page.status >= 500) == []


def test_nothing_unsigned_shows_in_a_mail(marked):
    ask_for_mail()

    assert [message.subject for message in mail.outbox if MARK in message.subject + message.body] == []


@pytest.mark.parametrize(
    ("template", "words", "shows_on"),
    [
        ("blog/reading/post.html", "{{ edition.post.title }}", ["labelled", "your-skin-barrier-in-one-page"]),
        (
            "blog/reading/post.html",
            "{% for comment in edition.comments.all %}{{ comment.body }}{% endfor %}",
            ["your-skin-barrier-in-one-page"],
        ),
        ("blog/reading/post.html", "{{ edition.cover.image.alt }}", ["labelled"]),
    ],
)
def test_the_crawl_finds_a_template_that_tells(marked, crawled, settings, tmp_path, template, words, shows_on):
    (tmp_path / template).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / template).write_text(words)
    folders = [tmp_path, *real_settings.TEMPLATES[0]["DIRS"]]
    settings.TEMPLATES = [real_settings.TEMPLATES[0] | {"DIRS": folders}]

    assert where_the_mark_shows(crawled()) == [f"/posts/{slug}/" for slug in shows_on]
