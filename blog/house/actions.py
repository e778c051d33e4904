"""Changing a standing page, and putting the first words in place."""

from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from blog import rules
from blog.audit.actions import record
from blog.audit.models import Entry
from blog.editions import body
from blog.frozen import columns_of
from blog.house.models import Page

FIRST_WORDS = Path(__file__).with_name("first_words")


def first_words(name):
    """This will give the (title, body) that a page comes with, in the site's language or else in English.

    The first line of its file is its title.
    """
    translated = FIRST_WORDS / settings.LANGUAGE_CODE / f"{name}.html"
    file = translated if translated.exists() else FIRST_WORDS / f"{name}.html"
    title, words = file.read_text().split("\n", 1)
    return title.strip(), body.clean(words)


def save_page(*, page, by, at):
    """This will store a manager's words for a page. Raises `Refused`."""
    rules.require(rules.refusal_to_manage(by))
    page.body = body.clean(page.body)
    page.body_html = body.render(page.body).html
    page.changed_at = at
    page.save()
    record(at=at, by=by, act=Entry.Act.WROTE, subject=_("Standing page: %(title)s") % {"title": page.title})
    return page


def put_in_place(using):
    """This will make the pages that are not there yet, with their first words. Safe to repeat."""
    if not columns_of(using, Page._meta.db_table):
        return  # in the middle of the migrations
    there = set(Page.objects.using(using).values_list("name", flat=True))
    for name in set(Page.Name.values) - there:
        title, words = first_words(name)
        Page.objects.using(using).create(name=name, title=title, body=words, body_html=body.render(words).html)
