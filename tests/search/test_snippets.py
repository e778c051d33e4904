"""The line of an article that is shown with a result."""

from html import unescape

from django.utils.html import escape
from hypothesis import given
from hypothesis import strategies as st

from blog.search.questions import parts_of
from blog.search.snippets import Marker

TEXT = """Collagen, in short
Collagen is a protein that is spun from three long strands, and skin is full of it.
Light breaks it & <em>needles</em> make more of it."""


def snippet(text, question):
    return Marker(parts_of(question)).snippet(text)


def test_the_line_with_most_of_the_words_is_shown():
    assert snippet(TEXT, "needles light").startswith("<mark>Light</mark> breaks it")


def test_a_sentence_goes_before_a_heading():
    assert snippet(TEXT, "collagen").startswith("<mark>Collagen</mark> is a protein")


def test_a_heading_with_all_the_words_goes_before_a_sentence_with_some():
    assert snippet(TEXT, "collagen short") == "<mark>Collagen</mark>, in <mark>short</mark>"


def test_a_text_is_read_no_further_than_the_first_sentence_with_all_the_words():
    marker = Marker(parts_of("skin collagen"))
    all_of_it = f"Skin\nSkins, and nothing else that was asked for stands in this long sentence.\n{TEXT}\nCollagens."

    assert marker.snippet(all_of_it).startswith("<mark>Collagen</mark> is a protein")
    assert set(marker.known) == {"skin", "skins", "collagen"}


def test_what_the_article_says_is_shown_as_text():
    assert "&amp; &lt;em&gt;<mark>needles</mark>&lt;/em&gt;" in snippet(TEXT, "needles")


def test_what_stands_between_marked_words_is_shown_as_text_too():
    assert snippet("A dermal <> filler.", "filler") == "A <mark>dermal &lt;&gt; filler</mark>."


def test_other_forms_of_a_word_are_marked_as_they_stand_there():
    assert "three long <mark>strands</mark>," in snippet(TEXT, "strand")
    assert snippet("It was injected.", "injections") == "It was <mark>injected</mark>."
    assert snippet("In the café, Zoë.", "cafes zoe") == "In the <mark>café</mark>, <mark>Zoë</mark>."
    assert snippet("The patient’s skin.", "patient") == "The <mark>patient</mark>’s skin."


def test_other_words_that_begin_alike_are_not_marked():
    assert snippet("Skincare for skinny people.", "skin") == ""


def test_other_names_for_the_same_are_marked():
    assert snippet("Put on a sunscreen.", "sun cream") == "Put on a <mark>sunscreen</mark>."


def test_a_phrase_is_marked_as_one():
    assert snippet("A change of the skin, a change.", '"change of the skin"') == (
        "A <mark>change of the skin</mark>, a change."
    )


def test_a_name_of_two_words_is_marked_where_they_stand_together():
    assert snippet("The dermal layer.", "filler") == ""
    assert snippet("A dermal-filler.", "filler") == "A <mark>dermal-filler</mark>."


def test_what_was_marked_is_told():
    marker = Marker(parts_of("exosome"))

    marker.snippet("Exosomes are small. An exosomal serum of exosomes: exosome.")

    assert list(marker.forms) == ["exosomes", "exosomal", "exosome"]


def test_nothing_is_shown_of_a_text_without_the_words():
    assert snippet(TEXT, "exosome") == ""
    assert snippet("", "exosome") == ""
    assert snippet(TEXT, "the") == ""


def test_a_long_line_is_cut_at_words_round_the_hit():
    line = "word " * 100 + "exosome" + " word" * 100

    shown = snippet(line, "exosome")

    assert shown.startswith("… word ")
    assert shown.endswith(" word …")
    assert "<mark>exosome</mark>" in shown
    assert len(shown) < 230


def test_a_line_that_begins_with_the_hit_is_cut_behind_it():
    shown = snippet("exosome" + " word" * 100, "exosome")

    assert shown.startswith("<mark>exosome</mark> word")
    assert shown.endswith(" word …")


@given(st.text(max_size=600), st.text(max_size=200))
def test_no_text_and_no_question_break_it(text, question):
    shown = snippet(text, question)

    bare = shown.replace("<mark>", "").replace("</mark>", "")
    assert "<" not in bare
    assert shown.count("<mark>") == shown.count("</mark>")


@given(st.text(min_size=1, max_size=300), st.data())
def test_a_text_is_shown_as_it_stands_there(text, data):
    """Escaped and marked, but letter for letter."""
    line = " ".join(text.split())[:150]
    question = line[slice(*sorted(data.draw(st.tuples(st.integers(0, 150), st.integers(0, 150)))))]

    shown = Marker(parts_of(question)).marked(line)

    assert unescape(shown.replace("<mark>", "").replace("</mark>", "")) == unescape(escape(line))
