"""How long a search takes among 20,000 articles: `python -m tests.bench.search`, on SQLite or where DATABASE_URL says.

The whole page is measured, in one process: the question, the ranking, the extracts, the HTML. The questions are in
turn, so that a busy moment of the machine falls on all alike. A database at DATABASE_URL has to be empty.
"""

import os
import tempfile
import time
from statistics import median, quantiles
from urllib.parse import quote

os.environ |= {
    "DATA_DIR": tempfile.mkdtemp(prefix="bench-"),
    "DJANGO_SETTINGS_MODULE": "clinic_site.settings",
    "EMAIL_URL": "dummymail://",
    "SITE_URL": "http://localhost",
}

from django.conf import settings
from django.db import connection
from django.test import RequestFactory

from clinic_site.wsgi import django  # sets up what the rest needs
from tests.bench import data, run

ARTICLES, ROUNDS = 20_000, 20
QUESTIONS = (
    # In one article, in one of twenty, in all; in the text, in every title, on one topic.
    data.RARE, data.MIDDLE, data.COMMON, "clinic", "lipid", "article", "topic", "protein&topic=topic-3",
    # Two words, three words.
    "skin water", "collagen repair", "small change", "gentle wash", "support healing", "question answer",
    "evidence study week", "cell light protein", "dry itch calm",
    # A phrase, a typing mistake, a stem, a synonym, and what is nowhere.
    "“skin barrier”", "excema", "healed", "sunscreen", "zzzz",
)  # fmt: skip


def seconds(question):
    words, _, rest = question.partition("&")
    asked = RequestFactory()._base_environ(
        PATH_INFO="/search/", QUERY_STRING=f"q={quote(words)}&{rest}", HTTP_HOST="localhost"
    )
    statuses, began = [], time.perf_counter()
    b"".join(django(asked, lambda status, headers: statuses.append(status)))
    took = time.perf_counter() - began
    assert statuses == ["200 OK"], (question, statuses)
    return took


def measure():
    """This will ask everything in turn; gives {question: [milliseconds]}."""
    for question in QUESTIONS:
        seconds(question)
    took = {question: [] for question in QUESTIONS}
    for _ in range(ROUNDS):
        for question in QUESTIONS:
            took[question].append(1000 * seconds(question))
    return took


if __name__ == "__main__":
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # nobody here logs in with one
    data.SIZES["search"] = (ARTICLES, 1_000)
    run.fill("search", accounts=64)
    took = measure()
    whole = sorted(one for each in took.values() for one in each)
    print(f"{connection.vendor}, {ARTICLES:,} articles, {len(whole)} searches:")
    print(f"median {median(whole):.1f} ms, 95 of 100 within {quantiles(whole, n=20)[-1]:.1f} ms")
    for question, each in sorted(took.items(), key=lambda item: -median(item[1])):
        print(f"  {median(each):5.1f} ms  {question}")
