"""Joining."""

from django import forms


class SignupForm(forms.Form):
    display_name = forms.CharField(max_length=50)

    def signup(self, request, user):
        pass
