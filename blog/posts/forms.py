"""What staff fill in: an article with its sources, and a signature."""

from datetime import date

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import F
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from blog.editions import body, tags
from blog.editions.addresses import refusal_of_address
from blog.editions.models import Tag
from blog.posts.editor import NEWEST
from blog.posts.fields import BodyField, CoverField, MomentField, TagsField
from blog.posts.models import Post, Source
from blog.posts.versions import Versioned

LAST_SOURCE = 99  # a superscript of two digits finds its source
PART_REVIEW = _("Leave this empty if you read only what changed: the date of the next review then stays as it is.")
REVIEWS = {91: _("in 3 months"), 182: _("in 6 months"), 365: _("in a year"), 730: _("in 2 years")}


class PostForm(Versioned):
    body = BodyField(
        label=_("Text"),
        required=False,
        help_text=_(
            "Esc leaves the text for the buttons, and goes back. A superscript number refers to the source with "
            "that number. A line in bold right above a table is its caption."
        ),
    )
    tags = TagsField(label=_("Tags"))
    cover = CoverField(
        label=_("Cover"),
        help_text=_("Instead of the drawing at the top: a picture from the library. Cut to fit round its focal point."),
    )

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
        help_text = gettext("Names with commas between them, ten at most.")
        named = gettext("In use: %(tags)s") % {"tags": in_use}
        self.fields["tags"].help_text = format_html("{} {}", help_text, named) if in_use else help_text
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

    def clean_slug(self):
        """This will refuse an address under which readers know another article."""
        slug = self.cleaned_data["slug"]
        if "slug" in self.changed_data and (sentence := refusal_of_address(slug, post_id=self.instance.pk)):
            raise ValidationError(sentence)
        return slug

    def clean_body(self):
        """This will keep the stored words to the letter where the editor sends back the same article."""
        stored = self.instance.body if self.instance.pk else ""
        return stored if self.cleaned_data["body"] == body.clean(stored) else self.cleaned_data["body"]


class SourceForm(forms.ModelForm):
    position = forms.IntegerField(
        label=_("Number"), min_value=1, max_value=LAST_SOURCE, help_text=Source._meta.get_field("position").help_text
    )
    url = forms.URLField(
        label=_("Address"), max_length=500, assume_scheme="https", widget=forms.URLInput(attrs={"class": "vURLField"})
    )

    class Meta:
        model = Source
        fields = ("position", "title", "publisher", "year", "url", "checked_on")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if year := self.fields.get("year"):
            this_year = timezone.localdate().year
            year.validators += [
                MinValueValidator(1800, _("Write the year in four figures.")),
                MaxValueValidator(this_year + 1, _("This year is still to come.")),
            ]

    def clean_checked_on(self):
        if self.cleaned_data["checked_on"] > timezone.localdate() or self.cleaned_data["checked_on"] < date(2000, 1, 1):
            raise ValidationError(gettext("Write the day on which somebody last read it."))
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
        shown = {form.instance.pk for form in self.forms}
        taken = {source.position for source in self.get_queryset() if source.pk not in shown}
        for form in self.forms:
            number = form.cleaned_data.get("position") if form.is_valid() else None
            if number is None or self._should_delete_form(form):
                continue
            if number in taken:
                form.add_error("position", gettext("Two sources have the same number."))
            taken.add(number)

    def save(self, commit=True):
        moved = [
            form.instance.pk
            for form in self.initial_forms
            if "position" in form.changed_data or self._should_delete_form(form)
        ]
        Source.objects.filter(pk__in=moved).update(position=F("position") + LAST_SOURCE)  # out of each other's way
        return super().save(commit=commit)


class SignForm(forms.Form):
    """A signature. `digest` and `compared_with` say what the signer was shown."""

    digest = forms.CharField(max_length=64, widget=forms.HiddenInput)
    compared_with = forms.IntegerField(min_value=1, max_value=2**63 - 1, required=False, widget=forms.HiddenInput)
    change_note = forms.CharField(
        label=_("What changed, and why"),
        max_length=300,
        required=False,
        help_text=_("Printed on the page. Empty for a minor change."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    review_in_days = forms.TypedChoiceField(
        label=_("Next review"), coerce=int, initial=182, widget=forms.RadioSelect, choices=list(REVIEWS.items())
    )
    is_whole_review = forms.BooleanField(label=_("I have read the whole page"), required=False)
    live_from = MomentField(label=_("Goes live"), help_text=_("Empty: now, as soon as you sign."))
    live_until = MomentField(label=_("Comes down"), help_text=_("Empty: it stays until something replaces it."))
    emergency_reason = forms.CharField(
        label=_("Why it cannot wait for another clinician"),
        max_length=300,
        help_text=_(
            "You wrote some of these words. In an emergency you may sign them yourself: the reason goes on "
            "record, and another clinician is asked to sign as soon as they can."
        ),
        error_messages={
            "required": _("You wrote some of these words. Ask another clinician, or say why it cannot wait.")
        },
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args, must_be_whole, is_own=False, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_own:
            del self.fields["emergency_reason"]
        self.must_be_whole = must_be_whole
        if not must_be_whole:
            self.fields["is_whole_review"].help_text = PART_REVIEW

    def clean_is_whole_review(self):
        if self.must_be_whole and not self.cleaned_data["is_whole_review"]:
            raise ValidationError(gettext("Read the whole page, then tick this."))
        return self.cleaned_data["is_whole_review"]

    @property
    def decision(self):
        """What `actions.sign` wants to know, from a valid form."""
        said = dict(self.cleaned_data)
        return {"shown_digest": said.pop("digest")} | said

    def clean_change_note(self):
        return " ".join(self.cleaned_data["change_note"].split())
