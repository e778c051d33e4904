"""One kept page: its bytes in every encoding, its headers, and the answer to whoever asks for it."""

from functools import lru_cache
from hashlib import blake2b
from threading import Lock
from zlib import compressobj

import brotli

from blog.stamps.marks import SHOWN

# Compressed once and sent many times; below this size it gains nothing.
BROTLI_QUALITY, GZIP_LEVEL, WORTH_IT = 5, 6, 400
NOT_KEPT = {"content-length", "content-encoding", "etag", "date"}
SENT_WITH_304 = {"cache-control", "content-location", "etag", "expires", "last-modified", "vary"}
OVERHEAD = 2000  # bytes of a page's headers and of the objects around it, more or less


class Entry:
    """What was made of one address, with the stamps and the moment up to which it is right."""

    def __init__(self, *, headers, body, stamps, until, seen_right_at, shown=None):
        self.stamps, self.until, self.shown = stamps, until, shown
        self.keys, self.numbers = tuple(stamps), tuple(stamps.values())
        self.seen_right_at = seen_right_at
        self.is_being_made_anew = Lock()
        self.etag = f'W/"{blake2b(body, digest_size=16).hexdigest()}"'
        common = [pair for pair in headers if pair[0].lower() not in NOT_KEPT]
        vary = ", ".join([*(value for name, value in common if name.lower() == "vary"), "Accept-Encoding"])
        common = [pair for pair in common if pair[0].lower() != "vary"] + [("Vary", vary), ("ETag", self.etag)]
        self.changed_at = next((value for name, value in headers if name.lower() == "last-modified"), None)
        self.answers = {name: self.answer(common, name, made) for name, made in encodings(body).items()}
        self.encodings = tuple(self.answers)
        self.not_changed = [pair for pair in common if pair[0].lower() in SENT_WITH_304]
        self.size = OVERHEAD + sum(len(body) for _, body in self.answers.values())

    @staticmethod
    def answer(common, name, body):
        encoding = [("Content-Encoding", name)] if name else []
        return [*common, *encoding, ("Content-Length", str(len(body)))], body

    def answer_to(self, environ, start_response):
        """This will send the page, or 304 to whoever has it already; a HEAD gets no body."""
        if self.shown:
            environ[SHOWN] = self.shown
        if self.is_held_by(environ):
            start_response("304 Not Modified", list(self.not_changed))
            return [b""]
        headers, body = self.answers[best(environ.get("HTTP_ACCEPT_ENCODING", ""), self.encodings)]
        start_response("200 OK", list(headers))
        return [b"" if environ["REQUEST_METHOD"] == "HEAD" else body]

    def is_held_by(self, environ):
        """This will tell whether a browser has these bytes; by their date only if it does not know their tag."""
        if held := environ.get("HTTP_IF_NONE_MATCH"):
            return held.strip() == "*" or self.etag[2:] in held
        return self.changed_at is not None and environ.get("HTTP_IF_MODIFIED_SINCE") == self.changed_at


@lru_cache(maxsize=1_000)
def best(accepted, encodings):
    """This will choose an encoding that is there, and that the browser named and did not refuse (`;q=0`)."""
    for name in ("br", "gzip"):
        if name in encodings and name in accepted and accepts(name, accepted):
            return name
    return ""


def accepts(name, accepted):
    for one in accepted.split(","):
        coding, _, weight = one.partition(";")
        if coding.strip().lower() == name:
            return weight.replace(" ", "").lower() not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False


def encodings(body):
    """This will give the body as it is and, where that is smaller, in brotli and in gzip."""
    made = {"": body}
    if len(body) >= WORTH_IT:
        made["br"] = brotli.compress(body, quality=BROTLI_QUALITY)
        gzip = compressobj(GZIP_LEVEL, wbits=31)
        made["gzip"] = gzip.compress(body) + gzip.flush()
    return made
