"""The packs: each rule can be explained, comes from somewhere, and keeps to the severities of the house."""

import datetime

import pytest

from blog.guard import OWN_SURFACES, SEVERITIES, SURFACES, check, fingerprint, packs
from blog.guard.loading import BadPack, _pack

RULES = [rule for pack in packs() for rule in pack.rules]
PACK = {
    "title": "A pack",
    "version": "1",
    "source": {"law": {"title": "The law", "url": "https://www.legislation.gov.uk/"}},
    "rule": [
        {
            "id": "demo-rule",
            "on": {"own": "warn"},
            "reason": "Because.",
            "instead": "This.",
            "source": "law",
            "words": ["x"],
        }
    ],
}


def test_there_are_ten_packs():
    assert [pack.name for pack in packs()] == [
        "claims",
        "human-origin",
        "links",
        "patient-identity",
        "pom",
        "pressure",
        "privacy",
        "process",
        "red-flag",
        "under18",
    ]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_says_why_what_instead_and_where_it_is_written(rule):
    assert rule.reason.endswith((".", "”"))
    assert rule.instead
    assert rule.source.title
    assert rule.source.url.startswith(("https://", "http://"))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_source_was_read_on_a_day_or_is_marked_to_be_verified(rule):
    assert rule.source.verify == (rule.source.checked is None)
    assert rule.source.checked is None or rule.source.checked <= datetime.date.today()


def test_no_two_rules_share_an_id():
    ids = [rule.id for rule in RULES]

    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_nothing_a_patient_says_is_ever_blocked(rule):
    assert rule.severity.get("comment") in {None, "note", "warn", "hold"}
    assert set(rule.severity) <= set(SURFACES)
    assert set(rule.severity.values()) <= set(SEVERITIES)


@pytest.mark.parametrize("surface", OWN_SURFACES)
@pytest.mark.parametrize("text", ["Botox", "Human exosomes", "We inject exosomes", "Risk-free", "We treat under-18s"])
def test_the_gravest_words_are_blocked_on_every_surface_of_the_clinic(text, surface):
    assert [finding.severity for finding in check(text, surface)] == ["block"]


@pytest.mark.parametrize("surface", ["comment", "staff-reply", "display-name"])
@pytest.mark.parametrize("text", ["Botox", "Human exosomes", "We inject exosomes", "We treat under-18s"])
def test_the_same_words_are_held_where_people_speak(text, surface):
    assert [finding.severity for finding in check(text, surface)] == ["hold"]


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.pack == "red-flag"], ids=lambda rule: rule.id)
def test_red_flags_hold_comments_and_never_the_clinics_own_advice(rule):
    assert rule.severity["comment"] == "hold"
    assert not set(rule.severity) & {*OWN_SURFACES, "staff-reply"}


def test_a_pack_knows_when_its_sources_were_last_read():
    pom = next(pack for pack in packs() if pack.name == "pom")

    assert pom.last_checked == datetime.date(2026, 11, 22)
    assert [rule.id for rule in pom.to_verify] == [rule.id for rule in pom.rules if rule.source.verify]


def test_the_fingerprint_is_short_and_stays_the_same():
    assert fingerprint() == fingerprint()
    assert len(fingerprint()) == 16


def test_a_sound_pack_is_taken():
    pack, _ = _pack("demo", PACK)

    assert [rule.id for rule in pack.rules] == ["demo-rule"]


@pytest.mark.parametrize(
    "change",
    [
        {"id": "other-rule"},
        {"reason": ""},
        {"instead": ""},
        {"source": "nowhere"},
        {"detector": "crystal-ball"},
        {"on": {"own": "shout"}},
        {"on": {"billboard": "warn"}},
    ],
)
def test_a_pack_with_a_mistake_is_refused(change):
    broken = PACK | {"rule": [PACK["rule"][0] | change]}

    with pytest.raises(BadPack):
        _pack("demo", broken)
