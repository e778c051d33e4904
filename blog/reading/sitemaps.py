"""The list of public pages for search engines, in parts, each with the moment its page last changed."""

import re
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.db.models import Max
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from blog.clinic.models import Practitioner
from blog.editions import lists
from blog.editions.models import Edition
from blog.editions.moments import SHARED
from blog.house.models import Page
from blog.images.html import put_in_pictures
from blog.reading import covers, sitemap_xml
from blog.reading.answers import answer
from blog.reading.changes import with_changed_at
from blog.reading.entries import pictures_in
from blog.stamps.marks import is_the_same_for_everybody

PART_SIZE = 500  # articles; the format allows 50,000 addresses, and pictures have to be looked up
IMG = re.compile('<img src="(http[^"]+)"')


@dataclass
class Line:
    """One page: its path, when it last changed if that is known, and the full addresses of its pictures."""

    path: str
    changed_at: datetime | None = None
    pictures: list = field(default_factory=list)


@require_safe
@is_the_same_for_everybody
def index(request):
    """This will list the parts, each with the newest change in it."""
    at = timezone.now()
    parts = [*SHARED.get("parts of articles", lambda: parts_of_articles(at), at=at)]
    for name in OTHERS:
        if lines := lines_of(name, at):
            parts.append(Line(path_of(name, 1), newest(lines)))
    return answer(request, sitemap_xml.index(parts), content_type=sitemap_xml.CONTENT_TYPE, at=at)


@require_safe
@is_the_same_for_everybody
def part(request, part, number):
    """This will list the pages of one part: articles in numbered parts, everything else in one part of a kind."""
    at = timezone.now()
    if part == "articles":
        lines = articles(at, number)
    else:
        lines = lines_of(part, at) if part in OTHERS and number == 1 else []
    if not lines:
        raise Http404("There is no such part.")
    return answer(request, sitemap_xml.part(lines), content_type=sitemap_xml.CONTENT_TYPE, at=at)


def path_of(name, number):
    return reverse("sitemap_part", args=[name, number])


def newest(lines):
    return max((line.changed_at for line in lines if line.changed_at), default=None)


def live(at):
    return with_changed_at(Edition.objects.live(at), at)


def lines_of(name, at):
    """This will give the lines of a part that is not articles, made once for as long as nothing changes."""
    return SHARED.get(("part", name), lambda: OTHERS[name](at), at=at)


def parts_of_articles(at):
    """This will give the parts of the articles. Sorted here: to sort them the database would read each edition."""
    moments = [moment for _, moment in sorted(live(at).order_by().values_list("post_id", "changed_at"))]
    return [
        Line(path_of("articles", start // PART_SIZE + 1), max(moments[start : start + PART_SIZE]))
        for start in range(0, len(moments), PART_SIZE)
    ]


def articles(at, number):
    """This will give one part of the articles, with the pictures that may be shown now."""
    if not 0 < number < 1_000_000:
        return []
    start = (number - 1) * PART_SIZE
    chosen = lists.chosen(Edition.objects.live(at).order_by("post_id")[start : start + PART_SIZE])
    found = list(with_changed_at(chosen, at).order_by("post_id").defer("body", "text"))
    library = pictures_in(found, at)
    covers.put_on(found, at=at, library=library)
    return [
        Line(edition.get_absolute_url(), edition.changed_at, pictures_on(edition, library, at=at)) for edition in found
    ]


def pictures_on(edition, library, *, at):
    """This will give the addresses of the photographs on an article's page, each once."""
    if not edition.pictures:
        return []
    images, pairs = edition.frozen_pictures()
    how = {"images": images, "pairs": pairs, "library": library, "with_placeholders": False}
    shown = IMG.findall(put_in_pictures(edition.body_html, at=at, origin=settings.SITE_URL, **how))
    cover = [edition.cover.largest_address()] if edition.cover else []
    return list(dict.fromkeys([address for address in cover + shown if address]))


def changes_by(name, at):
    """This will give when the newest of each topic's, tag's or person's articles changed, by slug."""
    rows = live(at).order_by().values(name).annotate(newest=Max("changed_at")).values_list(name, "newest")
    return {slug: moment for slug, moment in rows if slug}


def topics(at):
    return [
        Line(reverse("topic", args=[slug]), moment) for slug, moment in sorted(changes_by("topic__slug", at).items())
    ]


def tags(at):
    return [
        Line(reverse("tag", args=[slug]), moment) for slug, moment in sorted(changes_by("tagged__slug", at).items())
    ]


def people(at):
    """This will list everybody who signs; the page of somebody who has signed nothing has no known change."""
    moments = changes_by("signed_by__slug", at)
    slugs = Practitioner.objects.order_by("slug").values_list("slug", flat=True)
    return [Line(reverse("person", args=[slug]), moments.get(slug)) for slug in slugs]


def pages(at):
    """This will list the pages there is one of: home, the lists of topics and of people, and the standing pages.

    Every article has a topic, so the newest change of all is that of some topic.
    """
    moment = newest(lines_of("topics", at))
    standing = Page.objects.order_by("name").only("name", "changed_at")
    return [
        *(Line(reverse(name), moment) for name in ("home", "topics", "people")),
        *(Line(page.get_absolute_url(), page.changed_at) for page in standing),
    ]


OTHERS = {"topics": topics, "tags": tags, "people": people, "pages": pages}
