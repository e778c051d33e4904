"""What a reader sees in a text, and where each letter of it came from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blog.guard.normalise import fold


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bоtox", "botox"),
        ("ΒΟΤΟΧ", "botox"),
        ("ＢＯＴＯＸ", "botox"),
        ("𝓑𝓸𝓽𝓸𝔁", "botox"),
        ("ⒷⓄⓉⓄⓍ", "botox"),
        ("🅱️otox", "botox"),
        ("BØTØX", "botox"),
        ("ʙᴏᴛᴏx", "botox"),
        ("bo\u200b\u2060\ufefftox", "botox"),
        ("bo\u202etox", "botox"),
        ("bo\x00tox", "botox"),
        ("Botox™", "botox "),
        ("Botox²", "botox "),
        ("naïve café", "naive cafe"),
        ("can’t", "can't"),
        ("anti‑wrinkle", "anti-wrinkle"),
        ("a\u2028b", "a\nb"),
    ],
)
def test_a_text_is_folded_to_what_is_seen(text, expected):
    assert fold(text).lower == expected


@given(st.text())
def test_every_folded_letter_comes_from_a_place_in_the_text(text):
    folded = fold(text)

    assert len(folded.lower) == len(folded.cased) == len(folded.starts) == len(folded.ends)
    assert all(0 <= start < end <= len(text) for start, end in zip(folded.starts, folded.ends, strict=True))
    assert list(folded.starts) == sorted(folded.starts)


@given(st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126)))
def test_plain_text_only_loses_its_capitals(text):
    assert fold(text).lower == text.lower()
