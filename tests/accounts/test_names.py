"""What may be a public name."""

import unicodedata

import pytest
from django.core.exceptions import ValidationError

from accounts.names import clean_display_name, validate_display_name
from tests.accounts.conftest import joining

ADDRESS = "Choose a name that is not an e-mail or web address: everyone can see it."
UNSEEN = "There is a character in this name that cannot be shown. Type it again."
TOWER = "There are too many accents on one letter. Take some off."
NO_LETTER = "Choose a name with at least one letter in it."


def refusal(typed):
    """This will give the sentence for a typed name, or None."""
    try:
        validate_display_name(clean_display_name(typed))
    except ValidationError as error:
        return error.message


@pytest.mark.parametrize(
    "name",
    [
        "Priya",
        "Hannah W",
        "J.R.R. Tolkien",
        "Dr.Amara",
        "St. John",
        "Anne-Marie O'Neill",
        "Zoë",
        "Nguyễn Thị Ánh",
        "علی‌رضا",
        "महेश",
        "שָׁלוֹם",
        "王小明",
        "Sam 2",
        "X Æ A-12",
        "Mum of 3 :)",
    ],
)
def test_names_of_people_are_welcome(name):
    assert refusal(name) is None


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("priya@example.org", ADDRESS),
        ("@priya", ADDRESS),
        ("www.fillers.example", ADDRESS),
        ("cheap-fillers.shop", ADDRESS),
        ("Buy at fillers.co.uk", ADDRESS),
        ("https://x", ADDRESS),
        ("Pri\u202eya", UNSEEN),
        ("Pri\u2066ya", UNSEEN),
        ("Pri\x00ya", UNSEEN),
        ("Pri\x07ya", UNSEEN),
        ("Priya\ufffe", UNSEEN),
        ("Priya\ue000", UNSEEN),
        ("P" + "\u0301\u0302\u0303\u0304\u0305" + "riya", TOWER),
        ("P" + "\u0489" * 20, TOWER),
        ("1" * 40, NO_LETTER),
        ("...", NO_LETTER),
        ("\u3164", NO_LETTER),
        ("\u200b\u200d", NO_LETTER),
        ("", NO_LETTER),
    ],
)
def test_what_is_no_name_is_refused_in_words(name, sentence):
    assert refusal(name) == sentence


def test_white_space_is_folded_and_what_shows_nothing_left_out():
    assert clean_display_name("  Pri\u200bya \t\n  K\u00a0 ") == "Priya K"


def test_an_accent_is_put_on_its_letter():
    assert clean_display_name("Zoe\u0308") == unicodedata.normalize("NFC", "Zoë")


def test_a_very_long_name_costs_no_time():
    assert len(clean_display_name("a" + "\u0301\u0316" * 500_000)) < 250


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("   ", "Choose a name for readers to see."),
        ("\u200b", "Choose a name for readers to see."),
        ("priya@example.org", ADDRESS),
        ("Pri\u202eya", UNSEEN),
        ("Pri\x00ya", UNSEEN),
        ("P" + "\u0301" * 20, TOWER),
        ("N" * 51, "There is room for 50 characters. Choose a shorter name."),
        ("N" * 5000, "There is room for 50 characters. Choose a shorter name."),
    ],
)
def test_the_joining_page_says_it_at_the_field(client, name, sentence):
    page = client.post("/accounts/signup/", joining(display_name=name))

    assert page.status_code == 422
    assert page.context["form"].errors == {"display_name": [sentence]}
