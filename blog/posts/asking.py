"""The staff's pages round a request to sign: asking, wanting changes, and letting a finding stand together."""

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from blog import rules
from blog.posts import overrides, requests
from blog.posts.views import comparison, find


class AskForm(forms.Form):
    asked_of = forms.ModelChoiceField(
        requests.clinicians().none(),
        label=_("Who signs"),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose the clinician to ask."),
            "invalid_choice": _("Choose one of the clinicians."),
        },
    )
    note = forms.CharField(
        label=_("A line to them"),
        required=False,
        max_length=500,
        help_text=_("Such as what changed, or by when it is needed. It stands in the mail."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        people = requests.clinicians()
        field = self.fields["asked_of"]
        field.queryset = people
        field.validate_no_null_characters = lambda value: None  # no choice holds one
        field.label_from_instance = lambda user: str(user.practitioner)
        self.is_possible = people.exists()


class ChangesForm(forms.Form):
    note = forms.CharField(
        label=_("What should change"),
        max_length=1000,
        error_messages={"required": requests.NEEDS_A_NOTE},
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class LetStandForm(forms.Form):
    rule = forms.CharField(max_length=80, widget=forms.HiddenInput)
    field = forms.CharField(max_length=30, widget=forms.HiddenInput)
    text_digest = forms.CharField(max_length=64, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Why it may stand"),
        max_length=500,
        error_messages={"required": overrides.NEEDS_A_REASON},
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    @property
    def key(self):
        return tuple(self.cleaned_data[name] for name in ("rule", "field", "text_digest"))


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request, pk):
    """This will show whom one can ask, and ask when the form is sent."""
    at = timezone.now()
    post = find(pk, at=at)
    rules.require(rules.refusal_to_write(request.user))
    form = AskForm(request.POST or None)
    sentence = ""
    if request.method == "POST" and form.is_valid():
        try:
            review = requests.ask(post_id=pk, asked_by=request.user, at=at, **form.cleaned_data)
        except rules.Refused as refused:
            sentence = refused.sentence
        else:
            messages.success(
                request,
                gettext("%(name)s has been asked, by mail and on their Today page.")
                % {"name": review.asked_of.display_name},
            )
            return redirect("admin:blog_post_change", pk)
    context = comparison(post, request) | {"title": gettext("Ask for a signature"), "form": form, "sentence": sentence}
    return render(request, "blog/posts/ask.html", context, status=422 if sentence or form.errors else 200)


@require_POST
def changes(request, pk):
    """This will send an article back to whoever asked this clinician to sign it."""
    at = timezone.now()
    post = find(pk, at=at)
    rules.require(rules.refusal_to_see_unsigned(request.user))
    review = requests.waiting_for(request.user, post, at=at)
    if review is None:
        raise Http404("Nobody has asked you to sign this.")
    form = ChangesForm(request.POST)
    if not form.is_valid():
        context = comparison(post, request) | {"title": gettext("Want changes"), "form": form, "review": review}
        context |= {"layout": "blog/posts/_page.html"}
        return render(request, "blog/posts/changes_wanted.html", context, status=422)
    requests.want_changes(review_id=review.pk, by=request.user, at=at, note=form.cleaned_data["note"])
    name = review.asked_by.display_name
    messages.success(request, gettext("%(name)s has been told what should change.") % {"name": name})
    return redirect("admin:blog_post_change", pk)


@require_http_methods(["GET", "HEAD", "POST"])
def override(request, pk):
    """This will show what stops signing, and let one finding stand when a form is sent."""
    at = timezone.now()
    post = find(pk, at=at)
    rules.require(rules.refusal_to_see_unsigned(request.user))
    form, sentence = None, ""
    if request.method == "POST":
        form = LetStandForm(request.POST)
        if form.is_valid():
            try:
                made = overrides.let_stand(
                    post_id=pk, key=form.key, by=request.user, reason=form.cleaned_data["reason"], at=at
                )
            except rules.Refused as refused:
                sentence = refused.sentence
            else:
                messages.success(request, said(made))
                return redirect("admin:blog_post_override", pk)
    context = comparison(post, request) | {
        "title": gettext("What stops signing"),
        "cases": [Case(checked, request.user, form) for checked in overrides.stopping(post)],
        "sentence": sentence,
    }
    return render(request, "blog/posts/override.html", context, status=status_of(form, sentence))


def status_of(form, sentence):
    return 409 if sentence else 422 if form is not None else 200


def said(override):
    if override.is_agreed:
        return gettext("Both have agreed: this no longer stops signing, as long as the text stays as it is.")
    if override.clinician:
        return gettext("Noted. Now a manager has to agree to it.")
    return gettext("Noted. Now a clinician has to agree to it.")


class Case:
    """One finding that stops signing, with the form in which the person before it can let it stand, if they can."""

    def __init__(self, checked, user, sent):
        self.checked, self.override = checked, checked.override
        is_open = self.override is None or not self.override.is_agreed
        self.role = overrides.side_of(user, self.override) if is_open else None
        self.form = self.form_for(sent) if self.role else None

    @property
    def verb(self):
        """What the button says."""
        is_clinician = self.role == rules.CLINICIAN
        if self.override:
            return gettext("I agree, as clinician") if is_clinician else gettext("I agree, as manager")
        return gettext("Let it stand, as clinician") if is_clinician else gettext("Let it stand, as manager")

    def form_for(self, sent):
        """This will give the form as it was sent, if it was sent for this finding, or a fresh one."""
        names = ("rule", "field", "text_digest")
        if sent is not None and tuple(sent.data.get(name) for name in names) == self.checked.key:
            return sent
        initial = dict(zip(names, self.checked.key, strict=True))
        reason = self.override.reason if self.override else ""
        return LetStandForm(initial=initial | {"reason": reason}, auto_id=f"id_{self.checked.key[2][:8]}_%s")
