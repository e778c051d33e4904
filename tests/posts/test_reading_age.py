"""The reading age of a text is a hint, by a published formula."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blog.posts.reading_age import reading_age, syllables


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("skin", 1), ("water", 2), ("the", 1), ("make", 1), ("table", 2), ("redness", 2), ("fades", 1), ("noses", 2),
        ("washed", 1), ("treated", 2), ("medicine", 3), ("café", 2), ("nhs", 1), ("ring", 1),
    ],
)  # fmt: skip
def test_syllables_are_heard_vowels(word, count):
    assert syllables(word) == count


def test_the_formula_is_the_published_one():
    text = "Water keeps the skin calm. " * 20  # 5 words and 6 syllables a sentence: grade 0.52

    assert reading_age(text) == round(0.39 * 5 + 11.8 * 6 / 5 - 15.59 + 5)


def test_long_sentences_and_long_words_take_an_older_reader():
    easy = "Red skin is usual. It fades. Ring us if it does not.\n" * 12
    hard = (
        "Postprocedural erythema is characteristically self-limiting, although persistent inflammation, particularly "
        "when accompanied by exudation, necessitates re-evaluation by the responsible clinician.\n"
    )

    assert reading_age(easy) < 9
    assert reading_age(hard * 8) > 18


def test_a_heading_or_an_item_of_a_list_ends_a_sentence():
    assert reading_age("Cool water\n" * 60) < reading_age("Cool water " * 60)


@pytest.mark.parametrize("text", ["", "Too short to say.", "1 2 3 " * 100, "\n" * 1000])
def test_a_short_text_has_none(text):
    assert reading_age(text) is None


@given(st.text(max_size=3000))
def test_no_text_is_an_error(text):
    assert reading_age(text + " word" * 100) in range(5, 26)
