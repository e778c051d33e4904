"""What staff fill in: an article with its sources, and a signature."""

from datetime import date

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import F, Q
from django.utils import timezone
from django.utils.html import format_html

from blog.editions import body, tags
from blog.editions.models import Tag
from blog.images.models import Image
from blog.posts.editor import NEWEST, ArticleEditor
from blog.posts.models import Post, Source

LAST_SOURCE = 99  # a superscript of two digits finds its source
PART_REVIEW = "Leave this empty if you read only what changed: the date of the next review then stays as it is."
REVIEWS = {91: "in 3 months", 182: "in 6 months", 365: "in a year", 730: "in 2 years"}


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
        super().__init__(Image.objects.none(), required=False, empty_label="The drawing of its topic", **kwargs)

    def offer(self, chosen):
        newest = Image.objects.order_by("-pk").values("pk")[:NEWEST]
        self.queryset = Image.objects.filter(Q(pk__in=newest) | Q(pk=chosen)).order_by("-pk")

    def label_from_instance(self, image):
        return f"{image.pk}: {image}"


class PostForm(forms.ModelForm):
    body = BodyField(
        label="Text",
        required=False,
        help_text="Esc leaves the text for the buttons, and goes back. A superscript number refers to the source with "
        "that number. A line in bold right above a table is its caption.",
    )
    tags = TagsField()
    cover = CoverField(help_text=Post._meta.get_field("cover").help_text + " Cut to fit round its focal point.")

    class Meta:
        model = Post
        fields = (
            "title", "slug", "standfirst", "topic", "tags", "cover", "body", "author_name", "author_role",
            "author_registration", "interests", "search_title", "search_description", "social_title",
            "social_description", "change_note",
        )  # fmt: skip
        widgets = {"change_note": AdminTextareaWidget}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        in_use = ", ".join(Tag.objects.order_by("name").values_list("name", flat=True)[:NEWEST])
        help_text = "Names with commas between them, ten at most."
        self.fields["tags"].help_text = format_html("{} In use: {}", help_text, in_use) if in_use else help_text
        self.fields["cover"].offer(self.instance.cover_id)

    def clean(self):
        """This will make line ends one kind, whichever browser sent them, so that no digest hangs on it."""
        super().clean()
        for name, value in self.cleaned_data.items():
            if isinstance(value, str):
                self.cleaned_data[name] = value.replace("\r\n", "\n").replace("\r", "\n")

    def _save_m2m(self):
        """This will make the tags that are new, now that everything else is right and stored."""
        self.cleaned_data["tags"] = tags.named(self.cleaned_data["tags"])
        super()._save_m2m()

    def clean_body(self):
        """This will keep the stored words to the letter where the editor sends back the same article."""
        stored = self.instance.body if self.instance.pk else ""
        return stored if self.cleaned_data["body"] == body.clean(stored) else self.cleaned_data["body"]


class SourceForm(forms.ModelForm):
    position = forms.IntegerField(
        label="Number", min_value=1, max_value=LAST_SOURCE, help_text=Source._meta.get_field("position").help_text
    )
    url = forms.URLField(
        label="Address", max_length=500, assume_scheme="https", widget=forms.URLInput(attrs={"class": "vURLField"})
    )

    class Meta:
        model = Source
        fields = ("position", "title", "publisher", "year", "url", "checked_on")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if year := self.fields.get("year"):
            this_year = timezone.localdate().year
            year.validators += [
                MinValueValidator(1800, "Write the year in four figures."),
                MaxValueValidator(this_year + 1, "This year is still to come."),
            ]

    def clean_checked_on(self):
        if self.cleaned_data["checked_on"] > timezone.localdate() or self.cleaned_data["checked_on"] < date(2000, 1, 1):
            raise ValidationError("Write the day on which somebody last read it.")
        return self.cleaned_data["checked_on"]

    def validate_constraints(self):
        """Numbers are compared in the whole set, where two of them may change places."""


class SourceFormSet(forms.BaseInlineFormSet):
    """The sources of one article. Two may change their numbers in one go."""

    def add_fields(self, form, index):
        """This will name every field for those who do not see the top of its column."""
        super().add_fields(form, index)
        for field in form.fields.values():
            field.widget.attrs["aria-label"] = field.label

    def clean(self):
        taken = set()
        for form in self.forms:
            number = form.cleaned_data.get("position") if form.is_valid() else None
            if number is None or self._should_delete_form(form):
                continue
            if number in taken:
                form.add_error("position", "Two sources have the same number.")
            taken.add(number)

    def save(self, commit=True):
        moved = [
            form.instance.pk
            for form in self.initial_forms
            if "position" in form.changed_data or self._should_delete_form(form)
        ]
        Source.objects.filter(pk__in=moved).update(position=F("position") + LAST_SOURCE)  # out of each other's way
        return super().save(commit=commit)


class MomentField(forms.DateTimeField):
    """A day and a time on the clinic's own clock, or nothing."""

    def __init__(self, **kwargs):
        widget = forms.DateTimeInput(attrs={"type": "datetime-local", "step": 1}, format="%Y-%m-%dT%H:%M:%S")
        formats = ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M"]
        wrong = {"invalid": "Write a day and a time, such as 2027-03-04 09:30."}
        super().__init__(required=False, widget=widget, input_formats=formats, error_messages=wrong, **kwargs)


class SignForm(forms.Form):
    """A signature. `digest` and `compared_with` say what the signer was shown."""

    digest = forms.CharField(max_length=64, widget=forms.HiddenInput)
    compared_with = forms.IntegerField(min_value=1, max_value=2**63 - 1, required=False, widget=forms.HiddenInput)
    change_note = forms.CharField(
        label="What changed, and why",
        max_length=300,
        required=False,
        help_text="Printed on the page. Empty for a minor change.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    review_in_days = forms.TypedChoiceField(
        label="Next review", coerce=int, initial=182, widget=forms.RadioSelect, choices=list(REVIEWS.items())
    )
    is_whole_review = forms.BooleanField(label="I have read the whole page", required=False)
    live_from = MomentField(label="Goes live", help_text="Empty: now, as soon as you sign.")
    live_until = MomentField(label="Comes down", help_text="Empty: it stays until something replaces it.")

    def __init__(self, *args, must_be_whole, **kwargs):
        super().__init__(*args, **kwargs)
        self.must_be_whole = must_be_whole
        if not must_be_whole:
            self.fields["is_whole_review"].help_text = PART_REVIEW

    def clean_is_whole_review(self):
        if self.must_be_whole and not self.cleaned_data["is_whole_review"]:
            raise ValidationError("Read the whole page, then tick this.")
        return self.cleaned_data["is_whole_review"]

    @property
    def decision(self):
        """What `actions.sign` wants to know, from a valid form."""
        said = dict(self.cleaned_data)
        return {"shown_digest": said.pop("digest")} | said

    def clean_change_note(self):
        return " ".join(self.cleaned_data["change_note"].split())
