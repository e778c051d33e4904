"""The comments on a page in schema.org's words: those that everybody can read, and no others."""

import re
from functools import lru_cache
from html import unescape

from django.urls import reverse
from django.utils import timezone

from blog.editions.addresses import in_full
from blog.reading.linked.graph import thing

TAG = re.compile("<[^>]*>")


def comment_things(threads):
    """This will give the public comments among a page's threads, in the page's order."""
    listed = [shown.comment for first, replies in threads for shown in ([first] if first else []) + replies]
    public = [comment for comment in listed if comment.is_public]
    keys = {comment.pk for comment in public}
    return [comment_thing(comment.facts, is_answer=comment.parent_id in keys) for comment in public]


@lru_cache(maxsize=4_000)
def comment_thing(facts, *, is_answer):
    """This will say one comment: its words as people read them, its writer's chosen name, and when it was left."""
    address = in_full(reverse("comment", args=[facts.pk]))
    return thing(
        "Comment",
        id_=address,
        url=address,
        text=words(facts.body_html),
        author=writer(facts),
        dateCreated=timezone.localtime(facts.created_at).isoformat(),
        parentItem={"@id": in_full(f"/comments/{facts.parent_id}/")} if is_answer else None,
    )


def writer(facts):
    if facts.practitioner:
        return thing("Person", name=facts.practitioner.name, jobTitle=facts.practitioner.role)
    return thing("Person", name=facts.author_name)


def words(html):
    """This will give what a reader sees of stored HTML, a line to each of its lines."""
    return unescape(TAG.sub("", html.replace("</p><p>", "\n\n").replace("<br>", "\n"))).strip()
