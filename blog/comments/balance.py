"""Whether critical comments are taken away more often than kind ones, which would make what is left testimonials.

A rough count of plain words, for a manager to look at. Source: ASA, "Questions and answers from AdviceAM",
asa.org.uk/news/questions-and-answers-from-adviceam.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django import forms
from django.contrib import admin
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from blog import rules
from blog.comments.models import Comment, Decision
from blog.comments.tone import tone_of
from blog.days import start_of

Act = Decision.Act
TAKEN = (Act.REJECTED, Act.REMOVED)
TONES = {"positive": _("Kind"), "critical": _("Critical"), "neither": _("Neither")}
ENOUGH = 5  # fewer than so many taken away say nothing
FIRST_DAY = date(2020, 1, 1)


@dataclass
class Share:
    """How many comments of one tone stayed and went."""

    name: str
    published: int = 0
    taken: int = 0

    @property
    def all(self):
        return self.published + self.taken

    @property
    def percent(self):
        """How many of a hundred were taken away, a whole number, or None where there was none at all."""
        return round(100 * self.taken / self.all) if self.all else None


def balance(*, since, until):
    """This will count, by tone, what was published and is still there, and what was taken away from `since` to `until`.

    Each comment counts once, for what came of it last; a decision that was undone counts for nothing. What the clinic
    wrote itself is left out. Two queries, however much there is.
    """
    shares = {tone: Share(name) for tone, name in TONES.items()}
    taken = taken_away(since=since, until=until)
    for tone in taken.values():
        shares[tone or "neither"].taken += 1
    published = Comment.objects.public().filter(published_at__gte=since, published_at__lt=until, is_from_staff=False)
    for pk, body in published.values_list("pk", "body").iterator():
        if pk not in taken:
            shares[tone_of(body)].published += 1
    return shares


def taken_away(*, since, until):
    """This will give the tone of each comment whose last decision in the span took it away, by its key."""
    decisions = Decision.objects.filter(at__gte=since, at__lt=until, comment__is_from_staff=False)
    decisions = decisions.filter(act__in=[*TAKEN, Act.APPROVED, Act.KEPT, Act.UNDONE]).order_by("pk")
    standing = {}
    for comment, act, tone in decisions.values_list("comment", "act", "tone").iterator():
        stack = standing.setdefault(comment, [])
        if act != Act.UNDONE:
            stack.append((act, tone))
        elif stack:
            stack.pop()
    return {comment: stack[-1][1] for comment, stack in standing.items() if stack and stack[-1][0] in TAKEN}


def warning(shares):
    """This will give the sentence that warns, or None."""
    kind, critical = shares["positive"], shares["critical"]
    if critical.taken >= ENOUGH and critical.percent > (kind.percent or 0):
        return gettext(
            "Critical comments go more often than kind ones: %(critical)s of a hundred against %(kind)s. Read them "
            "again: if they went for being critical, what is left is advertising."
        ) % {"critical": critical.percent, "kind": kind.percent or 0}


class SpanForm(forms.Form):
    since = forms.DateField(label=_("From"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
    until = forms.DateField(label=_("To"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        for field in self.fields.values():
            field.error_messages |= {
                "required": gettext("Choose a day."),
                "invalid": gettext("Write the day as 2026-11-30."),
            }

    def clean(self):
        super().clean()
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        for name, day in (("since", since), ("until", until)):
            if day and not FIRST_DAY <= day <= self.today:
                self.add_error(name, gettext("Choose a day between 1 January 2020 and today."))
        if since and until and since > until:
            self.add_error("until", gettext("The last day is before the first."))


@require_http_methods(["GET", "HEAD", "POST"])
def report(request):
    """This will show a manager the shares for a span of days, the last ninety if none was chosen."""
    rules.require(rules.refusal_to_manage(request.user))
    today = timezone.localdate()
    last = {"since": today - timedelta(days=89), "until": today}
    form = SpanForm(request.GET if request.GET else None, initial=last, today=today)
    span = form.cleaned_data if form.is_bound and form.is_valid() else last
    shares = None
    if not form.errors:
        shares = balance(since=start_of(span["since"]), until=start_of(span["until"] + timedelta(days=1)))
    context = admin.site.each_context(request) | {
        "title": gettext("Balance of what was taken away"),
        "form": form,
        "span": span,
        "shares": shares.values() if shares else None,
        "warning": warning(shares) if shares else None,
        "enough": ENOUGH,
    }
    return render(request, "blog/comments/desk/balance.html", context, status=422 if form.errors else 200)
