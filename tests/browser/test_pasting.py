"""Ben pastes from Word, from Google Docs and from a web page, and the article keeps the words and their shape alone."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from blog.posts.models import Post
from tests import factories
from tests.browser import steps

SAMPLES = Path(__file__).parent / "samples"
NO_PICTURES = "Pictures are not pasted: add them with the Picture button."

PASTE = """(box, [html, text]) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData("text/html", html)
    clipboardData.setData("text/plain", text)
    box.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }))
}"""

WORD = (
    "<h2>After microneedling</h2>"
    "<p>Some redness is <strong>usual</strong>, and it <em>fades</em>. Keep the skin cool and dry.<sup>1</sup> A "
    "tablet of 500&nbsp;mg helps some people.</p>"
    "<ul><li><p>Wash with cool water</p><ul><li><p>not hot</p><ul><li><p>nor warm</p></li></ul></li></ul></li>"
    "<li><p>No make-up for a day</p></li></ul>"
    "<h2>The first days</h2>"
    '<ol><li><p>Rest</p></li><li><p>Use sunscreen, as the <a href="https://www.nhs.uk/live-well/seasonal-health/'
    'sunscreen-and-sun-safety/">NHS advises</a></p></li></ol>'
    "<table><tbody><tr><th><p>Day</p></th><th><p>What to expect</p></th></tr>"
    "<tr><td><p>One</p></td><td><p>Redness</p></td></tr></tbody></table>"
    "<p>Ring us if it <strong>spreads</strong>.</p>"
    "<p><sup>1</sup> The clinic's leaflet on aftercare.</p>"
)
GOOGLE_DOCS = (
    "<h2>Caring for dry skin</h2>"
    "<p>Use a <strong>plain</strong><em> moisturiser</em>.<sup>1</sup></p>"
    "<ul><li><p>In the morning</p><ul><li><p>after washing</p></li></ul></li><li><p>At night</p></li></ul>"
    '<p>Read <a href="https://www.nhs.uk/conditions/emollients/">what the NHS says</a> first.</p>'
)
WEB_PAGE = (
    "<h2>Sun and skin</h2><p>By the editors</p><p>Shade comes first.</p>"
    '<p>Sunscreen comes <strong>second</strong>, see <a href="https://www.nhs.uk/sunscreen/">the advice</a>, a trick, '
    'a page over there, <a href="tel:111">111</a>.</p>'
    "<p>A beach at noon</p><p>More on this site</p><h3>How much</h3><p><strong>Amounts</strong></p>"
    "<table><tbody><tr><th><p>Part</p></th><th><p>Spoons</p></th></tr>"
    "<tr><td><p>Face and neck</p></td><td><p>one</p></td></tr></tbody></table>"
    "<p>Sign up</p><ul><li><p>Hat</p></li><li><p>Sleeves</p></li></ul>"
)


@pytest.fixture
def editor(new_page, people, topic, ben):
    """The page of an article without words, open for Ben."""
    post = factories.post(topic=topic, writer=ben, body="")
    page = new_page()
    page.goto(f"/admin/blog/post/{post.pk}/change/")
    steps.log_in_by_password(page, ben.email)
    return page


def box(page):
    return page.locator(".prose-editor [contenteditable]")


def paste(page, html, text=""):
    box(page).evaluate(PASTE, [html, text])


def stored(page):
    page.get_by_role("button", name="Save and continue editing").click()
    expect(page.get_by_text("changed successfully")).to_be_visible()
    return Post.objects.get().body


@pytest.mark.parametrize(
    ("sample", "kept"),
    [("word", WORD), ("google-docs", GOOGLE_DOCS), ("web-page", WEB_PAGE)],
    ids=lambda name: name[:9],
)
def test_the_words_and_their_shape_are_kept_and_nothing_else(editor, sample, kept):
    paste(editor, (SAMPLES / f"{sample}.html").read_text(), "The same in plain text")

    expect(editor.get_by_role("status").filter(has_text=NO_PICTURES)).to_be_visible()
    assert stored(editor) == kept
    assert editor.evaluate("window.pasted") is None


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("<p>Ten&nbsp;minutes, 20&nbsp;ml and 3&nbsp;times</p>", "<p>Ten minutes, 20&nbsp;ml and 3 times</p>"),
        ("<p>a</p><p>&nbsp;</p><p><br></p><p>b</p>", "<p>a</p><p>b</p>"),
        ("<p>a<br>b</p>", "<p>a<br>b</p>"),
        ("<ul><li>a</li><ol><li>b</li></ol></ul>", "<ul><li><p>a</p><ol><li><p>b</p></li></ol></li></ul>"),
        ("<p><del>not this</del> <ins>this</ins></p>", "<p>this</p>"),
        ("<span style='display:none'>hidden</span><p>seen</p>", "<p>seen</p>"),
        ("<details><summary>More</summary><p>Less</p></details>", "<p>More</p><p>Less</p>"),
        ('<aside class="callout"><h3>Ring us</h3><p>Soon.</p></aside>',
         '<aside class="callout"><h3>Ring us</h3><p>Soon.</p></aside>'),
        ("<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>a)</span>In</p>"
         "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>1.</span>Out</p>",
         "<ol><li><p>In</p></li></ol><ol><li><p>Out</p></li></ol>"),
        ("<p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>-</span>a</p><p class=MsoListParagraph>b</p>"
         "<p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>-</span>c</p>",
         "<ul><li><p>a</p><p>b</p></li><li><p>c</p></li></ul>"),
    ],
)  # fmt: skip
def test_small_things_are_put_right(editor, html, kept):
    paste(editor, html)

    assert stored(editor) == kept


def test_what_is_copied_inside_the_editor_is_left_alone(editor):
    paste(editor, '<h3 data-pm-slice="1 1 []">20&nbsp;words</h3>')

    assert stored(editor) == "<h3>20&nbsp;words</h3>"


def test_the_note_on_pictures_goes_with_the_next_paste(editor):
    paste(editor, '<img src="data:image/png;base64,AAAA">')
    expect(editor.get_by_text(NO_PICTURES)).to_be_visible()

    paste(editor, "<p>Words.</p>")

    expect(editor.get_by_text(NO_PICTURES)).not_to_be_visible()
    assert stored(editor) == "<p>Words.</p>"
