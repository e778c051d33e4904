"""The comments on a page in schema.org's words: those that everybody can read, and no others."""

import re
from html import unescape

from django.utils import timezone

from blog.editions.addresses import in_full
from blog.reading.linked.graph import thing

TAG = re.compile("<[^>]*>")


def comment_things(threads):
    """This will give the public comments among a page's threads, in the page's order."""
    listed = [comment for first, replies in threads for comment in ([first] if first else []) + replies]
    public = [comment for comment in listed if comment.is_public]
    keys = {comment.pk for comment in public}
    return [comment_thing(comment, is_answer=comment.parent_id in keys) for comment in public]


def comment_thing(comment, *, is_answer):
    """This will say one comment: its words as people read them, its writer's chosen name, and when it was left."""
    address = in_full(comment.get_absolute_url())
    return thing(
        "Comment",
        id_=address,
        url=address,
        text=words(comment.body_html),
        author=writer(comment),
        dateCreated=timezone.localtime(comment.created_at).isoformat(),
        parentItem={"@id": in_full(f"/comments/{comment.parent_id}/")} if is_answer else None,
    )


def writer(comment):
    if comment.practitioner:
        return thing("Person", name=comment.practitioner.name, jobTitle=comment.practitioner.role)
    return thing("Person", name=comment.author_name)


def words(html):
    """This will give what a reader sees of stored HTML, a line to each of its lines."""
    return unescape(TAG.sub("", html.replace("</p><p>", "\n\n").replace("<br>", "\n"))).strip()
