"""Pictures that are drawn when they are asked for."""

import gzip
import re
from functools import lru_cache

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from blog.images.motifs import MOTIFS
from blog.images.plates import SHADES
from blog.images.plates import plate as draw

LONGEST_SEED = 100  # characters: the longest slug


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
