import re

import pytest

from blog.clinic.models import Clinic
from blog.comments.models import Comment, Conversation, Decision, Report
from blog.comments.moderate import decide_on
from blog.comments.reports import report_comment
from tests import factories
from tests.comments.conftest import PAGE


@pytest.fixture(autouse=True)
def article(edition, easy_clinic):
    return edition


@pytest.fixture
def comment(edition, priya):
    return factories.comment(edition, by=priya, body="Buy my cream.")


def report(comment, *names, now, **how):
    for name in names:
        by = factories.member(name, **how)
        report_comment(comment_id=comment.pk, by=by, reason="advertising", at=now)
    comment.refresh_from_db()


def test_a_member_reports_a_comment_and_is_thanked(client, comment, sam, text_of):
    client.force_login(sam)
    assert "Advertising or selling" in text_of(client.get(f"/comments/{comment.pk}/report/"))

    response = client.post(f"/comments/{comment.pk}/report/", {"reason": "advertising", "note": "A shop."})

    kept = Report.objects.get()
    comment.refresh_from_db()
    assert response["Location"] == f"{PAGE}#comment-{comment.pk}"
    assert "Thank you. We will look at it and tell you what came of it." in text_of(client.get(PAGE))
    assert (kept.by, kept.reason, kept.note) == (sam, "advertising", "A shop.")
    assert comment.has_open_reports
    assert comment.is_public
    assert list(Comment.objects.waiting()) == [comment]


def test_a_second_report_by_the_same_person_is_a_sentence(client, comment, sam, text_of):
    client.force_login(sam)
    client.post(f"/comments/{comment.pk}/report/", {"reason": "spam"})

    response = client.post(f"/comments/{comment.pk}/report/", {"reason": "spam"})

    assert response.status_code == 409
    assert "You have reported this comment already." in text_of(response)
    assert client.get(f"/comments/{comment.pk}/report/").status_code == 200
    assert Report.objects.count() == 1


@pytest.mark.parametrize(
    "sent", [{}, {"reason": ""}, {"reason": "negative"}, {"reason": "\0"}, {"reason": "spam", "note": "x" * 501}]
)
def test_a_report_without_a_reason_of_the_list_comes_back(client, comment, sam, sent):
    client.force_login(sam)

    assert client.post(f"/comments/{comment.pk}/report/", sent).status_code == 422
    assert Report.objects.count() == 0


@pytest.mark.parametrize("note", ["", "  \n "])
def test_something_else_is_said_in_words(client, comment, sam, note, text_of):
    client.force_login(sam)

    response = client.post(f"/comments/{comment.pk}/report/", {"reason": "other", "note": note})

    assert response.status_code == 422
    assert "Say in a few words what is wrong with it." in text_of(response)
    assert Report.objects.count() == 0
    client.post(f"/comments/{comment.pk}/report/", {"reason": "other", "note": "He means me."})
    assert Report.objects.get().note == "He means me."


def test_every_reason_of_ours_can_be_given(client, comment, sam, text_of):
    client.force_login(sam)

    page = text_of(client.get(f"/comments/{comment.pk}/report/"))

    reasons = [
        "advertising", "unsafe", "personal", "abusive", "spam", "illegal", "not_genuine", "under_18", "other",
    ]  # fmt: skip
    assert re.findall(r'name="reason" value="(\w+)"', page) == reasons


def test_whoever_is_harmed_by_it_is_led_to_the_form_of_complaints(client, comment, sam, text_of):
    client.force_login(sam)
    assert 'href="/complaints/new/?about=comment"' in text_of(client.get(f"/comments/{comment.pk}/report/"))

    page = text_of(client.get("/complaints/new/?about=comment"))

    assert re.search(r'<input type="radio" name="about" value="comment"[^>]* checked', page)
    assert page.count(" checked") == 1
    assert " checked" not in text_of(client.get("/complaints/new/?about=%00"))


def test_nobody_reports_their_own(client, comment, priya, text_of):
    client.force_login(priya)

    response = client.post(f"/comments/{comment.pk}/report/", {"reason": "spam"})

    assert response.status_code == 403
    assert "You wrote this comment yourself. You can delete it." in text_of(response)
    assert Report.objects.count() == 0


def test_three_different_members_hide_it_until_somebody_has_looked(client, comment, now, text_of):
    report(comment, "One", "Two", now=now)
    assert comment.is_public

    report(comment, "Three", now=now)

    decision = Decision.objects.get()
    assert comment.state == "hidden"
    assert (decision.act, decision.by, decision.before) == ("hidden", None, "published")
    assert Conversation.objects.get().public_count == 0
    assert "Buy my cream." not in text_of(client.get(PAGE))


def test_the_number_is_the_clinics(comment, now):
    Clinic.objects.update(comments_reports_to_hide=1)

    report(comment, "One", now=now)

    assert comment.state == "hidden"


def test_reports_by_staff_hide_nothing(comment, now):
    report(comment, "One", "Two", "Three", now=now, is_staff=True)

    assert comment.is_public
    assert comment.has_open_reports


def test_what_the_clinic_said_is_never_hidden(edition, mo, now):
    answer = factories.comment(edition, by=mo)

    report(answer, "One", "Two", "Three", "Four", now=now)

    assert answer.is_public
    assert Report.objects.count() == 4


def test_what_was_looked_at_and_kept_needs_three_others(comment, mo, now):
    report(comment, "One", "Two", now=now)
    decide_on(comment_id=comment.pk, act="kept", by=mo, at=now, seen="published")

    report(comment, "Three", now=now)
    assert comment.is_public
    report(comment, "Four", "Five", now=now)

    assert comment.state == "hidden"


def test_one_that_is_gone_cannot_be_reported(client, comment, sam):
    Comment.objects.update(state="removed", is_shown=False)
    client.force_login(sam)

    assert client.post(f"/comments/{comment.pk}/report/", {"reason": "spam"}).status_code == 404
