"""The newest articles for feed readers, of the whole site and of each topic, as Atom and as JSON Feed."""

from datetime import UTC, datetime

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from blog.clinic.context import clinic_of
from blog.editions.addresses import in_full
from blog.editions.models import Edition, Topic
from blog.editions.moments import SHARED
from blog.reading import atom
from blog.reading import json_feed as json
from blog.reading.answers import answer
from blog.reading.capitals import in_any_capitals
from blog.reading.changes import newest_change
from blog.reading.entries import newest_entries
from blog.stamps.marks import is_the_same_for_everybody

NEVER = datetime(2000, 1, 1, tzinfo=UTC)  # a feed has to say when it changed, even one that nothing was ever in


@require_safe
@is_the_same_for_everybody
def feed(request):
    return of_site(request, atom.atom, atom.CONTENT_TYPE)


@require_safe
@is_the_same_for_everybody
def json_feed(request):
    return of_site(request, json.json_feed, json.CONTENT_TYPE)


@require_safe
@in_any_capitals(Topic)
@is_the_same_for_everybody
def topic_feed(request, slug):
    return of_topic(request, slug, atom.atom, atom.CONTENT_TYPE)


@require_safe
@in_any_capitals(Topic)
@is_the_same_for_everybody
def topic_json_feed(request, slug):
    return of_topic(request, slug, json.json_feed, json.CONTENT_TYPE)


def of_site(request, write, content_type):
    about = {"title": clinic_of(request).name, "subtitle": clinic_of(request).strapline, "home": reverse("home")}
    return told(request, "site", Edition.objects.all(), about, write, content_type)


def of_topic(request, slug, write, content_type):
    """This will answer with a topic's feed. A topic in which nothing is public has none, as it has no page."""
    topic = get_object_or_404(Topic, slug=slug)
    title = f"{topic.name}, {clinic_of(request).name}"
    about = {"title": title, "subtitle": "", "home": topic.get_absolute_url()}
    return told(request, topic.pk, Edition.objects.filter(topic=topic), about, write, content_type, may_be_empty=False)


def told(request, name, editions, about, write, content_type, *, may_be_empty=True):
    """This will write the newest live ones of some editions, or answer 304 to who has them already.

    name: of the editions, by which the moment of their last change is kept for as long as nothing changes.
    """
    at = timezone.now()
    entries = newest_entries(editions.live(at), at)
    if not entries and not may_be_empty:
        raise Http404("Nothing on this topic is public.")
    changed_at = SHARED.get(("newest change", name), lambda: newest_change(editions, at), at=at)
    content = write(
        **about | {"home": in_full(about["home"])},
        address=in_full(request.path),
        entries=entries,
        changed_at=changed_at or NEVER,
    )
    return answer(request, content, content_type=content_type, at=at, changed_at=changed_at)
