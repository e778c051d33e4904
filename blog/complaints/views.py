"""The complaint form, for anybody, with or without an account."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from blog import rules
from blog.complaints.actions import TooMany, complain
from blog.complaints.forms import ComplaintForm


# The form is for people without an account too and reads no session, so nothing could be done in somebody's name by
# sending it from another site; and without a token a visitor needs no cookie.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def complaint(request):
    """This will show the form, and take a complaint."""
    is_about = {"about": request.GET.get("about")}  # where a page of ours led here
    form = ComplaintForm(request.POST if request.method == "POST" else None, initial=is_about)
    if request.method != "POST":
        return render(request, "blog/complaints/form.html", {"form": form})
    status = 422
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("about", "words", "name", "email")}
        try:
            made = complain(at=timezone.now(), **said)
            return render(request, "blog/complaints/received.html", {"complaint": made}, status=201)
        except rules.Refused as refused:
            form.add_error(None, refused.sentence)
            status = 429 if isinstance(refused, TooMany) else 422
    return render(request, "blog/complaints/form.html", {"form": form}, status=status)
