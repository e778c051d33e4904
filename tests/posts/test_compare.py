"""What differs between two versions, first the engine by itself, then the page."""

import time
from random import Random

import pytest

from blog.editions.models import WORDS
from blog.posts.compare import Gap, compare, compare_words
from blog.posts.models import Post
from tests import factories
from tests.posts.conftest import at, text_of

EMPTY = dict.fromkeys(WORDS, "") | {"sources": []}
STUDY = {"title": "Study", "publisher": "NHS", "year": 2024, "url": "https://www.nhs.uk/", "checked_on": "2026-11-01"}


def marked(runs):
    """This will write runs as one line: [-went-] and {+came+}."""
    shapes = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    return "".join(shapes[run.kind].format(run.text) for run in runs)


def told(name, before, after):
    """This will compare two versions of one field and give its lines, a gap as the number of its lines."""
    parts = {part.name: part for part in compare(EMPTY | {name: before}, EMPTY | {name: after})}
    assert [other for other, part in parts.items() if part.is_changed] == ([name] if before != after else [])
    return [
        len(line.lines) if isinstance(line, Gap) else " ".join(filter(None, [line.label, marked(line.runs), line.note]))
        for line in parts[name].lines
    ]


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ("The red fox", "The blue fox", "The [-red-]{+blue+} fox"),
        ("The red fox", "The red fox", "The red fox"),
        ("Use 0.5 ml", "Use 0.05 ml", "Use [-0.5-]{+0.05+} ml"),
        ("Take 1,000 mg", "Take 10,000 mg", "Take [-1,000-]{+10,000+} mg"),
        ("It is safe.", "It is not safe.", "It is {+not +}safe."),
        ("Ring us now", "Call them later", "[-Ring us now-]{+Call them later+}"),
        ("", "New", "{+New+}"),
        ("Old", "", "[-Old-]"),
        ("It's fine", "It isn't fine", "[-It's-]{+It isn't+} fine"),
    ],
)
def test_words_that_went_and_came_are_told_apart(before, after, line):
    assert marked(compare_words(before, after)) == line


def test_every_field_that_is_signed_is_compared():
    assert [part.name for part in compare(EMPTY, EMPTY)] == list(WORDS)
    assert [part.name for part in compare(EMPTY, EMPTY) if part.is_changed] == []


NOT_PLAIN = ("body", "sources", "pictures", "tags")


@pytest.mark.parametrize("name", [name for name in WORDS if name not in NOT_PLAIN])
def test_a_change_of_any_plain_field_is_shown(name):
    assert told(name, "Red", "Blue") == ["[-Red-]{+Blue+}"]


def test_the_words_about_pictures_are_compared_too():
    picture = {"id": 3, "alt": "A jar of cream", "caption": "", "credit": "Alder Row"}

    assert told("pictures", [], [picture]) == ["Picture {+[picture 3] A jar of cream. Alder Row+}"]
    assert told("pictures", [picture], [picture | {"alt": "A tub of cream"}]) == [
        "Picture [picture 3] A [-jar-]{+tub+} of cream. Alder Row"
    ]


def test_a_paragraph_is_compared_with_the_one_it_came_from():
    before = "<p>One stays.</p><p>Two was short.</p><p>Three goes away for good.</p>"
    after = "<p>One stays.</p><p>Something wholly new here.</p><p>Two was very short.</p>"

    assert told("body", before, after) == [
        "Paragraph One stays.",
        "Paragraph {+Something wholly new here.+}",
        "Paragraph Two was {+very +}short.",
        "Paragraph [-Three goes away for good.-]",
    ]


def test_unchanged_stretches_are_gathered():
    before = "".join(f"<p>Paragraph {number}.</p>" for number in range(9))
    after = before.replace("Paragraph 4.", "Paragraph four.")

    assert told("body", before, after) == [
        3,
        "Paragraph Paragraph 3.",
        "Paragraph Paragraph [-4-]{+four+}.",
        "Paragraph Paragraph 5.",
        3,
    ]


@pytest.mark.parametrize(
    ("before", "after", "lines"),
    [
        ("<p>Ring us</p>", "<h2>Ring us</h2>", ["Heading Ring us This was: paragraph."]),
        (
            "<p>Ring <strong>us</strong></p>",
            "<p>Ring us</p>",
            ["Paragraph Ring us Only the formatting or the spacing changed."],
        ),
        (
            '<p><a href="https://a.example/">Here</a></p>',
            '<p><a href="https://b.example/">Here</a></p>',
            ["Paragraph Here (https://[-a.example-]{+b.example+}/)"],
        ),
        ("<p>So.<sup>1</sup></p>", "<p>So.<sup>2</sup></p>", ["Paragraph So.[[-1-]{+2+}]"]),
        (
            "<ul><li><p>One</p></li></ul>",
            "<ol><li><p>One</p></li></ol>",
            ["Numbered item One This was: bullet."],
        ),
        (
            "<table><tbody><tr><th><p>Day</p></th><td><p>1</p></td></tr></tbody></table>",
            "<table><tbody><tr><th><p>Day</p></th><td><p>2</p></td></tr></tbody></table>",
            ["Table row Day | [-1-]{+2+}"],
        ),
        (
            '<aside class="callout"><h3>Ring</h3><p>Us</p></aside>',
            '<aside class="callout"><h3>Ring</h3><p>Them</p></aside>',
            ["Small heading in a callout Ring", "Callout [-Us-]{+Them+}"],
        ),
        (
            '<figure><ol><li><p><img data-drawing="exosome-pack"></p></li></ol><figcaption>So</figcaption></figure>',
            '<figure><ol><li><p><img data-drawing="exosome-arrive"></p></li></ol><figcaption>So</figcaption></figure>',
            ["Step of a figure [drawing: [-exosome-pack-]{+exosome-arrive+}]", "Caption of a figure So"],
        ),
        ("<blockquote><p>We said</p></blockquote>", "<p>We said</p>", ["Paragraph We said This was: quote."]),
        ("loose <strong>words</strong><p>x</p>", "<p>x</p>", ["Paragraph [-loose words-]", "Paragraph x"]),
    ],
)
def test_every_shape_of_an_article_is_told_in_words(before, after, lines):
    assert told("body", before, after) == lines


def test_a_change_that_no_reader_sees_is_still_named():
    parts = compare(EMPTY | {"body": "<p>One</p>"}, EMPTY | {"body": "<p>One</p>\n"})

    body = next(part for part in parts if part.name == "body")
    assert (body.is_changed, body.note) == (True, "Only the formatting or the spacing changed.")


def test_sources_are_compared_as_they_are_printed():
    other = STUDY | {"title": "Another study", "url": "https://www.example.org/"}

    assert told("sources", [STUDY], [STUDY | {"year": 2023}, other]) == [
        "Source 1. Study. NHS, [-2024-]{+2023+}. https://www.nhs.uk/ Checked on 1 November 2026.",
        "Source {+2. Another study. NHS, 2024. https://www.example.org/ Checked on 1 November 2026.+}",
    ]


def test_markup_in_words_stays_words():
    line = compare_words("<b>one</b>", "<script>alert(1)</script>")

    assert marked(line).replace("[-b-]", "").count("script") == 2
    assert all(isinstance(run.text, str) and not hasattr(run.text, "__html__") for run in line)


def long_article(random, paragraphs):
    words = [f"word{number}" for number in range(400)]
    return "".join(f"<p>{' '.join(random.choices(words, k=50))}</p>" for _ in range(paragraphs))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (long_article(Random(1), 100), long_article(Random(2), 100)),
        (long_article(Random(1), 100), long_article(Random(1), 100).replace("word7 ", "other ")),
        (f"<p>{'red blue ' * 2500}</p>", f"<p>{'blue green red ' * 1700}</p>"),
        ("<p>a</p>" * 5000, "<p>b</p><p>a</p>" * 2500),
    ],
    ids=["all new", "a word here and there", "one long paragraph", "nothing but short ones"],
)
def test_five_thousand_words_are_compared_quickly(before, after):
    started = time.process_time()

    compare(EMPTY | {"body": before}, EMPTY | {"body": after})

    assert time.process_time() - started < 3  # seconds; it takes 0.02 to 0.8


# --- The page ---------------------------------------------------------------------------------------------------------


def page(client, post, user):
    return at(client, user).get(f"/admin/blog/post/{post.pk}/compare/")


def test_the_page_marks_what_went_and_what_came_in_words_too(client, changed, ben, clinic):
    response = page(client, changed, ben)

    assert "What changed since Dr Amara Okafor signed on" in text_of(response)
    assert (
        '<del><span class="visually-hidden">removed: </span>The outermost layer does most of the work'
        '<span class="visually-hidden"> (end of removed)</span></del>'
    ) in response.content.decode()
    assert '<ins><span class="visually-hidden">added: </span>It keeps water in and trouble out' in (
        response.content.decode()
    )


def test_the_page_says_that_nothing_has_changed(client, edition, ben, clinic):
    response = page(client, edition.post, ben)

    assert "Nothing has changed." in text_of(response)
    assert "<ins>" not in response.content.decode()
    assert "<del>" not in response.content.decode()


def test_the_page_says_that_everything_is_new(client, post, ben, clinic):
    response = page(client, post, ben)

    assert "Never signed before: everything is new." in text_of(response)
    assert "It keeps other things out." in text_of(response)


def test_words_that_look_like_html_are_shown_as_words(client, changed, ben, clinic):
    Post.objects.update(title="<script>alert(1)</script>", interests="<ins>Nothing</ins>")

    response = page(client, changed, ben)

    assert "<script>alert(1)" not in response.content.decode()
    assert "<ins>Nothing" not in response.content.decode()
    assert "<script>alert(1)</script>" in text_of(response)


def test_the_page_is_only_looked_at(client, post, ben):
    assert at(client, ben).post(f"/admin/blog/post/{post.pk}/compare/").status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_as_many_queries_for_three_sources_as_for_one(
    client, topic, ben, amara, clinic, count, django_assert_num_queries
):
    post = factories.post(topic=topic, writer=ben, sources=count)
    factories.signed(post, by=amara)
    page(client, post, ben)

    with django_assert_num_queries(16):
        client.get(f"/admin/blog/post/{post.pk}/compare/")
