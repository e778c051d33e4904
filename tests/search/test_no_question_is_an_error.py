"""Whatever is asked, the answer is a page, and nothing goes wrong behind it."""

import logging

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from blog.search import queries
from blog.search.words import words_in

SIGNS = st.sampled_from(
    [*"\"'()*^:+-~&|!<>{}[]\\/%_,.;#@$“”„’", " AND ", " OR ", " NOT ", " NEAR(", "NEAR/3 ", "skin", "title:"]
)
QUESTIONS = st.one_of(
    st.text(max_size=200),
    st.lists(SIGNS, max_size=30).map("".join),
    st.text(alphabet=st.characters(categories=["Mn", "Me", "Mc", "Cf", "Co", "Cs", "No", "Lo", "Sk"]), max_size=200),
    st.integers().map(str),
)
ODD = [
    "",
    "the",
    "the and or not",
    "'",
    '"',
    '""',
    '" " "',
    "'; DROP TABLE blog_edition; --",
    "a AND",
    "OR OR OR",
    "NOT skin",
    "NEAR(skin barrier, 3)",
    "skin*",
    "^skin",
    "title:skin",
    "words : skin",
    "{title lead} : skin",
    "skin & | ! <-> skin",
    "skin:*A",
    "((((((((((",
    "\\",
    "%s %(x)s {0} $1",
    "1" * 40,
    "-" + "9" * 40,
    "1e5 1e400 0x10 1.5.2",
    "🧴👩🏽‍⚕️",
    "e" + "\u0301\u0316" * 90,
    "\u202e\u2066skin",
    "\ud800",
    "\udfff skin",
    "\ufffe\uffff",
    "\x00",
    "skin\x00barrier",
    "ﬁller ² ½ ㎏ Ⅷ",
    "İstanbul ẞ ŉ",
    "مرحبا नमस्ते 漢字 ไทย",
    " ".join(f"word{n}" for n in range(30)),
    "a b c d e f g h i j k l m n o p q r u v w x y z " * 4,
    "alike0filler0",
]


@pytest.fixture
def quiet(caplog):
    """Fails the test if anything was logged as a warning or worse, but for the pages that are not there."""
    yield
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR] == []


@pytest.mark.parametrize("question", ODD, ids=ascii)
def test_an_odd_question_is_answered(write, clinic, now, question):
    write("Skin", "Words about skin.")

    assert queries.find(question, at=now).asked == question


@pytest.mark.parametrize("question", [odd for odd in ODD if odd.isprintable() or odd.isspace()], ids=ascii)
def test_so_it_is_on_the_page(client, write, clinic, quiet, question):
    write("Skin", "Words about skin.")

    response = client.get("/search/", {"q": question[:200]})

    assert response.status_code == 200
    assert "<h1" in response.content.decode()


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("q=" + "a" * 10_000, 422),
        ("q=" + "%22" * 10_000, 422),
        ("q=%00", 422),
        ("q=%ED%A0%80", 200),
        ("q=%FF%FE", 200),
        ("q=skin&q=%00", 422),
        ("q=skin&topic=nothing", 422),
        ("q=skin&topic=%00", 422),
        ("q=skin&topic=" + "9" * 40, 422),
        ("q=skin&after=x", 404),
        ("q=skin&after=%00", 404),
        ("q=skin&after=0-0-0%0A", 404),
        ("q=skin&after=3-0-1", 404),
        ("q=skin&after=0--1-1", 404),
        ("q=skin&after=0-0-" + "9" * 40, 404),
        ("q=skin&after=0-" + "9" * 15 + "-" + "9" * 18, 200),
        ("q=skin&after=2-0-0", 404),
        ("q=skin&after=%D9%A1-%D9%A1-%D9%A1", 404),
        ("q=skin&page=" + "9" * 40, 404),
        ("q=skin&page=2", 404),
        ("q=the&page=2", 404),
        ("page=2", 200),
        ("after=0-0-1", 200),
    ],
)
def test_an_odd_address_gets_the_right_status_in_our_look(client, write, clinic, quiet, query, status):
    write("Skin", "Words about skin.")

    response = client.get(f"/search/?{query}")

    assert response.status_code == status
    assert '<h1 class="gap-small">' in response.content.decode()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(question=QUESTIONS)
def test_no_question_breaks_the_search(edition, clinic, now, question):
    found = queries.find(question, at=now)

    assert found.total in (0, 1)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(question=st.text(max_size=60))
def test_no_question_breaks_the_page(client, edition, clinic, question):
    response = client.get("/search/", {"q": question.encode("utf-8", "replace")})

    assert response.status_code in (200, 422)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=300))
def test_whatever_a_text_says_it_is_indexed_and_found_by_its_own_words(edition, clinic, now, text):
    from blog.search.index import write

    edition.title, edition.text = "Odd", text
    write(edition)

    for word in words_in(text)[:5]:
        if word.isascii():
            assert queries.find(f"{word} odd", at=now).total == 1 or word in queries.STOP_WORDS


def test_a_flood_of_combining_marks_takes_no_time():
    import time

    begun = time.process_time()
    assert words_in("e" + "\u0301\u0316" * 100_000 + " skin") == ["e", "skin"]

    assert time.process_time() - begun < 2
