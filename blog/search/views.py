"""Search."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from blog.editions import lists
from blog.search.forms import SearchForm
from blog.search.queries import find, words_of


@require_safe
def search(request):
    """This will answer `?q=`: what was found, or the form again with a sentence, or the form alone."""
    at, page = timezone.now(), lists.page_number(request.GET)
    form = SearchForm(request.GET)
    is_valid = form.is_valid()
    question = form.cleaned_data.get("q", "")
    found = find(words_of(question), at, page) if question else None
    context = {
        "form": form,
        "typed": (form["q"].value() or "").replace("\0", "").strip(),
        "question": question,
        "found": found,
        "at": at,
        "topics": [] if found and found.total else lists.topics(at),
    }
    return render(request, "blog/search/search.html", context, status=200 if is_valid else 422)
