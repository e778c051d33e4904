"""/posts/<slug>/useful/: the page on which a reader says whether an article was useful."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from blog.editions.addresses import look_up
from blog.origin import is_from_here
from blog.usefulness.actions import TooMany, answer
from blog.usefulness.forms import AnswerForm, AskedForm
from blog.usefulness.limits import sender_of

NOT_FROM_HERE = _("This did not come from the page of the article. Load this page again, then send it from here.")


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def useful(request, slug):
    """This will ask whether an article was useful, and take the answer.

    It has no CSRF token, because that would be a cookie for everybody who only reads. None is needed: no session is
    read and nothing of anybody's is changed, so nothing can be done in another's name. `is_from_here` keeps other sites
    from sending answers through their visitors.
    """
    at = timezone.now()
    found = look_up(slug, at=at)
    if found is None:
        raise Http404("No article was ever here.")
    if found.edition is None:
        return redirect("post", slug)  # which leads on, or says why it is gone
    if request.method != "POST":
        return show(request, found.edition, AnswerForm(initial={"useful": asked(request)}))
    form = AnswerForm(request.POST)
    status = refusal(request, form, found.edition, at=at)
    if status:
        return show(request, found.edition, form, status=status)
    return render(request, "blog/usefulness/received.html", {"edition": found.edition}, status=201)


def asked(request):
    form = AskedForm(request.GET)
    return form.cleaned_data["useful"] if form.is_valid() else ""


def refusal(request, form, edition, *, at):
    """This will store the answer and give 0; or put the reason on the form and give the status to say it with."""
    if not is_from_here(request):
        form.add_error(None, NOT_FROM_HERE)
        return 403
    if not form.is_valid():
        return 422
    said = {"is_useful": form.cleaned_data["useful"] == "yes", "words": form.cleaned_data["words"]}
    try:
        answer(edition=edition, sender=sender_of(request, at=at), at=at, **said)
    except TooMany as refused:
        form.add_error(None, refused.sentence)
        return 429
    return 0


def show(request, edition, form, *, status=200):
    return render(request, "blog/usefulness/form.html", {"edition": edition, "form": form}, status=status)
