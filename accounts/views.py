"""Somebody's own account, and what happens when they may not do what they asked for."""

from allauth.account.internal.decorators import login_stage_required
from allauth.account.utils import get_next_redirect_url
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import second_factor, sections
from accounts.coming_back import to_log_in
from accounts.forms import PublicNameForm
from accounts.stages import MakePasskeyStage

WAY_ON = "way_on_from_second_factor"


@login_required
@require_safe
def account(request):
    """This will show somebody what their account is made of, with the way to change each part."""
    return render(request, "account/account.html", {"sections": sections.of(request)})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def name(request):
    """This will change the name that readers see."""
    form = PublicNameForm(request.POST if request.method == "POST" else None, person=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Readers see you as %(name)s now.") % {"name": request.user.display_name})
        return redirect("account")
    return render(request, "account/name.html", {"form": form}, status=422 if form.is_bound else 200)


@login_required
@require_safe
def make_second_factor(request):
    """This will tell staff why they need a second factor, lead to making one, and keep the way on for afterwards."""
    come_back_to = get_next_redirect_url(request)
    if come_back_to:
        request.session[WAY_ON] = come_back_to
    if second_factor.missing(request) != second_factor.TO_ENROL:
        return redirect(request.session.pop(WAY_ON, None) or "account")
    return render(request, "account/second_factor.html")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def log_in_again(request):
    """This will end the session of somebody with no password to ask for, and lead through the log-in and back."""
    come_back_to = get_next_redirect_url(request) or "/account/"
    if request.method == "POST":
        logout(request)
        return to_log_in(request, come_back_to)
    return render(request, "account/log_in_again.html", {"come_back_to": come_back_to})


@login_stage_required(stage=MakePasskeyStage.key, redirect_urlname="account_login")
@require_POST
def join_without_passkey(request):
    """This will let in somebody new whose device makes no passkey: the code has proved their address already."""
    return request._login_stage.exit()


@never_cache
def refused(request, exception=None):
    """This will send a visitor to log in and come back, and show anybody else why not.

    The exception may carry a `sentence` to show and `come_back_to`, the address to go on to after logging in.
    """
    if request.user.is_anonymous:
        return to_log_in(request, getattr(exception, "come_back_to", None) or asked_for(request))
    sentence = getattr(exception, "sentence", None) or _("Your account does not open this page.")
    return render(request, "403.html", {"sentence": sentence}, status=403)


def asked_for(request):
    """This will give the address somebody asked for, or the front page where a form was sent to it."""
    return request.get_full_path() if request.method in ("GET", "HEAD") else "/"
