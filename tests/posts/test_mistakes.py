"""What bad input gets at the desk: the form again, a sentence at the field, the typed words kept; never an error."""

import re

import pytest

from blog.posts.models import Post
from tests import factories
from tests.posts.conftest import at, errors_of, fields, text_of

ADD = "/admin/blog/post/add/"
HUGE = "9" * 40

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("title", "", "This field is required."),
        ("title", "x" * 121, "Ensure this value has at most 120 characters (it has 121)."),
        ("title", "A\0B", "Null characters are not allowed."),
        ("standfirst", "A\0B", "Null characters are not allowed."),
        ("body", "<p>A\0B</p>", "Null characters are not allowed."),
        ("slug", "A\0B", "Null characters are not allowed."),
        ("slug", "not an address", "Enter a valid “slug” consisting of letters, numbers, underscores or hyphens."),
        ("slug", "your-skin-barrier-in-one-page", "Another article has this address. Choose a different one."),
        ("topic", "", "This field is required."),
        ("topic", "nonsense", "Select a valid choice. That choice is not one of the available choices."),
        ("topic", HUGE, "Select a valid choice. That choice is not one of the available choices."),
        ("topic", "1\0", "Null characters are not allowed."),
        ("tags", "A\0B", "Null characters are not allowed."),
        ("tags", ", ".join(f"Tag {number}" for number in range(11)), "Choose 10 tags at most."),
        ("tags", "Short, " + "x" * 41, "“" + "x" * 40 + "…” is too long: a tag has 40 characters at most."),
        ("tags", "," * 1001, "Ensure this value has at most 1000 characters (it has 1001)."),
        ("cover", "nonsense", "Select a valid choice. That choice is not one of the available choices."),
        ("cover", HUGE, "Select a valid choice. That choice is not one of the available choices."),
        ("cover", "1\0", "Null characters are not allowed."),
        ("standfirst", "x" * 401, "Ensure this value has at most 400 characters (it has 401)."),
        ("change_note", "x" * 301, "Ensure this value has at most 300 characters (it has 301)."),
        (
            "body",
            "x" * 200_001,
            "The article is too long: there is room for 200,000 characters of text and formatting.",
        ),
        (
            "body",
            "<blockquote>" * 60 + "x",
            "Lists, quotes or tables stand too deep inside each other. Take some of them apart.",
        ),
    ],
)
def test_a_mistake_is_named_at_its_field_and_what_was_typed_is_kept(client, post, ben, topic, field, value, sentence):
    typed = fields(topic=topic.pk, interests="Typed with care.") | {field: value}

    response = at(client, ben).post(ADD, typed)

    form, _ = errors_of(response)
    assert response.status_code == 200
    assert list(form) == [field]
    assert sentence in form[field]
    assert "Typed with care." in text_of(response)
    assert Post.objects.count() == 1


def test_a_body_beyond_what_a_form_may_hold_is_refused_without_an_error(client, ben, topic):
    response = at(client, ben).post(ADD, fields(topic=topic.pk, body="<p>word</p>" * 500_000))

    assert response.status_code == 413
    assert not Post.objects.exists()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("<script>alert(1)</script><p>Words.</p>", "<p>Words.</p>"),
        ('<p onclick="alert(1)">Words.</p>', "<p>Words.</p>"),
        ('<p><a href="java&#10;script:alert(1)">Words.</a></p>', "<p><a>Words.</a></p>"),
        ('<p style="position:fixed">Words.</p>', "<p>Words.</p>"),
        ("<style>p{display:none}</style><p>Words.</p>", "<p>Words.</p>"),
        ('<p><a href="javascript:alert(1)">Words.</a></p>', "<p><a>Words.</a></p>"),
        ('<p><a href=" JaVa\tScript:alert(1)">Words.</a></p>', "<p><a>Words.</a></p>"),
        ('<p><a href="data:text/html,x" target="_blank">Words.</a></p>', "<p><a>Words.</a></p>"),
        ('<iframe src="https://example.org/"></iframe><p>Words.</p>', "<p>Words.</p>"),
        ('<p>Words.<img src="x" onerror="alert(1)"></p>', "<p>Words.</p>"),
        ('<p>Words.<img data-drawing="x" src="https://example.org/pixel.gif"></p>', "<p>Words.</p>"),
        ('<p>Words.</p><form action="https://example.org/"><input name="code"></form>', "<p>Words.</p>"),
        ("<p>Words.<!-- <script>alert(1)</script> --></p>", "<p>Words.</p>"),
        ('<p class="MsoNormal">Words.</p>', "<p>Words.</p>"),
        ('<svg><a href="javascript:alert(1)"><text>x</text></a></svg><p>Words.</p>', "<p>Words.</p>"),
    ],
)
def test_only_what_an_article_may_hold_is_stored(client, ben, topic, typed, kept):
    at(client, ben).post(ADD, fields(topic=topic.pk, body=typed))

    assert Post.objects.get().body == kept


@pytest.mark.parametrize("key", ["0", "999999", HUGE, "-1", "%00", "1%00", "nonsense", "%27%22", "1/2"])
def test_a_key_that_is_none_is_a_page_not_found(client, amara, key):
    at(client, amara)

    for page in ["change", "delete", "history", "preview", "compare", "sign"]:
        response = client.get(f"/admin/blog/post/{key}/{page}/", follow=True)

        assert response.status_code in (200, 404), page
        if response.status_code == 200:  # the admin goes back to its front page, and says so
            assert response.redirect_chain[-1][0] == "/admin/", page
            assert "doesn’t exist" in text_of(response), page


QUERIES = [
    "q=%00", "q=" + "x" * 3000, "q='\"()*", "p=0", f"p={HUGE}", "p=-1", "p=%00", f"o={HUGE}", "o=%00", "o=-9.9",
    "e=1", "all=", "nonsense=1", "topic__id__exact=%00", f"topic__id__exact={HUGE}", "topic__id__exact=x",
    f"signed_by__id__exact={HUGE}", "signed_by__id__exact=%00", "state__exact=%00", "state__exact=x",
    f"id__exact={HUGE}", f"id__in={HUGE},1", "id__in=%00", "pk=%00", "_facets=1",
]  # fmt: skip


@pytest.mark.parametrize("part", ["post", "edition", "topic", "comment", "clinic", "practitioner"])
def test_a_list_takes_any_query_without_an_error(client, root, part):
    at(client, root)

    for query in QUERIES:
        response = client.get(f"/admin/blog/{part}/?{query}", follow=True)

        assert response.status_code in (200, 400), query


@pytest.mark.parametrize(
    "tampered",
    [
        {"sources-TOTAL_FORMS": ""},
        {"sources-TOTAL_FORMS": HUGE},
        {"sources-TOTAL_FORMS": "-1"},
        {"sources-INITIAL_FORMS": "5"},
        {"sources-0-id": HUGE},
        {"sources-0-id": "1\0"},
        {"sources-0-id": "nonsense"},
        {"sources-0-id": ""},
        {"sources-0-post": HUGE},
        {"sources-0-post": ""},
        {"sources-0-year": HUGE},
        {"sources-0-checked_on": "31 February"},
    ],
)
def test_a_form_that_was_tampered_with_changes_nothing_and_is_no_error(change, post, ben, tampered):
    before = Post.objects.get().digest

    response = change(post, by=ben, **tampered)

    assert response.status_code in (200, 302)
    assert Post.objects.get().digest == before


def test_a_source_of_another_article_cannot_be_taken(change, topic, ben, post):
    other = factories.post(topic=topic, writer=ben, title="Other")
    stolen = other.sources.get()

    change(post, by=ben, **{"sources-0-id": stolen.pk, "sources-0-title": "Stolen"})

    stolen.refresh_from_db()
    assert (stolen.post_id, stolen.title) == (other.pk, "Source 1")


def test_what_was_typed_is_shown_escaped(client, ben, topic):
    response = at(client, ben).post(ADD, fields(topic=topic.pk, title="", body="</textarea><script>alert(1)</script>"))

    page = response.content.decode()
    assert "<script>alert(1)" not in page
    assert re.search(r"<textarea[^>]*name=\"body\"[^>]*>\s*&lt;/textarea&gt;&lt;script&gt;alert\(1\)", page)
