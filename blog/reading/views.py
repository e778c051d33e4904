"""The patients' pages."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from blog.clinic.context import clinic_of
from blog.clinic.models import Practitioner
from blog.comments.pages import conversation
from blog.editions.addresses import look_up
from blog.editions.lists import page_number
from blog.editions.models import Tag, Topic
from blog.editions.moments import SHARED
from blog.reading import heads, pages
from blog.reading.capitals import in_any_capitals
from blog.stamps.marks import is_the_same_for_everybody, keep, notes_stamps


@require_safe
@is_the_same_for_everybody
def home(request):
    context = pages.home(at=timezone.now(), page=page_number(request.GET))
    return render(request, "blog/reading/home.html", heads.home(request, context))


@require_safe
@notes_stamps
def post(request, slug):
    """This will show an article; or lead to where it is now; or say why it is gone."""
    at, clinic = timezone.now(), clinic_of(request)
    shared = SHARED.get(("article", slug), lambda: article_at(slug, clinic=clinic, at=at), at=at)
    if shared is None:
        return not_here(request, look_up(slug, at=at), at=at)
    keep(request, post_id=shared["edition"].post_id)
    context = shared | {"conversation": conversation(shared["edition"], request=request)}
    return render(request, "blog/reading/post.html", heads.article(context))


def article_at(slug, *, clinic, at):
    """This will make what the page at an address shows every reader alike; None where no live article is."""
    found = look_up(slug, at=at)
    if found is None or found.edition is None:
        return None
    return heads.about_article(pages.article(found.edition, clinic=clinic, at=at))


def not_here(request, found, *, at):
    if found is None:
        raise Http404("No article was ever here.")
    if found.moved_to:
        return redirect(found.moved_to)
    return render(request, "blog/reading/gone.html", pages.gone(found, at=at), status=410)


@require_safe
@is_the_same_for_everybody
def topics(request):
    return render(request, "blog/reading/topics.html", heads.plain(pages.topics(at=timezone.now()), "topics"))


@require_safe
@in_any_capitals(Topic)
@is_the_same_for_everybody
def topic(request, slug):
    """This will list a topic's articles. A topic without any is not public: nobody has signed a word in it."""
    found = get_object_or_404(Topic, slug=slug)
    context = pages.topic(found, at=timezone.now(), page=page_number(request.GET))
    if not context["listing"].editions:
        raise Http404("Nothing on this topic is public.")
    return render(request, "blog/reading/topic.html", heads.topic(context))


@require_safe
@in_any_capitals(Tag)
@is_the_same_for_everybody
def tag(request, slug):
    """This will list the articles that carry a tag. One without any is not public: nobody has signed it."""
    found = get_object_or_404(Tag, slug=slug)
    context = pages.tag(found, at=timezone.now(), page=page_number(request.GET))
    if not context["listing"].editions:
        raise Http404("Nothing with this tag is public.")
    return render(request, "blog/reading/tag.html", heads.tag(context))


@require_safe
@is_the_same_for_everybody
def people(request):
    return render(request, "blog/reading/people.html", heads.plain(pages.people(at=timezone.now()), "people"))


@require_safe
@in_any_capitals(Practitioner)
@is_the_same_for_everybody
def person(request, slug):
    found = get_object_or_404(Practitioner, slug=slug)
    context = pages.person(found, at=timezone.now(), page=page_number(request.GET))
    return render(request, "blog/reading/person.html", heads.person(request, context))
