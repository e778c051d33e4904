"""The fields of the staff's forms: an article's HTML, its tags, its cover, and a moment on the clinic's clock."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from blog.editions import body, tags
from blog.images.models import Image
from blog.posts.editor import NEWEST, ArticleEditor


class BodyField(forms.CharField):
    """HTML from the editor, or typed; it comes out as `blog.editions.body` keeps it."""

    widget = ArticleEditor

    def clean(self, value):
        value = super().clean(value)
        if sentence := body.refusal(value):
            raise ValidationError(sentence)
        return body.clean(value)

    def has_changed(self, initial, data):
        if len(data or "") > body.LONGEST:
            return True
        return body.clean(initial or "") != body.clean(data or "")


class TagsField(forms.CharField):
    """Names with commas between them. It comes out as a list of names: tags that are new are made on saving."""

    TYPED = 1000  # characters: more than the most names of the longest kind

    def __init__(self, **kwargs):
        super().__init__(required=False, max_length=self.TYPED, **kwargs)
        self.widget.attrs["class"] = "vTextField"

    def prepare_value(self, value):
        return value if isinstance(value, str) else ", ".join(sorted(map(str, value or ())))

    def clean(self, value):
        names = tags.names_in(super().clean(value))
        if sentence := tags.refusal(names):
            raise ValidationError(sentence)
        return names

    def has_changed(self, initial, data):
        before, after = (tags.names_in(self.prepare_value(value)) for value in (initial, data))
        return {name.casefold() for name in before} != {name.casefold() for name in after}


class CoverField(forms.ModelChoiceField):
    """A picture of the library, by its number and name, the newest first; the one that is chosen stays a choice."""

    def __init__(self, **kwargs):
        super().__init__(Image.objects.none(), required=False, empty_label=_("The drawing of its topic"), **kwargs)

    def offer(self, chosen):
        newest = Image.objects.order_by("-pk").values("pk")[:NEWEST]
        self.queryset = Image.objects.filter(Q(pk__in=newest) | Q(pk=chosen)).order_by("-pk")

    def label_from_instance(self, image):
        return f"{image.pk}: {image}"


class MomentField(forms.DateTimeField):
    """A day and a time on the clinic's own clock, or nothing."""

    def __init__(self, **kwargs):
        widget = forms.DateTimeInput(attrs={"type": "datetime-local", "step": 1}, format="%Y-%m-%dT%H:%M:%S")
        formats = ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M"]
        wrong = {"invalid": _("Write a day and a time, such as 2027-03-04 09:30.")}
        super().__init__(required=False, widget=widget, input_formats=formats, error_messages=wrong, **kwargs)
