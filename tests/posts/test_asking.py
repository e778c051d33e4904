"""/admin/blog/post/<key>/ask/: an editor asks a named clinician to sign, and the answers that come back."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from blog import rules
from blog.audit.models import Entry
from blog.editions.models import Edition
from blog.outbox.actions import deliver_due
from blog.outbox.models import Message
from blog.posts import requests
from blog.posts.models import Post, ReviewRequest
from tests import factories
from tests.posts.conftest import at, text_of

Answer = ReviewRequest.Answer


@pytest.fixture(autouse=True)
def open_clinic(clinic):
    return clinic


@pytest.fixture
def ask(client):
    """Opens the page and asks."""

    def ask(post, *, by, of, note=""):
        return at(client, by).post(f"/admin/blog/post/{post.pk}/ask/", {"asked_of": of.pk, "note": note})

    return ask


def test_ben_asks_dr_amara_by_mail(client, post, ben, amara, ask):
    response = ask(post, by=ben, of=amara, note="Before Friday, if you can.")

    asked = ReviewRequest.objects.get()
    deliver_due()
    assert (response.status_code, response.url) == (302, f"/admin/blog/post/{post.pk}/change/")
    assert (asked.post, asked.asked_by, asked.asked_of, asked.answer) == (post, ben, amara, "")
    assert asked.digest == Post.objects.get().digest
    assert asked.expires_at - asked.asked_at == timedelta(days=7)
    [sent] = mail.outbox
    assert sent.to == ["dr-amara-okafor@example.org"]
    assert sent.subject == "Please sign: Your skin barrier, in one page"
    assert "They say: Before Friday, if you can." in sent.body
    assert requests.find(re.search(r"http://localhost:8000/sign/([^/]+)/\n", sent.body)[1]) == asked
    assert Entry.objects.filter(act=Entry.Act.ASKED, by=ben, post_id=post.pk, digest=asked.digest).exists()


def test_the_page_offers_those_who_sign_and_nobody_else(client, post, ben, amara, joan, grace):
    unlinked = factories.staff("No Number", "Clinician")
    gone = factories.clinician("Dr Gone", "GP", "GMC", "0000002")
    gone.is_active = False
    gone.save()

    page = at(client, ben).get(f"/admin/blog/post/{post.pk}/ask/")

    assert [value.value for value, _ in page.context["form"].fields["asked_of"].choices] == [amara.pk, joan.pk]
    assert "No Number" not in text_of(page)
    assert unlinked.pk


def test_without_a_clinician_the_page_says_what_is_missing(client, post, ben):
    page = at(client, ben).get(f"/admin/blog/post/{post.pk}/ask/")

    assert "No account here can sign." in text_of(page)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Choose the clinician to ask."),
        ({"asked_of": "9" * 40}, "Choose one of the clinicians."),
        ({"asked_of": "a\0b"}, "Choose one of the clinicians."),
    ],
)
def test_a_wrong_choice_is_a_sentence_and_the_note_stays(client, post, ben, amara, typed, sentence):
    response = at(client, ben).post(f"/admin/blog/post/{post.pk}/ask/", typed | {"note": "Before Friday."})

    assert response.status_code == 422
    assert sentence in text_of(response)
    assert "Before Friday." in text_of(response)
    assert ReviewRequest.objects.count() == 0


def test_nobody_is_asked_to_sign_their_own_words(client, topic, ben, amara, ask):
    post = factories.post(topic=topic, writer=amara)

    response = ask(post, by=ben, of=amara)

    assert response.status_code == 422
    assert "Dr Amara Okafor wrote some of these words. Ask another clinician." in text_of(response)
    assert Message.objects.count() == 0


def test_nobody_is_asked_to_sign_what_the_guard_stops(client, post, ben, amara, ask):
    Post.objects.update(title="Botox for frown lines")

    response = ask(post, by=ben, of=amara)

    assert response.status_code == 422
    assert "Title: “Botox”." in text_of(response)
    assert ReviewRequest.objects.count() == 0


def test_asking_again_overtakes_the_request_before(post, ben, amara, joan, ask):
    ask(post, by=ben, of=amara)
    ask(post, by=ben, of=joan)

    assert [asked.answer for asked in ReviewRequest.objects.order_by("pk")] == [Answer.OVERTAKEN, ""]
    assert Message.objects.count() == 2


def test_a_moderator_cannot_ask(client, post, mo, amara, ask):
    assert ask(post, by=mo, of=amara).status_code == 403
    assert ReviewRequest.objects.count() == 0


def test_a_signature_closes_the_request(post, ben, amara, ask, sign):
    ask(post, by=ben, of=amara)

    sign(post, by=amara)

    assert ReviewRequest.objects.get().answer == Answer.SIGNED


def test_the_signature_of_another_overtakes_it(post, ben, amara, joan, ask, sign):
    ask(post, by=ben, of=amara)

    sign(post, by=joan)

    assert ReviewRequest.objects.get().answer == Answer.OVERTAKEN


def test_the_one_who_was_asked_can_want_changes(client, post, ben, amara, ask):
    ask(post, by=ben, of=amara)

    page = at(client, amara).get(f"/admin/blog/post/{post.pk}/sign/")
    response = client.post(f"/admin/blog/post/{post.pk}/changes/", {"note": "Say where the figure comes from."})
    deliver_due()

    asked = ReviewRequest.objects.get()
    assert "Ben Hartley asked you to sign this" in text_of(page)
    assert response.status_code == 302
    assert (asked.answer, asked.answer_note) == (Answer.CHANGES, "Say where the figure comes from.")
    assert mail.outbox[-1].to == ["ben-hartley@example.org"]
    assert mail.outbox[-1].subject == "Changes wanted: Your skin barrier, in one page"
    assert "Say where the figure comes from." in mail.outbox[-1].body
    assert Edition.objects.count() == 0


def test_wanting_changes_takes_a_note(client, post, ben, amara, ask):
    ask(post, by=ben, of=amara)

    response = at(client, amara).post(f"/admin/blog/post/{post.pk}/changes/", {"note": " "})

    assert response.status_code == 422
    assert str(requests.NEEDS_A_NOTE) in text_of(response)
    assert ReviewRequest.objects.get().answer == ""


def test_somebody_who_was_not_asked_cannot_want_changes(client, post, ben, amara, joan, ask):
    ask(post, by=ben, of=amara)

    assert at(client, joan).post(f"/admin/blog/post/{post.pk}/changes/", {"note": "No."}).status_code == 404
    assert ReviewRequest.objects.get().answer == ""


def test_changes_cannot_be_wanted_of_words_that_were_changed_since(post, ben, amara, now):
    asked = requests.ask(post_id=post.pk, asked_of=amara, asked_by=ben, at=now)
    Post.objects.update(title="Other words")

    with pytest.raises(rules.Refused, match="was changed after this link was sent"):
        requests.want_changes(review_id=asked.pk, by=amara, at=timezone.now(), note="No.")
