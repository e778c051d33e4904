"""What an article said to its readers at any moment, or why there was nothing to read."""

from django import forms
from django.contrib import admin
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from blog import rules
from blog.editions.models import Edition, Withdrawal
from blog.posts.forms import MomentField
from blog.posts.views import find
from blog.reading.pages import with_pictures


class MomentForm(forms.Form):
    """`?at=2026-05-03T12:00`"""

    at = MomentField(label=_("Day and time"), help_text=_("Empty: now."))


@require_safe
def on(request, pk):
    """This will show the edition that was live at a moment, or say that nothing was public then, and why."""
    rules.require(rules.refusal_to_see_unsigned(request.user))
    now = timezone.now()
    post = find(pk, at=now)
    form = MomentForm(request.GET)
    context = admin.site.each_context(request) | {"title": gettext("What readers saw"), "post": post, "form": form}
    if form.is_valid():
        moment = form.cleaned_data["at"] or now
        form.initial["at"] = moment
        context |= {"moment": moment, "is_to_come": moment > now} | what_was_there(post, moment=moment, now=now)
    return render(request, "blog/posts/on.html", context, status=200 if form.is_valid() else 422)


def what_was_there(post, *, moment, now):
    """This will find the edition that was live at a moment, with its notice, or what tells why there was none.

    A picture whose consent has ended since is left out here as everywhere.
    """
    withdrawal = Withdrawal.objects.standing(moment).filter(post=post, at__lte=moment).order_by("-at").first()
    edition = Edition.objects.live(moment).filter(post=post).select_related("signer").first()
    if edition:
        return {"edition": edition, "withdrawal": withdrawal, "body": with_pictures(edition, at=now)}
    return {
        "withdrawal": withdrawal,
        "last": Edition.objects.was_public(moment).filter(post=post).order_by("-live_until").first(),
        "next": Edition.objects.planned(moment).filter(post=post).order_by("live_from").first(),
    }
