"""Two people at one article: nobody writes over what they have not seen, and everybody keeps what they typed."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client

from blog.audit.models import Entry
from blog.posts.models import Draft, Post, Source
from tests import factories
from tests.posts.conftest import at, errors_of, fields, source, sources, text_of


def address(post):
    return f"/admin/blog/post/{post.pk}/change/"


@pytest.fixture
def opened(post):
    """The form as Ben opened it, before Grace saves."""
    return lambda **changes: fields(Post.objects.get(pk=post.pk), **changes)


def test_a_save_after_somebody_else_s_stores_nothing_and_keeps_what_was_typed(client, change, opened, post, ben, grace):
    typed = opened(standfirst="What Ben typed.", title="Ben's title")
    change(post, by=grace, standfirst="What Grace typed.")
    acts = Entry.objects.count()

    response = at(client, ben).post(address(post), typed)

    stored = Post.objects.get()
    assert response.status_code == 409
    assert (stored.standfirst, stored.title) == ("What Grace typed.", "Your skin barrier, in one page")
    assert (stored.version, stored.changed_by) == (3, grace)
    assert Entry.objects.count() == acts
    page = text_of(response)
    assert "Grace saved this article at" in page
    assert "after you opened it. Nothing of it was overwritten, and everything you typed is below." in page
    assert f'href="/admin/blog/post/{post.pk}/preview/"' in response.content.decode()
    assert "Please correct the error" not in page
    assert response.context["adminform"].form["standfirst"].value() == "What Ben typed."


def test_the_form_that_is_shown_again_saves_over_it(client, change, opened, post, ben, grace):
    typed = opened(standfirst="What Ben typed.")
    change(post, by=grace, standfirst="What Grace typed.")
    shown = at(client, ben).post(address(post), typed).context["adminform"].form["version"].value()

    response = client.post(address(post), typed | {"version": shown})

    assert response.status_code == 302
    assert Post.objects.get().standfirst == "What Ben typed."


def test_but_not_over_a_third_save(client, change, opened, post, ben, grace, amara):
    typed = opened(standfirst="What Ben typed.")
    change(post, by=grace, standfirst="What Grace typed.")
    shown = at(client, ben).post(address(post), typed).context["adminform"].form["version"].value()
    change(post, by=amara, standfirst="What Amara typed.")

    response = at(client, ben).post(address(post), typed | {"version": shown})

    assert response.status_code == 409
    assert "Dr Amara Okafor saved this article" in text_of(response)
    assert Post.objects.get().standfirst == "What Amara typed."


def test_one_s_own_save_in_another_window_is_named_as_such(client, change, opened, post, ben):
    typed = opened(standfirst="In one window.")
    change(post, by=ben, standfirst="In another.")

    response = at(client, ben).post(address(post), typed)

    assert "You saved this article yourself at" in text_of(response)


@pytest.mark.parametrize("version", ["", "0", "-1", "x", "9" * 40, "1\0", None])
def test_a_form_that_does_not_say_what_it_has_seen_writes_over_nothing(client, opened, post, ben, version):
    typed = opened(standfirst="What Ben typed.", version=version)
    if version is None:
        del typed["version"]

    response = at(client, ben).post(address(post), typed)

    assert response.status_code == 409
    assert Post.objects.get().standfirst == "The outermost layer does most of the work."


def test_a_mistake_in_the_same_form_is_named_too(client, change, opened, post, ben, grace):
    typed = opened(title="")
    change(post, by=grace, standfirst="What Grace typed.")

    response = at(client, ben).post(address(post), typed)

    assert response.status_code == 409
    assert errors_of(response)[0] == {"title": ["This field is required."], "__all__": ["Nothing is stored yet."]}


@pytest.mark.parametrize(
    "changes",
    [
        {"standfirst": "Another."},
        {"change_note": "The law has changed."},
        {"sources-0-title": "Another study"},
        {"sources-0-DELETE": "on"},
    ],
)
def test_every_save_that_changed_something_is_counted_with_its_writer(change, post, grace, changes):
    change(post, by=grace, **changes)

    stored = Post.objects.get()
    assert (stored.version, stored.changed_by) == (post.version + 2, grace)  # the factory's own save is the other one
    assert stored.changed_at > post.changed_at


def test_a_save_that_changed_nothing_is_not_counted(change, post, grace, ben):
    change(post, by=grace)

    stored = Post.objects.get()
    assert (stored.version, stored.changed_by) == (2, ben)


def test_a_source_added_meanwhile_is_shown_to_be_deleted_and_one_deleted_is_new_again(
    client, change, topic, ben, grace
):
    post = factories.post(topic=topic, writer=ben, sources=2)
    typed = fields(Post.objects.get(), standfirst="What Ben typed.")
    kept = post.ordered_sources()[0]
    theirs = sources([*post.ordered_sources(), source(2, title="Grace's study")], stored=2)
    change(post, by=grace, **theirs | {"sources-1-DELETE": "on"})

    response = at(client, ben).post(address(post), typed)

    rows = response.context["inline_admin_formsets"][0].formset.forms
    assert [(row["title"].value(), bool(row["DELETE"].value())) for row in rows] == [
        ("Source 1", False), ("Grace's study", True), ("Source 2", False), (None, False),
    ]  # fmt: skip
    assert errors_of(response)[1] == []

    shown = {bound.html_name: bound.value() for row in rows for bound in row if bound.value() not in (None, False)}
    again = {name: value for name, value in typed.items() if not name.startswith("sources-")} | shown
    again |= {"version": 3, "sources-TOTAL_FORMS": 4, "sources-INITIAL_FORMS": 2}
    assert client.post(address(post), again).status_code == 302
    assert list(Source.objects.order_by("position").values_list("title", "position")) == [
        ("Source 1", 1),
        ("Source 2", 2),
    ]
    assert Source.objects.filter(pk=kept.pk).exists()


def test_a_number_of_a_source_that_the_form_leaves_out_is_a_sentence_and_no_error(client, opened, post, ben):
    typed = opened() | sources([source(1)])
    typed = {name: value for name, value in typed.items() if name != "sources-0-id"}

    response = at(client, ben).post(address(post), typed)

    assert errors_of(response)[1] == [{"position": ["Two sources have the same number."]}]


@pytest.mark.django_db(transaction=True)
def test_of_two_saves_at_the_same_moment_one_is_stored_and_one_is_told(post, ben, grace):
    typed = fields(Post.objects.get())

    def save(person):
        client = at(Client(), person)
        try:
            return client.post(address(post), typed | {"standfirst": person.display_name}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        answers = sorted(threads.map(save, [ben, grace]))

    stored = Post.objects.get()
    assert answers == [302, 409]
    assert stored.version == 3
    assert stored.standfirst == stored.changed_by.display_name


# --- At work at the same time ----------------------------------------------------------------------------------------


def typed_by(person, post, at):
    return Draft.objects.create(post=post, by=person, form="title=x", version=2, typed_at=at)


def test_whoever_opens_an_article_is_told_who_else_is_typing(client, post, ben, grace, now):
    typed_by(grace, post, now - timedelta(minutes=29))

    assert "Grace is working on this article too: they last typed at" in text_of(at(client, ben).get(address(post)))


def test_nobody_is_announced_to_themselves_nor_long_after_nor_at_another_article(client, post, topic, ben, grace, now):
    typed_by(ben, post, now)
    typed_by(grace, post, now - timedelta(minutes=31))
    typed_by(grace, factories.post(topic=topic, writer=ben, title="Another"), now)

    assert "working on this article" not in text_of(at(client, ben).get(address(post)))
