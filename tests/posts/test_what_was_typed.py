"""/admin/blog/post/<pk>/draft/: what is typed and not saved is kept, for its writer alone."""

from datetime import timedelta

import pytest
from django.http import QueryDict

from blog.audit.models import Entry
from blog.posts import drafts
from blog.posts.models import Draft, Post
from tests import factories
from tests.posts.conftest import at, fields, source, sources, text_of

ADD = "/admin/blog/post/add/"
HUGE = "9" * 40


@pytest.fixture
def type_in(client):
    """Sends what somebody typed as their browser does after a pause."""

    def type_in(post, *, by, **changes):
        at(client, by)
        typed = fields(Post.objects.get(pk=post.pk) if post else None, **changes)
        return client.post(f"/admin/blog/post/{post.pk}/draft/" if post else f"{ADD}draft/", typed)

    return type_in


def opened(client, address):
    """This will open the form and give its fields' values and the titles of its sources."""
    response = client.get(address)
    form = response.context["adminform"].form
    rows = response.context["inline_admin_formsets"][0].formset.forms
    return response, {name: form[name].value() for name in form.fields}, [row["title"].value() for row in rows]


def test_what_was_typed_is_in_the_form_again_and_not_in_the_article(client, type_in, post, ben, topic):
    other = factories.topic("Light")
    before = Post.objects.values().get()
    acts = Entry.objects.count()

    response = type_in(post, by=ben, body="<p>Half a sent", topic=other.pk, title="")
    page, values, titles = opened(client, f"/admin/blog/post/{post.pk}/change/")

    assert response.status_code == 200
    assert (values["body"], values["topic"], values["title"]) == ("<p>Half a sent", str(other.pk), "")
    assert titles == ["Source 1", None]
    assert "This is what you typed until" in text_of(page)
    assert "and did not save." in text_of(page)
    assert Post.objects.values().get() == before
    assert Entry.objects.count() == acts


def test_a_half_typed_source_comes_back(client, type_in, post, ben):
    rows = sources([*post.ordered_sources(), {"position": "2", "title": "Half a stu"}], stored=1)
    type_in(post, by=ben, **rows | {"sources-0-title": "Renamed"})

    page, _, titles = opened(client, f"/admin/blog/post/{post.pk}/change/")

    assert titles == ["Renamed", "Half a stu", None]
    assert "Please correct" not in text_of(page)


def test_a_new_article_is_kept_before_it_is_first_saved(client, type_in, ben, topic):
    type_in(None, by=ben, title="Not yet saved", topic=topic.pk, **sources([source(1)]))

    _, values, titles = opened(client, ADD)

    assert (values["title"], titles) == ("Not yet saved", ["Study 1", None])
    assert not Post.objects.exists()


def test_typing_on_takes_the_place_of_what_was_kept(type_in, post, ben):
    type_in(post, by=ben, title="One")
    type_in(post, by=ben, title="Two")

    assert [QueryDict(draft.form)["title"] for draft in Draft.objects.all()] == ["Two"]


def test_a_save_ends_it(client, change, type_in, post, ben, topic):
    type_in(post, by=ben, standfirst="Typed.")
    type_in(None, by=ben, title="Something new")

    change(post, by=ben, standfirst="Saved.")
    assert [draft.post for draft in Draft.objects.all()] == [None]

    client.post(ADD, fields(topic=topic.pk))
    assert not Draft.objects.exists()


def test_a_save_that_was_refused_does_not(change, type_in, post, ben):
    type_in(post, by=ben, standfirst="Typed.")

    change(post, by=ben, title="")

    assert Draft.objects.count() == 1


def test_it_can_be_thrown_away_for_the_saved_text(client, type_in, post, ben):
    type_in(post, by=ben, standfirst="Typed.")

    response = client.post(f"/admin/blog/post/{post.pk}/draft/discard/", follow=True)

    assert "What you had typed is gone. This is the saved text." in text_of(response)
    assert response.context["adminform"].form["standfirst"].value() == "The outermost layer does most of the work."
    assert not Draft.objects.exists()


def test_the_form_of_a_new_article_is_empty_again_after_that(client, type_in, ben, topic):
    type_in(None, by=ben, title="Not yet saved")

    response = client.post(f"{ADD}draft/discard/")

    assert response.headers["Location"] == ADD
    assert not Draft.objects.exists()


def test_what_was_typed_before_somebody_else_s_save_says_so_and_is_asked_about_once(
    client, change, type_in, post, ben, grace
):
    type_in(post, by=ben, standfirst="What Ben typed.")
    change(post, by=grace, standfirst="What Grace typed.")
    at(client, ben)

    page, values, _ = opened(client, f"/admin/blog/post/{post.pk}/change/")

    assert "Grace saved this article at" in text_of(page)
    assert values["standfirst"] == "What Ben typed."
    typed = fields(Post.objects.get(), standfirst="What Ben typed.", version=values["version"])
    assert client.post(f"/admin/blog/post/{post.pk}/change/", typed).status_code == 409


# --- Whose it is -----------------------------------------------------------------------------------------------------


def test_nobody_sees_what_another_typed(client, type_in, post, ben, grace):
    type_in(post, by=ben, standfirst="What only Ben may see.")
    at(client, grace)

    for address in ("change/", "preview/", "compare/", "history/"):
        assert "What only Ben may see." not in client.get(f"/admin/blog/post/{post.pk}/{address}").content.decode()


def test_nobody_ends_what_another_typed(client, change, type_in, post, ben, grace, topic):
    type_in(post, by=ben, standfirst="What only Ben may see.")

    at(client, grace).post(f"/admin/blog/post/{post.pk}/draft/discard/")
    type_in(post, by=grace, standfirst="What Grace typed.")
    change(post, by=grace, title="Saved by Grace")

    assert [draft.by for draft in Draft.objects.all()] == [ben]


@pytest.mark.parametrize("who", ["visitor", "member", "Moderator", "former editor"])
@pytest.mark.parametrize("where", ["{pk}/draft/", "{pk}/draft/discard/", "add/draft/", "add/draft/discard/"])
def test_who_may_not_write_keeps_and_ends_nothing(client, post, priya, mo, ben, who, where):
    Draft.objects.create(post=post, by=ben, form="title=x", version=1, typed_at=post.created_at)
    ben.is_active = who != "former editor"
    ben.save()
    user = {"member": priya, "Moderator": mo, "former editor": ben}.get(who)
    if user:
        at(client, user)

    response = client.post(f"/admin/blog/post/{where}".format(pk=post.pk), fields(post))

    assert response.status_code in (302, 403, 404)
    assert [draft.by for draft in Draft.objects.all()] == [ben]


@pytest.mark.parametrize("who", ["Editor", "Clinician", "Manager"])
def test_who_may_write_has_drafts(type_in, post, who):
    assert type_in(post, by=factories.staff("Somebody", who)).status_code == 200


@pytest.mark.parametrize("where", ["{pk}/draft/", "{pk}/draft/discard/", "add/draft/", "add/draft/discard/"])
def test_looking_at_the_address_does_nothing(client, post, ben, where):
    assert at(client, ben).get(f"/admin/blog/post/{where}".format(pk=post.pk)).status_code == 405


# --- What bad input gets ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "garbage",
    [
        {"title": "A\0B"},
        {"body": "<p>A\0B</p>"},
        {"topic": HUGE},
        {"topic": "1\0"},
        {"version": HUGE},
        {"version": "nonsense"},
        {"sources-TOTAL_FORMS": HUGE},
        {"sources-TOTAL_FORMS": "-1"},
        {"sources-0-id": HUGE},
        {"sources-0-id": "1\0"},
        {"sources-x-title": "x", "sources-": "x", "sources-9999-title": "x", "sources-0-": "x"},
        {"sources-0-nonsense": "x", "sources-0-checked_on": "31 February", "sources-0-DELETE": "?"},
        {"cover": HUGE, "tags": ["\0", HUGE]},
        {"nonsense": "x" * 1000},
        {"body": "<table><tr>" * 9 + "Botox"},
        {"title": "\U0001f9b4" * 300, "slug": "not an address"},
    ],
)
def test_whatever_is_typed_is_kept_and_shown_again_without_an_error(client, type_in, post, ben, garbage):
    for where in (post, None):
        response = type_in(where, by=ben, **garbage)

        assert response.status_code == 200
        assert client.get(f"/admin/blog/post/{post.pk}/change/" if where else ADD).status_code == 200
    assert not Draft.objects.filter(form__contains="%00").exists()
    assert "nonsense" not in QueryDict(Draft.objects.first().form)


def test_half_a_letter_is_no_error(client, post, ben):
    address = f"/admin/blog/post/{post.pk}/draft/"

    response = at(client, ben).post(address, b"title=%ED%A0%80", content_type="application/x-www-form-urlencoded")

    assert response.status_code == 200
    assert client.get(f"/admin/blog/post/{post.pk}/change/").status_code == 200


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (
            {"body": "x" * 200_001},
            "The article is too long: there is room for 200,000 characters of text and formatting.",
        ),
        (
            {"body": "<blockquote>" * 60 + "x"},
            "Lists, quotes or tables stand too deep inside each other. Take some of them apart.",
        ),
        (
            {"standfirst": "x" * 200_001},
            "There is more in this form than an article can hold. Take some of it out.",
        ),
    ],
)
def test_too_much_gets_a_sentence_and_what_was_kept_stays(type_in, post, ben, typed, sentence):
    type_in(post, by=ben, standfirst="Kept.")

    response = type_in(post, by=ben, **typed)

    assert (response.status_code, response.json()) == (422, {"sentence": sentence})
    assert QueryDict(Draft.objects.get().form)["standfirst"] == "Kept."


def test_an_empty_form_is_no_error(client, post, ben):
    assert at(client, ben).post(f"/admin/blog/post/{post.pk}/draft/").status_code == 200
    assert client.get(f"/admin/blog/post/{post.pk}/change/").status_code == 200


@pytest.mark.parametrize("pk", ["999999", HUGE])
def test_an_article_that_is_gone_gets_a_sentence(client, ben, pk):
    response = at(client, ben).post(f"/admin/blog/post/{pk}/draft/", fields())

    assert response.status_code == 404
    assert response.json() == {"sentence": "This article was deleted. Copy what you typed, or it goes with this page."}
    assert client.post(f"/admin/blog/post/{pk}/draft/discard/").status_code == 404


# --- Tidying up ------------------------------------------------------------------------------------------------------


def test_a_draft_goes_after_thirty_days(post, ben, grace, now):
    for person, days in ((ben, 30), (grace, 29)):
        Draft.objects.create(post=post, by=person, form="", version=1, typed_at=now - timedelta(days=days))

    drafts.clear_old(at=now)

    assert [draft.by for draft in Draft.objects.all()] == [grace]
