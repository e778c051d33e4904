"""Finds live editions by their words, and nothing else."""

from bisect import bisect_right
from dataclasses import dataclass, field

from django.http import Http404

from blog.editions.models import Edition
from blog.search.engine import MOST, ranked
from blog.search.guesses import guess, words_that_are_there
from blog.search.questions import parts_of
from blog.search.snippets import Marker
from blog.search.words import words_in

PAGE_SIZE = 20
NEWEST = 3
SHOWN = "title", "slug", "standfirst", "topic_name", "signed_by_name", "signed_at", "review_due_at", "text"
MOST_FORMS = 3  # of other words that were looked for


@dataclass
class Found:
    """One page of what answers a question, each edition with its `snippet`, and how many there are in all.

    question: what was looked for; asked: what was typed, which differs where only a guess found anything.
    newer, older: where the pages before and after this one begin; "" is the first page, None is none.
    """

    asked: str
    question: str
    editions: list = field(default_factory=list)
    total: int = 0
    newer: str | None = None
    older: str | None = None
    also: list = field(default_factory=list)  # forms and other names of the words that were found too
    shorter: list = field(default_factory=list)  # where nothing was found: words of the question that would be

    @property
    def is_guess(self):
        return self.question != self.asked

    @property
    def is_cut(self):
        return self.total >= MOST


def find(question, *, at, topic=None, after=None):
    """This will find the live editions that hold every part of a question, the best first, a page at a time.

    Where there are none, words that stand in no live edition are taken for typing mistakes. topic: only its editions;
    after: the place behind which the page begins, as `place` gives it. Raises Http404 where nothing is behind it.
    """
    editions = Edition.objects.live(at)
    if topic is not None:
        editions = editions.filter(topic_id=topic.pk)
    parts = parts_of(question)
    found, best = Found(asked=question, question=question), ranked(parts, editions)
    if not best and (guessed := guess(question, parts, editions)):
        guessed_parts = parts_of(guessed)
        if best := ranked(guessed_parts, editions):
            found.question, parts = guessed, guessed_parts
    if not best:
        found.shorter = words_that_are_there(parts, editions)
    found.total = len(best)
    turn_to(found, best, after)
    show(found, parts, editions)
    return found


def turn_to(found, best, after):
    """This will keep one page of a ranking: the editions' keys, and where the pages beside it begin."""
    start = bisect_right(best, after) if after else 0
    page = best[start : start + PAGE_SIZE]
    if after and not page:
        raise Http404("The list is not that long.")
    found.editions = [-minus_key for _, _, minus_key in page]
    if start:
        found.newer = place(best[start - PAGE_SIZE - 1]) if start > PAGE_SIZE else ""
    if start + PAGE_SIZE < len(best):
        found.older = place(page[-1])


def place(rank):
    """This will write a place in a ranking for an address: tier, score and the edition's key."""
    tier, minus_score, minus_key = rank
    return f"{tier}-{-minus_score}-{-minus_key}"


def rank_of(place):
    """This will read a place in a ranking back."""
    tier, score, key = map(int, place.split("-"))
    return tier, -score, -key


def nth_page(question, number, *, at, topic=None):
    """This will give where the nth page begins, for addresses from when pages had numbers. Raises Http404."""
    editions = Edition.objects.live(at)
    best = ranked(parts_of(question), editions.filter(topic_id=topic.pk) if topic else editions)
    if (number - 1) * PAGE_SIZE >= len(best):
        raise Http404("The list is not that long.")
    return place(best[(number - 1) * PAGE_SIZE - 1])


def show(found, parts, editions):
    """This will read the editions of a page, which must still be live, with their snippets."""
    rows = editions.filter(pk__in=found.editions).only(*SHOWN)
    by_key = {edition.pk: edition for edition in rows} if found.editions else {}
    marker = Marker(parts)
    found.editions = [by_key[key] for key in found.editions if key in by_key]
    for edition in found.editions:
        edition.snippet = marker.snippet(edition.text) or marker.marked(edition.standfirst)
    typed = {word for part in parts for word in part.words}
    found.also = [form for form in marker.forms if not typed.issuperset(words_in(form))][:MOST_FORMS]


def newest(at):
    """This will give what was published last, for those who found nothing."""
    return Edition.objects.live(at).newest_first().only("title", "slug")[:NEWEST]
