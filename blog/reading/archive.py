"""Every article by the year in which it first appeared."""

from datetime import date

from django.db.models import Case, Count, Value, When
from django.db.models.functions import ExtractYear
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from blog.days import start_of
from blog.editions import lists
from blog.editions.models import Edition
from blog.editions.moments import SHARED
from blog.reading.pages import newest
from blog.stamps.marks import is_the_same_for_everybody

PAGE_SIZE = 100  # lines of a title and a date
RECENT = 20  # years


def years_of(at):
    """This will give the years that have something to read, counted once for as long as nothing changes."""
    return SHARED.get("years", lambda: counted(at), at=at)


def counted(at):
    """This will give the years in which something appeared that can be read now, newest first, as (year, count)."""
    years = Edition.objects.live(at).annotate(year=year_by_its_start(timezone.localdate(at).year)).order_by("-year")
    return list(years.values("year").annotate(count=Count("pk")).values_list("year", "count"))


def year_by_its_start(this_year):
    """This will give the year in which an edition first appeared, by comparing moments where it is a recent one.

    To ask for a moment's year takes SQLite ten times as long: it has to ask Python what the clinic's clocks said.
    """
    recent = [
        When(first_published_at__gte=start_of(date(year, 1, 1)), then=Value(year))
        for year in range(this_year, this_year - RECENT, -1)
    ]
    return Case(*recent, default=ExtractYear("first_published_at"))


@require_safe
@is_the_same_for_everybody
def years(request):
    return render(request, "blog/reading/archive.html", {"years": years_of(timezone.now())})


@require_safe
@is_the_same_for_everybody
def year(request, year):
    """This will list the articles that first appeared in a year of four digits, month by month, newest first."""
    at = timezone.now()
    found = newest(at).filter(first_published_at__year=int(year))
    listing = lists.listing(found, page=lists.page_number(request.GET), size=PAGE_SIZE, read=lists.lines)
    if not listing.editions:
        raise Http404("Nothing of that year is public.")
    context = {"year": int(year), "listing": listing, "years": years_of(at)}
    return render(request, "blog/reading/archive_year.html", context)
