"""What the answer to a pause in typing says: the guard's findings, where they stand, the length, who else is there."""

import json
from datetime import timedelta
from time import perf_counter

import pytest

from blog.guard import check
from blog.posts.models import Draft, Post
from tests import factories
from tests.posts.conftest import at, fields, text_of


@pytest.fixture
def said(client, ben):
    """Types something over in a form and gives the answer."""

    def said(post=None, *, by=ben, **changes):
        at(client, by)
        stored = Post.objects.get(pk=post.pk) if post else None
        address = f"/admin/blog/post/{post.pk}/draft/" if post else "/admin/blog/post/add/draft/"
        return client.post(address, fields(stored, **changes)).json()

    return said


def letters(text):
    return "".join(text.split())


@pytest.mark.parametrize(
    ("field", "label"),
    [
        ("title", "Title"),
        ("slug", "Address"),
        ("standfirst", "Standfirst"),
        ("body", "Article"),
        ("interests", "Interests"),
        ("search_title", "Search title"),
        ("search_description", "Search description"),
        ("social_title", "Social title"),
        ("social_description", "Social description"),
        ("change_note", "Change note"),
    ],
)
def test_a_finding_names_its_field_its_rule_and_where_it_stands(said, post, field, label):
    (finding,) = said(post, **{field: "botox"})["findings"]

    (rule,) = check("botox", "title")
    assert finding == {
        "field": field,
        "label": label,
        "words": "botox",
        "stops": True,
        "reason": rule.reason,
        "instead": rule.instead,
        "source": {"title": rule.source.title, "url": rule.source.url},
        "start": 0,
        "end": 5,
    }


def test_places_are_counted_without_white_space_and_without_the_numbers_of_sources(said, post):
    html = "<h2>One  two</h2><p>a &amp; b<sup>12</sup> \U0001f9b4<br>c</p><table><tbody><tr><td><p>d</p></td>"
    html += "<td><p>about B\u043etox\r\n now</p></td></tr></tbody></table>"

    (finding,) = said(post, body=html)["findings"]

    before = letters("One two a & b \U0001f9b4 c d about")
    assert (finding["start"], finding["end"]) == (len(before), len(before) + 5)
    assert finding["words"] == "B\u043etox"


def test_words_that_must_not_fire_are_not_found(said, post):
    assert said(post, body="<p>WordPress and botany.</p>")["findings"] == []


def test_the_words_about_a_picture_are_read_and_what_it_lacks_is_named(said, post, add):
    image = add(alt="A syringe of Botox")

    answer = said(post, body=f'<p>Look.</p><img data-image-id="{image.pk}">')

    assert [(finding["field"], finding["label"]) for finding in answer["findings"]] == [("pictures", "Alt text")]


def test_a_picture_without_a_description_is_named(said, post, add):
    image = add(alt="")

    (sentence,) = said(post, body=f'<img data-image-id="{image.pk}">')["missing"]

    assert sentence.endswith("has no description. Write one, or mark it as decoration.")


def test_the_address_of_a_signed_article_is_read_though_the_form_does_not_hold_it(client, edition, ben):
    Post.objects.update(slug="botox")
    typed = fields(Post.objects.get())
    del typed["slug"]

    answer = at(client, ben).post(f"/admin/blog/post/{edition.post_id}/draft/", typed).json()

    assert [finding["field"] for finding in answer["findings"]] == ["slug"]


def test_the_length_is_counted_and_the_age_is_a_hint_for_longer_texts(said, post):
    sentence = "The skin keeps water in and dirt out. "

    short, long = said(post, body=f"<p>{sentence}</p>"), said(post, body=f"<p>{sentence * 20}</p>")

    assert (short["words"], short["reading_age"]) == (8, None)
    assert (long["words"], long["reading_age"]) == (160, 6)


def test_an_age_stops_nothing(client, post, amara, sign, clinic):
    hard = (
        "Extraordinarily immunohistochemical characterisations necessitate considerable interdisciplinary expertise, "
    )
    Post.objects.update(body=f"<p>{hard * 30}.</p>")

    assert sign(post, by=amara).status_code == 302


def test_the_answer_says_who_else_is_typing_and_who_saved(said, change, post, ben, grace, now):
    Draft.objects.create(post=post, by=grace, form="", version=2, typed_at=now - timedelta(minutes=1))
    assert said(post)["notices"][0].startswith("Grace is working on this article too: they last typed at ")

    change(post, by=grace, title="Saved by Grace")
    (sentence,) = said(post, version=2)["notices"]

    assert sentence.startswith("Grace saved this article at ")


def test_a_new_article_has_no_others(said, grace, now):
    Draft.objects.create(post=None, by=grace, form="", version=0, typed_at=now)

    assert said()["notices"] == []


def test_a_flood_of_findings_is_cut(said, post):
    answer = said(post, body="<p>" + "Botox " * 300 + "</p>")

    assert (len(answer["findings"]), answer["more"]) == (50, 250)


def test_two_thousand_words_are_read_well_within_a_second(said, post):
    text = "<p>Skin keeps water in, and Botox is a brand name of a medicine.</p>" * 170

    before = perf_counter()
    said(post, body=text)

    assert perf_counter() - before < 1


def test_the_page_says_the_same_when_it_opens(client, said, post, ben):
    answer = said(post, title="Botox for all")

    page = at(client, ben).get(f"/admin/blog/post/{post.pk}/change/")

    shown = json.loads(page.context["said"])
    assert shown == {name: answer[name] for name in answer if name not in ("kept_at", "notices")}
    assert "While you write" in text_of(page)


@pytest.mark.parametrize("count", [1, 3])
def test_three_people_and_sources_take_as_many_queries_as_one(
    client, topic, ben, now, count, django_assert_num_queries
):
    post = factories.post(topic=topic, writer=ben, sources=count)
    for number in range(count):
        other = factories.staff(f"Somebody {number}", "Editor")
        Draft.objects.create(post=post, by=other, form="", version=1, typed_at=now)
    typed = fields(Post.objects.get())
    at(client, ben).post(f"/admin/blog/post/{post.pk}/draft/", typed)

    with django_assert_num_queries(16):
        client.post(f"/admin/blog/post/{post.pk}/draft/", typed)
