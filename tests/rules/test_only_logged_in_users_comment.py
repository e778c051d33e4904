"""Only logged-in users comment: every way round it that we could think of, tried."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from blog import rules
from blog.comments.actions import leave_comment
from blog.comments.models import Comment, Conversation
from tests import factories

SENTENCE = "You must be logged in to post a comment."


def stored():
    return list(Comment.objects.values_list("body", flat=True))


@pytest.fixture
def address(clinic, edition):
    return f"/posts/{edition.slug}/comments/"


# --- The one who may -------------------------------------------------------------------------------------------------


def test_somebody_who_is_logged_in_can_comment(client, address, priya):
    client.force_login(priya)

    response = client.post(address, {"body": "Thank you."})

    assert response.status_code == 302
    assert stored() == ["Thank you."]
    assert Comment.objects.get().author == priya


def test_somebody_who_is_logged_in_can_reply(client, address, edition, priya, sam):
    first = factories.comment(edition, by=sam, body="First.")
    client.force_login(priya)

    client.post(address, {"body": "I agree.", "parent": first.pk})

    assert stored() == ["First.", "I agree."]


# --- Those who may not -----------------------------------------------------------------------------------------------


def test_a_visitor_who_is_not_logged_in_is_sent_to_log_in_and_nothing_is_stored(client, address):
    response = client.post(address, {"body": "Let me in."})

    assert response.status_code == 302
    assert response.headers["Location"].startswith("/accounts/login/?next=/posts/")
    assert stored() == []


def test_a_visitor_reads_the_sentence_where_the_form_would_be(client, address, edition):
    page = client.get(f"/posts/{edition.slug}/").content.decode()

    assert page.count(SENTENCE) == 1
    assert "<textarea" not in page


def test_a_visitor_cannot_open_the_form_of_a_reply(client, clinic, edition, priya):
    comment = factories.comment(edition, by=priya)

    response = client.get(f"/comments/{comment.pk}/reply/")

    assert response.headers["Location"].startswith("/accounts/login/?next=")


@pytest.mark.parametrize("sent", [{"author": 1}, {"author_id": 1}, {"user": 1}, {"author": "priya@example.org"}])
def test_a_visitor_cannot_name_somebody_else_as_the_author(client, address, priya, sent):
    client.post(address, {"body": "In her name."} | sent)

    assert stored() == []


def test_a_member_cannot_name_somebody_else_as_the_author(client, address, priya, mallory):
    client.force_login(mallory)

    client.post(address, {"body": "In her name.", "author": priya.pk, "author_id": priya.pk})

    assert Comment.objects.get().author == mallory


def test_somebody_whose_account_was_closed_cannot_comment(client, address, priya):
    client.force_login(priya)
    priya.is_active = False
    priya.save()

    response = client.post(address, {"body": "Still here."})

    assert response.headers["Location"].startswith("/accounts/login/?next=")
    assert stored() == []


def test_somebody_whose_account_was_deleted_cannot_comment(client, address, sam):
    client.force_login(sam)
    sam.delete()

    client.post(address, {"body": "Still here."})

    assert stored() == []


def test_somebody_who_logged_out_cannot_comment(client, address, priya):
    client.force_login(priya)
    client.logout()

    client.post(address, {"body": "Still here."})

    assert stored() == []


@pytest.mark.parametrize("cookie", ["", "0" * 32, "a" * 5000, "'; DROP TABLE blog_comment; --"])
def test_a_made_up_session_does_not_log_anybody_in(client, address, priya, cookie):
    client.cookies["sessionid"] = cookie

    response = client.post(address, {"body": "Hello."})

    assert (response.status_code, stored()) == (302, [])


def test_somebody_who_joined_but_has_not_confirmed_the_address_cannot_comment(client, address):
    client.post("/accounts/signup/", {"email": "new@example.org", "display_name": "New", "is_adult": "on"})

    client.post(address, {"body": "Already here."})

    assert stored() == []


def test_a_log_in_half_done_by_code_is_not_a_log_in(client, address, priya):
    client.post("/accounts/login/code/", {"email": priya.email})

    client.post(address, {"body": "Already here."})

    assert stored() == []


@pytest.mark.parametrize(
    "how",
    [
        {"content_type": "application/json", "data": b'{"body": "Hello."}'},
        {"content_type": "text/plain", "data": b"body=Hello."},
        {"content_type": "application/x-www-form-urlencoded", "data": b"body=Hello.&_method=POST"},
    ],
)
def test_no_other_way_of_writing_the_request_gets_in(client, address, how):
    client.generic("POST", address, **how)

    assert stored() == []


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
def test_no_other_method_stores_a_comment(client, address, priya, method):
    client.force_login(priya)

    response = client.generic(method, address, b"body=Hello.", content_type="application/x-www-form-urlencoded")

    assert (response.status_code, stored()) == (405, [])


def test_a_get_stores_nothing_even_for_a_member(client, address, priya):
    client.force_login(priya)

    client.get(address, {"body": "Hello."})

    assert stored() == []


def test_a_form_on_another_site_cannot_comment_in_a_members_name(address, priya):
    victim = Client(enforce_csrf_checks=True)
    victim.force_login(priya)

    response = victim.post(address, {"body": "Buy this."}, headers={"origin": "https://evil.example"})

    assert (response.status_code, stored()) == (403, [])


# --- Below the pages -------------------------------------------------------------------------------------------------


def closed_account(db):
    return factories.member("Closed", is_active=False)


@pytest.mark.parametrize("make_author", [lambda db: AnonymousUser(), closed_account], ids=["nobody", "closed account"])
def test_the_action_asks_the_rule_itself(db, edition, make_author):
    with pytest.raises(rules.Refused, match=f"^{SENTENCE}$"):
        leave_comment(edition=edition, author=make_author(db), body="Hello.", at=timezone.now())

    assert stored() == []
    assert not Conversation.objects.exists()


def test_the_database_refuses_a_comment_without_an_author(edition):
    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.create(
            post_id=edition.post_id,
            edition=edition,
            body="x",
            body_html="x",
            state="published",
            created_at=timezone.now(),
        )

    assert stored() == []


def test_the_database_refuses_to_take_an_author_away(edition, priya):
    comment = factories.comment(edition, by=priya)

    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.filter(pk=comment.pk).update(author=None)

    assert Comment.objects.get().author == priya
