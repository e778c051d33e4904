"""The form: looking again, the preview, too long, too often, blocked, and what no person does."""

from datetime import timedelta

import pytest
from django.test import Client

from blog.clinic.models import Clinic
from blog.comments.models import Block, Comment, Conversation, Subscription
from tests import factories
from tests.comments.conftest import PAGE, URL

NUMBER = "Could you ring me on 07700 900123 tonight?"


@pytest.fixture(autouse=True)
def article(edition, easy_clinic):
    return edition


@pytest.fixture
def form(client, priya):
    client.force_login(priya)
    return client


def test_a_telephone_number_is_shown_to_its_writer_before_anything_is_stored(form, text_of):
    response = form.post(URL, {"body": NUMBER})

    assert response.status_code == 422
    assert "Could you ring me on <mark>07700 900123</mark> tonight?" in text_of(response)
    assert "A telephone number that everybody will be able to read" in text_of(response)
    assert f"{NUMBER}</textarea>" in text_of(response)
    assert 'name="has_looked_again" value="on">Send it as it is' in text_of(response)
    assert Comment.objects.count() == 0
    assert Conversation.objects.count() == 0


def test_what_was_seen_is_marked_as_text_and_never_as_html(form, text_of):
    response = form.post(URL, {"body": f"<b>{NUMBER}</b>"})

    assert "&lt;b&gt;Could you ring me on <mark>07700 900123</mark> tonight?&lt;/b&gt;" in text_of(response)


def test_it_can_be_sent_as_it_is(form):
    response = form.post(URL, {"body": NUMBER, "has_looked_again": "on"})

    assert response.status_code == 302
    assert Comment.objects.get().body == NUMBER


def test_a_text_without_anything_private_is_not_asked_about(form):
    assert form.post(URL, {"body": "Could you ring me tonight?"}).status_code == 302


def test_a_preview_shows_it_as_it_will_look_and_stores_nothing(form, text_of):
    response = form.post(URL, {"body": "One.\n\n<i>Two.</i>", "preview": "1"})

    assert response.status_code == 200
    assert "<p>One.</p><p>&lt;i&gt;Two.&lt;/i&gt;</p>" in text_of(response)
    assert "One.\n\n&lt;i&gt;Two.&lt;/i&gt;</textarea>" in text_of(response)
    assert Comment.objects.count() == 0


def test_a_preview_of_nothing_says_so(form, text_of):
    response = form.post(URL, {"body": " ", "preview": "1"})

    assert response.status_code == 422
    assert "Write something first." in text_of(response)


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("a" + "\u0301" * 400 + " hello", "There are more marks on a letter than anybody can read."),
        ("\u202eevil\u202c hello", "There is a character in this that turns words round."),
        ("\u200b" * 500 + "hello", "There are many characters in this that nobody can see."),
        ("x" * 3001, "This is 1 character too long. There is room for 3,000."),
        ("x", "Write a little more: at least 2 characters."),
    ],
    ids=["zalgo", "right to left", "zero width", "too long", "too short"],
)
def test_words_that_cannot_stand_come_back_with_a_sentence_and_nothing_is_stored(form, body, sentence, text_of):
    response = form.post(URL, {"body": body, "has_looked_again": "on"})

    assert response.status_code == 422
    assert sentence in text_of(response)
    assert f"{body}</textarea>" in text_of(response)
    assert (Comment.objects.count(), Conversation.objects.count()) == (0, 0)


def test_html_is_shown_as_it_was_typed(form, text_of):
    form.post(URL, {"body": "<script>alert(1)</script>"})

    page = text_of(form.get(PAGE))
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_the_shortest_comment_is_the_clinics(form):
    Clinic.objects.update(comments_shortest=1)

    assert form.post(URL, {"body": "x"}).status_code == 302


def test_a_shorter_limit_of_the_clinic_holds(form, easy_clinic, text_of):
    Clinic.objects.update(comments_longest=200)

    response = form.post(URL, {"body": "x" * 201})

    assert response.status_code == 422
    assert "This is 1 character too long. There is room for 200." in text_of(response)


def test_the_form_says_when_comments_are_read_and_whom_to_call(form, text_of):
    Clinic.objects.update(comments_read_within="two hours")

    page = text_of(form.get(PAGE))

    assert "We usually read comments within two hours. Not for emergencies: call 999, or 111." in page


def test_one_too_many_comes_back_with_its_words(form, text_of):
    Clinic.objects.update(comments_pause_seconds=30)
    form.post(URL, {"body": "The first one."})

    response = form.post(URL, {"body": "The second one."})

    assert response.status_code == 429
    assert "You have just sent one." in text_of(response)
    assert "The second one.</textarea>" in text_of(response)
    assert Comment.objects.count() == 1


def test_words_of_danger_are_taken_at_once_however_soon_they_come(form, text_of):
    Clinic.objects.update(comments_pause_seconds=30)
    form.post(URL, {"body": "The first one."})

    response = form.post(URL, {"body": "My vision has gone blurry since this morning."}, follow=True)

    assert response.status_code == 200
    assert "This may need help today." in text_of(response)
    assert Comment.objects.get(is_urgent=True).state == Comment.State.HELD


def test_a_blocked_member_is_told_so_and_gets_no_form(form, priya, grace, now, text_of):
    Block.objects.create(user=priya, by=grace, at=now, reason="You sold creams here.")

    page = text_of(form.get(PAGE))
    response = form.post(URL, {"body": "Buy this."})

    assert "You cannot comment here at present: You sold creams here." in page
    assert "<textarea" not in page
    assert response.status_code == 403
    assert "You sold creams here." in text_of(response)
    assert Comment.objects.count() == 0


def test_a_block_of_somebody_else_stops_nobody(form, sam, grace, now):
    Block.objects.create(user=sam, by=grace, at=now, reason="You sold creams here.")

    assert form.post(URL, {"body": "Thank you."}).status_code == 302


def held_for(comment):
    return [reason["code"] for reason in comment.reasons]


def test_a_field_that_no_person_sees_holds_what_fills_it_in(form):
    form.post(URL, {"body": "Thank you.", "website": "https://buy.example"})

    assert held_for(Comment.objects.get()) == ["automated"]


def test_a_form_that_comes_back_in_a_second_is_held(form, now, began):
    form.post(URL, {"body": "Thank you.", "began": began(now)})

    assert held_for(Comment.objects.get()) == ["automated"]


@pytest.mark.parametrize("sent", ["", "x", "\0", "9" * 4000, None])
def test_a_time_that_is_missing_or_made_up_is_held_against_nobody(form, sent):
    form.post(URL, {"body": "Thank you."} | ({} if sent is None else {"began": sent}))

    assert Comment.objects.get().is_public


def test_a_form_that_was_open_for_a_while_is_fine(form, now, began):
    form.post(URL, {"body": "Thank you.", "began": began(now - timedelta(days=30))})

    assert Comment.objects.get().is_public


def test_the_time_in_the_form_stays_while_it_goes_to_and_fro(form, now, began, text_of):
    first = began(now - timedelta(minutes=5))

    assert f'name="began" value="{first}"' in text_of(form.post(URL, {"body": "", "began": first}))


def test_two_tabs_are_two_comments(form):
    first, second = (form.get(PAGE).context["conversation"]["form"].initial["token"] for _ in range(2))

    form.post(URL, {"body": "From one tab.", "token": first})
    form.post(URL, {"body": "From the other.", "token": second})

    assert Comment.objects.count() == 2


def test_a_wish_to_be_told_is_kept_once(form, priya, edition):
    form.post(URL, {"body": "What about winter?", "notify": "on"})
    form.post(URL, {"body": "And about summer?", "notify": "on"})
    form.post(URL, {"body": "And about spring?"})

    assert list(Subscription.objects.values_list("user", "post", "ended_at")) == [(priya.pk, edition.post_id, None)]


def test_nobody_is_told_who_did_not_ask(form):
    form.post(URL, {"body": "What about winter?"})

    assert Subscription.objects.count() == 0


def test_a_post_from_another_site_is_refused_with_the_words_to_copy(priya, text_of):
    victim = Client(enforce_csrf_checks=True)
    victim.force_login(priya)

    response = victim.post(URL, {"body": "Typed here."}, headers={"origin": "https://evil.example"})

    assert response.status_code == 403
    assert "Typed here." in text_of(response)
    assert Comment.objects.count() == 0


@pytest.mark.parametrize("state", ["held", "removed", "deleted", "rejected", "hidden"])
def test_a_parent_that_went_meanwhile_is_a_sentence_and_the_words_are_kept(form, edition, sam, state, text_of):
    parent = factories.comment(edition, by=sam, held=True)
    Comment.objects.filter(pk=parent.pk).update(state=state)

    response = form.post(URL, {"body": "I agree.", "parent": parent.pk})

    assert response.status_code == 422
    assert "The comment you answered is not there. You can leave yours as a new comment." in text_of(response)
    assert "I agree.</textarea>" in text_of(response)
    assert Comment.objects.count() == 1
