"""How long a search takes among 20,000 articles: `python -m tests.bench.search`, on SQLite or where DATABASE_URL says.

Measured in one process: the search alone (the question, the ranking, the extracts), and the whole page with its HTML.
The questions are in turn, so that a busy moment of the machine falls on all alike. A database at DATABASE_URL has to be
empty.
"""

import os
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import urlencode

os.environ |= {
    "DATA_DIR": tempfile.mkdtemp(prefix="bench-"),
    "DJANGO_SETTINGS_MODULE": "clinic_site.settings",
    "EMAIL_URL": "dummymail://",
    "SITE_URL": "http://localhost",
}

from clinic_site.wsgi import django  # sets up what the rest needs

# isort: split
from django.conf import settings
from django.db import connection
from django.test import RequestFactory
from django.utils import timezone

from blog.editions.models import Topic
from blog.search import queries
from tests.bench import data, run

ARTICLES, ROUNDS = 20_000, 20
ASKED = (
    # In one article, in one of twenty, in all; in the text, in every title.
    data.RARE, data.MIDDLE, data.COMMON, "clinic", "lipid", "article", "topic",
    # Two words, three words.
    "skin water", "collagen repair", "small change", "gentle wash", "support healing", "question answer",
    "evidence study week", "cell light protein", "dry itch calm",
    # A phrase, a typing mistake, a stem, a synonym, and what is nowhere.
    "“skin barrier”", "excema", "healed", "sunscreen", "zzzz",
)  # fmt: skip
QUESTIONS = [(words, "") for words in ASKED] + [("protein", "topic-3")]  # with the topic that is looked in


def search(words, topic):
    queries.find(words, at=timezone.now(), topic=Topic.objects.get(slug=topic) if topic else None)


def page(words, topic):
    asked = RequestFactory()._base_environ(
        PATH_INFO="/search/", QUERY_STRING=urlencode({"q": words, "topic": topic}), HTTP_HOST="localhost"
    )
    statuses = []
    b"".join(django(asked, lambda status, headers: statuses.append(status)))
    assert statuses == ["200 OK"], (words, statuses)


def measure(what):
    """This will ask everything in turn; gives {question: [milliseconds]}."""
    took = {question: [] for question in QUESTIONS}
    for number in range(ROUNDS + 1):
        for question in QUESTIONS:
            began = time.perf_counter()
            what(*question)
            if number:  # the first round warms up
                took[question].append(1000 * (time.perf_counter() - began))
    return took


def tell(name, took):
    whole = sorted(one for each in took.values() for one in each)
    print(f"{name}: median {median(whole):.1f} ms, 95 of 100 within {quantiles(whole, n=20)[-1]:.1f} ms")
    for question, each in sorted(took.items(), key=lambda item: -median(item[1])):
        print(f"  {median(each):5.1f} ms  {' on '.join(filter(None, question))}")


if __name__ == "__main__":
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # nobody here logs in with one
    data.SIZES["search"] = (ARTICLES, 1_000)
    run.filled("search", Path(os.environ["DATA_DIR"]), accounts=64)
    print(f"{connection.vendor}, {ARTICLES:,} articles, {ROUNDS} times {len(QUESTIONS)} questions")
    tell("The search alone", measure(search))
    tell("The whole page", measure(page))
