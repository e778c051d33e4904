"""Pictures as files: plates, drawn when they are asked for, and the renditions of the library's pictures."""

import gzip
import re
from functools import lru_cache

from django.core.files.storage import default_storage
from django.http import Http404, HttpResponse, HttpResponseNotFound
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from blog.images import keeping
from blog.images.models import Image, Rendition
from blog.images.motifs import MOTIFS
from blog.images.plates import SHADES
from blog.images.plates import plate as draw

LONGEST_SEED = 100  # characters: the longest slug
WIDEST = 1920
CONTENT_TYPES = {"avif": "image/avif", "webp": "image/webp", "jpeg": "image/jpeg"}
FOR_GOOD = "public, max-age=31536000, immutable"  # the address holds the hash of what it shows
ASK_EACH_TIME = "public, no-cache"  # a person may withdraw consent between two requests
ONLY_A_PICTURE = {"Content-Security-Policy": "default-src 'none'", "X-Content-Type-Options": "nosniff"}


@require_safe
@vary_on_headers("Accept-Encoding")
def plate(request, motif, seed, hue, shade):
    """This will draw a plate. Its address holds everything it is made of, so browsers may keep it for good."""
    if motif not in MOTIFS or shade not in SHADES or hue >= 360 or len(seed) > LONGEST_SEED:
        raise Http404
    plain, packed = drawn(motif, seed, hue, shade)
    is_packed = re.search(r"\bgzip\b", request.headers.get("Accept-Encoding", ""))
    headers = {"Cache-Control": "public, max-age=31536000, immutable"}
    if is_packed:
        headers["Content-Encoding"] = "gzip"
    return HttpResponse(packed if is_packed else plain, content_type="image/svg+xml", headers=headers)


@lru_cache(maxsize=128)
def drawn(motif, seed, hue, shade):
    """This will give a plate's bytes, plain and gzipped: drawn and packed once, then kept."""
    plain = draw(motif, seed, hue, is_dark=shade == "dark").encode()
    return plain, gzip.compress(plain, mtime=0)


@require_safe
def picture(request, sha256, width, format):
    """This will serve one rendition, if the picture may be shown on the site at this very moment."""
    rendition = find_rendition(sha256, width, format)
    if rendition is None:
        return no_picture()
    etag = f'"{sha256[:32]}-{width}-{format}"'
    caching = {"Cache-Control": ASK_EACH_TIME if rendition.image.shows_person else FOR_GOOD, "ETag": etag}
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged is not None and unchanged.status_code == 304:
        return HttpResponse(status=304, headers=caching | ONLY_A_PICTURE)
    return picture_file(rendition, caching)


def find_rendition(sha256, width, format):
    """This will find a rendition that may be shown now, or None."""
    if format not in CONTENT_TYPES or width > WIDEST:
        return None
    shown = Image.objects.filter(sha256=sha256).may_be_shown(timezone.now())
    return Rendition.objects.select_related("image").filter(image__in=shown, width=width, format=format).first()


def picture_file(rendition, caching):
    """This will answer with a rendition's bytes, and nothing a browser could take for anything but a picture."""
    try:
        content = keeping.read(default_storage, rendition.file)
    except FileNotFoundError:
        return no_picture()
    except keeping.Away:
        return not_now()
    return HttpResponse(
        content,
        content_type=CONTENT_TYPES[rendition.format],
        headers=caching | ONLY_A_PICTURE | {"Accept-Ranges": "none"},
    )


def no_picture():
    return HttpResponseNotFound(
        _("There is no picture here."), content_type="text/plain; charset=utf-8", headers={"Cache-Control": "no-cache"}
    )


def not_now():
    """This will answer that a file is there and cannot be had just now: nobody may keep that answer."""
    return HttpResponse(
        _("This file cannot be had just now. Try again in a minute."),
        status=503,
        content_type="text/plain; charset=utf-8",
        headers={"Cache-Control": "no-store", "Retry-After": keeping.RETRY_AFTER},
    )
