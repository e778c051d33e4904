"""A comment as HTML, made once for as long as nothing about it changes: most of a page is comments, and most stay.

What is made is a function of the facts below, of the site's language and of nothing else, because its template is given
nothing else. A comment that changes has other facts, so nothing has to be thrown away, in however many processes.
"""

from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

MOST = 4_000  # comments in memory, of about 2 kB


class Clinician(NamedTuple):
    name: str
    role: str
    register_address: str


class Way(NamedTuple):
    """What a reader may do under the article, as the page says it."""

    closed: bool
    blocked: bool
    refusal: bool


class Facts(NamedTuple):
    """Everything on a comment that is not the reader's own."""

    pk: int
    root_id: int
    parent_id: int | None
    state: str
    is_stone: bool
    is_from_staff: bool
    is_earlier: bool
    is_new: bool
    author_name: str
    answered_name: str | None
    answered_state: str | None
    registration: str
    practitioner: Clinician | None
    created_at: datetime
    edited_at: datetime | None
    body_html: str


def finish(threads, *, closed, blocked, refusal):
    """This will put `html` on every comment of (first, replies) pairs that is not its reader's own."""
    way, language = Way(bool(closed), bool(blocked), bool(refusal)), get_language()
    for first, replies in threads:
        for comment in filter(None, (first, *replies)):
            if not getattr(comment, "is_own", False):
                comment.html = made(facts_of(comment), way, first is not None, language)


def facts_of(comment):
    by = comment.practitioner
    told = {name: getattr(comment, name) for name in Facts._fields if name not in ("practitioner", "is_new")}
    return Facts(
        **told,
        is_new=getattr(comment, "is_new", False),
        practitioner=Clinician(by.name, by.role, by.register_address) if by else None,
    )


@lru_cache(maxsize=MOST)
def made(facts, way, has_first, language):
    """This will make the HTML of a comment. has_first: whether the comment that began its thread is on the page too."""
    context = {"comment": facts, "conversation": way, "first": has_first}
    return SafeString(render_to_string("blog/comments/_comment.html", context))
