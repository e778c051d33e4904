"""/complaints/new/: anybody complains, gets a reference by mail at once, and an answer by a day that is counted."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client

from accounts.fields import UNFINISHED
from blog import rules
from blog.audit.models import Entry
from blog.complaints import actions
from blog.complaints.models import Complaint
from blog.outbox.actions import deliver_due
from tests.posts.conftest import at, text_of

URL = "/complaints/new/"
TYPED = {
    "about": "data",
    "words": "You kept my address after I asked you to delete it.",
    "name": "P. Patel",
    "email": "p@example.org",
}


@pytest.fixture(autouse=True)
def open_clinic(clinic):
    return clinic


@pytest.fixture
def complaint(now):
    return actions.complain(about="data", name="P. Patel", email="p@example.org", words="You kept it.", at=now)


def test_a_visitor_complains_and_has_a_reference_by_mail(client):
    response = client.post(URL, TYPED)
    deliver_due()

    made = Complaint.objects.get()
    assert response.status_code == 201
    assert re.fullmatch(r"\d{4}-[A-HJ-NP-Z2-9]{6}", made.reference)
    assert made.reference in text_of(response)
    assert made.due_at - made.received_at == timedelta(days=30)
    assert [sent.to for sent in mail.outbox] == [["p@example.org"]]
    assert mail.outbox[0].subject == f"We have your complaint: {made.reference}"
    assert TYPED["words"] not in mail.outbox[0].body


def test_it_needs_no_cookie_and_sets_none():
    client = Client(enforce_csrf_checks=True)

    assert client.get(URL).cookies == {}
    assert client.post(URL, TYPED).status_code == 201
    assert client.cookies == {}


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"about": ""}, "Choose what it is about."),
        ({"about": "a\0b"}, "Choose one of these."),
        ({"words": " "}, "Tell us what is wrong."),
        ({"words": "x" * 5001}, "at most 5000 characters"),
        ({"words": "a\0b"}, "Null characters are not allowed."),
        ({"name": ""}, "Tell us what to call you."),
        ({"email": "not an address"}, UNFINISHED),
        ({"website": "https://spam.example"}, "in a way that a person does not"),
    ],
)
def test_a_mistake_is_a_sentence_and_nothing_is_stored(client, wrong, sentence):
    response = client.post(URL, TYPED | {"name": "Somebody"} | wrong)

    assert response.status_code == 422
    assert str(sentence) in text_of(response)
    assert Complaint.objects.count() == 0


def test_nobody_s_address_is_flooded(client):
    for _ in range(3):
        client.post(URL, TYPED)

    response = client.post(URL, TYPED | {"email": "P@example.org"})

    assert response.status_code == 429
    assert "several times today" in text_of(response)
    assert TYPED["words"] in text_of(response)
    assert Complaint.objects.count() == 3


def test_the_manager_sees_it_on_today_and_answers(client, complaint, grace):
    today = at(client, grace).get("/admin/")
    response = client.post(f"/admin/blog/complaint/{complaint.pk}/answer/", {"answer": "It is deleted now."})
    deliver_due()

    complaint.refresh_from_db()
    assert f"Complaint: {complaint.reference}" in text_of(today)
    assert response.status_code == 302
    assert (complaint.answer, complaint.answered_by) == ("It is deleted now.", grace)
    assert "It is deleted now." in mail.outbox[-1].body
    assert "ico.org.uk/make-a-complaint" in mail.outbox[-1].body
    assert Entry.objects.filter(act=Entry.Act.ANSWERED_COMPLAINT, by=grace).exists()
    assert complaint.reference not in text_of(client.get("/admin/"))


def test_it_is_answered_once(complaint, grace, now):
    actions.answer(complaint_id=complaint.pk, by=grace, at=now, answer="Done.")

    with pytest.raises(rules.Refused, match="answered already"):
        actions.answer(complaint_id=complaint.pk, by=grace, at=now, answer="Again.")


def test_an_answer_has_words(client, complaint, grace):
    response = at(client, grace).post(f"/admin/blog/complaint/{complaint.pk}/answer/", {"answer": " "})

    assert response.status_code == 422
    assert "Write what came of it" in text_of(response)


@pytest.mark.parametrize("who", ["ben", "amara", "mo", "priya"])
def test_nobody_but_a_manager_reads_or_answers(client, complaint, request, who):
    at(client, request.getfixturevalue(who))

    for address in ("", f"{complaint.pk}/change/", f"{complaint.pk}/answer/"):
        assert client.get(f"/admin/blog/complaint/{address}").status_code in (302, 403)
    client.post(f"/admin/blog/complaint/{complaint.pk}/answer/", {"answer": "Mine"})
    assert Complaint.objects.get().answer == ""
