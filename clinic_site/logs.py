"""What is written down while the site runs: one line for each event, without what people sent or who they are.

Requests are written down by the reverse proxy (deploy/nginx/clinic.conf), which sees them all.
"""

import json
import logging
import re
from datetime import UTC, datetime

MAIL_ADDRESS = re.compile(r"[\w.+%'-]+@[\w-]+(?:\.[\w-]+)+")
QUERY = re.compile(r"(?<=[\w/.-])\?[^\s\"')\]]+")
LINK_IN_A_MAIL = re.compile(r"(/(?:sign|notices|follow)/)[^/\s\"']+")
IPV4 = re.compile(r"\b(\d{1,3}\.\d{1,3}\.\d{1,3})\.\d{1,3}\b(?!\.\d)")
IPV6 = re.compile(r"(?<![\w:])([0-9a-f]{1,4}:[0-9a-f]{1,4}:[0-9a-f]{1,4}):[0-9a-f:]+(?![\w:])", re.IGNORECASE)


def without_people(text):
    """This will take mail addresses, queries and keys of links out of a line, and shorten addresses to /24 and /48."""
    text = MAIL_ADDRESS.sub("(a mail address)", text)
    text = LINK_IN_A_MAIL.sub(r"\1...", QUERY.sub("", text))
    return IPV6.sub(r"\1::", IPV4.sub(r"\1.0", text))


class Line(logging.Formatter):
    """A line to read: for a laptop. A traceback follows it."""

    def __init__(self):
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def format(self, record):
        return without_people(super().format(record))


class JsonLine(logging.Formatter):
    """A line to search: one JSON object, with the traceback inside it."""

    def format(self, record):
        said = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "message": without_people(record.getMessage()),
        }
        if (request := getattr(record, "request", None)) is not None and hasattr(request, "path"):
            said |= {"method": request.method, "path": without_people(request.path)}
        if status := getattr(record, "status_code", None):
            said["status"] = status
        if record.exc_info:
            said["traceback"] = without_people(self.formatException(record.exc_info))
        return json.dumps(said, ensure_ascii=False)


def logging_as(form):
    """This will give Django's LOGGING for LOG_FORMAT: `json` or `line`."""
    formatter = {"json": JsonLine, "line": Line}[form]
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"chosen": {"()": formatter}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "chosen"}},
        "root": {"handlers": ["console"], "level": "INFO"},
        "loggers": {
            "django": {"handlers": ["console"], "level": "INFO", "propagate": False},
            "django.request": {"level": "ERROR"},  # a wrong address or a refusal is no trouble of ours
        },
    }
