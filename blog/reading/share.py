"""The drawn picture of an article for shared links: one for each edition, drawn when it is first asked for, then kept.

The files are made of signed words and can be made again at any time. Only a live edition's picture is served.
"""

import contextlib
import hashlib
import json

from django.core.files.storage import default_storage
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from blog.clinic.context import clinic_of
from blog.editions.addresses import in_full, look_up
from blog.editions.models import Edition
from blog.images import keeping
from blog.images.renditions import store
from blog.images.views import ASK_EACH_TIME, ONLY_A_PICTURE, no_picture
from blog.reading.share_drawing import HEIGHT, WIDTH, draw

__all__ = ["HEIGHT", "WIDTH", "address_of", "picture", "tidy"]

VERSION = 1  # of the drawing: another number gives every picture a new address
FOLDER = "share"
END_OF_JPEG = b"\xff\xd9"


def parts_of(edition, clinic):
    """This will give everything that the picture shows."""
    return {
        "title": edition.title,
        "topic": edition.topic_name,
        "motif": edition.motif,
        "seed": edition.slug,
        "hue": clinic.hue,
        "clinic": clinic.short_name,
    }


def hash_of(parts):
    return hashlib.sha256(json.dumps([VERSION, *parts.values()]).encode()).hexdigest()[:16]


def path_of(edition, clinic):
    return reverse("share_picture", args=[edition.slug, hash_of(parts_of(edition, clinic))])


def address_of(edition, clinic):
    return in_full(path_of(edition, clinic))


@require_safe
def picture(request, slug, share):
    """This will serve the picture of the edition that is live now. An older picture's address leads to it."""
    at, clinic = timezone.now(), clinic_of(request)
    found = look_up(slug, at=at)
    if found is None:
        raise Http404("No article was ever here.")
    edition = found.edition or found.moved_to
    if edition is None:
        gone = no_picture()
        gone.status_code = 410
        return gone
    parts = parts_of(edition, clinic)
    if (edition.slug, hash_of(parts)) != (slug, share):
        return redirect(path_of(edition, clinic))
    headers = {"Cache-Control": ASK_EACH_TIME, "ETag": f'"{share}"'}  # the article may be withdrawn meanwhile
    unchanged = get_conditional_response(request, etag=f'"{share}"')
    if unchanged is not None and unchanged.status_code == 304:
        return HttpResponse(status=304, headers=headers | ONLY_A_PICTURE)
    content = kept(edition.post_id, share) or drawn(edition.post_id, share, parts)
    return HttpResponse(content, content_type="image/jpeg", headers=headers | ONLY_A_PICTURE)


def kept(post_id, share):
    """This will read a picture that was drawn before; nothing where there is none to be had, or but half a file."""
    try:
        content = keeping.read(default_storage, f"{FOLDER}/{post_id}/{share}.jpg")
    except (FileNotFoundError, keeping.Away):
        return b""
    return content if content.endswith(END_OF_JPEG) else b""


def drawn(post_id, share, parts):
    """This will draw a picture and keep it in the place of the article's earlier ones, if the store does its part."""
    content = draw(**parts)
    with contextlib.suppress(keeping.Away):
        keeping.empty(f"{FOLDER}/{post_id}")
        store(f"{FOLDER}/{post_id}/{share}.jpg", content)
    return content


def tidy(*, at):
    """This will delete the pictures of articles that are not live any more. Safe to repeat; nothing serves them."""
    live = {str(key) for key in Edition.objects.live(at).values_list("post_id", flat=True)}
    with contextlib.suppress(FileNotFoundError), keeping.asking_the_store():
        for post_id in default_storage.listdir(FOLDER)[0]:
            if post_id not in live:
                keeping.empty(f"{FOLDER}/{post_id}")
