"""Articles as entries of a feed: full text, with the pictures that may be shown now, to be read away from the site."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone

from blog.editions import lists
from blog.editions.addresses import in_full
from blog.images.html import put_in_pictures, showable
from blog.reading import covers
from blog.reading.changes import with_changed_at

NEWEST = 20
DRAWING = re.compile('<svg class="drawing".*?</svg>', re.DOTALL)  # shapes without colours where our stylesheet is not
ADDRESS = re.compile(r'(?<= )(href|src)="(?=[/#])(?!//)')


@dataclass
class Entry:
    """One article as a feed tells it."""

    key: str
    address: str
    title: str
    summary: str
    html: str
    topic: str
    author: str
    signer: str
    signer_address: str
    published_at: datetime
    changed_at: datetime
    tags: list = field(default_factory=list)
    picture: str = ""


def newest_entries(editions, at):
    """This will give the newest of some live editions as entries, in three queries at most."""
    newest = lists.chosen(editions.newest_first()[:NEWEST])
    wanted = with_changed_at(newest, at).select_related("topic", "signed_by").newest_first()
    found = list(wanted.defer("body", "text"))
    library = pictures_in(found, at)
    covers.put_on(found, at=at, library=library)
    return [entry(edition, library, at=at) for edition in found]


def pictures_in(editions, at):
    """This will find the pictures of these editions that may be shown now, by key."""
    keys = set()
    for edition in editions:
        for details in edition.pictures:
            keys |= {details[name] for name in ("id", "before_id", "after_id") if name in details}
    return showable(keys, at, "site") if keys else {}


def entry(edition, library, *, at):
    address = in_full(edition.get_absolute_url())
    return Entry(
        key=key_of(edition),
        address=address,
        title=edition.title,
        summary=edition.standfirst,
        html=content(edition, library, address=address, at=at),
        topic=edition.topic_name,
        author=", ".join(filter(None, (edition.author_name, edition.author_role))),
        signer=f"{edition.signed_by_name}, {edition.signed_by_role}",
        signer_address=in_full(edition.signed_by.get_absolute_url()),
        published_at=edition.first_published_at,
        changed_at=edition.changed_at,
        tags=edition.tags,
        picture=edition.cover.largest_address() if edition.cover else "",
    )


def key_of(edition):
    """This will give the name of an article for good, whatever becomes of its address (RFC 4151)."""
    day = timezone.localdate(edition.first_published_at)
    return f"tag:{urlsplit(settings.SITE_URL).hostname},{day}:article-{edition.post_id}"


def content(edition, library, *, address, at):
    """This will give an article's full text as HTML whose links and pictures work anywhere."""
    images, pairs = edition.frozen_pictures()
    body = put_in_pictures(
        edition.body_html,
        at=at,
        images=images,
        pairs=pairs,
        origin=settings.SITE_URL,
        with_placeholders=False,
        library=library,
    )
    html = render_to_string(
        "blog/reading/feed_entry.html",
        {
            "edition": edition,
            "is_overdue": edition.is_overdue(at=at),
            "cover": edition.cover.html("article", origin=settings.SITE_URL) if edition.cover else "",
            "body": DRAWING.sub("", body),
            "sources": [
                source | {"checked_on": date.fromisoformat(source["checked_on"])} for source in edition.sources
            ],
            "address": address,
        },
    )
    return with_full_addresses(html, address)


def with_full_addresses(html, address):
    """This will give links to places on the page, or on the site, the site's own origin."""
    html = ADDRESS.sub(lambda found: f'{found[1]}="\0', html)
    return html.replace('"\0#', f'"{address}#').replace('"\0/', f'"{settings.SITE_URL}/')
