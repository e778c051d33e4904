"""The question a reader asks."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SearchForm(forms.Form):
    q = forms.CharField(
        max_length=200,
        required=False,
        error_messages={
            "max_length": _("That is more than we can look for at once. Use up to %(limit_value)d characters."),
            "null_characters_not_allowed": _("There is a character in this that cannot be read. Type the words again."),
        },
    )
    topic = forms.ChoiceField(
        required=False,
        error_messages={"invalid_choice": _("There is nothing to read on this topic. Choose one from the list.")},
    )

    def __init__(self, query, *, topics):
        super().__init__(query)
        self.fields["topic"].choices = [("", _("All topics")), *((topic.slug, topic.name) for topic in topics)]


class PlaceForm(forms.Form):
    """`?after=` of an address: the place in the results behind which a page begins."""

    after = forms.RegexField(r"^[0-2]-[0-9]{1,15}-[0-9]{1,18}\Z", required=False, strip=False)
