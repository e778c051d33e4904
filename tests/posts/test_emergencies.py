"""What cannot wait: a clinician signs their own words, says why, and owes the page another's signature."""

import pytest

from blog import rules
from blog.audit.models import Entry
from blog.editions.models import Edition
from blog.posts.models import Post
from tests import factories
from tests.posts.conftest import at, text_of

WHY = "A batch was recalled an hour ago."


@pytest.fixture(autouse=True)
def open_clinic(clinic):
    return clinic


@pytest.fixture
def own(topic, amara):
    return factories.post(topic=topic, writer=amara)


def test_own_words_can_be_signed_with_a_reason(client, own, amara, now, sign):
    response = sign(own, by=amara, emergency_reason=WHY)

    edition = Edition.objects.get()
    assert response.status_code == 302
    assert (edition.is_emergency, edition.is_self_signed) == (True, True)
    assert list(Edition.objects.owed(edition.live_from)) == [edition]
    assert Entry.objects.get(act=Entry.Act.SIGNED).detail["emergency"] == WHY


def test_readers_are_told_that_it_could_not_wait(client, own, amara, sign):
    sign(own, by=amara, emergency_reason=WHY)

    page = client.get(Edition.objects.get().get_absolute_url()).content.decode()

    assert "because it could not wait. Another clinician reads it next." in page
    assert "only one works here" not in page


def test_the_reason_is_not_left_out(client, own, amara, sign):
    response = sign(own, by=amara, emergency_reason="  ")

    assert response.status_code == 422
    assert Edition.objects.count() == 0


def test_another_clinician_pays_what_is_owed(own, amara, joan, sign):
    sign(own, by=amara, emergency_reason=WHY)

    sign(own, by=joan)

    edition = Edition.objects.get(live_until=None)
    assert (edition.is_emergency, edition.is_self_signed) == (False, False)
    assert not Edition.objects.owed(edition.live_from).exists()


def test_the_words_of_others_are_no_emergency(client, post, amara, sign):
    page = at(client, amara).get(f"/admin/blog/post/{post.pk}/sign/")
    sign(post, by=amara, emergency_reason=WHY)

    assert "emergency_reason" not in page.context["form"].fields
    assert Edition.objects.get().is_emergency is False


def test_an_editor_cannot_sign_even_then(post, ben, now):
    with pytest.raises(rules.Refused, match="Only a clinician"):
        factories.signed(post, by=ben, at=now, emergency_reason=WHY)


def test_the_desk_offers_it_to_the_writer_alone(client, own, amara, joan):
    pages = {who: text_of(at(client, who).get(f"/admin/blog/post/{own.pk}/change/")) for who in (amara, joan)}

    assert "Sign in an emergency" in pages[amara]
    assert "Sign in an emergency" not in pages[joan]


def test_what_the_guard_stops_is_stopped_then_too(own, amara, sign):
    Post.objects.update(title="Botox for frown lines")

    assert sign(own, by=amara, emergency_reason=WHY).status_code == 409
    assert Edition.objects.count() == 0
