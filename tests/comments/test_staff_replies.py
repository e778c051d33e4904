"""What stands at the form for the clinic's own people, and what they are asked before they answer."""

import pytest

from blog.comments.actions import refusal_of_answer
from blog.comments.adopting import NEUTRAL
from blog.comments.models import CannedReply, Comment
from tests import factories
from tests.comments.conftest import URL


@pytest.fixture(autouse=True)
def article(edition, easy_clinic):
    return edition


@pytest.fixture
def praise(edition, priya):
    return factories.comment(edition, by=priya, body="Best clinic in town, you changed my life.")


@pytest.fixture
def question(edition, priya):
    return factories.comment(edition, by=priya, body="How long does it take to heal?")


@pytest.fixture
def canned(db):
    return CannedReply.objects.create(name="Ring us", body="Please ring us, and we will talk it through.")


def test_a_canned_reply_is_put_in_under_what_was_typed_and_nothing_is_sent(client, joan, question, canned, text_of):
    client.force_login(joan)
    assert f'<option value="{canned.pk}">Ring us</option>' in text_of(client.get(f"/comments/{question.pk}/reply/"))

    response = client.post(URL, {"body": "Hello.", "parent": question.pk, "canned": canned.pk, "put_in": "1"})

    assert response.status_code == 200
    assert "Hello.\n\nPlease ring us, and we will talk it through.</textarea>" in text_of(response)
    assert Comment.objects.count() == 1


@pytest.mark.parametrize("chosen", ["", "x", "999", "9" * 40, "\0"])
def test_a_canned_reply_that_is_not_there_leaves_the_words(client, joan, question, canned, chosen, text_of):
    client.force_login(joan)

    response = client.post(URL, {"body": "Hello.", "parent": question.pk, "canned": chosen, "put_in": "1"})

    assert response.status_code == 200
    assert "Hello.</textarea>" in text_of(response)


def test_the_form_reminds_staff_of_patients_and_members_of_themselves(client, joan, sam, question, text_of):
    client.force_login(joan)
    of_staff = text_of(client.get(f"/comments/{question.pk}/reply/"))
    client.force_login(sam)
    of_a_member = text_of(client.get(f"/comments/{question.pk}/reply/"))

    patients, themselves = (
        "Say nothing that shows whether anybody is a patient here.",
        "Leave out anything about your health",
    )
    assert (patients in of_staff, themselves in of_staff) == (True, False)
    assert (patients in of_a_member, themselves in of_a_member) == (False, True)


def test_members_are_offered_none(client, sam, question, canned, text_of):
    client.force_login(sam)

    assert "Ring us" not in text_of(client.get(f"/comments/{question.pk}/reply/"))
    client.post(URL, {"body": "Hello.", "parent": question.pk, "canned": canned.pk, "put_in": "1"})

    assert list(Comment.objects.filter(author=sam).values_list("body", flat=True)) == ["Hello."]


def test_staff_are_shown_why_to_think_before_they_answer_praise(client, joan, praise, text_of):
    client.force_login(joan)

    page = text_of(client.get(f"/comments/{praise.pk}/reply/"))

    assert "It reads as a testimonial: “best clinic”." in page
    assert "It reads as a testimonial: “changed my life”." in page
    assert "We cannot say anything about one person’s care here." in page
    assert "I have read this and want to answer" in page


def test_the_neutral_words_are_put_in_and_nothing_is_sent(client, joan, praise, text_of):
    client.force_login(joan)
    assert 'name="put_in" value="neutral">Put these words in' in text_of(client.get(f"/comments/{praise.pk}/reply/"))

    response = client.post(URL, {"body": "Hello.", "parent": praise.pk, "put_in": "neutral"})

    assert response.status_code == 200
    assert "Hello.\n\nThank you for writing. We cannot say anything about one person’s care" in text_of(response)
    assert Comment.objects.count() == 1


def test_the_neutral_words_are_words_that_staff_may_send(joan):
    assert refusal_of_answer(str(NEUTRAL), joan) is None


def test_an_answer_without_a_thought_comes_back(client, joan, praise, text_of):
    client.force_login(joan)

    response = client.post(URL, {"body": "Thank you for writing.", "parent": praise.pk})

    assert response.status_code == 422
    assert "Read why, then tick the box. Or leave it unanswered." in text_of(response)
    assert "Thank you for writing.</textarea>" in text_of(response)
    assert Comment.objects.count() == 1


def test_an_answer_with_one_is_published(client, joan, praise):
    client.force_login(joan)

    client.post(URL, {"body": "Thank you for writing.", "parent": praise.pk, "has_thought": "on"})

    assert Comment.objects.get(parent=praise).practitioner == joan.practitioner


def test_members_and_plain_questions_are_not_asked(client, joan, sam, praise, question):
    client.force_login(joan)
    assert client.post(URL, {"body": "About a week.", "parent": question.pk}).status_code == 302
    client.force_login(sam)
    assert client.post(URL, {"body": "I agree.", "parent": praise.pk}).status_code == 302


def test_words_that_confirm_somebody_is_a_patient_come_back_with_better_ones(client, joan, question, text_of):
    client.force_login(joan)

    response = client.post(URL, {"body": "At your appointment we told you a week.", "parent": question.pk})

    assert response.status_code == 422
    assert "“your appointment" in text_of(response)
    assert "Better:" in text_of(response)
    assert Comment.objects.count() == 1


def test_nor_can_they_be_put_in_by_a_change(client, joan, question, edition):
    answer = factories.comment(edition, by=joan, parent=question, body="About a week.")
    client.force_login(joan)

    response = client.post(f"/comments/{answer.pk}/edit/", {"body": "At your appointment we told you a week."})

    assert response.status_code == 422
    answer.refresh_from_db()
    assert answer.body == "About a week."
