"""Tags on the post's form, and the manager's list of them."""

import pytest

from blog.editions import tags
from blog.editions.models import Tag
from blog.posts.models import Post
from tests import factories
from tests.posts.conftest import at, errors_of, fields, text_of

ADD = "/admin/blog/post/add/"


def names(post=None):
    return sorted((post or Post.objects.get()).tags.values_list("name", flat=True))


def test_ben_types_names_and_those_that_are_new_are_made(client, ben, topic):
    tags.make("Sun")

    response = at(client, ben).post(ADD, fields(topic=topic.pk, tags="sun,  First \u00a0 days ,, FIRST DAYS,"))

    assert response.status_code == 302
    assert names() == ["First days", "Sun"]
    assert sorted(Tag.objects.values_list("name", "slug")) == [("First days", "first-days"), ("Sun", "sun")]


def test_the_form_shows_the_names_as_they_are_and_what_there_is_to_choose(client, topic, ben):
    tags.make("Sun <b>and</b> air")
    post = factories.post(topic=topic, writer=ben, tags=["First days", "Aftercare"])

    page = at(client, ben).get(f"/admin/blog/post/{post.pk}/change/")

    assert 'name="tags" value="Aftercare, First days"' in page.content.decode()
    assert "In use: Aftercare, First days, Sun &lt;b&gt;and&lt;/b&gt; air" in page.content.decode()


@pytest.mark.parametrize("filled_in", ["?tags=Sun,1", "?tags=%00", "?cover=x", "?cover=" + "9" * 40])
def test_whatever_an_address_fills_in_the_form_opens(client, db, ben, filled_in):
    assert at(client, ben).get(ADD + filled_in).status_code == 200


def test_no_tag_is_made_while_something_else_is_wrong(client, ben, topic):
    response = at(client, ben).post(ADD, fields(topic=topic.pk, tags="New", title=""))

    assert list(errors_of(response)[0]) == ["title"]
    assert 'value="New"' in response.content.decode()
    assert not Tag.objects.exists()


@pytest.mark.parametrize(("typed", "is_noted"), [("Sun", True), ("first DAYS", False), ("", True)])
def test_only_another_tag_is_a_change_of_the_words(change, client, topic, ben, amara, grace, typed, is_noted):
    post = factories.post(topic=topic, writer=ben, tags=["First days"])
    factories.signed(post, by=amara)

    change(post, by=grace, tags=typed)

    assert list(post.writers.all()) == ([grace] if is_noted else [])
    assert names() == ([typed] if typed == "Sun" else [] if not typed else ["First days"])


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", []),
        (" , ,", []),
        ("a, b, A", ["a", "b"]),
        ("Straße, STRASSE", ["Straße"]),
        ("Cafe\u0301, Caf\u00e9", ["Caf\u00e9"]),
        ("a\u200bb\u202e, \u200b", ["ab"]),
        ("two\n\tlines", ["two lines"]),
    ],
)
def test_names_that_look_the_same_are_one(typed, expected):
    assert tags.names_in(typed) == expected


@pytest.mark.django_db
def test_every_tag_has_an_address_of_its_own():
    made = tags.named(["Resume", "Résumé", "皮肤", "皮膚", "x" * 40, "x" * 39 + "y", "-"])

    assert [tag.slug for tag in made] == ["resume", "resume-2", "tag", "tag-2", "x" * 40, "x" * 39 + "y", "tag-3"]


def test_the_guard_reads_tags(client, topic, ben, amara):
    post = factories.post(topic=topic, writer=ben, tags=["Botox"])

    page = at(client, amara).get(f"/admin/blog/post/{post.pk}/sign/")

    assert "<mark>Botox</mark>" in page.content.decode()
    with pytest.raises(factories.posts.rules.Refused, match="Tag: “Botox”"):
        factories.signed(post, by=amara)


def test_what_changed_names_tags(client, topic, ben, amara):
    post = factories.post(topic=topic, writer=ben, tags=["Sun"])
    factories.signed(post, by=amara)
    post.tags.set(tags.named(["Shade"]))

    page = text_of(at(client, ben).get(f"/admin/blog/post/{post.pk}/compare/"))

    assert "Tags" in page
    assert "Shade" in page


# --- The manager's list -----------------------------------------------------------------------------------------------


@pytest.fixture
def used(topic, ben, amara):
    """A tag of a live article."""
    factories.signed(factories.post(topic=topic, writer=ben, tags=["Sun"]), by=amara)
    return Tag.objects.get()


def rename(client, tag, **typed):
    return client.post(f"/admin/blog/tag/{tag.pk}/change/", {"name": tag.name, "slug": tag.slug} | typed)


def test_a_manager_renames_a_tag_and_its_address_stays(client, used, grace):
    rename(at(client, grace), used, name=" Sunlight ", slug="elsewhere")

    assert list(Tag.objects.values_list("name", "slug")) == [("Sunlight", "sun")]


def test_a_tag_that_nobody_signed_can_move_and_go(client, db, grace):
    tag = tags.make("Sun")
    rename(at(client, grace), tag, slug="elsewhere")
    assert Tag.objects.get().slug == "elsewhere"

    client.post(f"/admin/blog/tag/{tag.pk}/delete/", {"post": "yes"})
    assert not Tag.objects.exists()


def test_a_tag_that_was_signed_stays(client, used, grace):
    assert at(client, grace).post(f"/admin/blog/tag/{used.pk}/delete/", {"post": "yes"}).status_code == 403
    assert Tag.objects.exists()


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("", "This field is required."),
        ("one, two", "A tag is one name without a comma."),
        (" shade ", "Another tag has this name."),
        ("x" * 41, "Ensure this value has at most 40 characters (it has 41)."),
        ("A\0B", "Null characters are not allowed."),
    ],
)
def test_a_name_that_cannot_be_is_told_at_its_field(client, used, grace, name, sentence):
    tags.make("Shade")

    response = rename(at(client, grace), used, name=name)

    assert response.context["adminform"].form.errors == {"name": [sentence]}
    assert Tag.objects.get(pk=used.pk).name == "Sun"


def test_a_tag_is_not_renamed_to_what_a_clinic_may_not_say(client, used, grace):
    response = rename(at(client, grace), used, name="Botox")

    assert list(response.context["adminform"].form.errors) == ["name"]
    assert Tag.objects.get().name == "Sun"


@pytest.mark.parametrize("who", ["ben", "amara", "mo"])
def test_nobody_else_renames_a_tag(client, used, who, request):
    response = rename(at(client, request.getfixturevalue(who)), used, name="Sunlight")

    assert response.status_code == 403
    assert Tag.objects.get().name == "Sun"
