"""/admin/blog/post/: writing an article and changing it."""

import pytest
from django.utils import timezone

from blog.posts.models import Post, Source
from tests import factories
from tests.posts.conftest import at, errors_of, fields, source, sources

ADD = "/admin/blog/post/add/"


def test_an_editor_writes_an_article_with_its_sources(client, ben, topic):
    response = at(client, ben).post(ADD, fields(topic=topic.pk) | sources([source(1), source(2)]))

    post = Post.objects.get()
    assert response.status_code == 302
    assert (post.title, post.slug, post.topic) == ("After filler: what is normal", "after-filler", topic)
    assert [kept.title for kept in post.ordered_sources()] == ["Study 1", "Study 2"]


def test_whoever_wrote_is_noted_as_a_writer(client, ben, topic):
    at(client, ben).post(ADD, fields(topic=topic.pk))

    assert list(Post.objects.get().writers.all()) == [ben]


def test_an_article_that_nobody_signed_is_not_public(client, ben, topic, clinic):
    at(client, ben).post(ADD, fields(topic=topic.pk))

    assert client.get("/posts/after-filler/").status_code == 404


# --- Who changed what -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "Another title"),
        ("standfirst", "Another standfirst."),
        ("body", "<p>Another body.</p>"),
        ("author_name", "Another author"),
        ("author_role", "Another role"),
        ("author_registration", "NMC 00A0000E"),
        ("interests", "Another interest."),
        ("search_title", "Another search title"),
        ("search_description", "Another search description"),
        ("social_title", "Another social title"),
        ("social_description", "Another social description"),
        ("sources-0-title", "Another study"),
        ("sources-0-year", 2023),
        ("sources-0-DELETE", "on"),
    ],
)
def test_a_change_of_any_word_to_be_signed_notes_its_writer(change, edition, grace, field, value):
    change(edition.post, by=grace, **{field: value})

    assert list(edition.post.writers.all()) == [grace]


def test_another_topic_is_another_word_to_be_signed(change, edition, grace):
    change(edition.post, by=grace, topic=factories.topic("Light").pk)

    assert list(edition.post.writers.all()) == [grace]


def test_saving_without_a_change_notes_nobody_and_leaves_the_date(change, edition, grace):
    before = Post.objects.get().changed_at

    response = change(edition.post, by=grace)

    assert response.status_code == 302
    assert list(edition.post.writers.all()) == []
    assert Post.objects.get().changed_at == before


def test_the_change_note_is_not_a_word_to_be_signed(change, edition, grace):
    change(edition.post, by=grace, change_note="The law has changed.")

    assert Post.objects.get().change_note == "The law has changed."
    assert list(edition.post.writers.all()) == []


def test_a_browser_s_line_ends_and_the_editor_s_spacing_are_no_change(change, edition, grace):
    Post.objects.update(interests="None.\nReally none.", body="<h2>One</h2>\n\n<p>Two.</p>")
    before = Post.objects.get().digest

    change(edition.post, by=grace, interests="None.\r\nReally none.", body="<h2>One</h2><p>Two.</p>\r\n<p></p>")

    assert Post.objects.get().digest == before
    assert list(edition.post.writers.all()) == []


def test_a_change_of_the_sources_alone_moves_the_date(change, edition, grace):
    before = Post.objects.get().changed_at

    change(edition.post, by=grace, **{"sources-0-year": 2023})

    assert Post.objects.get().changed_at > before


# --- The address ------------------------------------------------------------------------------------------------------


def test_the_address_of_an_article_that_never_was_signed_can_change(change, post, ben):
    change(post, by=ben, slug="elsewhere")

    assert Post.objects.get().slug == "elsewhere"


def test_an_address_is_made_of_the_title_only_while_it_can_change(client, edition, post, ben, topic):
    unsigned = factories.post(topic=topic, writer=ben, title="Unsigned")
    at(client, ben)

    def made_of_title(post):
        form = client.get(f"/admin/blog/post/{post.pk}/change/").context["adminform"]
        return [field["field"].name for field in form.prepopulated_fields]

    assert made_of_title(unsigned) == ["slug"]
    assert made_of_title(post) == []


# --- Sources ----------------------------------------------------------------------------------------------------------


def numbers():
    return list(Source.objects.order_by("title").values_list("title", "position"))


def test_two_sources_change_places_in_one_go(change, topic, ben):
    post = factories.post(topic=topic, writer=ben, sources=2)

    response = change(post, by=ben, **{"sources-0-position": 2, "sources-1-position": 1})

    assert response.status_code == 302
    assert numbers() == [("Source 1", 2), ("Source 2", 1)]


def test_a_source_takes_the_number_of_one_that_goes(change, topic, ben):
    post = factories.post(topic=topic, writer=ben, sources=2)

    response = change(post, by=ben, **{"sources-0-DELETE": "on", "sources-1-position": 1})

    assert response.status_code == 302
    assert numbers() == [("Source 2", 1)]


def test_two_sources_cannot_have_one_number(change, topic, ben):
    post = factories.post(topic=topic, writer=ben, sources=2)

    response = change(post, by=ben, **{"sources-1-position": 1})

    assert errors_of(response) == ({}, [{"position": ["Two sources have the same number."]}])
    assert numbers() == [("Source 1", 1), ("Source 2", 2)]


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("position", 0, "Ensure this value is greater than or equal to 1."),
        ("position", 100, "Ensure this value is less than or equal to 99."),
        ("position", 10**40, "Ensure this value is less than or equal to 99."),
        ("year", 1700, "Write the year in four figures."),
        ("year", 99999, "This year is still to come."),
        ("year", "last year", "Enter a whole number."),
        ("url", "javascript:alert(1)", "Enter a valid URL."),
        ("url", "https://" + "x" * 600, "Ensure this value has at most 500 characters (it has 608)."),
        ("checked_on", "2999-01-01", "Write the day on which somebody last read it."),
        ("title", "", "This field is required."),
        ("title", "A\0B", "Null characters are not allowed."),
    ],
)
def test_a_mistake_in_a_source_is_named_at_its_field(client, ben, topic, field, value, sentence):
    response = at(client, ben).post(ADD, fields(topic=topic.pk) | sources([source(1, **{field: value})]))

    form, rows = errors_of(response)
    assert response.status_code == 200
    assert form == {}
    assert [list(row) for row in rows] == [[field]]
    assert sentence in rows[0][field]
    assert not Post.objects.exists()


# --- Going -----------------------------------------------------------------------------------------------------------


def test_an_article_that_never_was_signed_can_be_deleted(client, post, ben):
    response = at(client, ben).post(f"/admin/blog/post/{post.pk}/delete/", {"post": "yes"})

    assert response.status_code == 302
    assert not Post.objects.exists()


def test_an_article_that_was_signed_cannot(client, edition, ben, now):
    type(edition).objects.update(live_until=now)

    response = at(client, ben).post(f"/admin/blog/post/{edition.post_id}/delete/", {"post": "yes"})

    assert response.status_code == 403
    assert Post.objects.exists()


def test_articles_cannot_be_deleted_by_the_dozen(client, post, ben):
    at(client, ben).post("/admin/blog/post/", {"action": "delete_selected", "_selected_action": post.pk, "post": "yes"})

    assert Post.objects.exists()


# --- The list ---------------------------------------------------------------------------------------------------------


def states(client):
    page = client.get("/admin/blog/post/")
    admin = page.context["cl"].model_admin
    return {post.title: admin.standing(post) for post in page.context["cl"].result_list}


def test_the_list_says_in_words_where_each_article_stands(client, topic, ben, amara, now):
    signed_on = timezone.make_aware(timezone.datetime(2026, 11, 12, 9, 30))
    factories.post(topic=topic, writer=ben, title="Never")
    factories.signed(factories.post(topic=topic, writer=ben, title="Live"), by=amara, at=signed_on)
    changed = factories.signed(factories.post(topic=topic, writer=ben, title="Changed"), by=amara, at=signed_on)
    ended = factories.signed(factories.post(topic=topic, writer=ben, title="Over"), by=amara, at=signed_on)
    Source.objects.filter(post=changed.post).update(year=1999)
    type(ended).objects.filter(pk=ended.pk).update(live_until=now)

    assert states(at(client, ben)) == {
        "Never": "Never signed",
        "Live": "Live, signed 12 November 2026",
        "Changed": "Live, with unsigned changes",
        "Over": "Ended",
    }


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_as_many_queries_for_three_articles_as_for_one(
    client, topic, ben, amara, count, django_assert_num_queries
):
    for number in range(count):
        factories.signed(factories.post(topic=topic, writer=ben, title=f"Article {number}", sources=2), by=amara)
    at(client, ben)
    client.get("/admin/blog/post/")

    with django_assert_num_queries(12):
        client.get("/admin/blog/post/")


def test_another_cover_is_another_word_to_be_signed_and_can_be_taken_away(change, edition, grace, add):
    image = add()

    assert change(edition.post, by=grace, cover=image.pk).status_code == 302
    assert Post.objects.get().cover == image
    assert list(edition.post.writers.all()) == [grace]

    change(edition.post, by=grace, cover="")
    assert Post.objects.get().cover is None
