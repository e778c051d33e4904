"""The least that a WSGI application can do: the same answer for everybody, headers and all. Ours is measured by it."""

import json
import os
from pathlib import Path

FOLDER = Path(os.environ["BENCH_ANSWER"])
BODY, HEADERS = (FOLDER / "body").read_bytes(), list(map(tuple, json.loads((FOLDER / "headers").read_text())))


def application(environ, start_response):
    start_response("200 OK", list(HEADERS))
    return [BODY]
