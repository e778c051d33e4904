"""What the patients' templates are given, page by page. Everything here is made of live editions."""

from datetime import date

from django.conf import settings
from django.db.models.functions import Coalesce
from django.template.loader import render_to_string
from django.utils import timezone

from blog.clinic.models import Practitioner
from blog.editions import lists
from blog.editions.models import Edition
from blog.editions.moments import SHARED
from blog.editions.tags import carrying, labels
from blog.images.html import put_in_pictures
from blog.reading import covers
from blog.reading.history import history
from blog.reading.next_to_read import neighbours, related


def newest(at):
    return Edition.objects.live(at).newest_first()


def listed(editions, *, at, page):
    """This will give one page of a list, with covers."""
    listing = lists.listing(editions, page=page, read=lists.lines)
    covers.put_on(listing.editions, at=at)
    return listing


def home(*, at, page):
    """This will give a page of the newest articles; on the first the newest one leads."""
    listing = listed(newest(at).in_date(at), at=at, page=page)
    lead = listing.editions.pop(0) if page == 1 and listing.editions else None
    return {"listing": listing, "lead": lead, "topics": lists.topics(at)}


def article(edition, *, clinic, at, is_preview=False):
    """This will give what an article's page shows every reader alike, some of it as finished HTML.

    A preview takes the unsaved edition that signing would save, and has no signature, comments or related articles.
    """
    context = {
        "clinic": clinic,
        "edition": edition,
        "is_preview": is_preview,
        "is_overdue": not is_preview and edition.review_due_at <= at,
        "body": with_pictures(edition, at=at),
        "sources": list(sources(edition)),
        "history": history(edition, at=at, is_preview=is_preview),
        "tags": labels(edition),
    }
    following = [] if is_preview else list(related(edition, at=at))
    covers.put_on([edition, *following], at=at)
    if not is_preview:
        context |= around(edition, at=at) | {"related": following}
    return context | finished(context)


def around(edition, *, at):
    """This will give what only a signed article has: its address, its neighbours, its seal, its last review."""
    before, after = neighbours(edition, at=at)
    return {
        "full_address": settings.SITE_URL + edition.get_absolute_url(),
        "before": before,
        "after": after,
        "shared_picture": edition.cover.shared_address(at=at) if edition.cover else "",
        "is_review_apart": timezone.localdate(edition.last_reviewed_at) != timezone.localdate(edition.signed_at),
        "has_seal": edition.signed_by.is_check_current(on=timezone.localdate(at)),
    }


def finished(context):
    """This will make the parts of the page above and below the comments. Their templates know of no request."""
    return {
        "article_html": render_to_string("blog/reading/_article.html", context),
        "related_html": render_to_string("blog/reading/_related.html", context) if context.get("related") else "",
    }


def sources(edition):
    """This will give the sources as they were signed, each with whether the text has a place that leads to it."""
    for number, source in enumerate(edition.sources, 1):
        is_cited = f'id="cited-{number}"' in edition.body_html
        yield source | {"checked_on": date.fromisoformat(source["checked_on"]), "is_cited": is_cited}


def with_pictures(edition, *, at):
    """This will put the pictures in that may be shown at this moment; consent is asked for each time."""
    images, pairs = edition.frozen_pictures()
    return put_in_pictures(edition.body_html, at=at, images=images, pairs=pairs)


def gone(found, *, at):
    """This will give the page of an article that was taken down: when, why, and what to read now."""
    return {"last": found.last, "withdrawal": found.withdrawal, "newest": few(at)}


def few(at):
    """This will give the newest articles for a page that has nothing of its own."""
    return covers.put_on(lists.lines(newest(at)[:4]), at=at)


def topics(*, at):
    return {"topics": lists.topics(at)}


def topic(topic, *, at, page):
    listing = listed(newest(at).filter(topic=topic), at=at, page=page)
    return {"topic": topic, "listing": listing, "topics": lists.topics(at)}


def tag(tag, *, at, page):
    listing = listed(carrying(newest(at), tag, at=at), at=at, page=page)
    return {"tag": tag, "listing": listing, "topics": lists.topics(at)}


def people(*, at):
    """This will give everyone who signs, counted once for as long as nothing changes."""
    return {"people": SHARED.get("people", lambda: with_counts(at), at=at)}


def with_counts(at):
    """This will give everyone who signs, with the number of their live articles."""
    signed = Coalesce(lists.live_count("signed_by", at), 0)
    found = list(Practitioner.objects.annotate(signed_count=signed).order_by("name"))
    for person in found:
        person.has_current_check = person.is_check_current(on=timezone.localdate(at))
    return found


def person(practitioner, *, at, page):
    return {
        "person": practitioner,
        "has_current_check": practitioner.is_check_current(on=timezone.localdate(at)),
        "listing": listed(newest(at).filter(signed_by=practitioner), at=at, page=page),
    }


def not_found():
    """This will give the page for a wrong address the newest articles."""
    return {"newest": few(timezone.now())}
