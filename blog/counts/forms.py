"""What the page of numbers can be asked for."""

from django import forms


class OrderForm(forms.Form):
    """`?by=`: the span by which the articles are sorted."""

    by = forms.ChoiceField(choices=[("week", "7 days"), ("month", "30 days"), ("year", "365 days")], required=False)
