"""What the page of numbers can be asked for."""

from django import forms
from django.utils.translation import gettext_lazy as _


class OrderForm(forms.Form):
    """`?by=`: the span by which the articles are sorted."""

    by = forms.ChoiceField(
        choices=[("week", _("7 days")), ("month", _("30 days")), ("year", _("365 days"))], required=False
    )
