"""What somebody typed before logging in is in the form afterwards, and was never posted."""

import pytest

from blog.comments.models import Comment
from tests import factories

URL = "/posts/your-skin-barrier-in-one-page/comments/"
PAGE = "/posts/your-skin-barrier-in-one-page/"
TO_LOG_IN = "/accounts/login/?next=/posts/your-skin-barrier-in-one-page/%23leave-a-comment"


@pytest.fixture(autouse=True)
def article(edition, clinic):
    return edition


def log_in(client, user):
    return client.post("/accounts/login/", {"login": user.email, "password": factories.PASSWORD})


def test_a_visitor_who_posts_is_sent_to_log_in_and_back_to_the_form(client):
    response = client.post(URL, {"body": "What about winter?"})

    assert response.status_code == 302
    assert response["Location"] == TO_LOG_IN
    assert Comment.objects.count() == 0


def test_the_log_in_page_says_that_the_words_are_safe(client):
    client.post(URL, {"body": "What about winter?"})

    page = client.get(TO_LOG_IN).content.decode()

    assert "is safe. You will come back to it, and nothing is sent until you press Send." in page
    assert "Your skin barrier, in one page" in page


def test_after_logging_in_the_words_are_in_the_form_and_not_posted(client, priya):
    client.post(URL, {"body": "What about winter?"})
    log_in(client, priya)

    page = client.get(PAGE).content.decode()

    assert "What about winter?</textarea>" in page
    assert Comment.objects.count() == 0


def test_once_sent_they_are_forgotten(client, priya):
    client.post(URL, {"body": "What about winter?"})
    log_in(client, priya)

    client.post(URL, {"body": "What about winter?"})

    assert "What about winter?</textarea>" not in client.get(PAGE).content.decode()
    assert Comment.objects.get().body == "What about winter?"


def test_the_words_of_a_reply_come_back_under_the_comment_it_answers(client, priya, edition):
    comment = factories.comment(edition, by=priya)

    response = client.post(URL, {"body": "I agree.", "parent": comment.pk})
    log_in(client, priya)

    assert response["Location"] == f"/accounts/login/?next=/comments/{comment.pk}/reply/%23leave-a-comment"
    assert "I agree.</textarea>" in client.get(f"/comments/{comment.pk}/reply/").content.decode()


def test_another_reader_never_sees_them(client, client_of_another, priya, sam):
    client.post(URL, {"body": "What about winter?"})
    log_in(client_of_another, sam)

    assert "What about winter?" not in client_of_another.get(PAGE).content.decode()


def test_somebody_else_who_logs_in_after_a_log_out_does_not_find_them(client, priya, sam):
    client.post(URL, {"body": "What about winter?"})
    log_in(client, priya)
    client.post("/accounts/logout/")
    log_in(client, sam)

    assert "What about winter?" not in client.get(PAGE).content.decode()


def test_an_empty_text_starts_no_draft(client):
    client.post(URL, {"body": "  \n "})

    assert "comment_drafts" not in client.session


def test_a_flood_of_words_is_cut_and_old_drafts_go(client, topic, ben, amara):
    for number in range(7):
        factories.signed(factories.post(topic=topic, writer=ben, title=f"Article {number}"), by=amara)
        client.post(f"/posts/article-{number}/comments/", {"body": "x" * 20_000})

    drafts = client.session["comment_drafts"]

    assert len(drafts) == 5
    assert {len(draft["body"]) for draft in drafts.values()} == {10_000}


@pytest.fixture
def client_of_another():
    from django.test import Client

    return Client()
