"""/account/notices/: one choice for all mail about comments."""

from datetime import timedelta

import pytest
from django.core import mail

from blog.comments import subscriptions
from blog.comments.models import NoMail
from blog.comments.moderate import decide_on, newest_of, version_of
from blog.comments.reports import report_comment
from blog.outbox.actions import deliver_due
from blog.outbox.models import Message
from tests import factories
from tests.posts.conftest import at, text_of

CHOICE = "/account/notices/"
LATER = timedelta(hours=1)


@pytest.fixture(autouse=True)
def open_clinic(easy_clinic):
    return easy_clinic


def rejected(edition, writer, mo, now):
    """This will have a comment of somebody rejected for a reason, as a moderator does it."""
    comment = factories.comment(edition, by=writer, held=True)
    shown = {"seen": comment.state, "version": version_of(comment, newest_of(comment))}
    decide_on(comment_id=comment.pk, act="rejected", by=mo, at=now, reason="another_person", **shown)
    return comment


def test_a_visitor_is_sent_to_log_in(client, db):
    assert client.get(CHOICE)["Location"] == f"/accounts/login/?next={CHOICE}"
    assert client.post(CHOICE, {"mail": "none"})["Location"] == f"/accounts/login/?next={CHOICE}"


def test_somebody_ends_all_of_it_and_takes_it_up_again(client, edition, priya, now):
    subscriptions.wish(user=priya, post_id=edition.post_id, at=now)
    at(client, priya)

    off = client.post(CHOICE, {"mail": "none"}, follow=True)
    twice = client.post(CHOICE, {"mail": "none"}).status_code
    told_while_off = subscriptions.subscribed(edition.post_id, at=now).count()
    on = client.post(CHOICE, {"mail": "all"}, follow=True)

    assert "We write to you about no comments any more." in text_of(off)
    assert edition.title not in text_of(off)
    assert (twice, told_while_off) == (302, 0)
    assert f"End it for {edition.title}, or for all" in text_of(on)
    assert list(subscriptions.subscribed(edition.post_id, at=now)) == [priya]


@pytest.mark.parametrize("typed", ["", "some", "a\0b"])
def test_one_of_the_two_has_to_be_chosen(client, priya, typed):
    page = at(client, priya).post(CHOICE, {"mail": typed})

    assert page.status_code == 422
    assert "Choose one of the two." in text_of(page)
    assert not NoMail.objects.exists()


def test_the_page_shows_what_was_chosen(client, priya, now):
    subscriptions.switch(user=priya, is_on=False, at=now)

    page = at(client, priya).get(CHOICE)

    assert page.context["form"]["mail"].value() == "none"
    assert "no-store" in page.headers["Cache-Control"]


@pytest.mark.parametrize("is_on", [True, False])
def test_a_decision_is_told_by_mail_or_not_and_stands_on_the_account_page(client, edition, priya, mo, now, is_on):
    subscriptions.switch(user=priya, is_on=is_on, at=now)
    rejected(edition, priya, mo, now)

    assert deliver_due(at=now + LATER) == is_on

    assert "because it names another person" in text_of(at(client, priya).get("/account/"))
    assert [sent.to for sent in mail.outbox] == [[priya.email]] * is_on


def test_what_waits_when_somebody_says_no_does_not_go(edition, priya, mo, now):
    rejected(edition, priya, mo, now)
    subscriptions.switch(user=priya, is_on=False, at=now)

    assert deliver_due(at=now + LATER) == 0
    assert mail.outbox == []
    assert not Message.objects.exists()


def test_neither_an_answer_nor_the_end_of_a_report_is_told(edition, priya, sam, mo, now):
    subscriptions.wish(user=priya, post_id=edition.post_id, at=now)
    question = factories.comment(edition, by=priya)
    others = factories.comment(edition, by=sam, body="Buy this.")
    report_comment(comment_id=others.pk, by=priya, reason="spam", at=now)
    others.refresh_from_db()
    subscriptions.switch(user=priya, is_on=False, at=now)

    factories.comment(edition, by=sam, parent=question, body="An answer.")
    shown = {"seen": others.state, "version": version_of(others, newest_of(others))}
    decide_on(comment_id=others.pk, act="removed", by=mo, at=now, reason="spam", **shown)
    deliver_due(at=now + LATER)

    assert [sent.to for sent in mail.outbox] == [[sam.email]]


def test_who_ticks_it_under_a_comment_nevertheless_is_told_why_not(client, edition, priya, now):
    subscriptions.switch(user=priya, is_on=False, at=now)
    page = at(client, priya).get(f"/posts/{edition.slug}/")

    done = client.post(
        f"/posts/{edition.slug}/comments/",
        {"body": "A question.", "notify": "on", "began": page.context["form"].began},
        follow=True,
    )

    assert "You chose to have no mail about comments, so we tell you of no answers." in text_of(done)


def test_the_page_without_log_in_leads_there(client, edition, priya):
    assert f'href="{CHOICE}"' in client.get(subscriptions.stopping_path(priya.pk, edition.post_id)).content.decode()
