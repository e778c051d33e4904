"""What the patients' templates are given, page by page. Everything here is made of live editions."""

from datetime import date

from django.db.models import Case, Count, Q, When
from django.utils import timezone

from blog.clinic.models import Practitioner
from blog.comments import pages as comments
from blog.editions import lists
from blog.editions.models import Edition
from blog.reading.history import history

RELATED = 3


def newest(at):
    return Edition.objects.live(at).newest_first().for_lists()


def home(*, at, page):
    """This will give a page of the newest articles; on the first the newest one leads."""
    listing = lists.listing(newest(at), page=page)
    lead = listing.editions.pop(0) if page == 1 and listing.editions else None
    return {"listing": listing, "lead": lead, "topics": lists.topics(at)}


def post(edition, *, request, at, is_preview=False):
    """This will give everything on an article's page.

    A preview takes the unsaved edition that signing would save, and has no signature, comments or related articles.
    """
    is_overdue = not is_preview and edition.review_due_at <= at
    context = {
        "edition": edition,
        "is_preview": is_preview,
        "is_overdue": is_overdue,
        "sources": [source | {"checked_on": date.fromisoformat(source["checked_on"])} for source in edition.sources],
        "history": history(edition, at=at, is_preview=is_preview),
    }
    if is_preview:
        return context
    return context | {
        "has_seal": edition.signed_by.is_check_current(on=timezone.localdate(at)),
        "conversation": comments.conversation(edition, request=request),
        "related": related(edition, at=at),
    }


def related(edition, *, at):
    """This will choose what to read next: the same topic first, then the newest, never what is overdue for review."""
    others = Edition.objects.live(at).exclude(post_id=edition.post_id).filter(review_due_at__gt=at)
    is_elsewhere = Case(When(topic_id=edition.topic_id, then=0), default=1)
    return others.order_by(is_elsewhere, "-first_published_at", "-pk").for_lists()[:RELATED]


def topics(*, at):
    return {"topics": lists.topics(at)}


def topic(topic, *, at, page):
    listing = lists.listing(newest(at).filter(topic=topic), page=page)
    return {"topic": topic, "listing": listing, "topics": lists.topics(at)}


def people(*, at):
    """This will give everyone who signs, with the number of their live articles."""
    signed = Count("editions", filter=Q(editions__in=Edition.objects.live(at)))
    found = list(Practitioner.objects.annotate(signed_count=signed).order_by("name"))
    for person in found:
        person.has_current_check = person.is_check_current(on=timezone.localdate(at))
    return {"people": found}


def person(practitioner, *, at, page):
    return {
        "person": practitioner,
        "has_current_check": practitioner.is_check_current(on=timezone.localdate(at)),
        "listing": lists.listing(newest(at).filter(signed_by=practitioner), page=page),
    }


def not_found():
    """This will give the page for a wrong address the newest articles."""
    return {"newest": newest(timezone.now())[:4]}
