"""The forms of a conversation: a comment, changed words, a report, an answer to a decision, and what a page shows."""

import uuid

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from blog.comments import text
from blog.comments.models import Appeal, CannedReply, Comment, Report
from blog.editions.lists import PageForm

NO_SUCH_PARENT = _("The comment you answered is not there. You can leave yours as a new comment.")
THINK_FIRST = _("Read why, then tick the box. Or leave it unanswered.")
QUICKEST = 2  # seconds; nobody reads the page and types a comment in less
BEGAN = "comments.began"  # the salt of the signed moment in the form
ANSWERS = "answers"


class ShowForm(PageForm):
    """`?page=N` and `?show=answers` of a conversation."""

    show = forms.ChoiceField(choices=[(ANSWERS, _("Threads the clinic has answered"))], required=False)


class WordsForm(forms.Form):
    """The words of a comment, new or changed."""

    body = forms.CharField(strip=False, required=False, widget=forms.Textarea)
    has_looked_again = forms.BooleanField(required=False)

    def __init__(self, *args, longest=Comment.MAX_LENGTH, **kwargs):
        super().__init__(*args, **kwargs)
        self.longest = longest
        self.fields["body"].validators = []  # text.check says the same in our words

    def clean_body(self):
        body = text.tidy(self.cleaned_data["body"])
        text.check(body, longest=self.longest)
        return body

    @property
    def wrong(self):
        """The sentences that stand under the words: all but those that have a field of their own to stand at."""
        return [error for name, errors in self.errors.items() if name != "has_thought" for error in errors]


class CommentForm(WordsForm):
    """A new comment, or a reply if `parent` is given.

    writer: a member of staff has to think before answering some comments. at: when the form is made or came back.
    """

    parent = forms.IntegerField(required=False, error_messages={"invalid": NO_SUCH_PARENT})
    token = forms.UUIDField(required=False, error_messages={"invalid": _("This form was too old. Send it again.")})
    notify = forms.BooleanField(required=False)
    has_thought = forms.BooleanField(required=False)

    def __init__(self, *args, post_id, at, writer=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.post_id, self.writer, self.at = post_id, writer, at
        self.initial.setdefault("token", uuid.uuid4())

    def clean_parent(self):
        """This will give the comment that is answered, if readers can see it under this article."""
        if self.cleaned_data["parent"] is None:
            return None
        public = Comment.objects.public().filter(post_id=self.post_id).select_related("author", "practitioner")
        parent = public.filter(pk=self.cleaned_data["parent"]).first()
        if parent is None:
            raise forms.ValidationError(NO_SUCH_PARENT)
        return parent

    def clean(self):
        parent = self.cleaned_data.get("parent")
        if self.asks_first(parent) and not self.cleaned_data.get("has_thought"):
            self.add_error("has_thought", THINK_FIRST)

    def asks_first(self, parent):
        """This will tell whether an answer to this comment takes it over, so that its writer has to have thought."""
        return bool(self.writer and self.writer.is_staff and parent and parent.asks_before_adopting)

    @property
    def began(self):
        """The signed moment at which the form was first shown; it stays while the form goes to and fro."""
        return self.sent_began if self.began_at() is not None else signing.dumps(self.at.timestamp(), salt=BEGAN)

    @property
    def sent_began(self):
        return self.data.get("began", "")

    def began_at(self):
        """This will give the moment, as a number of seconds, or None where none came or it is not ours."""
        try:
            return float(signing.loads(self.sent_began, salt=BEGAN))
        except (signing.BadSignature, TypeError, ValueError):
            return None

    @property
    def is_automated(self):
        """Whether a field that no person sees was filled in, or the form came back quicker than anybody types."""
        began_at = self.began_at()
        return bool(self.data.get("website")) or (began_at is not None and self.at.timestamp() - began_at < QUICKEST)


class CannedForm(forms.Form):
    """The choice among the replies that staff use again and again."""

    canned = forms.ModelChoiceField(CannedReply.objects.order_by("name"), required=False)


class ReportForm(forms.Form):
    reason = forms.ChoiceField(
        choices=Report.Reason,
        error_messages={"required": _("Choose what is wrong with it."), "invalid_choice": _("Choose one of these.")},
    )
    note = forms.CharField(
        required=False,
        max_length=Report._meta.get_field("note").max_length,
        error_messages={"max_length": _("Make this shorter: there is room for 500 characters.")},
    )

    def clean(self):
        super().clean()
        is_other = self.cleaned_data.get("reason") == Report.Reason.OTHER
        if is_other and "note" not in self.errors and not self.cleaned_data["note"]:
            self.add_error("note", _("Say in a few words what is wrong with it."))


class AppealForm(forms.Form):
    body = forms.CharField(
        max_length=Appeal._meta.get_field("body").max_length,
        error_messages={
            "required": _("Write something first."),
            "max_length": _("Make this shorter: there is room for 1,000 characters."),
        },
    )
