"""The question a reader asks."""

from django import forms


class SearchForm(forms.Form):
    q = forms.CharField(
        max_length=200,
        required=False,
        error_messages={
            "max_length": "That is more than we can look for at once. Use up to %(limit_value)d characters.",
            "null_characters_not_allowed": "There is a character in this that cannot be read. Type the words again.",
        },
    )
