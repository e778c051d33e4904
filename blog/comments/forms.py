"""The comment form."""

import uuid

from django import forms

from blog.comments import text
from blog.comments.models import Comment

NO_SUCH_PARENT = "The comment you answered is not there. You can leave yours as a new comment."


class CommentForm(forms.Form):
    body = forms.CharField(strip=False, required=False, widget=forms.Textarea)
    parent = forms.IntegerField(required=False, error_messages={"invalid": NO_SUCH_PARENT})
    has_looked_again = forms.BooleanField(required=False)
    token = forms.UUIDField(required=False, error_messages={"invalid": "This form was too old. Send it again."})

    def __init__(self, *args, post_id, **kwargs):
        super().__init__(*args, **kwargs)
        self.post_id = post_id
        self.fields["body"].validators = []  # text.check says the same in our words
        self.initial.setdefault("token", uuid.uuid4())

    def clean_body(self):
        body = text.tidy(self.cleaned_data["body"])
        text.check(body, longest=Comment.MAX_LENGTH)
        return body

    def clean_parent(self):
        """This will give the comment that is answered, if readers can see it under this article."""
        if self.cleaned_data["parent"] is None:
            return None
        public = Comment.objects.public().filter(post_id=self.post_id).select_related("author", "practitioner")
        parent = public.filter(pk=self.cleaned_data["parent"]).first()
        if parent is None:
            raise forms.ValidationError(NO_SUCH_PARENT)
        return parent
