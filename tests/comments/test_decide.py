"""What becomes of a text: every combination that matters, and what no combination can do."""

import dataclasses
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blog.comments import decide as deciding
from blog.comments.decide import Sent, decide
from blog.comments.models import Comment
from blog.guard import check
from blog.guard.findings import SEVERITIES, Finding

PUBLISHED, HELD = Comment.State.PUBLISHED, Comment.State.HELD


def finding(pack="claims", severity="hold"):
    return Finding(
        rule=f"{pack}-rule", pack=pack, severity=severity, start=0, end=4, words="cure", reason="It claims a cure.",
        instead="", source=None,
    )  # fmt: skip


def codes(verdict):
    return [reason["code"] for reason in verdict.reasons]


KNOWN = Sent(approved=2)


@pytest.mark.parametrize(
    ("facts", "state", "why"),
    [
        ({}, PUBLISHED, []),
        ({"approved": 0}, HELD, ["first"]),
        ({"approved": 1}, HELD, ["first"]),
        ({"approved": 0, "hold_first": 0}, PUBLISHED, []),
        ({"approved": 4, "hold_first": 5}, HELD, ["first"]),
        ({"has_link": True}, PUBLISHED, []),
        ({"has_link": True, "approved": 1}, HELD, ["first", "link"]),
        ({"has_link": True, "approved": 0, "hold_first": 0}, PUBLISHED, []),
        ({"is_repeat": True}, HELD, ["repeat"]),
        ({"is_automated": True}, HELD, ["automated"]),
        ({"policy": "read_first"}, HELD, ["read-first"]),
        ({"was_rejected": True}, HELD, ["rejected"]),
        ({"has_looked_again": True}, PUBLISHED, []),
        ({"findings": (finding(),)}, HELD, ["claims-rule"]),
        ({"findings": (finding(severity="block"),)}, HELD, ["claims-rule"]),
        ({"findings": (finding(severity="warn"),)}, PUBLISHED, []),
        ({"findings": (finding(severity="note"),)}, PUBLISHED, []),
        ({"findings": (finding("red-flag"),)}, HELD, ["red-flag-rule"]),
        ({"findings": (finding("red-flag", "warn"),)}, HELD, ["red-flag-rule"]),
        ({"findings": (finding("privacy", "warn"),)}, None, []),
        ({"findings": (finding("privacy", "warn"),), "has_looked_again": True}, PUBLISHED, []),
        ({"findings": (finding("privacy", "hold"),)}, HELD, ["privacy-rule"]),
        ({"findings": (finding("privacy", "warn"), finding()), "has_looked_again": True}, HELD, ["claims-rule"]),
        ({"findings": (finding("privacy", "warn"), finding("red-flag"))}, HELD, ["red-flag-rule"]),
        ({"is_from_staff": True, "approved": 0, "policy": "read_first", "is_repeat": True}, PUBLISHED, []),
        ({"is_from_staff": True, "findings": (finding("privacy", "warn"),)}, PUBLISHED, []),
        ({"is_from_staff": True, "findings": (finding(),)}, HELD, ["claims-rule"]),
    ],
)
def test_what_becomes_of_a_text(facts, state, why):
    verdict = decide(dataclasses.replace(KNOWN, **facts))

    assert (verdict.state, codes(verdict)) == (state, why)


def test_every_reason_is_given_in_words():
    everything = Sent(
        findings=(finding(),),
        policy="read_first",
        has_link=True,
        is_repeat=True,
        is_automated=True,
        was_rejected=True,
    )

    verdict = decide(everything)

    assert [reason["words"] for reason in verdict.reasons] == [
        "“cure”: It claims a cure.",
        deciding.CHANGED,
        deciding.READ_FIRST,
        deciding.FIRST,
        deciding.LINK,
        deciding.REPEAT,
        deciding.AUTOMATED,
    ]


def test_what_may_mean_danger_is_stored_at_once_and_marked():
    verdict = decide(dataclasses.replace(KNOWN, findings=(finding("privacy", "warn"), finding("red-flag"))))

    assert verdict.is_urgent
    assert verdict.look_again == []


def test_danger_nobody_has_looked_at_goes_on_after_a_change():
    danger = {"code": "red-flag-sight", "words": "“cannot see”: It cannot wait."}

    verdict = decide(dataclasses.replace(KNOWN, dangers=(danger,)))

    assert (verdict.state, verdict.reasons, verdict.is_urgent) == (HELD, [danger], True)


def test_a_rule_that_sees_two_things_is_one_reason():
    seen = [dataclasses.replace(finding(), words=words) for words in ("cure", "heals", "cure")]

    verdict = decide(dataclasses.replace(KNOWN, findings=tuple(seen)))

    assert verdict.reasons == [{"code": "claims-rule", "words": "“cure” “heals”: It claims a cure."}]


def test_only_danger_is_urgent():
    assert not decide(dataclasses.replace(KNOWN, findings=(finding(),))).is_urgent


def test_its_writer_is_shown_what_was_seen_before_anything_is_stored():
    seen = finding("privacy", "warn")

    verdict = decide(dataclasses.replace(KNOWN, findings=(finding(), seen)))

    assert (verdict.state, verdict.look_again) == (None, [seen])


findings = st.builds(
    finding,
    pack=st.sampled_from(["claims", "privacy", "red-flag", "pom", "links"]),
    severity=st.sampled_from(SEVERITIES),
)
anything_sent = st.builds(
    Sent,
    findings=st.lists(findings, max_size=4).map(tuple),
    approved=st.integers(0, 30),
    hold_first=st.integers(0, 30),
    policy=st.sampled_from(["open", "read_first", "locked", "off"]),
    has_link=st.booleans(),
    is_repeat=st.booleans(),
    is_automated=st.booleans(),
    is_from_staff=st.booleans(),
    was_rejected=st.booleans(),
    has_looked_again=st.booleans(),
)


@given(anything_sent)
def test_a_text_with_something_to_hold_it_for_is_never_published(sent):
    if any(each.severity in ("hold", "block") or each.pack == "red-flag" for each in sent.findings):
        assert decide(sent).state != PUBLISHED


@given(anything_sent)
def test_held_and_only_held_texts_have_reasons(sent):
    verdict = decide(sent)

    assert bool(verdict.reasons) == (verdict.state == HELD)
    assert all(reason["words"] and reason["code"] for reason in verdict.reasons)


@given(anything_sent)
def test_a_text_is_either_stored_or_shown_to_its_writer_again(sent):
    verdict = decide(sent)

    assert (verdict.state is None) == bool(verdict.look_again)


@given(anything_sent)
def test_who_has_looked_again_is_not_asked_a_second_time(sent):
    assert decide(dataclasses.replace(sent, has_looked_again=True)).state is not None


@given(anything_sent)
def test_one_more_reason_never_publishes_what_was_held(sent):
    if decide(sent).state == HELD:
        for name in ("is_repeat", "is_automated", "was_rejected"):
            assert decide(dataclasses.replace(sent, **{name: True})).state == HELD


@pytest.mark.parametrize(("approved", "hold_first"), list(product(range(4), range(4))))
def test_the_first_ones_are_those_below_the_clinics_number(approved, hold_first):
    state = decide(Sent(approved=approved, hold_first=hold_first)).state

    assert (state == HELD) == (approved < hold_first)


@pytest.mark.parametrize(
    "body",
    ["I cannot see out of my left eye since this morning.", "You can buy Botox from me for £99 on 07700 900123."],
)
def test_what_the_real_guard_holds_is_held(body):
    found = tuple(check(body, surface="comment"))

    assert decide(Sent(findings=found, approved=9, has_looked_again=True)).state == HELD
