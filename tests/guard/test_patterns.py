"""The small language of the packs."""

import pytest

from blog.guard.patterns import BadPattern, parse, plurals, verb_forms


def forms(phrase, **lists):
    (run,) = parse(phrase, lists).runs
    return {" ".join(form) for form in run}


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("filler+", {"filler", "fillers"}),
        ("inject~", {"inject", "injects", "injected", "injecting"}),
        ("risk-free", {"risk free", "riskfree"}),
        ("[baby] botox", {"botox", "baby botox"}),
        ("(lip|face) filler", {"lip filler", "face filler"}),
        ("don't", {"don't", "dont"}),
        ("16+", {"16 +"}),
        ("<n> % off", {"<n> % off"}),
        ("£ <n>", {"£ <n>"}),
    ],
)
def test_a_phrase_stands_for_its_forms(phrase, expected):
    assert forms(phrase) == expected


def test_a_list_stands_for_its_entries():
    (run,) = parse("{day} only", {"day": ["friday", "sunday night"]}).runs

    assert run == {("friday", "only"), ("sunday", "night", "only")}


def test_a_gap_parts_a_phrase_into_runs():
    pattern = parse("book ..4 friday")

    assert pattern.gaps == (4,)
    assert [sorted(run) for run in pattern.runs] == [[("book",)], [("friday",)]]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("jab", "jabs"),
        ("botox", "botoxes"),
        ("injury", "injuries"),
        ("day", "days"),
        ("peel", "peels"),
        ("wish", "wishes"),
    ],
)
def test_a_noun_has_its_plural(word, expected):
    assert plurals(word) == [word, expected]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("freeze", {"freeze", "freezes", "freezed", "freezing"}),
        ("stop", {"stop", "stops", "stopped", "stopping"}),
        ("try", {"try", "tries", "tried", "trying"}),
        ("treat", {"treat", "treats", "treated", "treating"}),
    ],
)
def test_a_verb_has_its_forms(word, expected):
    assert set(verb_forms(word)) == expected


@pytest.mark.parametrize("phrase", ["", "  ", "[maybe]", "(a|b", "a|b)", "{nowhere} only", "a ..3"])
def test_a_phrase_that_means_nothing_is_refused(phrase):
    with pytest.raises(BadPattern):
        parse(phrase)
