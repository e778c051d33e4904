import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from blog.comments import text


def test_paragraphs_and_lines_are_kept():
    html = text.to_html("One.\nStill one.\n\nTwo.")

    assert html == "<p>One.<br>Still one.</p><p>Two.</p>"


def test_html_is_shown_as_it_was_typed():
    html = text.to_html('<script>alert(1)</script> & "quotes"')

    assert html == "<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;quotes&quot;</p>"


@pytest.mark.parametrize(
    ("typed", "link"),
    [
        ("See https://www.nhs.uk/.", "https://www.nhs.uk/"),
        ("(https://www.nhs.uk/a)", "https://www.nhs.uk/a"),
        ("https://en.wikipedia.org/wiki/Skin_(organ)", "https://en.wikipedia.org/wiki/Skin_(organ)"),
        ("https://a.example/?q=1&r=2, then", "https://a.example/?q=1&amp;r=2"),
    ],
)
def test_web_addresses_become_links_that_search_engines_do_not_follow(typed, link):
    html = text.to_html(typed)

    assert f'<a href="{link}" rel="ugc nofollow noopener">{link}</a>' in html


@pytest.mark.parametrize("typed", ["javascript:alert(1)", "data:text/html,x", "www.example.org", "ftp://example.org/x"])
def test_nothing_but_a_full_web_address_becomes_a_link(typed):
    html = text.to_html(typed)

    assert "<a" not in html


def test_an_address_cannot_break_out_of_its_link():
    html = text.to_html("https://a.example/'onmouseover=alert(1)")

    assert html == (
        '<p><a href="https://a.example/" rel="ugc nofollow noopener">https://a.example/</a>'
        "&#x27;onmouseover=alert(1)</p>"
    )


def test_older_towers_of_marks_are_cut_and_direction_overrides_are_dropped():
    html = text.to_html("a" + "\u0301" * 500 + " \u202eevil")

    assert html == "<p>a" + "\u0301" * text.MAX_MARKS + " evil</p>"


@pytest.mark.parametrize("typed", ["", " ", "\n\n \t", "\u200b\u200b", "\u00a0", "\u0301"])
def test_a_text_without_anything_to_read_is_empty(typed):
    with pytest.raises(ValidationError) as error:
        text.check(text.tidy(typed), longest=3000)

    assert error.value.messages == ["Write something first."]


@pytest.mark.parametrize("letter", ["\0", "\x07", "\x1b", "\ufffe", "\ufdd0", "\U0001ffff", "\ud800"])
def test_a_character_that_cannot_be_shown_is_refused(letter):
    with pytest.raises(ValidationError) as error:
        text.check(f"Hello {letter}", longest=3000)

    assert error.value.code == "unprintable"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("a" + "\u0301" * 5 + " hello", "tower"),
        ("hello" + "\u0301\u0316" * 400, "tower"),
        ("hello \u202eevil\u202c", "turning"),
        ("hello \u202dlive", "turning"),
        ("hello" + "\u200b" * 8, "unseen"),
        ("hello" + "\u2060\ufeff\u00ad" * 900, "unseen"),
        ("\u200b\u200b".join("hello"), "unseen"),
    ],
)
def test_what_only_a_paste_or_a_prank_brings_is_refused_with_a_sentence(typed, code):
    with pytest.raises(ValidationError) as error:
        text.check(typed, longest=3000)

    assert error.value.code == code


@pytest.mark.parametrize(
    "typed",
    [
        "Café 👩🏽‍⚕️ 皮膚 بشرة\tthe end",
        "👨‍👩‍👧‍👦",
        "🏴\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f from Wales",
        "می\u200cخواهم",  # Persian joins and parts its letters so
        "שלום \u200fב-\u200eNHS\u200e",
        "Vi\u1ec7t, a\u0302\u0323n",
        "soft\u00adhyphens\u00adfrom\u00ada page",
    ],
)
def test_emoji_accents_and_other_scripts_are_fine(typed):
    text.check(typed, longest=3000)


def test_a_text_can_be_too_short():
    text.check("No", longest=3000, shortest=2)
    with pytest.raises(ValidationError) as error:
        text.check("x", longest=3000, shortest=2)

    assert error.value.messages == ["Write a little more: at least 2 characters."]


def test_the_sentence_about_length_counts_what_is_over():
    with pytest.raises(ValidationError) as error:
        text.check("x" * 3001, longest=3000)

    assert error.value.messages == ["This is 1 character too long. There is room for 3,000."]


def test_line_ends_from_any_machine_count_as_one_character():
    assert text.tidy("a\r\nb\rc\n\n\n\n\nd  \n") == "a\nb\nc\n\nd"


@given(st.text(max_size=300))
def test_any_text_becomes_html_without_a_tag_of_its_own(typed):
    html = text.to_html(typed)

    left = html
    for ours in ("<p>", "</p>", "<br>", "</a>"):
        left = left.replace(ours, "")
    assert "<" not in left.replace('<a href="http', "")
