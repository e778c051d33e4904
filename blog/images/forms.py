"""The forms of the picture library."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from blog import rules
from blog.images import intake
from blog.images.consents import CHANNELS, ImageConsent
from blog.images.models import BeforeAfter, Image

BOTH = _("Describe the picture or mark it as decoration, not both.")
SHOWS_PERSON = Image._meta.get_field("shows_person")


class DescribeForm(forms.ModelForm):
    """What is said of a picture. `user` is set by the screen: whoever is filling it in."""

    user = None
    shows_person = forms.TypedChoiceField(
        label=_("Does it show a person?"),
        choices=[("True", _("Yes, a person or a part of somebody's body")), ("False", _("No, nobody"))],
        coerce=lambda value: value == "True",
        widget=forms.RadioSelect,
        help_text=SHOWS_PERSON.help_text,
        error_messages={"required": _("Say whether the picture shows a person.")},
    )

    class Meta:
        model = Image
        fields = ["shows_person", "alt", "is_decorative", "caption", "credit", "focal_x", "focal_y"]
        widgets = {
            "alt": forms.Textarea(attrs={"rows": 2, "maxlength": 250}),
            "caption": forms.Textarea(attrs={"rows": 2, "maxlength": 300}),
            "focal_x": forms.NumberInput(attrs={"min": 0, "max": 100}),
            "focal_y": forms.NumberInput(attrs={"min": 0, "max": 100}),
        }

    def clean_shows_person(self):
        shows_person = self.cleaned_data["shows_person"]
        if self.instance.pk and self.initial.get("shows_person") and not shows_person:
            has_consents = self.instance.consents.exists()
            if refusal := rules.refusal_to_say_nobody_is_shown(self.user, has_consents=has_consents):
                raise forms.ValidationError(refusal)
        return shows_person

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("alt") and cleaned.get("is_decorative"):
            self.add_error("alt", BOTH)
        return cleaned


class UploadForm(DescribeForm):
    """A new picture. What is wrong with the file is said at the file, and everything typed stays."""

    file = forms.FileField(
        label=_("Picture"),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/gif,image/avif"}),
        help_text=_("JPEG, PNG, WebP, GIF or AVIF, up to 10 MB. Where and with what it was taken is removed from it."),
        error_messages={
            "required": _("Choose a picture."),
            "invalid": _("Choose a picture."),
            "empty": _("This file is empty. Choose the picture again."),
        },
    )
    field_order = ["file"]

    class Meta(DescribeForm.Meta):
        fields = ["shows_person", "alt", "is_decorative", "caption", "credit"]

    def clean_file(self):
        """This will give the cleaned Picture in place of the file, so that it is decoded once only."""
        self.file_name = self.cleaned_data["file"].name
        try:
            return intake.clean(self.cleaned_data["file"])
        except intake.Unacceptable as refused:
            raise forms.ValidationError(refused.sentence) from refused


class ConsentForm(forms.ModelForm):
    channels = forms.MultipleChoiceField(
        label=_("Where it may be shown"),
        choices=list(CHANNELS.items()),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only what they ticked."),
        error_messages={"required": _("Choose at least one place where the picture may be shown.")},
    )

    class Meta:
        model = ImageConsent
        fields = ["reference", "scope", "channels", "text_version", "signed_on", "expires_on", "proof"]
        widgets = {
            "scope": forms.Textarea(attrs={"rows": 4}),
            "signed_on": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            "expires_on": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            "proof": forms.FileInput(attrs={"accept": "application/pdf,image/jpeg,image/png"}),
        }

    def clean_signed_on(self):
        signed_on = self.cleaned_data["signed_on"]
        if signed_on > timezone.localdate():
            raise forms.ValidationError(gettext("This day is still to come. Write the day on the signed form."))
        return signed_on

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("expires_on") and cleaned.get("signed_on") and cleaned["expires_on"] < cleaned["signed_on"]:
            self.add_error("expires_on", gettext("The last day is before the day it was signed."))
        return cleaned


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Why"),
        max_length=ImageConsent.LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": ImageConsent.LONGEST_REASON}),
        help_text=_("Such as: asked by telephone on 3 May. It is kept with the consent."),
        error_messages={"required": _("Say why the consent is withdrawn, in a few words.")},
    )


class ReferenceForm(forms.ModelForm):
    class Meta:
        model = ImageConsent
        fields = ["reference"]


class ImageChoice(forms.ModelChoiceField):
    def __init__(self, **kwargs):
        super().__init__(Image.objects.order_by("original_name", "pk"), **kwargs)

    def label_from_instance(self, image):
        return gettext("%(name)s, number %(number)s") % {"name": image.original_name, "number": image.pk}


class PairForm(forms.ModelForm):
    before = ImageChoice(label=_("Before"), help_text=_("Put both pictures into the library first."))
    after = ImageChoice(label=_("After"))

    class Meta:
        model = BeforeAfter
        fields = [
            "before", "after", "weeks_between", "same_conditions", "unretouched", "typical_result", "caption",
        ]  # fmt: skip
        widgets = {"caption": forms.Textarea(attrs={"rows": 2, "maxlength": 300})}

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("before") and cleaned.get("before") == cleaned.get("after"):
            self.add_error("after", gettext("Choose two different pictures."))
        return cleaned
