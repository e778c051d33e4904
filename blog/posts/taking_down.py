"""The two pages on which staff take an article down, or cancel what is planned. Looking at them does nothing."""

from django import forms
from django.contrib import admin, messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from blog import rules
from blog.editions import actions
from blog.editions.models import Edition, Withdrawal
from blog.posts.models import Post
from blog.posts.views import find


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Why, in one plain sentence"),
        max_length=300,
        help_text=_("Readers see it where the article was, such as: The evidence changed."),
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )
    outcome = forms.ChoiceField(
        label=_("What its address does now"), choices=Withdrawal.Outcome, widget=forms.RadioSelect
    )
    instead = forms.ModelChoiceField(
        Post.objects.none(),
        label=_("The article to read instead"),
        required=False,
        help_text=_("Only where readers are led to another article."),
    )

    def __init__(self, *args, post, at, **kwargs):
        super().__init__(*args, **kwargs)
        live = Post.objects.filter(editions__in=Edition.objects.live(at)).exclude(pk=post.pk)
        self.fields["instead"].queryset = live.order_by("title")
        self.fields["instead"].validate_no_null_characters = lambda value: None  # no choice holds one

    def clean(self):
        super().clean()
        leads_on = self.cleaned_data.get("outcome") == Withdrawal.Outcome.SUPERSEDED
        if leads_on and not self.cleaned_data.get("instead") and "instead" not in self.errors:
            self.add_error("instead", gettext("Choose the article that readers are led to."))
        if not leads_on:
            self.cleaned_data["instead"] = None


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request, pk):
    """This will show the form, and take the live article down when it is sent."""
    at = timezone.now()
    post = find(pk, at=at)
    rules.require(rules.refusal_to_withdraw(request.user))
    if post.live_id is None:
        raise Http404("This article is not live.")
    form = WithdrawForm(request.POST or None, post=post, at=at)
    if request.method == "POST" and form.is_valid():
        actions.withdraw(edition_id=post.live_id, by=request.user, at=at, **form.cleaned_data)
        messages.success(request, gettext("Withdrawn. Readers see it from now on."))
        return redirect("admin:blog_post_change", pk)
    return page(request, post, gettext("Withdraw"), form=form, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request, pk):
    """This will ask, and cancel the planned edition when the button is pressed."""
    at = timezone.now()
    post = find(pk, at=at)
    rules.require(rules.refusal_to_withdraw(request.user))
    planned = post.editions.planned(at).first()
    if planned is None:
        raise Http404("Nothing is planned for this article.")
    if request.method == "POST":
        actions.cancel(edition_id=planned.pk, by=request.user, at=at)
        messages.success(request, gettext("Cancelled. What readers see goes on as it was."))
        return redirect("admin:blog_post_change", pk)
    return page(request, post, gettext("Cancel what is planned"), planned=planned)


def page(request, post, title, *, status=200, **context):
    context |= admin.site.each_context(request) | {"title": title, "post": post}
    return render(request, "blog/posts/take_down.html", context, status=status)
