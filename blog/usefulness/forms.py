"""The form below "Was this page useful?"."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

CHOICES = [("yes", pgettext_lazy("was it useful?", "Yes")), ("no", pgettext_lazy("was it useful?", "No"))]
LONGEST = 500


class AskedForm(forms.Form):
    """`?useful=yes`: which of the two links of the article led here."""

    useful = forms.ChoiceField(choices=CHOICES, required=False)


class AnswerForm(forms.Form):
    useful = forms.ChoiceField(
        label=_("Was it useful?"),
        choices=CHOICES,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose yes or no."), "invalid_choice": _("Choose yes or no.")},
    )
    words = forms.CharField(
        label=_("What was good, or missing, or hard to follow?"),
        help_text=_(
            "If you like. Please write nothing about yourself or your health, and no name or telephone number."
        ),
        required=False,
        max_length=LONGEST,
        error_messages={"max_length": _("This is too long. There is room for %(limit_value)d characters.")},
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    website = forms.CharField(
        required=False, label=_("Leave this empty"), widget=forms.TextInput
    )  # a trap for machines

    def clean(self):
        super().clean()
        if self.data.get("website"):
            raise ValidationError(_("This was sent in a way that a person does not. Send it again."))
