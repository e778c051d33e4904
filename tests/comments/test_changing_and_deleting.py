from datetime import timedelta

import pytest

from blog.comments.actions import delete_comment
from blog.comments.models import Block, Comment, Conversation
from tests import factories
from tests.comments.conftest import PAGE, URL


@pytest.fixture(autouse=True)
def article(edition, easy_clinic):
    return edition


@pytest.fixture
def comment(edition, priya):
    return factories.comment(edition, by=priya, body="My first words.")


@pytest.fixture
def form(client, priya):
    client.force_login(priya)
    return client


def words(comment):
    comment.refresh_from_db()
    return comment.body


def test_a_writer_changes_their_words_and_readers_see_that(form, comment, text_of):
    assert "My first words.</textarea>" in text_of(form.get(f"/comments/{comment.pk}/edit/"))

    response = form.post(f"/comments/{comment.pk}/edit/", {"body": "My better words."})

    page = text_of(form.get(PAGE))
    assert response["Location"] == f"{PAGE}#comment-{comment.pk}"
    assert words(comment) == "My better words."
    assert "My first words." not in page
    assert '<span class="meta">edited</span>' in page
    assert [wording.body for wording in comment.wordings.all()] == ["My first words."]


def test_every_check_is_made_again(form, comment, text_of):
    asked = form.post(f"/comments/{comment.pk}/edit/", {"body": "Ring me on 07700 900123."})
    assert asked.status_code == 422
    assert "<mark>07700 900123</mark>" in text_of(asked)

    form.post(f"/comments/{comment.pk}/edit/", {"body": "After my filler I cannot see out of one eye."})

    comment.refresh_from_db()
    assert (comment.state, comment.is_urgent) == ("held", True)
    assert Conversation.objects.get().public_count == 0


def test_a_changed_text_can_be_looked_at_first(form, comment, text_of):
    response = form.post(f"/comments/{comment.pk}/edit/", {"body": "Other.", "preview": "1"})

    assert response.status_code == 200
    assert "<p>Other.</p>" in text_of(response)
    assert words(comment) == "My first words."


@pytest.mark.parametrize("body", ["", "x" * 3001, "a\0b"])
def test_a_text_that_cannot_be_stored_comes_back(form, comment, body):
    response = form.post(f"/comments/{comment.pk}/edit/", {"body": body})

    assert response.status_code == 422
    assert response.context["form"]["body"].value() == body
    assert words(comment) == "My first words."


def test_at_minute_sixteen_it_is_too_late_and_the_words_are_kept(form, comment, now, text_of):
    Comment.objects.update(created_at=now - timedelta(minutes=16))

    response = form.post(f"/comments/{comment.pk}/edit/", {"body": "Typed for long."})

    assert form.get(f"/comments/{comment.pk}/edit/").status_code == 403
    assert response.status_code == 403
    assert "A comment can be changed for 15 minutes." in text_of(response)
    assert "Typed for long.</textarea>" in text_of(response)
    assert words(comment) == "My first words."


@pytest.mark.parametrize("state", ["deleted", "removed", "hidden"])
def test_what_became_something_else_meanwhile_is_a_conflict_and_the_words_are_kept(form, comment, state, text_of):
    Comment.objects.update(state=state)

    response = form.post(f"/comments/{comment.pk}/edit/", {"body": "Typed for long."})

    assert response.status_code == 409
    assert "This comment cannot be changed any more." in text_of(response)
    assert "Typed for long.</textarea>" in text_of(response)
    assert words(comment) == "My first words."


def test_a_blocked_member_cannot_change_what_they_said(form, comment, priya, grace, now):
    Block.objects.create(user=priya, by=grace, at=now, reason="You sold creams here.")

    assert form.post(f"/comments/{comment.pk}/edit/", {"body": "Buy this."}).status_code == 403
    assert words(comment) == "My first words."


@pytest.mark.parametrize("act", ["edit", "delete"])
def test_other_people_cannot(client, comment, sam, mo, act):
    for who in (sam, mo):
        client.force_login(who)
        assert client.get(f"/comments/{comment.pk}/{act}/").status_code == 403
        assert client.post(f"/comments/{comment.pk}/{act}/", {"body": "Not hers."}).status_code == 403

    assert words(comment) == "My first words."
    assert comment.is_public


@pytest.mark.parametrize("act", ["edit", "delete", "report", "answer"])
def test_a_visitor_is_sent_to_log_in(client, comment, act):
    response = client.get(f"/comments/{comment.pk}/{act}/")

    assert response["Location"] == f"/accounts/login/?next=/comments/{comment.pk}/{act}/"


@pytest.mark.parametrize("act", ["edit", "delete", "report", "answer"])
@pytest.mark.parametrize("pk", ["0", "9" * 18, "9" * 40])
def test_a_comment_that_is_not_there_is_not_found(form, act, pk):
    assert form.get(f"/comments/{pk}/{act}/").status_code == 404
    assert form.post(f"/comments/{pk}/{act}/").status_code == 404


def test_deleting_asks_first_and_takes_the_words_away(form, comment, text_of):
    asked = form.get(f"/comments/{comment.pk}/delete/")
    assert "Delete your comment?" in text_of(asked)
    assert words(comment) == "My first words."

    response = form.post(f"/comments/{comment.pk}/delete/")

    page = text_of(form.get(PAGE))
    assert response["Location"] == f"{PAGE}#comments"
    assert words(comment) == ""
    assert "Your comment was deleted." in page
    assert f'id="comment-{comment.pk}"' not in page
    assert Conversation.objects.get().public_count == 0


def test_answers_stay_under_a_stone(form, comment, edition, sam, text_of):
    factories.comment(edition, by=sam, parent=comment, body="An answer.")

    response = form.post(f"/comments/{comment.pk}/delete/")

    page = text_of(form.get(PAGE))
    assert response["Location"] == f"{PAGE}#comment-{comment.pk}"
    assert "This comment was removed by its author." in page
    assert "An answer." in page


def test_deleting_twice_is_no_error(form, comment):
    form.post(f"/comments/{comment.pk}/delete/")

    assert form.post(f"/comments/{comment.pk}/delete/").status_code == 302
    assert form.get(f"/comments/{comment.pk}/delete/").status_code == 302


def test_somebody_elses_deleted_comment_is_not_there(client, comment, priya, sam, now):
    delete_comment(comment_id=comment.pk, by=priya, at=now)
    client.force_login(sam)

    assert client.post(f"/comments/{comment.pk}/delete/").status_code == 404
    assert client.post(URL, {"body": "I agree.", "parent": comment.pk}).status_code == 422
