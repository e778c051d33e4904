"""Addresses: whom we trust, and who pretends to be trusted."""

import pytest

from blog.guard import check


def rules(text, surface="comment"):
    return {finding.rule for finding in check(text, surface)}


@pytest.mark.parametrize(
    "text",
    ["https://www.nhs.uk/conditions/acne/", "www.gov.uk", "see doi.org/10.1000/1", "https://yellowcard.mhra.gov.uk/"],
)
def test_a_trusted_address_is_no_finding(text):
    assert rules(text) == set()


@pytest.mark.parametrize(
    "text", ["https://nhs.uk.example.com/", "https://evilnhs.uk/", "https://example.com/?next=https://www.nhs.uk/"]
)
def test_an_address_that_only_mentions_a_trusted_one_is_not_trusted(text):
    assert rules(text) == {"links-any"}


@pytest.mark.parametrize(
    "text",
    [
        "https://www.nһs.uk/",
        "https://www.nhs.uk@example.com/",
        "https://example.com\\@nhs.uk/",
        "http://192.0.2.7/x",
        "https://xn--nhs-8cd.example/",
        "https://bit.ly/abc",
        "hxxp://example.com/",
    ],
)
def test_a_disguised_address_is_held(text):
    assert "links-suspicious" in rules(text)


def test_the_third_address_of_a_comment_is_one_too_many():
    assert "links-many" not in rules("https://a.example.com https://b.example.com")
    assert "links-many" in rules("https://a.example.com https://b.example.com https://c.example.com")


@pytest.mark.parametrize("text", ["It ended.So we left", "e.g. this", "Node.js", "3.5 mg", "a.m. and p.m."])
def test_a_full_stop_is_no_address(text):
    assert rules(text) == set()
