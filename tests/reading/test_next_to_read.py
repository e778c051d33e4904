"""Where an article's page leads on to: what was published before and after it in its topic, and what to read next."""

from datetime import timedelta

import pytest

from blog.clinic.models import Clinic
from blog.editions.actions import withdraw
from blog.reading import next_to_read
from tests import factories
from tests.reading.page import headlines, part, words

ADDRESS = "/posts/your-skin-barrier-in-one-page/"


def neighbours(response):
    return words(part(response, '<nav class="neighbours"', "</nav>").split(">", 1)[1])


def test_an_article_leads_to_the_one_before_and_the_one_after_it_in_its_topic(client, publish, topic, clinic, now):
    for number in (5, 4, 2, 1):
        publish(f"{number} days old", topic=topic, at=now - timedelta(days=number))
    publish("Other topic", topic=factories.topic("Aftercare"), at=now - timedelta(days=3, hours=1))
    here = publish("Here", topic=topic, at=now - timedelta(days=3))

    response = client.get(here.get_absolute_url())

    assert neighbours(response) == "Before this in How skin works 4 days old After this in How skin works 2 days old"
    assert 'rel="prev" href="/posts/4-days-old/"' in response.content.decode()
    assert 'rel="next" href="/posts/2-days-old/"' in response.content.decode()


def test_the_first_and_the_last_of_a_topic_lead_one_way(client, publish, topic, clinic, now):
    first = publish("First", topic=topic, at=now - timedelta(days=2))
    last = publish("Last", topic=topic, at=now - timedelta(days=1))

    assert neighbours(client.get(first.get_absolute_url())) == "After this in How skin works Last"
    assert neighbours(client.get(last.get_absolute_url())) == "Before this in How skin works First"


def test_two_of_the_same_moment_lead_to_each_other(client, publish, topic, clinic, now):
    one, other = (publish(title, topic=topic, at=now - timedelta(days=1)) for title in ("One", "Other"))

    assert neighbours(client.get(one.get_absolute_url())) == "After this in How skin works Other"
    assert neighbours(client.get(other.get_absolute_url())) == "Before this in How skin works One"


def test_the_only_article_of_a_topic_leads_nowhere(client, edition, publish, ben, topic, clinic, now):
    publish("Tomorrow", topic=topic, at=now + timedelta(days=1))
    factories.post(topic=topic, writer=ben, title="Not signed")

    assert 'class="neighbours"' not in client.get(ADDRESS).content.decode()


@pytest.mark.parametrize(("policy", "shown"), [("drop", False), ("lock", True), ("notice", True)])
def test_an_overdue_neighbour_is_passed_over_where_the_clinic_drops_such_pages(
    client, publish, edition, topic, clinic, now, policy, shown
):
    Clinic.objects.update(overdue_policy=policy)
    publish("Overdue", topic=topic, at=now - timedelta(days=40), how={"review_in_days": 30})

    page = client.get(ADDRESS).content.decode()

    assert ('class="neighbours"' in page) == shown


def test_an_overdue_article_is_never_read_next_whatever_the_clinic_chose(client, publish, edition, topic, clinic, now):
    Clinic.objects.update(overdue_policy="notice")
    publish("Overdue", topic=topic, at=now - timedelta(days=40), how={"review_in_days": 30})

    assert headlines(client.get(ADDRESS)) == []


def test_an_article_withdrawn_with_a_notice_is_not_read_next(client, publish, edition, topic, grace, clinic, now):
    other = publish("Withdrawn", topic=topic, at=now - timedelta(days=1))
    assert headlines(client.get(ADDRESS)) == ["Withdrawn"]

    withdraw(edition_id=other.pk, by=grace, at=now, reason="It is wrong.", outcome="kept")

    assert headlines(client.get(ADDRESS)) == []


@pytest.mark.parametrize(("own", "others"), [(2, ["Elsewhere"]), (3, []), (4, [])])
def test_another_topic_is_read_next_only_where_the_own_has_fewer_than_three(
    client, publish, topic, clinic, now, own, others
):
    here = publish("Here", topic=topic, tags=["Sun"])
    for number in range(own):
        publish(f"Own {number}", topic=topic, at=now - timedelta(days=9 + number))
    publish("Elsewhere", topic=factories.topic("Aftercare"), tags=["Sun"], at=now - timedelta(days=1))

    found = headlines(client.get(here.get_absolute_url()))

    assert found == [f"Own {number}" for number in range(own)][:3] + others


def test_what_shares_most_tags_comes_after_the_same_topic_and_before_the_newest(client, publish, topic, clinic, now):
    elsewhere = factories.topic("Aftercare")
    here = publish("Here", topic=topic, tags=["Redness", "Sun"])
    publish("Same topic", topic=topic, at=now - timedelta(days=90))
    publish("Newest", topic=elsewhere, at=now - timedelta(days=1), tags=["Cold"])
    publish("One tag", topic=elsewhere, at=now - timedelta(days=30), tags=["Sun", "Cold"])
    publish("Two tags", topic=elsewhere, at=now - timedelta(days=60), tags=["Sun", "Redness"])

    assert headlines(client.get(here.get_absolute_url())) == ["Same topic", "Two tags", "One tag"]


def test_among_many_only_the_newest_of_the_topic_are_looked_at(client, publish, topic, clinic, now, monkeypatch):
    monkeypatch.setattr(next_to_read, "LOOKED_AT", 4)
    here = publish("Here", topic=topic, tags=["Sun"], at=now - timedelta(days=1))
    for number in range(2, 7):
        publish(f"{number} days old", topic=topic, at=now - timedelta(days=number), tags=["Sun"] if number > 4 else [])

    found = headlines(client.get(here.get_absolute_url()))

    assert found == ["5 days old", "2 days old", "3 days old"]  # 6 days old is the fifth
