"""Search."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from blog.editions import lists
from blog.search import queries
from blog.search.forms import PlaceForm, SearchForm
from blog.stamps.marks import notes_stamps


@require_safe
@notes_stamps
def search(request):
    """This will answer `?q=`: what was found, or the form again with a sentence, or the form alone."""
    at, after, page = timezone.now(), after_of(request.GET), lists.page_number(request.GET)
    topics = lists.topics(at)
    form = SearchForm(request.GET, topics=topics)
    is_valid = form.is_valid()
    question = form.cleaned_data.get("q", "") if is_valid else ""
    topic = next((topic for topic in topics if topic.slug == form.cleaned_data.get("topic")), None)
    found = None
    if question and page > 1:
        place = queries.nth_page(question, page, at=at, topic=topic)
        return redirect(reverse("search") + address(question, topic, after=place))
    if question:
        found = queries.find(question, at=at, topic=topic, after=after)
    context = {
        "form": form,
        "typed": (form["q"].value() or "").replace("\0", "").strip(),
        "topics": topics,
        "topic": topic,
        "found": found,
        "address": address(found.question if found else "", topic),
        "newest": queries.newest(at) if found and not found.total else [],
        "at": at,
    }
    return render(request, "blog/search/search.html", context, status=200 if is_valid else 422)


def after_of(query):
    """This will read `?after=` of an address, None where there is none. Raises Http404 for what is no place."""
    form = PlaceForm(query)
    if not form.is_valid():
        raise Http404("This is not a place in the results.")
    place = form.cleaned_data["after"]
    return queries.rank_of(place) if place else None


def address(question, topic, **more):
    return "?" + urlencode({"q": question} | ({"topic": topic.slug} if topic else {}) | more)
