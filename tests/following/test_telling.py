"""What followers are told: each new signed article once, and nothing else."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from blog.editions import actions as editions
from blog.following.models import Follower
from blog.following.telling import GRACE, last_monday, tell, tidy_followers
from blog.management.commands.work import CHORES
from blog.outbox.models import Message
from tests import factories

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def clock(day, hour, minute=0):
    """A moment of July 2026 where the clinic is. The 13th is a Monday."""
    return timezone.make_aware(datetime(2026, 7, day, hour, minute))


def titles(messages):
    return [message.subject for message in messages]


def withdraw(edition, *, by, at):
    editions.withdraw(edition_id=edition.pk, by=by, at=at, reason="It was wrong.", outcome="removed")


def test_the_worker_does_it():
    assert tell in dict(CHORES)
    assert tidy_followers in dict(CHORES)


def test_a_new_article_is_told_of_once(topic, publish, sent, now):
    factories.follower(topic)
    publish("After filler", at=now - 10 * MINUTE)

    assert [tell(at=now), tell(at=now), tell(at=now + DAY)] == [1, 0, 0]
    assert titles(sent(now)) == ["New on How skin works: After filler"]


def test_the_mail_says_what_who_signed_why_and_how_to_end_it(topic, publish, sent, now):
    factories.follower(topic)
    publish("Lines & what causes them", at=now - 10 * MINUTE)
    tell(at=now)

    [message] = sent(now)

    words = message.body
    assert words.startswith(
        "Lines & what causes them\nThe outermost layer does most of the work.\nSigned off by Dr Amara"
    )
    assert "\nhttps://clinic.example/posts/lines-what-causes-them/\n" in words
    assert "You get this because you follow “How skin works” as articles appear." in words
    assert "Alder Row Skin Clinic" in words
    address = message.message()["List-Unsubscribe"].strip("<>")
    assert address in words.splitlines()
    assert message.message()["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "?" not in "".join(line for line in words.splitlines() if line.startswith("http"))
    assert "<img" not in message.alternatives[0].content


def test_nobody_is_told_who_has_not_confirmed_or_follows_another_topic(topic, publish, now):
    factories.follower(factories.topic("Aftercare"))
    Follower.objects.create(topic=topic, email="sam@example.org", frequency="at_once", asked_at=now - DAY)
    publish("After filler", at=now - 10 * MINUTE)

    assert tell(at=now) == 0


def test_what_was_there_before_is_no_news(topic, edition, now):
    factories.follower(topic, since=now)

    assert tell(at=now + DAY) == 0


def test_a_small_change_to_an_article_is_no_news(topic, edition, amara, now):
    factories.follower(topic, since=now)
    edition.post.title = "Another title"
    edition.post.save()
    factories.signed(edition.post, by=amara, at=now + MINUTE, change_note="The title.", is_whole_review=False)

    assert tell(at=now + DAY) == 0


def test_a_planned_article_is_told_of_when_it_begins(topic, publish, sent, now):
    factories.follower(topic)
    publish("Planned", at=now - 10 * MINUTE, live_from=now + DAY)

    assert tell(at=now) == 0
    assert tell(at=now + DAY) == 0
    assert tell(at=now + DAY + GRACE) == 1


def test_what_nobody_signed_is_never_told_of(topic, ben, now):
    factories.follower(topic)
    factories.post(topic=topic, writer=ben, title="Never signed")

    assert tell(at=now + DAY) == 0


def test_within_the_first_minutes_it_can_be_withdrawn_unseen(topic, publish, ben, now):
    factories.follower(topic, since=now - 10 * MINUTE)
    Follower.objects.update(told_until=now - MINUTE)
    edition = publish("A mistake", at=now)

    assert tell(at=now + 4 * MINUTE) == 0
    withdraw(edition, by=ben, at=now + 4 * MINUTE)

    assert tell(at=now + DAY) == 0


def test_an_overdue_article_is_not_told_of(topic, publish, now):
    factories.follower(topic, since=now - 20 * DAY)
    publish("Old", at=now - 10 * DAY, review_in_days=1)
    Follower.objects.update(told_until=now - 11 * DAY)

    publish("Fresh", at=now - 10 * MINUTE)
    tell(at=now)

    assert titles(Message.objects.all()) == ["New on How skin works: Fresh"]
    assert not Message.objects.filter(text__contains="Old").exists()


def test_after_a_pause_of_days_there_is_one_mail_with_all_of_it(topic, publish, sent, now):
    factories.follower(topic, since=now - 7 * DAY)
    for ago in (5, 3, 2):
        publish(f"{ago} days ago", at=now - ago * DAY)
    withdrawn = publish("Gone", at=now - DAY)
    type(withdrawn).objects.filter(pk=withdrawn.pk).update(live_until=now - DAY / 2)

    tell(at=now)

    [message] = sent(now)
    lines = [line for line in message.body.splitlines() if line.endswith("days ago")]
    assert lines == ["5 days ago", "3 days ago", "2 days ago"]


def test_a_withdrawn_article_is_left_out_at_the_moment_of_sending(topic, publish, sent, ben, now):
    factories.follower(topic, since=now - DAY)
    Follower.objects.update(told_until=now - 10 * MINUTE)
    first, second = publish("First", at=now - 9 * MINUTE), publish("Second", at=now - 8 * MINUTE)
    tell(at=now)
    withdraw(first, by=ben, at=now)

    messages = sent(now)

    assert titles(messages) == ["New on How skin works: Second"]
    withdraw(second, by=ben, at=now)
    assert sent(now + MINUTE) == []


def test_one_that_waits_for_a_withdrawn_article_never_goes(topic, publish, sent, ben, now):
    factories.follower(topic, since=now - 10 * MINUTE)
    edition = publish("First", at=now - 9 * MINUTE)
    assert tell(at=now) == 1

    withdraw(edition, by=ben, at=now)

    assert sent(now) == []
    assert not Message.objects.exists()


def test_what_is_signed_anew_meanwhile_goes_in_its_new_words(topic, publish, sent, amara, now):
    factories.follower(topic, since=now - 10 * MINUTE)
    edition = publish("Frist", at=now - 9 * MINUTE)
    tell(at=now)
    edition.post.title = "First"
    edition.post.save()
    factories.signed(edition.post, by=amara, at=now, change_note="A letter.", is_whole_review=False)

    assert titles(sent(now)) == ["New on How skin works: First"]


def test_who_ends_it_meanwhile_gets_nothing(topic, publish, sent, now):
    follower = factories.follower(topic, since=now - 10 * MINUTE)
    publish("First", at=now - 9 * MINUTE)
    tell(at=now)

    Follower.objects.filter(pk=follower.pk).delete()

    assert sent(now) == []


@pytest.mark.parametrize(
    ("at", "monday"),
    [
        (clock(13, 8), clock(13, 8)), (clock(13, 7, 59), clock(6, 8)), (clock(19, 23), clock(13, 8)),
    ],
)  # fmt: skip
def test_the_weeks_mail_is_for_monday_at_eight(at, monday):
    assert last_monday(at) == monday


def test_the_weeks_articles_come_in_one_mail_on_monday(topic, publish, sent):
    factories.follower(topic, "priya@example.org", "weekly", since=clock(6, 9))
    for day in (7, 9, 12):
        publish(f"Of the {day}th", at=clock(day, 12))
    publish("Of Monday", at=clock(13, 9))

    assert tell(at=clock(13, 7, 59)) == 0
    assert tell(at=clock(13, 8)) == 1
    assert tell(at=clock(19, 23)) == 0
    assert titles(sent(clock(13, 8))) == ["New on How skin works: 3 articles"]
    assert tell(at=clock(20, 8)) == 1
    assert titles(sent(clock(20, 8))) == ["New on How skin works: Of Monday"]


def test_a_week_without_anything_new_has_no_mail(topic, edition, now):
    factories.follower(topic, frequency="weekly", since=now)

    assert tell(at=now + 8 * DAY) == 0


def test_what_comes_back_after_months_is_no_news(topic, publish, now):
    follower = factories.follower(topic, since=now - 60 * DAY)
    publish("Long ago", at=now - 50 * DAY)
    Follower.objects.filter(pk=follower.pk).update(told_until=now - 55 * DAY)

    tell(at=now)

    assert not Message.objects.filter(text__contains="Long ago").exists()


def test_after_a_month_it_is_forgotten_that_a_mail_went(topic, publish, sent, now):
    factories.follower(topic)
    publish("After filler", at=now - 10 * MINUTE)
    tell(at=now)
    sent(now)

    tidy_followers(at=now + 29 * DAY)
    assert Message.objects.count() == 1
    tidy_followers(at=now + 30 * DAY + MINUTE)
    assert Message.objects.count() == 0


@pytest.mark.parametrize("count", [1, 3])
def test_looking_for_news_takes_two_queries_however_many_follow(topic, edition, now, count, django_assert_num_queries):
    for number in range(count):
        factories.follower(topic, f"p{number}@example.org", since=now)

    with django_assert_num_queries(2):
        assert tell(at=now) == 0
