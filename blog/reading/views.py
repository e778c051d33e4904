"""The patients' pages."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from blog.clinic.models import Practitioner
from blog.editions.lists import page_number
from blog.editions.models import Edition, Topic
from blog.reading import pages


@require_safe
def home(request):
    context = pages.home(at=timezone.now(), page=page_number(request.GET))
    return render(request, "blog/reading/home.html", context)


@require_safe
def post(request, slug):
    at = timezone.now()
    shown = Edition.objects.live(at).select_related("topic", "signed_by").defer("body", "text")
    edition = get_object_or_404(shown, slug=slug)
    return render(request, "blog/reading/post.html", pages.post(edition, request=request, at=at))


@require_safe
def topics(request):
    return render(request, "blog/reading/topics.html", pages.topics(at=timezone.now()))


@require_safe
def topic(request, slug):
    """This will list a topic's articles. A topic without any is not public: nobody has signed a word in it."""
    found = get_object_or_404(Topic, slug=slug)
    context = pages.topic(found, at=timezone.now(), page=page_number(request.GET))
    if not context["listing"].editions:
        raise Http404("Nothing on this topic is public.")
    return render(request, "blog/reading/topic.html", context)


@require_safe
def people(request):
    return render(request, "blog/reading/people.html", pages.people(at=timezone.now()))


@require_safe
def person(request, slug):
    found = get_object_or_404(Practitioner, slug=slug)
    context = pages.person(found, at=timezone.now(), page=page_number(request.GET))
    return render(request, "blog/reading/person.html", context)
