"""The complaint form."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.fields import EmailField
from blog.complaints.models import Complaint


class ComplaintForm(forms.Form):
    about = forms.ChoiceField(
        label=_("What it is about"),
        choices=Complaint.About,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what it is about."), "invalid_choice": _("Choose one of these.")},
    )
    words = forms.CharField(
        label=_("What is wrong, and what we should do about it"),
        max_length=5000,
        error_messages={"required": _("Tell us what is wrong.")},
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    name = forms.CharField(
        label=_("Your name"), max_length=80, error_messages={"required": _("Tell us what to call you.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )  # fmt: skip
    email = EmailField(help_text=_("We answer to this address."))
    website = forms.CharField(
        required=False, label=_("Leave this empty"), widget=forms.TextInput
    )  # a trap for machines

    def clean(self):
        super().clean()
        if self.data.get("website"):
            raise ValidationError(_("This was sent in a way that a person does not. Send it again, or write by post."))
