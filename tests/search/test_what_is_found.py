"""What a question finds: the same on every database, whichever engine stands behind it."""

from datetime import timedelta

import pytest

from blog.search import engine
from tests import factories

FOUND = [
    ("injection", "Several injections are needed."),
    ("injections", "One injection is enough."),
    ("injecting", "It was injected slowly."),
    ("microneedled", "Microneedling makes small wounds."),
    ("EXOSOME", "What exosomes are."),
    ("cafe", "Caf\u00e9 au lait marks."),
    ("café", "Cafe au lait marks."),
    ("cafe\u0301", "Café au lait marks."),
    ("naevi", "Na\u00efve n\u00e6vi? No: naevi."),
    ("Schonheit", "Sch\u00f6nheit is German."),
    ("patient", "The patient\u2019s own skin."),
    ("patients", "It is the patient's choice."),
    ("l'oreal", "L\u2019Or\u00e9al makes it."),
    ("l\u2019oreal", "L'Oreal makes it."),
    ("after-care", "After care at home."),
    ("neck", "On the face/neck only."),
    ("co2", "A CO\u2082 laser."),
    ("10ml", "Some 10ml of it."),
    ("0.5", "Only 0.5 of it."),
    ("nhs.uk", "Read www.nhs.uk for more."),
    ("what is collagen", "Collagen is a protein."),
    ("collagen AND protein", "Collagen is a protein."),
    ("collagen NOT protein", "Collagen is a protein."),
    ("collagen*", "Collagen is a protein."),
    ("title:collagen", "Title: collagen is a protein."),
    ("(collagen", "Collagen is a protein."),
    ("\u6f22\u5b57", "\u6f22\u5b57 means signs."),
]


@pytest.mark.parametrize(("question", "text"), FOUND, ids=[question for question, _ in FOUND])
def test_a_word_finds_its_other_forms_and_spellings(write, titles, clinic, question, text):
    write("The one", text)
    write("Another", "It has none of these.")

    assert titles(question) == ["The one"]


NOT_FOUND = [
    ("nail", "Nailcare and thumbnails."),
    ("collagen laser", "Collagen alone."),
    ("caf", "Café au lait."),
    ("%", "Anything."),
    ("_", "Anything."),
    ("s_n", "Sun and sin."),
    ("the", "The the the."),
    ('"to be or not to be"', "To be or not to be."),
]


@pytest.mark.parametrize(("question", "text"), NOT_FOUND, ids=[question for question, _ in NOT_FOUND])
def test_what_is_not_there_is_not_found(write, titles, clinic, question, text):
    write("The one", text)

    assert titles(question) == []


def test_a_phrase_finds_words_that_stand_next_to_each_other(write, titles, clinic):
    write("Near", "The skin barrier keeps water in.")
    write("Far", "A barrier of the skin.")

    assert titles('"skin barrier"') == ["Near"]
    assert titles("“skin barriers” water") == ["Near"]
    assert sorted(titles("skin barrier")) == ["Far", "Near"]
    assert sorted(titles('skin "barrier')) == ["Far", "Near"]


def test_a_phrase_may_hold_small_words(write, titles, clinic):
    write("With", "A change of the skin.")
    write("Without", "A skin change.")

    assert titles('"change of the skin"') == ["With"]


def test_where_a_phrase_has_small_words_no_others_may_stand(write, titles, clinic):
    write("Small words", "A change of the skin.")
    write("Others", "A change makes new skin.")

    assert titles('"change of the skin"') == ["Small words"]


@pytest.mark.parametrize(
    "question", ['"skin barrier repair"', '"barrier repair skin"', '"skin skin"', '"repair barrier"']
)
def test_a_phrase_is_not_found_in_pieces(write, titles, clinic, question):
    write("Pieces", "The skin barrier is here. New barrier repair. To repair skin takes weeks: a skin, some skin.")
    write("Whole", f"It says {question} here.")

    assert titles(question) == ["Whole"]


def test_two_phrases_must_both_be_there_in_the_title_or_the_text(write, titles, clinic):
    write("The skin barrier", "About water loss.", standfirst="And dry air.")
    write("One of them", "The skin barrier, and loss of water.")

    assert titles("“skin barrier” “water loss”") == ["The skin barrier"]
    assert titles("“skin barriers” “dry air”") == ["The skin barrier"]
    assert titles("“dry airs”") == ["The skin barrier"]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("dermal filler", "About fillers."),
        ("filler", "About dermal fillers."),
        ("sun cream", "Put on a sunscreen."),
        ("suncream", "Sun-cream, every day."),
        ("micro-needling", "Microneedling."),
        ("botox", "Expression lines and what causes them."),
        ("ageing", "The aging face."),
    ],
)
def test_other_names_for_the_same_are_looked_for(write, titles, clinic, asked, said):
    write("The one", said)
    write("Another", "It has none of these.")

    assert titles(asked) == ["The one"]


def test_the_words_of_a_name_may_stand_apart(write, titles, clinic):
    write("The one", "Skin that has become loose.")

    assert titles("loose skin") == ["The one"]
    assert titles('"loose skin"') == []


def test_in_quotes_only_the_words_themselves_are_looked_for(write, titles, clinic):
    write("The one", "Put on a sunscreen.")

    assert titles('"sun cream"') == []


def test_the_title_goes_before_the_standfirst_and_that_before_the_text(write, titles, clinic, now):
    write("Collagen", at=now - timedelta(days=3))
    write("In the standfirst", standfirst="About collagen.", at=now - timedelta(days=2))
    write("In the text", "Collagen, collagen, collagen.", at=now - timedelta(days=1))

    assert titles("collagen") == ["Collagen", "In the standfirst", "In the text"]


def test_in_the_text_what_says_more_of_it_goes_first(write, titles, clinic, now):
    write("Much", "Collagen and collagen: collagen is collagen.", at=now - timedelta(days=2))
    write("Little", "Collagen, and many other things that skin is made of.", at=now - timedelta(days=1))

    assert titles("collagen") == ["Much", "Little"]


def test_among_equals_the_newest_goes_first(write, titles, clinic, now):
    for number in (1, 2, 3):
        write(f"Collagen {number}", at=now - timedelta(days=9 - number))

    assert titles("collagen") == ["Collagen 3", "Collagen 2", "Collagen 1"]


def test_signed_topics_and_tags_are_searched(publish, titles, clinic):
    light = factories.topic("Light and lasers")
    publish("The one", topic=light, tags=["First days", "Après-soin"])

    assert titles("lasers") == titles("first day") == titles("apres soin") == ["The one"]


def test_one_topic_can_be_asked_for(publish, titles, topic, clinic):
    light = factories.topic("Light")
    publish("Skin one", topic=topic)
    publish("Skin two", topic=light)

    assert titles("skin", topic=light) == ["Skin two"]
    assert titles("skin", topic=topic) == ["Skin one"]


def test_no_more_is_ranked_than_anybody_reads(write, titles, clinic, now, monkeypatch):
    monkeypatch.setattr(engine, "MOST", 2)
    write("Old collagen", at=now - timedelta(days=9))
    for number in range(3):
        write(f"Text {number}", "Collagen.", at=now - timedelta(days=number))

    assert titles("collagen") == ["Old collagen", "Text 2"]  # the one signed last
