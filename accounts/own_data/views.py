"""The page on which somebody takes their data away, or deletes their account."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.coming_back import to_log_in
from accounts.models import Leaving
from accounts.own_data.export import archive
from accounts.own_data.leaving import ask_to_leave, stay_after_all
from accounts.recent import logged_in_within

CHOOSE = _("Choose what happens to your comments.")
JUST_NOW = 30  # minutes since the log-in, before anything is taken away or deleted


class LeaveForm(forms.Form):
    words = forms.ChoiceField(
        label=_("What happens to your comments"),
        choices=[
            ("erase", _("Erase them: the words go, and answers of others stay under a line that says so")),
            ("keep", _("Keep the words, remove me: they stay under the name “Somebody who left”")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )


def require_member(request):
    if not request.user.is_authenticated:
        raise PermissionDenied


@never_cache
@require_safe
def page(request):
    """This will show what one can do, and whether the account is about to be deleted."""
    require_member(request)
    return shown(request, LeaveForm())


def shown(request, form, status=200):
    context = {
        "form": form,
        "leaving": Leaving.objects.filter(user=request.user).first(),
        "is_fresh": logged_in_within(request, minutes=JUST_NOW),
        "is_staff": request.user.is_staff,
    }
    return render(request, "accounts/own_data.html", context, status=status)


@never_cache
@require_POST
def export(request):
    """This will give everything that is kept about the person as a ZIP, at once."""
    require_member(request)
    if not logged_in_within(request, minutes=JUST_NOW):
        return log_in_again(request)
    at = timezone.now()
    response = HttpResponse(archive(request.user, at=at, site=settings.SITE_URL), content_type="application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="my-data-{timezone.localdate(at):%Y-%m-%d}.zip"'
    return response


@never_cache
@require_POST
def leave(request):
    """This will have the account deleted in 24 hours."""
    require_member(request)
    if not logged_in_within(request, minutes=JUST_NOW):
        return log_in_again(request)
    form = LeaveForm(request.POST)
    if not form.is_valid():
        return shown(request, form, status=422)
    ask_to_leave(user=request.user, keep_words=form.cleaned_data["words"] == "keep", at=timezone.now())
    return redirect("own_data")


@never_cache
@require_POST
def stay(request):
    """This will keep an account that was about to be deleted."""
    require_member(request)
    if stay_after_all(user=request.user):
        messages.success(request, gettext("Your account stays. Nothing was deleted."))
    return redirect("own_data")


@never_cache
@require_POST
def log_in_again(request):
    """This will lead through the log-in back to the page, so that nobody does this at a computer left open."""
    logout(request)
    return to_log_in(request, reverse("own_data"))
