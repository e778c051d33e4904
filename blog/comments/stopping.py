"""The ways to end mail about comments: the address in every notice, with one press and no log-in, and one switch.

Source: RFC 8058, rfc-editor.org/rfc/rfc8058.
"""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from blog.comments import subscriptions
from blog.comments.models import Subscription
from blog.editions.models import Edition

CHOOSE = _("Choose one of the two.")


class MailForm(forms.Form):
    mail = forms.ChoiceField(
        label=_("We write to you about"),
        choices=[
            ("all", _("All of it: what we decide about my comments and reports, and the answers that I ask for")),
            ("none", _("None of it")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def mail_choice(request):
    """This will let somebody choose, once for everything, whether they are written to about comments."""
    now = "all" if subscriptions.is_on(request.user.pk) else "none"
    form = MailForm(request.POST if request.method == "POST" else None, initial={"mail": now})
    if not form.is_valid():
        return render(request, "blog/comments/mail_choice.html", {"form": form}, status=422 if form.is_bound else 200)
    is_on = form.cleaned_data["mail"] == "all"
    subscriptions.switch(user=request.user, is_on=is_on, at=timezone.now())
    said = (
        gettext("We write to you about comments.") if is_on else gettext("We write to you about no comments any more.")
    )
    messages.success(request, said)
    return redirect("account")


@never_cache
@csrf_exempt  # mail programs press this, without a cookie; the signed address alone says who and what
@require_http_methods(["GET", "HEAD", "POST"])
def notices(request, token):
    """This will show how to end the mail, and end it when one of the buttons is pressed, or by a mail program."""
    found = subscriptions.find(token)
    if found is None:
        raise Http404("No such link.")
    user_id, post_id = found
    at = timezone.now()
    is_all = request.method == "POST" and request.POST.get("which") == "all"
    if request.method == "POST":
        stop(user_id, post_id, is_all=is_all, at=at)
    context = {
        "edition": Edition.objects.live(at).filter(post_id=post_id).first(),
        "is_standing": Subscription.objects.filter(user_id=user_id, post_id=post_id, ended_at=None).exists(),
        "has_others": Subscription.objects.filter(user_id=user_id, ended_at=None).exclude(post_id=post_id).exists(),
        "is_all": is_all,
    }
    response = render(request, "blog/comments/notices.html", context)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def stop(user_id, post_id, *, is_all, at):
    if is_all:
        subscriptions.end_all(user_id=user_id, at=at)
    else:
        subscriptions.end(user_id=user_id, post_id=post_id, at=at)
