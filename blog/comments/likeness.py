"""Whether the same words, or nearly the same, were sent before."""

import hashlib
import re
import unicodedata
from collections import Counter
from datetime import timedelta

from blog.comments.models import Comment

SHORT = 20  # letters; "Thank you!" may be said by anybody
ALIKE = 0.85  # of the pieces two texts are made of
PIECE = 4  # letters
WINDOW = timedelta(days=7)
LOOK_AT = 20  # comments of the same writer


def undressed(body):
    """This will give the words without case, accents, spaces and signs."""
    plain = unicodedata.normalize("NFKD", re.sub(r"[\u0300-\u036f]+", "", body)[:5000]).casefold()
    return re.sub(r"[^\w]|_", "", plain)


def digest_of(body):
    """This will give the SHA-256, as 64 hex digits, of the words without their dress, or "" for a short text."""
    words = undressed(body)
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest() if len(words) >= SHORT else ""


def was_sent_before(*, body, digest, author, at, but=None):
    """This will tell whether anybody sent these words in the last week, or their writer nearly these.

    but: the key of the comment that is being changed.
    """
    since = Comment.objects.filter(created_at__gt=at - WINDOW)
    if but:
        since = since.exclude(pk=but)
    if digest and since.filter(body_digest=digest).exists():
        return True
    if not digest:
        return False
    own = since.filter(author=author).exclude(body="").order_by("-created_at").values_list("body", flat=True)[:LOOK_AT]
    pieces = pieces_of(body)
    return any(are_alike(pieces, pieces_of(earlier)) for earlier in own)


def pieces_of(body):
    """This will cut the words without their dress into overlapping pieces, and count each."""
    words = undressed(body)
    return Counter(words[start : start + PIECE] for start in range(max(1, len(words) - PIECE + 1)))


def are_alike(one, other):
    """This will tell whether two texts share most of their pieces; the time it takes grows with their length alone."""
    return 2 * (one & other).total() >= ALIKE * (one.total() + other.total())
