"""Answers to programs that ask for the same file again and again: 304 while nothing changed."""

import hashlib
from datetime import timedelta

from django.http import HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

# Kept by whoever likes, and asked about each time: an article may be withdrawn at any moment.
ASK_EACH_TIME = "public, no-cache"
# HTTP tells moments apart by the second: within one the file could change once more and keep its date.
SURE_AFTER = timedelta(seconds=1)


def answer(request, content, *, content_type, at, changed_at=None):
    """This will answer with a file's bytes, or with 304 for somebody who has just these bytes.

    changed_at: when they last became what they are, where that is known for sure. at: the moment they were made.
    """
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    is_sure = changed_at is not None and at - changed_at > SURE_AFTER
    moment = int(changed_at.timestamp()) if is_sure else None
    response = get_conditional_response(request, etag=etag, last_modified=moment)
    if response is None:
        response = HttpResponse(content)
    if response.status_code == 200:
        response.headers["Content-Type"] = content_type
    response.headers["Cache-Control"] = ASK_EACH_TIME
    response.headers["ETag"] = etag
    if moment is not None:
        response.headers["Last-Modified"] = http_date(moment)
    return response
