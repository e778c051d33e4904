"""Mail about reviews: to the clinician who signed, before and after the day; to the managers if they have left."""

from datetime import timedelta

import pytest

from blog.editions import actions
from blog.editions.models import Edition
from blog.editions.reminders import remind
from blog.management.commands.work import CHORES
from blog.outbox.models import Message
from blog.posts.models import Post
from tests import factories

DAY = timedelta(days=1)


@pytest.fixture
def due(edition):
    """The moment at which the article is due to be read again."""
    return edition.review_due_at


def sent():
    return list(Message.objects.order_by("pk").values_list("to", flat=True))


@pytest.mark.parametrize("days", [-30, -7, 0, 7, 30, 60, 90, 390])
def test_the_clinician_is_told_on_each_day_once(due, days):
    assert remind(at=due + days * DAY) == 1
    assert remind(at=due + days * DAY + timedelta(hours=1)) == 0
    assert sent() == ["dr-amara-okafor@example.org"]


def test_before_the_first_day_nobody_is_told(due):
    assert remind(at=due - 30 * DAY - timedelta(seconds=1)) == 0


def test_every_hour_for_five_months_makes_eight_mails(due):
    hours = [due - 40 * DAY + timedelta(hours=number) for number in range(0, 24 * 161, 6)]

    for at in hours:
        remind(at=at)

    assert len(sent()) == 8  # -30, -7, 0, 7, 30, 60, 90, 120


def test_after_weeks_without_a_worker_only_the_newest_is_sent(due):
    assert remind(at=due + 20 * DAY) == 1


def test_the_mail_says_what_is_due_and_leads_there(due, edition):
    remind(at=due - 7 * DAY)

    message = Message.objects.get()
    assert message.subject == f"To be read again: {edition.title}"
    assert f"/admin/blog/post/{edition.post_id}/sign/" in message.text
    assert message.text.startswith("Dr Amara Okafor,\n")


def test_after_the_day_it_says_that_the_day_is_over(due, edition):
    remind(at=due)

    assert Message.objects.get().subject == f"Past its review date: {edition.title}"


@pytest.mark.parametrize("change", [{"is_active": False}, {"is_staff": False}])
def test_when_the_clinician_has_left_every_manager_is_told(due, edition, amara, grace, ben, change):
    factories.staff("Hal", "Manager")
    type(amara).objects.filter(pk=amara.pk).update(**change)

    assert remind(at=due) == 2
    assert remind(at=due + DAY) == 0
    assert sent() == ["grace@example.org", "hal@example.org"]
    assert f"/admin/blog/post/{edition.post_id}/change/" in Message.objects.first().text
    assert "Dr Amara Okafor, who signed it, can no longer sign here" in Message.objects.first().text


def test_so_it_is_when_they_are_no_clinician_any_more(due, amara, grace):
    amara.groups.clear()

    remind(at=due)

    assert sent() == ["grace@example.org"]


def test_and_when_no_account_is_linked(due, amara, grace):
    type(amara.practitioner).objects.update(user=None)

    remind(at=due)

    assert sent() == ["grace@example.org"]


def test_before_the_day_managers_are_left_alone(due, amara, grace):
    amara.groups.clear()

    assert remind(at=due - 7 * DAY) == 0


def test_while_the_clinician_is_there_managers_are_left_alone(due, grace):
    remind(at=due)

    assert sent() == ["dr-amara-okafor@example.org"]


@pytest.mark.parametrize("outcome", ["removed", "kept"])
def test_a_withdrawn_article_is_nobodys_to_read(due, edition, ben, now, outcome):
    actions.withdraw(edition_id=edition.pk, by=ben, at=now, reason="The evidence changed.", outcome=outcome)

    assert remind(at=due) == 0


def test_an_edition_that_was_replaced_is_over_and_the_new_one_counts(due, edition, joan, now):
    factories.signed(edition.post, by=joan, at=now, review_in_days=365)

    assert remind(at=due) == 0
    assert remind(at=now + 365 * DAY) == 1
    assert sent() == ["joan-ellery@example.org"]


def test_a_small_change_repeats_no_reminder(due, edition, ben, amara):
    remind(at=due)
    Post.objects.filter(pk=edition.post_id).update(standfirst="A smaller word.")
    again = factories.signed(edition.post, by=amara, at=due + DAY, is_whole_review=False)
    assert again.review_due_at == due

    assert remind(at=due + 2 * DAY) == 0
    assert remind(at=due + 7 * DAY) == 1


def test_what_comes_down_before_its_day_is_not_reminded_of(post, amara, now):
    factories.signed(post, by=amara, at=now, live_until=now + 100 * DAY)

    assert remind(at=now + 99 * DAY) == 0
    assert Edition.objects.live(now + 99 * DAY).exists()


def test_the_worker_does_it():
    assert remind in [chore for chore, _ in CHORES]


@pytest.mark.parametrize("count", [1, 3])
def test_where_nothing_is_new_three_articles_cost_what_one_costs(topic, ben, amara, now, count):
    for number in range(count):
        factories.signed(factories.post(topic=topic, writer=ben, title=f"Article {number}"), by=amara, at=now)

    assert remind(at=now + 182 * DAY) == count
    assert remind(at=now + 182 * DAY) == 0
