"""Finds live editions by their words, and nothing else."""

import re
from dataclasses import dataclass

from django.db.models import Case, Count, F, Q, When, Window

from blog.editions import lists
from blog.editions.models import Edition
from blog.search.snippets import snippet

PAGE_SIZE = 20


@dataclass
class Found:
    """One page of results, each edition with its `snippet`, and how many there are in all."""

    listing: lists.Listing
    total: int


def words_of(question):
    """This will give the words of a typed question, each once, without the marks around them."""
    return list(dict.fromkeys(re.findall(r"\w+(?:['’.-]\w+)*", question.lower())))


def find(words, at, page):
    """This will find the live editions that hold every word somewhere, those that have them all in the title first.

    Upper and lower case are the same. Raises Http404 past the last page.
    """
    if not words:
        return Found(lists.listing(Edition.objects.none(), page=page), 0)
    title_first = Case(When(hold_all(words, "title"), then=0), default=1)
    editions = (
        Edition.objects.live(at)
        .filter(hold_all(words, "title", "standfirst", "text"))
        .for_lists()
        .annotate(found_text=F("text"), total=Window(Count("pk")))
        .order_by(title_first, "-first_published_at", "-pk")
    )
    listing = lists.listing(editions, page=page, size=PAGE_SIZE)
    for edition in listing.editions:
        edition.snippet = snippet(edition.found_text, words) or edition.standfirst
    return Found(listing, listing.editions[0].total if listing.editions else 0)


def hold_all(words, *fields):
    """This will make the condition that every word stands in at least one of the fields."""
    condition = Q()
    for word in words:
        somewhere = Q()
        for field in fields:
            somewhere |= Q(**{f"{field}__icontains": word})
        condition &= somewhere
    return condition
