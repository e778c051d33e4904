"""/archive/: every article by the year in which it first appeared."""

import re
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from tests import factories
from tests.reading.page import headlines, part, words


def on(year, month, day, hour=9):
    return timezone.make_aware(datetime(year, month, day, hour))


@pytest.fixture
def three_years(publish, topic, clinic):
    publish("Last of 2023", topic=topic, at=on(2023, 12, 31, 23))
    publish("First of 2024", topic=topic, at=on(2024, 1, 1, 0))
    publish("Summer of 2024", topic=topic, at=on(2024, 7, 14))
    publish("Also in July", topic=topic, at=on(2024, 7, 1, 0))
    publish("In 2025", topic=topic, at=on(2025, 3, 3))


def test_the_years_stand_with_their_counts_newest_first(client, three_years):
    response = client.get("/archive/")

    assert re.findall(r"(\d{4}) <span>(\d+)<", response.content.decode()) == [
        ("2025", "1"),
        ("2024", "3"),
        ("2023", "1"),
    ]


def test_years_of_long_ago_are_counted_as_recent_ones_are(client, publish, topic, clinic):
    for number, moment in enumerate((on(1998, 12, 31, 23), on(1999, 1, 1, 0), on(1999, 7, 1, 0))):
        publish(f"Old {number}", topic=topic, at=moment)

    response = client.get("/archive/")

    assert re.findall(r"(\d{4}) <span>(\d+)<", response.content.decode()) == [("1999", "2"), ("1998", "1")]


def test_a_year_lists_its_articles_month_by_month_newest_first(client, three_years):
    response = client.get("/archive/2024/")

    assert headlines(response) == ["Summer of 2024", "Also in July", "First of 2024"]
    assert words(part(response, '<div class="months">', "</div>")) == (
        "July Summer of 2024 How skin works 14 July Also in July How skin works 1 July "
        "January First of 2024 How skin works 1 January"
    )


def test_an_article_stays_in_the_year_in_which_it_first_appeared(client, publish, topic, amara, clinic):
    edition = publish("Old", topic=topic, at=on(2023, 5, 1))
    factories.signed(edition.post, by=amara)

    assert headlines(client.get("/archive/2023/")) == ["Old"]


@pytest.mark.parametrize(
    "year", ["2022", "1999", "0", "0000", "02024", "99999", "9999", "1000", "-1", "x", "२०२४", "9" * 40]
)
def test_a_year_with_nothing_in_it_is_not_there(client, three_years, year):
    assert client.get(f"/archive/{year}/").status_code == 404


@pytest.mark.parametrize("page", ["0", "2", "x", "%00", "9" * 40])
def test_a_page_that_is_not_there_is_not_found(client, three_years, page):
    assert client.get(f"/archive/2024/?page={page}").status_code == 404


def test_what_nobody_has_signed_is_in_no_year(client, post, publish, topic, clinic, now):
    publish("Planned", topic=topic, at=now + timedelta(days=1))

    assert "Nothing can be read here yet." in words(client.get("/archive/"))
    assert client.get(f"/archive/{timezone.localdate().year}/").status_code == 404


def test_the_front_page_and_every_foot_lead_to_it(client, edition, clinic):
    page = client.get("/").content.decode()

    assert page.count('href="/archive/"') == 2
    assert client.get("/topics/").content.decode().count('href="/archive/"') == 1


@pytest.mark.parametrize("count", [1, 3])
def test_it_takes_two_queries_and_a_year_three_however_much_there_is(
    client, publish, clinic, django_assert_num_queries, count
):
    for number in range(count):
        publish(f"Article {number}", topic=factories.topic(f"Topic {number}"), at=on(2024, 1 + number, 1))
    client.get("/archive/")

    with django_assert_num_queries(2):  # years, clinic
        client.get("/archive/")
    with django_assert_num_queries(3):  # articles, years, clinic
        client.get("/archive/2024/")


def test_a_form_cannot_be_sent_to_it(client, three_years):
    assert [client.post(address).status_code for address in ("/archive/", "/archive/2024/")] == [405, 405]
