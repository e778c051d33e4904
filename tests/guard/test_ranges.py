"""A finding marks exactly what a reader sees, whatever was hidden in it."""

import pytest

from blog.guard import check


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Ask about Botox today", "Botox"),
        ("Ask about Bоtох today", "Bоtох"),
        ("Ask about Bo\u200bto\u200bx\u200b today", "Bo\u200bto\u200bx"),
        ("Ask about Bo\u00adtox today", "Bo\u00adtox"),
        ("Ask about B\u0301otox\u0301 today", "B\u0301otox\u0301"),
        ("Ask about ＢＯＴＯＸ today", "ＢＯＴＯＸ"),
        ("Ask about 🅱️otox today", "🅱️otox"),
        ("Ask about b o t o x today", "b o t o x"),
        ("Ask about B.O.T.O.X. today", "B.O.T.O.X"),
        ("Ask about #AntiWrinkleInjections today", "AntiWrinkleInjections"),
        ("Ask about #antiwrinkleinjections today", "antiwrinkleinjections"),
        ("Ask about #botoxlondon today", "botox"),
        ("Ask about anti-wrinkle\ninjections today", "anti-wrinkle\ninjections"),
        ("Ask about b*tox today", "b*tox"),
        ("ﷺ Botox", "Botox"),
        ("\u202eBotox\u202c", "Botox"),
        ("e\u0301e\u0301 Botox’s price", "Botox’s"),
    ],
)
def test_the_range_is_what_was_written(text, marked):
    findings = check(text, "body")

    assert [text[finding.start : finding.end] for finding in findings] == [marked]
    assert [finding.words for finding in findings] == [marked]


def test_a_phrase_is_one_finding_and_not_one_for_each_of_its_words():
    findings = check("Baby Botox", "title")

    assert [(finding.rule, finding.words) for finding in findings] == [("pom-botulinum-nickname", "Baby Botox")]


def test_findings_stand_in_the_order_of_the_text():
    findings = check("20% off risk-free Botox, today only", "social")

    assert [finding.words for finding in findings] == ["20% off", "risk-free", "Botox", "today only"]


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Ring 07700 900123 now", "07700 900123"),
        ("Write to jane at gmail dot com please", "jane at gmail dot com"),
        ("Mine is 943 476 5919, thanks", "943 476 5919"),
        ("I was born on 3 May 1962 in Leeds", "3 May 1962"),
        ("Near SW1A 1AA somewhere", "SW1A 1AA"),
    ],
)
def test_a_detail_is_marked_to_the_letter(text, marked):
    assert [finding.words for finding in check(text, "comment")] == [marked]
