"""A comment as HTML, made once for as long as nothing about it changes: most of a page is comments, and most stay.

What is made is a function of the facts below, of the site's language and of nothing else, because its template is given
nothing else. A comment that changes has other facts, so nothing has to be thrown away, in however many processes.
"""

from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from blog.comments.models import Decision

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
    removed_because: str


TAKEN = [name for name in Facts._fields if name not in ("is_new", "practitioner", "removed_because")]


class Shown(NamedTuple):
    """A comment on a page, with its HTML."""

    comment: object
    html: str


def note(comment, *, at):
    """This will put on a comment, once for all readers, the `facts` that its HTML is made of."""
    by = comment.practitioner
    has_badge = by and by.is_check_current(on=timezone.localdate(at))
    because = comment.removed_because
    comment.registration = by.registration if has_badge else ""
    comment.facts = Facts(
        **{name: getattr(comment, name) for name in TAKEN},
        is_new=False,
        practitioner=Clinician(by.name, by.role, by.register_address) if by else None,
        removed_because=str(Decision.Reason(because).label) if because in Decision.Reason.values else "",
    )


def finish(threads, *, request, closed, blocked, refusal):
    """This will give (first, replies) pairs of comments as pairs of what is Shown; a reader's own is made for them."""
    way, language = Way(bool(closed), bool(blocked), bool(refusal)), get_language()

    def shown(comment, has_first):
        if getattr(comment, "is_own", False):
            return Shown(comment, made_for(request, comment, way, has_first))
        return Shown(comment, made(comment.facts, way, has_first, language))

    return [
        (first and shown(first, True), [shown(reply, first is not None) for reply in replies])
        for first, replies in threads
    ]


def in_a_list(threads):
    """This will join threads as the items of a list, the replies of each in a list of their own."""
    pieces = []
    for first, replies in threads:
        pieces += ["<li>", first.html if first else ""]
        if replies:
            pieces += ["<ol>", *(f"<li>{reply.html}</li>" for reply in replies), "</ol>"]
        pieces.append("</li>")
    return SafeString("".join(pieces))


@lru_cache(maxsize=MOST)
def made(facts, way, has_first, language):
    """This will make the HTML of a comment. has_first: whether the comment that began its thread is on the page too."""
    return made_for(None, facts, way, has_first)


def made_for(request, comment, way, has_first):
    context = {"comment": comment, "conversation": way, "first": has_first}
    return SafeString(render_to_string("blog/comments/_comment.html", context, request))
