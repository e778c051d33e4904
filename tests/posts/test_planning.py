"""A clinician signs for later, or with an end; readers see it from that second, with nothing running."""

from datetime import timedelta

import pytest
from django.utils import timezone

from blog.editions.models import Edition
from tests.posts.conftest import at, text_of


@pytest.fixture(autouse=True)
def open_clinic(clinic):
    return clinic


def sign(client, post, **typed):
    sent = {
        "digest": post.digest,
        "compared_with": "",
        "change_note": "",
        "review_in_days": 182,
        "is_whole_review": "on",
    }
    return client.post(f"/admin/blog/post/{post.pk}/sign/", sent | typed)


def written(moment):
    return timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M")


def test_an_article_is_signed_for_later(client, post, amara, now):
    response = sign(at(client, amara), post, live_from=written(now + timedelta(days=2)))

    shown = text_of(client.get(response["Location"]))
    assert client.get("/posts/your-skin-barrier-in-one-page/").status_code == 404
    assert Edition.objects.live(now + timedelta(days=2)).count() == 1
    assert "Signed. It goes live on" in shown
    assert "Cancel it" in shown


def test_an_end_is_planned(client, post, amara, now):
    sign(at(client, amara), post, live_until=written(now + timedelta(days=2)))

    assert Edition.objects.live(now + timedelta(days=1)).count() == 1
    assert Edition.objects.live(now + timedelta(days=3)).count() == 0


@pytest.mark.parametrize(
    ("typed", "status", "sentence"),
    [
        ({"live_from": "2020-01-01T09:00"}, 409, "Choose a time to go live that is still to come."),
        ({"live_until": "2020-01-01T09:00"}, 409, "The article would end before it goes live."),
        ({"live_from": "next week"}, 422, "Write a day and a time, such as 2027-03-04 09:30."),
        ({"live_from": "2027-03-28T01:30"}, 422, "couldn’t be interpreted"),
        ({"live_until": "\0"}, 422, "Write a day and a time"),
    ],
)
def test_an_impossible_time_is_a_sentence_and_nothing_is_signed(client, post, amara, typed, status, sentence):
    response = sign(at(client, amara), post, **typed)

    assert response.status_code == status
    assert sentence in text_of(response)
    assert Edition.objects.count() == 0
