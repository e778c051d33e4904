"""The manager's form for the clinic."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from blog.clinic import colour
from blog.guard import check


class ClinicForm(forms.ModelForm):
    brand = forms.CharField(
        label=_("Or your brand’s colour"),
        required=False,
        max_length=7,
        help_text=_("Six digits, such as #2c8a73. The nearest accent is chosen for you."),
    )

    def clean(self):
        """This will choose the accent nearest to a brand's colour, and refuse one that could not be read."""
        sent = super().clean()
        if sent.get("brand"):
            try:
                sent["hue"] = colour.nearest(sent["brand"])
            except ValueError as refused:
                self.add_error("brand", str(refused))
        hue = sent.get("hue")
        if hue is not None and colour.worst(hue) < colour.ENOUGH:
            self.add_error("hue", gettext("Links in this colour would be too faint to read. Choose another."))
        return sent

    def clean_booking_words(self):
        """This will refuse an invitation that the guard would stop in an article."""
        words = self.cleaned_data["booking_words"]
        for finding in check(words, surface="body"):
            if finding.severity == "block":
                raise forms.ValidationError(f"{finding.reason} {finding.instead}".strip())
        return words
