"""Every article by the year in which it first appeared."""

from django.db.models import Count
from django.db.models.functions import ExtractYear
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from blog.editions import lists
from blog.editions.models import Edition
from blog.reading.pages import newest
from blog.stamps.marks import is_the_same_for_everybody

PAGE_SIZE = 100  # lines of a title and a date


def counted(at):
    """This will give the years in which something appeared that can be read now, newest first, as (year, count)."""
    years = Edition.objects.live(at).annotate(year=ExtractYear("first_published_at")).order_by("-year")
    return list(years.values("year").annotate(count=Count("pk")).values_list("year", "count"))


@require_safe
@is_the_same_for_everybody
def years(request):
    return render(request, "blog/reading/archive.html", {"years": counted(timezone.now())})


@require_safe
@is_the_same_for_everybody
def year(request, year):
    """This will list the articles that first appeared in a year of four digits, month by month, newest first."""
    at = timezone.now()
    found = newest(at).filter(first_published_at__year=int(year))
    listing = lists.listing(found, page=lists.page_number(request.GET), size=PAGE_SIZE)
    if not listing.editions:
        raise Http404("Nothing of that year is public.")
    context = {"year": int(year), "listing": listing, "years": counted(at)}
    return render(request, "blog/reading/archive_year.html", context)
