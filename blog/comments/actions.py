"""The one writer of comments."""

import uuid

from django.db import IntegrityError, transaction
from django.db.models import F

from blog import rules
from blog.comments import text
from blog.comments.closing import closed_because
from blog.comments.decide import decide
from blog.comments.models import Comment, Conversation


def leave_comment(*, edition, author, body, at, parent=None, token=None):
    """This will store a comment under an article, or a reply if `parent` is given, and return it.

    token: the UUID in the form; a second comment with the same one is the same comment, returned again. Raises
    `Refused` if the author may not comment or the parent cannot be answered, ValidationError if the text cannot be
    stored. Either everything is stored or nothing.
    """
    rules.require(rules.refusal_to_comment(author, closed_because=closed_because(edition, at=at)))
    body = text.tidy(body)
    text.check(body, longest=Comment.MAX_LENGTH)
    token = token or uuid.uuid4()
    try:
        with transaction.atomic():
            return store(edition, author, body, at, parent, token)
    except IntegrityError:
        return Comment.objects.get(author=author, token=token)


def store(edition, author, body, at, parent, token):
    if parent is not None:
        parent = Comment.objects.select_for_update().get(pk=parent.pk)
        rules.require(rules.refusal_to_reply(author, parent, post_id=edition.post_id))
    comment = Comment.objects.create(
        post_id=edition.post_id,
        edition=edition,
        author=author,
        practitioner=getattr(author, "practitioner", None),
        parent=parent,
        root_id=parent.root_id if parent else None,
        state=decide(author=author, body=body),
        body=body,
        body_html=text.to_html(body),
        token=token,
        created_at=at,
    )
    if parent is None:
        comment.root = comment
        comment.save(update_fields=["root"])
    if comment.is_public:
        count_one_more(edition.post_id)
    return comment


def count_one_more(post_id):
    """This will keep the count readers see; the row is made with an article's first comment."""
    Conversation.objects.get_or_create(post_id=post_id)
    Conversation.objects.filter(post_id=post_id).update(public_count=F("public_count") + 1)
