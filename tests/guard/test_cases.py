"""The table of cases: what each text must find on its surface, and above all what must stay quiet.

To add a case, add a line to cases.csv: text, surface, what to expect, and a note. Expect "nothing", or rules with their
severities, such as "pom-botulinum-name:block"; several are parted by a semicolon.
"""

import csv
from pathlib import Path

import pytest

from blog.guard import check, packs

CASES = list(csv.DictReader(Path(__file__).with_name("cases.csv").open(encoding="utf-8", newline="")))
QUIET = [case for case in CASES if case["expect"] == "nothing"]


@pytest.mark.parametrize("surface", sorted({case["surface"] for case in CASES}))
def test_every_case_of_the_table_finds_what_it_should(surface):
    wrong = []

    for case in CASES:
        if case["surface"] != surface:
            continue
        expected = set() if case["expect"] == "nothing" else set(case["expect"].split(";"))
        found = {f"{finding.rule}:{finding.severity}" for finding in check(case["text"], surface)}
        if found != expected:
            wrong.append((case["text"], "expected", sorted(expected), "found", sorted(found)))

    assert wrong == []


def test_the_table_is_large_and_half_of_it_must_stay_quiet():
    assert len(CASES) >= 260
    assert len(QUIET) * 2 >= len(CASES)


def test_no_case_stands_in_the_table_twice():
    seen = [(case["text"], case["surface"]) for case in CASES]

    assert sorted(seen) == sorted(set(seen))


@pytest.mark.parametrize("rule", [rule for pack in packs() for rule in pack.rules], ids=lambda rule: rule.id)
def test_every_rule_has_a_case_that_fires_it_and_one_that_does_not(rule):
    firing = {expected.rsplit(":", 1)[0] for case in CASES for expected in case["expect"].split(";")}

    assert rule.id in firing
    assert [case for case in QUIET if case["surface"] in rule.severity]
