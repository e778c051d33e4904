"""The port itself, apart from the site's own address: nothing of it can be asked from outside."""

import errno
import logging
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone

from clinic_site.metrics import state

log = logging.getLogger(__name__)
PROCESSES = 10  # at most: each takes the next port that is free
CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


def listen(counted):
    """This will answer /metrics from a thread, on METRICS_PORT or the first free one of the ten from there.

    Without a free one the site goes on without its numbers. Gives the server, or None.
    """
    for port in range(settings.METRICS_PORT, settings.METRICS_PORT + PROCESSES):
        try:
            server = HTTPServer((settings.METRICS_HOST, port), answering(counted))
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                log.error("Nobody can ask for the metrics: %s", error)
                return None
            continue
        Thread(target=server.serve_forever, name="metrics", daemon=True).start()
        return server
    log.error("Nobody can ask this process for its metrics: the ten ports from %s are taken", settings.METRICS_PORT)
    return None


def answering(counted):
    class Handler(BaseHTTPRequestHandler):
        timeout = 5  # seconds: whoever asks slowly does not keep others waiting

        def do_GET(self):
            is_known = self.path == "/metrics"
            body = text(counted, timezone.now()).encode() if is_known else b"Ask for /metrics\n"
            connection.close()  # the next question may come in minutes
            self.send_response(200 if is_known else 404)
            self.send_header("Content-Type", CONTENT_TYPE if is_known else "text/plain; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            """Asked every few seconds; not worth a line."""

    return Handler


def text(counted, at):
    """This will write down every number there is; without the database those of this process."""
    found = list(state.of_the_machine(at))
    if hasattr(counted, "numbers"):
        found += counted.numbers(settings.DOOR)
    try:
        found += state.numbers(at)
    except DatabaseError:
        found.append(("clinic_database_up", "gauge", "Whether the database answers.", {}, 0))
    else:
        found.append(("clinic_database_up", "gauge", "Whether the database answers.", {}, 1))
    return "".join(lines(found))


def lines(found):
    before = None
    for name, kind, what, labels, number in found:
        if name != before:
            yield f"# HELP {name} {what}\n# TYPE {name} {kind}\n"
        before = name
        said = ",".join(f'{key}="{escaped(value)}"' for key, value in labels.items())
        yield f"{name}{{{said}}} {number}\n" if said else f"{name} {number}\n"


def escaped(value):
    return value.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
