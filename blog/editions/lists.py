"""Lists of what is public, a page at a time: home, topics, people and search share them."""

from dataclasses import dataclass

from django import forms
from django.db.models import Count
from django.http import Http404

from blog.editions.models import Edition, Topic
from blog.editions.moments import SHARED

PAGE_SIZE = 10


class PageForm(forms.Form):
    """`?page=N` of a list."""

    page = forms.IntegerField(min_value=1, max_value=1_000_000, required=False)


def page_number(query):
    """This will read `?page=N` of an address, 1 where there is none. Raises Http404 for what is no page's number."""
    form = PageForm(query)
    if not form.is_valid():
        raise Http404("This is not the number of a page.")
    return form.cleaned_data["page"] or 1


@dataclass
class Listing:
    """One page of a list. `newer` and `older` are the numbers of the pages beside it, 0 where there is none."""

    editions: list
    page: int
    older: int

    @property
    def newer(self):
        return self.page - 1


def listing(editions, *, page, size=PAGE_SIZE):
    """This will read one page of an ordered queryset, in one query. Raises Http404 past the last page."""
    start = (page - 1) * size
    found = list(editions[start : start + size + 1])
    if page > 1 and not found:
        raise Http404("The list is not that long.")
    return Listing(found[:size], page, page + 1 if len(found) > size else 0)


def topics(at):
    """This will give the topics that have something to read, counted once for as long as nothing changes."""
    return SHARED.get("topics", lambda: list(counted_topics(at)), at=at)


def counted_topics(at):
    """This will give the topics that have something to read at the moment `at`, each with its `live_count`."""
    live = Topic.objects.filter(editions__in=Edition.objects.live(at))
    return live.annotate(live_count=Count("editions")).order_by("name")
