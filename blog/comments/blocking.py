"""The moderators' pages about blocked members."""

from django import forms
from django.contrib import admin, messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from accounts.models import User
from blog import rules
from blog.comments import blocks

DAYS = [
    ("1", _("A day")),
    ("7", _("A week")),
    ("30", _("Thirty days")),
    ("90", _("Ninety days")),
    ("0", _("Until somebody lifts it")),
]


class BlockForm(forms.Form):
    reason = forms.CharField(
        label=_("Why, in one plain sentence"),
        max_length=300,
        help_text=_("They are told this when they try to comment, such as: Three of your comments sold something."),
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Write the reason. They are told it.")},
    )
    days = forms.TypedChoiceField(
        label=_("For how long"),
        choices=DAYS,
        coerce=int,
        initial="7",
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose for how long."), "invalid_choice": _("Choose for how long.")},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def members(request):
    """This will list everybody who is blocked at this moment."""
    rules.require(rules.refusal_to_moderate(request.user))
    found = blocks.standing(timezone.now()).select_related("user", "by").order_by("-at", "-pk")[:200]
    return page(request, "blocks.html", gettext("Blocked members"), blocks=found)


@require_http_methods(["GET", "HEAD", "POST"])
def member(request, pk):
    """This will show the form on which a member is blocked, or the block they have with the button that lifts it."""
    rules.require(rules.refusal_to_moderate(request.user))
    person, at = get_object_or_404(User, pk=pk), timezone.now()
    rules.require(rules.refusal_to_block(request.user, person))
    found = blocks.standing(at).filter(user=person).select_related("by").first()
    form = BlockForm(request.POST if request.method == "POST" and "lift" not in request.POST else None)
    sentence = ""
    if request.method == "POST" and ("lift" in request.POST or form.is_valid()):
        try:
            return done(request, person, form, at=at)
        except rules.Refused as refused:
            sentence = refused.sentence
    status = 409 if sentence else 422 if form.errors else 200
    title = gettext("Block %(person)s") % {"person": person.display_name}
    return page(request, "block.html", title, person=person, block=found, form=form, sentence=sentence, status=status)


def done(request, person, form, *, at):
    if "lift" in request.POST:
        blocks.lift(member_id=person.pk, by=request.user, at=at)
        messages.success(request, gettext("%(person)s can comment again.") % {"person": person.display_name})
    else:
        blocks.block(member_id=person.pk, by=request.user, at=at, **form.cleaned_data)
        said = gettext("%(person)s cannot comment any more, and is told why on trying.")
        messages.success(request, said % {"person": person.display_name})
    return redirect("admin:blog_comment_blocks")


def page(request, template, title, *, status=200, **context):
    context |= admin.site.each_context(request) | {"title": title}
    return render(request, f"blog/comments/desk/{template}", context, status=status)
