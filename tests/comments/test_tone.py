"""How words read: a rough count for the balance report, and never a reason for anything."""

import pytest

from blog.comments.tone import WORDS, tone_of


@pytest.mark.parametrize(
    ("text", "tone"),
    [
        ("Thank you, this was helpful and clear.", "positive"),
        ("This was a waste of money and the staff were rude.", "critical"),
        ("I have an appointment on Tuesday.", "neither"),
        ("Not helpful at all.", "critical"),
        ("It isn’t helpful.", "critical"),
        ("HELPFUL!", "positive"),
        ("", "neither"),
        ("皮膚", "neither"),
    ],
)
def test_how_words_read(text, tone):
    assert tone_of(text) == tone


def test_a_negation_turns_only_what_stands_close_behind_it():
    assert tone_of("I did not see it at once, but reading it again it is helpful.") == "positive"


def test_no_word_counts_both_ways():
    assert not WORDS["positive"] & WORDS["critical"]
