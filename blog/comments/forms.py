"""The comment form."""

import uuid

from django import forms

from blog.comments import text
from blog.comments.models import Comment


class PageForm(forms.Form):
    """`?page=N` of a list."""

    page = forms.IntegerField(min_value=1, max_value=1_000_000, required=False)


class CommentForm(forms.Form):
    body = forms.CharField(strip=False, required=False, widget=forms.Textarea)
    parent = forms.ModelChoiceField(
        Comment.objects.none(),
        required=False,
        blank=True,
        error_messages={
            "invalid_choice": "The comment you answered is not there. You can leave yours as a new comment."
        },
    )
    token = forms.UUIDField(required=False)

    def __init__(self, *args, post_id, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = Comment.objects.public().filter(post_id=post_id).select_related("author")
        self.fields["body"].validators = []  # text.check says the same in our words
        self.initial.setdefault("token", uuid.uuid4())

    def clean_body(self):
        body = text.tidy(self.cleaned_data["body"])
        text.check(body, longest=Comment.MAX_LENGTH)
        return body
