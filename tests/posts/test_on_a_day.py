"""/admin/blog/post/<key>/on/?at=: what readers saw at a moment, or why there was nothing."""

from datetime import timedelta

import pytest
from django.utils import timezone

from blog.editions import actions
from blog.images.actions import withdraw_consent
from blog.posts.models import Post
from tests import factories
from tests.images import files
from tests.posts.conftest import at, text_of

DAY = timedelta(days=1)


@pytest.fixture
def then(now):
    """Thirty days ago, at noon."""
    return timezone.localtime(now - 30 * DAY).replace(hour=12, minute=0, second=0, microsecond=0)


@pytest.fixture
def first(post, amara, then):
    return factories.signed(post, by=amara, at=then)


@pytest.fixture
def second(first, joan, ben, then):
    """The same article ten days later, in other words."""
    post = Post.objects.get(pk=first.post_id)
    post.standfirst = "It keeps water in and trouble out."
    post.save()
    return factories.signed(post, by=joan, at=then + 10 * DAY)


@pytest.fixture
def on(client, ben, post):
    def on(moment):
        typed = f"{timezone.localtime(moment):%Y-%m-%dT%H:%M}" if hasattr(moment, "hour") else moment
        return at(client, ben).get(f"/admin/blog/post/{post.pk}/on/", {"at": typed})

    return on


def test_it_shows_the_words_of_then_and_not_those_of_now(on, first, second, then):
    page = text_of(on(then + DAY))

    assert "The outermost layer does most of the work." in page
    assert "trouble out" not in page
    assert "Dr Amara Okafor" in page
    assert first.digest in page


def test_the_very_second_of_a_change_shows_the_new_words(on, first, second, then):
    assert "trouble out" in text_of(on(then + 10 * DAY))
    assert "trouble out" not in text_of(on(then + 10 * DAY - timedelta(minutes=1)))


def test_without_a_moment_it_is_now(client, ben, second):
    assert "trouble out" in text_of(at(client, ben).get(f"/admin/blog/post/{second.post_id}/on/"))


def test_before_the_first_signature_there_was_nothing(on, first, then):
    page = text_of(on(then - DAY))

    assert "Nothing was public then. The article was not there yet: it was first to read on" in page
    assert "The outermost layer" not in page


def test_what_nobody_signed_never_was_public(on, post, now):
    assert "No edition of this article had been signed to be public by then." in text_of(on(now))


def test_after_a_withdrawal_it_says_why(on, first, ben, then):
    actions.withdraw(edition_id=first.pk, by=ben, at=then + DAY, reason="The evidence changed.", outcome="removed")

    assert "Nothing was public then. The article was withdrawn on" in text_of(on(then + 2 * DAY))
    assert "The evidence changed." in text_of(on(then + 2 * DAY))
    assert "The evidence changed." not in text_of(on(then))


def test_a_page_that_stayed_with_a_notice_shows_both(on, first, ben, then):
    actions.withdraw(edition_id=first.pk, by=ben, at=then + DAY, reason="The evidence changed.", outcome="kept")

    page = text_of(on(then + 2 * DAY))

    assert "With a notice on top since" in page
    assert "The outermost layer" in page
    assert "With a notice" not in text_of(on(then))


def test_after_a_planned_end_it_says_when_that_was(on, post, amara, then):
    factories.signed(post, by=amara, at=then, live_until=then + DAY)

    assert "came down on" in text_of(on(then + 2 * DAY))


def test_what_is_planned_is_said_to_be_still_to_come(on, post, amara, now):
    factories.signed(post, by=amara, at=now, live_from=now + DAY)

    page = text_of(on(now + 2 * DAY))

    assert "This is still to come." in page
    assert "Readers will see these words" in page


def test_a_picture_without_consent_by_now_is_not_shown(on, add, consent, post, amara, then, now):
    picture = add(files.jpeg(), shows_person=True)
    given = consent(picture, signed_on=then.date())
    Post.objects.filter(pk=post.pk).update(body=f'<p>Look.</p><figure><img data-image-id="{picture.pk}"></figure>')
    factories.signed(post, by=amara, at=then)
    assert picture.sha256 in on(then).content.decode()

    withdraw_consent(consent=given, by=amara, at=now, reason="They asked.")

    assert picture.sha256 not in on(then).content.decode()


@pytest.mark.parametrize("typed", ["yesterday", "\0", "9" * 40, "2026-02-30T12:00", "2026-13-01T00:00"])
def test_what_is_no_moment_is_said_at_the_field(on, first, typed):
    response = on(typed)

    assert response.status_code == 422
    assert "Write a day and a time, such as 2027-03-04 09:30." in text_of(response)


@pytest.mark.parametrize("typed", ["0001-01-01T00:00", "9999-12-31T23:59"])
def test_the_first_and_the_last_moment_there_are(on, first, typed):
    assert on(typed).status_code == 200


def test_the_history_of_an_article_leads_to_it(client, ben, edition):
    page = at(client, ben).get(f"/admin/blog/post/{edition.post_id}/history/").content.decode()

    for address in ("on/", "evidence/"):
        assert f'href="/admin/blog/post/{edition.post_id}/{address}"' in page
    assert f'href="/admin/blog/edition/?post__id__exact={edition.post_id}"' in page


def test_the_editions_of_one_article_are_listed_alone(client, ben, edition, topic, amara):
    factories.signed(factories.post(topic=topic, writer=ben, title="Another"), by=amara)

    page = at(client, ben).get(f"/admin/blog/edition/?post__id__exact={edition.post_id}")

    assert [each.pk for each in page.context["cl"].queryset] == [edition.pk]
