"""Reading takes time in proportion to the length of the text, however hostile the text.

Work is counted and not timed, so that a busy machine does not fail the test; the megabytes only have to end.
"""

import pytest

from blog.guard import check
from blog.guard.engine import scan
from blog.guard.normalise import fold

HOSTILE = {
    "near matches": "bot o botoo ox human exosum ",
    "matches": "botox ",
    "letters that stand alone": "b o t o x ",
    "the same letter": "a ",
    "asterisks": "b*",
    "dots": "a.b.c.com ",
    "at signs": "a@",
    "digits": "07 12 34 ",
    "capitals": "aB",
    "hashtags": "#antiwrinkleantiwrinkle",
    "denials": "if not never no exosomes are not ",
    "half a pattern": "i can't see my skin has gone ",
    "one word": "x",
    "line ends": "b\n",
}


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("surface", ["comment", "slug"])
def test_twice_the_text_is_about_twice_the_work_and_never_much(unit, surface):
    text = unit * (5_000 // len(unit))

    _, once = scan(text, surface)
    _, twice = scan(text * 2, surface)

    assert twice <= 2.2 * once + 500
    assert once <= 12 * len(text) + 500


@pytest.mark.parametrize("unit", ["\u0301", "a\u0316\u0301"])
def test_a_megabyte_of_combining_marks_is_folded_in_one_pass(unit):
    text = unit * (1_000_000 // len(unit))

    folded = fold(text)

    assert set(folded.lower) <= {"a"}
    assert check(text, "comment") == []


def test_a_megabyte_of_near_matches_is_read_to_its_end():
    text = "bot o botoo ox human exosum " * 36_000 + ". Xeomin"

    assert [finding.words for finding in check(text, "body")] == ["Xeomin"]
