"""Lists of what is public, a page at a time: home, topics, people and search share them."""

from dataclasses import dataclass

from django import forms
from django.db.models import Count, OuterRef, Subquery
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


def listing(editions, *, page, size=PAGE_SIZE, read=list):
    """This will read one page of an ordered queryset, in one query. Raises Http404 past the last page.

    read: what makes a list of a slice of the queryset.
    """
    start = (page - 1) * size
    found = read(editions[start : start + size + 1])
    if page > 1 and not found:
        raise Http404("The list is not that long.")
    return Listing(found[:size], page, page + 1 if len(found) > size else 0)


def chosen(editions):
    """This will give the editions of a slice of an ordered queryset, in no order, as a queryset to read them with.

    The slice is taken from keys alone, which an index holds in order. Read at once, with what belongs to them, all the
    editions there are would be read, joined and sorted for ten of them.
    """
    return Edition.objects.filter(pk__in=editions.values("pk"))


def lines(editions):
    """This will read a slice of a queryset that is ordered by newest_first(), as lines of a list."""
    return list(chosen(editions).newest_first().for_lists())


def topics(at):
    """This will give the topics that have something to read, counted once for as long as nothing changes."""
    return SHARED.get("topics", lambda: list(counted_topics(at)), at=at)


def counted_topics(at):
    """This will give the topics that have something to read at the moment `at`, each with its `live_count`."""
    return Topic.objects.annotate(live_count=live_count("topic", at)).filter(live_count__gt=0).order_by("name")


def live_count(field, at):
    """This will count the live editions of each row that they point to with a field; None where there are none."""
    counted = Edition.objects.live(at).filter(**{field: OuterRef("pk")}).order_by().values(field)
    return Subquery(counted.annotate(count=Count("pk")).values("count"))
