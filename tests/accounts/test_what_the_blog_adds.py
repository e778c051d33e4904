"""/account/: a member's comments and what became of them, reports, and the mail they asked for."""

import pytest

from blog.comments.models import Decision, Report, Subscription
from tests import factories
from tests.posts.conftest import at, text_of


@pytest.fixture(autouse=True)
def open_clinic(clinic):
    return clinic


def test_comments_stand_there_with_what_was_decided_and_why(client, edition, priya, mo, now):
    comment = factories.comment(edition, by=priya, held=True)
    Decision.objects.create(
        comment=comment, act="rejected", reason="another_person", note="Say “a friend”.", before="held", at=now, by=mo,
        by_name="Mo",
    )  # fmt: skip

    page = text_of(at(client, priya).get("/account/"))

    assert edition.title in page
    assert "because it names another person. Say “a friend”." in page
    assert " Mo " not in page


def test_nobody_else_s_stand_there(client, edition, priya, sam):
    factories.comment(edition, by=priya)

    assert "You have not commented yet." in text_of(at(client, sam).get("/account/"))


def test_reports_and_notices_stand_there_with_their_outcome_and_their_end(client, edition, priya, sam, now):
    comment = factories.comment(edition, by=sam)
    Report.objects.create(comment=comment, by=priya, reason="spam", at=now)
    Subscription.objects.create(user=priya, post_id=edition.post_id, created_at=now)

    response = at(client, priya).get("/account/")

    assert "spam. We have not looked at it yet." in text_of(response)
    assert f"End it for {edition.title}, or for all" in text_of(response)
    assert 'href="/notices/' in response.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_three_comments_take_as_many_queries_as_one(client, edition, priya, count, django_assert_max_num_queries):
    for number in range(count):
        factories.comment(edition, by=priya, body=f"Number {number}.")
    at(client, priya)

    with django_assert_max_num_queries(14):
        client.get("/account/")
