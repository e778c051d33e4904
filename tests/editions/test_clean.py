"""`body.clean`: the one policy on what HTML an article holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blog.editions import body
from blog.images.drawings import DRAWINGS

KEPT = [
    "<p>Words.</p>",
    "<h2>Heading</h2><h3>Smaller</h3>",
    "<ul><li><p>One</p></li></ul><ol><li><p>Two</p></li></ol>",
    "<blockquote><p>Said</p></blockquote>",
    "<p><strong>a</strong> <em>b</em> c<sup>1</sup><br>d</p>",
    '<p><a href="https://www.nhs.uk/?a=1&amp;b=2">NHS</a></p>',
    '<p><a href="mailto:desk@example.org">Write</a> or <a href="tel:01632960114">ring</a></p>',
    '<p><a href="/posts/your-skin-barrier/#sources">Here</a></p>',
    '<aside class="callout"><h3>Ring us</h3><p>If it spreads.</p></aside>',
    '<table><tbody><tr><th colspan="2"><p>A</p></th></tr><tr><td><p>B</p></td><td><p>C</p></td></tr></tbody></table>',
    *[
        f'<figure><ol><li><p><img data-drawing="{name}"></p></li></ol><figcaption>F</figcaption></figure>'
        for name in DRAWINGS
    ],
]


@pytest.mark.parametrize("html", KEPT)
def test_what_an_article_may_hold_is_kept_to_the_letter(html):
    assert body.clean(html) == html


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("<h1>Title</h1>", "Title"),
        ("<p>a<script>alert(1)</script></p>", "<p>a</p>"),
        ("<p>a<style>p{}</style></p>", "<p>a</p>"),
        ('<p onclick="x()" style="color:red" class="MsoNormal" id="x">a</p>', "<p>a</p>"),
        ('<a href="javascript:alert(1)">a</a>', "<a>a</a>"),
        ('<a href="data:text/html,a">a</a>', "<a>a</a>"),
        ('<a href="vbscript:a">a</a>', "<a>a</a>"),
        ('<a href="https://a.example/" target="_blank" rel="opener" title="t">a</a>',
         '<a href="https://a.example/">a</a>'),
        ('<img src="https://a.example/pixel.gif">', ""),
        ('<img data-drawing="another">', ""),
        ('<img data-drawing="exosome-pack" src="https://a.example/pixel.gif" onerror="x()">',
         '<img data-drawing="exosome-pack">'),
        ('<img data-drawing="><script>alert(1)</script>">', ""),
        ('<img data-drawing=\'"><script>alert(1)</script>\'>', ""),
        ("<iframe src=x>a</iframe><object data=x>b</object><p>c</p>", "<p>c</p>"),
        ("<svg><script>alert(1)</script></svg><math><mi>x</mi></math><p>c</p>", "<p>c</p>"),
        ('<div class="x"><span>a</span></div>', "a"),
        ('<aside class="callout wide">a</aside><aside class="x">b</aside><aside>c</aside>',
         '<aside class="callout">a</aside><aside class="callout">b</aside><aside class="callout">c</aside>'),
        ('<td colspan="9999999"><p>a</p></td>', "<p>a</p>"),
        ('<table><tr><td colspan="1" rowspan="99999999"><p>a</p></td></tr></table>',
         "<table><tbody><tr><td><p>a</p></td></tr></tbody></table>"),
        ("<!-- note --><p>a</p>", "<p>a</p>"),
        ("<p>a\0b</p>", "<p>ab</p>"),
        ("<p>open <strong>never closed", "<p>open <strong>never closed</strong></p>"),
        ("1 < 2 & 3 > 2", "1 &lt; 2 &amp; 3 &gt; 2"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;", "&lt;script&gt;alert(1)&lt;/script&gt;"),
    ],
)  # fmt: skip
def test_everything_else_goes(html, kept):
    assert body.clean(html) == kept


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("<h2>a</h2>\n\n<p>b</p>\n", "<h2>a</h2><p>b</p>"),
        ("<h2>a</h2>\r\n\r\n<p>b\r\nc</p>", "<h2>a</h2><p>b c</p>"),
        ("<p> a  b </p>", "<p>a b</p>"),
        ("<p>a <br> b</p>", "<p>a<br>b</p>"),
        ("<p>a <strong>b</strong> <em>c</em></p>", "<p>a <strong>b</strong> <em>c</em></p>"),
        ("<p>20&nbsp;mg</p>", "<p>20&nbsp;mg</p>"),
        ("<p>a</p><p></p><p><br></p><p>&nbsp; </p>", "<p>a</p>"),
        ("<p>a</p><p></p><p>b</p>", "<p>a</p><p></p><p>b</p>"),
        ("<h2></h2><p>a</p><h3> <br></h3><p>b</p>", "<p>a</p><p>b</p>"),
        ("<table><tr><td></td></tr></table>", "<table><tbody><tr><td><p></p></td></tr></tbody></table>"),
        ("", ""),
        ("  \n", ""),
        ("<p></p>", ""),
    ],
)
def test_what_a_browser_does_not_show_makes_no_difference(html, kept):
    assert body.clean(html) == kept


PIECES = [f"<{tag}>" for tag in sorted(body.TAGS)] + [f"</{tag}>" for tag in sorted(body.TAGS)]
PIECES += [
    "<h1>",
    "<div>",
    "<script>",
    "</script>",
    "<svg>",
    "<math>",
    "<style>",
    "<template>",
    "<select>",
    "<!--",
    "-->",
]
PIECES += [
    "<aside class=callout>",
    '<img data-drawing="exosome-pack">',
    "<td colspan=3>",
    "<a href=/>",
    "&nbsp;",
    " ",
    "\n",
]
html = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=20).map("".join)


@given(html)
def test_what_is_kept_would_be_kept_again(source):
    kept = body.clean(source)

    assert body.clean(kept) == kept


@given(html)
def test_whatever_is_kept_can_be_made_into_a_page(source):
    made = body.render(source)

    assert "<script" not in made.html
    assert made.reading_minutes >= 1


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("<p>word</p>", None),
        ("x" * body.LONGEST, None),
        (
            "x" * (body.LONGEST + 1),
            "The article is too long: there is room for 200,000 characters of text and formatting.",
        ),
        ("<blockquote>" * body.DEEPEST + "x", None),
        (
            "<blockquote>" * (body.DEEPEST + 1) + "x",
            "Lists, quotes or tables stand too deep inside each other. Take some of them apart.",
        ),
        ("<p></p>" * 20_000 + "x", None),
        ("<p>" + " " * 190_000 + "x</p>", None),
    ],
)
def test_a_body_that_is_too_long_or_too_deep_is_refused_with_a_sentence(source, sentence):
    assert body.refusal(source) == sentence
