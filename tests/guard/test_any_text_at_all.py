"""No text makes the guard fail, and every range it gives lies in the text."""

from hypothesis import given, settings
from hypothesis import strategies as st

from blog.guard import SURFACES, check

PIECES = [
    "botox", "Botox", "exosome", "human", "inject", "risk", "free", "not", "if", "you", "your appointment", "20%", "£",
    "b", "o", "t", "x", "*", "$", "@", "!", "#", "+", " ", "  ", "\n", "\n\n", ".", "?", "-", "_", "’s", "0", "8",
    "07700", "900123", "at", "dot", "gmail", "com", "www.", "https://", "943", "476", "5919", "born", "3 May 1962",
    "SW1A 1AA", "\u200b", "\u0301", "\u00ad", "\u202e", "🅱️", "ﬁ", "ﷺ", "ß", "İ", "\x00", "\ud800", "™", "①",
    "日本", "AntiWrinkle",
]  # fmt: skip
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map("".join))


@settings(max_examples=300, deadline=None)
@given(text=TEXTS, surface=st.sampled_from(SURFACES))
def test_any_text_can_be_read_and_every_range_lies_in_it(text, surface):
    findings = check(text, surface)

    for finding in findings:
        assert 0 <= finding.start < finding.end <= len(text)
        assert finding.words == text[finding.start : finding.end]
    assert [finding.start for finding in findings] == sorted(finding.start for finding in findings)


@settings(max_examples=100, deadline=None)
@given(before=st.text(max_size=20), after=st.text(max_size=20))
def test_a_name_is_found_in_a_line_of_its_own_whatever_stands_round_it(before, after):
    findings = check(f"{before}\n\nXeomin\n\n{after}", "title")

    assert "pom-botulinum-name" in {finding.rule for finding in findings}
