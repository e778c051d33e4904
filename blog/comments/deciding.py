"""The forms of the moderation desk."""

from django import forms
from django.utils.translation import gettext_lazy as _

from blog.comments.models import Comment, Decision
from blog.comments.moderate import NEEDS_A_REASON

Act = Decision.Act
ANSWER = "answer"  # publish it, and go on to answer it
TAKES_AWAY = (Act.REJECTED, Act.REMOVED)
SHOWS = {
    "": _("Everything"),
    "mine": _("Yours"),
    "urgent": _("Red flags"),
    "reported": _("Reported"),
    "answers": _("Answered by their writers"),
    "passed-on": _("Passed to a clinician"),
}
LOST = _("This form was not whole. Nothing was done: decide again.")


class ShowForm(forms.Form):
    """Which part of the queue is looked at, and before which card the last decision is told."""

    show = forms.ChoiceField(choices=SHOWS.items(), required=False)
    next = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)


class NoteForm(forms.Form):
    note = forms.CharField(
        label=_("A line to its writer, if you like"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": _("This is too long. There is room for 500 characters.")},
    )


class ReasonForm(NoteForm):
    reason = forms.ChoiceField(
        label=_("Why?"),
        choices=Decision.Reason,
        required=False,
        widget=forms.RadioSelect,
        help_text=_("Not liking what was said is not on the list."),
        error_messages={"invalid_choice": NEEDS_A_REASON},
    )
    field_order = ["reason", "note"]

    def clean(self):
        super().clean()
        needs_one = self.cleaned_data.get("act") in TAKES_AWAY and "reason" not in self.errors
        if needs_one and not self.cleaned_data.get("reason"):
            self.add_error("reason", NEEDS_A_REASON)


class DecisionForm(ReasonForm):
    """One decision on one comment. `seen` and `version` say what its card showed."""

    act = forms.ChoiceField(
        choices=[(act, act) for act in (Act.APPROVED, Act.KEPT, *TAKES_AWAY, ANSWER)],
        error_messages={"required": LOST, "invalid_choice": LOST},
    )
    seen = forms.ChoiceField(choices=Comment.State, error_messages={"required": LOST, "invalid_choice": LOST})
    version = forms.CharField(max_length=60, required=False, error_messages={"max_length": LOST})
    field_order = ["act", "seen", "version", "reason", "note"]

    def clean(self):
        super().clean()
        for name in ("act", "seen", "version"):
            for error in self.errors.pop(name, ()):
                self.add_error(None, error)


class EscalateForm(NoteForm):
    note = forms.CharField(
        label=_("What should they look at?"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Every clinician gets a mail, and it stands on their Today page."),
        error_messages={"max_length": _("This is too long. There is room for 500 characters.")},
    )


class UndoForm(forms.Form):
    decision = forms.IntegerField(min_value=1, max_value=2**63 - 1)


class BulkForm(forms.Form):
    """One decision on several comments, each as its card showed it: key, state and version with colons between."""

    chosen = forms.MultipleChoiceField(required=False, error_messages={"invalid_choice": LOST, "invalid_list": LOST})
    act = forms.ChoiceField(
        choices=[("yes", _("Publish")), ("no", _("Reject"))], error_messages={"required": LOST, "invalid_choice": LOST}
    )
    reason = forms.ChoiceField(
        label=_("Reason"),
        choices=[("", _("Choose one for all")), *Decision.Reason.choices],
        required=False,
        error_messages={"invalid_choice": NEEDS_A_REASON},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        sent = self.data.getlist("chosen") if self.is_bound else []
        self.fields["chosen"].choices = [(choice, choice) for choice in sent[:50] if is_whole(choice)]

    def clean(self):
        super().clean()
        if not self.errors and not self.cleaned_data["chosen"]:
            self.add_error("chosen", _("Tick at least one comment."))
        if self.cleaned_data.get("act") == "no" and not self.cleaned_data.get("reason") and "reason" not in self.errors:
            self.add_error("reason", NEEDS_A_REASON)

    @property
    def choices(self):
        """The chosen comments as key, state and version."""
        return [(int(pk), state, version) for pk, state, version in map(split, self.cleaned_data["chosen"])]


def split(choice):
    return choice.split(":", 2)


def is_whole(choice):
    parts = split(choice)
    return len(parts) == 3 and parts[0].isascii() and parts[0].isdecimal() and len(parts[0]) < 19
