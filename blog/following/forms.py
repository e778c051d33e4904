"""The form to follow a topic."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import EmailField, TrapField
from blog.following.models import Follower

CHOOSE = _("Choose how often we write to you.")


class FollowForm(forms.Form):
    email = EmailField(
        widget=forms.EmailInput(attrs={"autocomplete": "email", "autocapitalize": "none", "spellcheck": "false"})
    )
    frequency = forms.ChoiceField(
        label=_("How often"),
        choices=Follower.Frequency,
        widget=forms.RadioSelect,
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )
    website = TrapField()
