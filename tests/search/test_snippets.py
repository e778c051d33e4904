"""The line of an article that is shown with a result."""

from hypothesis import given
from hypothesis import strategies as st

from blog.search.queries import words_of
from blog.search.snippets import snippet

TEXT = """Collagen, in short
Collagen is a protein that is spun from three long strands, and skin is full of it.
Light breaks it & <em>needles</em> make more of it."""


def test_the_line_with_most_of_the_words_is_shown():
    assert snippet(TEXT, ["needles", "light"]).startswith("<mark>Light</mark> breaks it")


def test_a_sentence_goes_before_a_heading():
    assert snippet(TEXT, ["collagen"]).startswith("<mark>Collagen</mark> is a protein")


def test_what_the_article_says_is_shown_as_text():
    assert "&amp; &lt;em&gt;<mark>needles</mark>&lt;/em&gt;" in snippet(TEXT, ["needles"])


def test_the_whole_word_is_marked():
    assert "three long <mark>strands</mark>," in snippet(TEXT, ["strand"])


def test_short_words_are_marked_only_if_there_is_nothing_longer():
    assert "<mark>is</mark>" not in snippet(TEXT, ["is", "protein"])
    assert "<mark>is</mark>" in snippet(TEXT, ["is"])


def test_nothing_is_shown_of_a_text_without_the_words():
    assert snippet(TEXT, ["exosome"]) == ""
    assert snippet("", ["exosome"]) == ""


def test_a_long_line_is_cut_at_words_round_the_hit():
    line = "word " * 100 + "exosome" + " word" * 100

    shown = snippet(line, ["exosome"])

    assert shown.startswith("… word ")
    assert shown.endswith(" word …")
    assert "<mark>exosome</mark>" in shown
    assert len(shown) < 230


def test_a_line_that_begins_with_the_hit_is_cut_behind_it():
    shown = snippet("exosome" + " word" * 100, ["exosome"])

    assert shown.startswith("<mark>exosome</mark> word")
    assert shown.endswith(" word …")


@given(st.text(max_size=600), st.text(max_size=200))
def test_no_text_and_no_question_break_it(text, question):
    shown = snippet(text, words_of(question)) if words_of(question) else ""

    bare = shown.replace("<mark>", "").replace("</mark>", "")
    assert "<" not in bare
    assert shown.count("<mark>") == shown.count("</mark>")


def test_a_question_becomes_its_words_each_once():
    assert words_of("What is “Collagen”, and what isn't?") == ["what", "is", "collagen", "and", "isn't"]
    assert words_of("?!") == []
