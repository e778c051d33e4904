"""/sign/<token>/: the clinician who was asked signs from the mail, without the admin; nobody else can."""

import time
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from blog.editions.models import Edition
from blog.outbox.actions import deliver_due
from blog.posts import requests
from blog.posts.models import Post, ReviewRequest
from tests.posts.conftest import at, text_of

LOGIN_RECORDS = "account_authentication_methods"


@pytest.fixture(autouse=True)
def open_clinic(clinic):
    return clinic


@pytest.fixture
def asked(post, ben, amara):
    return requests.ask(post_id=post.pk, asked_of=amara, asked_by=ben, at=timezone.now(), note="Before Friday.")


@pytest.fixture
def link(asked):
    """The path as it stands in the mail."""
    deliver_due()
    return next(line for line in mail.outbox[-1].body.splitlines() if "/sign/" in line).removeprefix(
        "http://localhost:8000"
    )


def just_logged_in(client, user, *, minutes_ago=0):
    at(client, user)
    session = client.session
    session[LOGIN_RECORDS] = [{"method": "password", "at": time.time() - minutes_ago * 60}]
    session[f"{LOGIN_RECORDS}_user"] = str(user.pk)
    session.save()
    return client


def typed(page, **changes):
    shown = {name: page.context["form"][name].value() for name in ("digest", "compared_with", "change_note")}
    filled = {name: value for name, value in shown.items() if value is not None}
    return filled | {"review_in_days": 182, "is_whole_review": "on"} | changes


def test_dr_amara_signs_from_the_mail(client, post, amara, link):
    page = just_logged_in(client, amara).get(link)
    response = client.post(link, typed(page))
    after = client.get(link)

    assert page.status_code == 200
    assert "Ben Hartley asked you to sign this" in text_of(page)
    assert "Before Friday." in text_of(page)
    assert (response.status_code, response.url) == (302, link)
    assert Edition.objects.get().signer == amara
    assert ReviewRequest.objects.get().answer == "signed"
    assert "Signed, word for word. Thank you." in text_of(after)
    assert client.get("/posts/your-skin-barrier-in-one-page/").status_code == 200


def test_no_screen_of_the_admin_is_linked_from_it(client, amara, link):
    page = just_logged_in(client, amara).get(link).content.decode()

    assert 'href="/admin/' not in page
    assert f'href="{link}preview/"' in page


def test_looking_signs_nothing(client, amara, link):
    just_logged_in(client, amara)

    for address in (link, f"{link}preview/", link):
        assert client.get(address).status_code == 200
        assert client.head(address).status_code == 200

    assert Edition.objects.count() == 0
    assert ReviewRequest.objects.get().answer == ""


def test_a_visitor_logs_in_first_and_comes_back(client, link):
    response = client.get(link)

    assert response.status_code == 302
    assert response.url == f"/accounts/login/?next={link.replace(':', '%3A')}"


def test_a_log_in_of_this_morning_does_not_do(client, amara, link):
    page = just_logged_in(client, amara, minutes_ago=31).get(link)
    response = client.post(f"{link}log-in-again/")

    assert "A signature needs a fresh log-in" in text_of(page)
    assert "form" not in page.context
    assert response.status_code == 302
    assert response.url.startswith("/accounts/login/?next=/sign/")
    assert "_auth_user_id" not in client.session


def test_a_form_left_open_for_long_is_not_signed_and_keeps_what_was_typed(client, amara, link):
    page = just_logged_in(client, amara).get(link)
    just_logged_in(client, amara, minutes_ago=91)

    response = client.post(link, typed(page, change_note="A figure was put right."))

    assert response.status_code == 409
    assert "You logged in some time ago." in text_of(response)
    assert "A figure was put right." in text_of(response)
    assert Edition.objects.count() == 0


@pytest.mark.parametrize("who", ["joan", "ben", "priya", "grace"])
@pytest.mark.parametrize("page", ["", "preview/"])
def test_it_is_for_one_person(client, link, request, who, page):
    response = just_logged_in(client, request.getfixturevalue(who)).get(link + page)

    assert response.status_code == 403
    assert "This link is for Dr Amara Okafor." in text_of(response)
    assert "outermost layer" not in text_of(response)


def test_another_clinician_cannot_sign_or_answer_with_it(client, joan, link):
    just_logged_in(client, joan)

    assert client.post(link, {"is_whole_review": "on"}).status_code == 403
    assert client.post(f"{link}changes/", {"note": "No."}).status_code == 403
    assert Edition.objects.count() == 0
    assert ReviewRequest.objects.get().answer == ""


def test_it_is_for_one_digest(client, amara, link):
    page = just_logged_in(client, amara).get(link)
    Post.objects.update(title="Other words")

    looked, signed = client.get(link), client.post(link, typed(page))

    assert (looked.status_code, signed.status_code) == (410, 410)
    assert "The article was changed after this link was sent. Ask for a new one." in text_of(looked)
    assert Edition.objects.count() == 0


def test_it_is_for_seven_days(client, amara, link):
    week = timedelta(days=7)
    ReviewRequest.objects.update(asked_at=timezone.now() - week, expires_at=timezone.now())

    response = just_logged_in(client, amara).get(link)

    assert response.status_code == 410
    assert "This link is older than seven days." in text_of(response)
    assert client.post(f"{link}changes/", {"note": "No."}).status_code == 410


def test_it_works_once(client, amara, link):
    page = just_logged_in(client, amara).get(link)
    client.post(link, typed(page))

    again = client.post(link, typed(page))

    assert again.status_code == 200
    assert "Signed, word for word." in text_of(again)
    assert Edition.objects.count() == 1


def test_changes_can_be_wanted_from_the_mail(client, ben, amara, link):
    just_logged_in(client, amara)

    empty = client.post(f"{link}changes/", {"note": ""})
    response = client.post(f"{link}changes/", {"note": "The second source is withdrawn."})
    deliver_due()

    assert empty.status_code == 422
    assert response.status_code == 302
    assert "Sent back." in text_of(client.get(link))
    assert mail.outbox[-1].to == [ben.email]


@pytest.mark.parametrize("token", ["1", "MQ:1abc:forged", "%00", "x" * 3000])
def test_what_is_no_link_of_ours_is_not_found(client, amara, token):
    assert just_logged_in(client, amara).get(f"/sign/{token}/").status_code == 404


def test_no_page_behind_it_is_kept(client, amara, link):
    just_logged_in(client, amara)

    for address in (link, f"{link}preview/"):
        assert "no-store" in client.get(address).headers["Cache-Control"]


def test_whoever_lost_the_role_cannot_sign_with_it(client, amara, link):
    amara.groups.clear()

    assert just_logged_in(client, amara).get(link).status_code == 403


def test_an_account_that_was_closed_cannot(client, amara, link):
    just_logged_in(client, amara)
    amara.is_active = False
    amara.save()

    assert client.get(link).status_code == 302
