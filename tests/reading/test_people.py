"""The clinicians who sign, and the page of one."""

from datetime import timedelta

import pytest
from django.utils import timezone

from blog.clinic.models import Practitioner
from tests import factories
from tests.reading.page import headlines, part, words

ADDRESS = "/people/dr-amara-okafor/"


def test_everyone_who_signs_is_listed_with_role_register_and_count(client, publish, topic, amara, joan, now, clinic):
    publish("One", topic=topic)
    publish("Two", topic=topic)
    publish("Tomorrow", topic=topic, at=now + timedelta(days=1))

    response = client.get("/people/")

    assert words(part(response, '<ul class="people">', "</ul>")) == (
        "Dr Amara Okafor Consultant dermatologist, GMC 0000000 2 articles signed "
        "Joan Ellery Nurse prescriber, NMC 00A0000E No articles signed"
    )


def test_a_person_is_shown_with_what_they_signed(client, publish, topic, joan, clinic):
    publish("Hers", topic=topic)
    publish("Joan’s", topic=topic, by=joan)

    response = client.get(ADDRESS)

    today = f"{timezone.localdate():%-d %B %Y}"
    assert headlines(response) == ["Hers"]
    assert words(part(response, "<h1>", "</h1>")) == "Dr Amara Okafor"
    assert words(part(response, '<dl class="facts">', "</dl>")) == (
        f"Role Consultant dermatologist General Medical Council GMC 0000000 We checked the register {today}"
    )


def test_a_person_who_has_signed_nothing_has_a_page_too(client, amara, clinic):
    response = client.get(ADDRESS)

    assert headlines(response) == []
    assert "Dr Amara Okafor has not signed an article yet." in words(response)


def test_a_number_that_was_not_checked_for_a_year_is_not_shown(client, edition, clinic):
    Practitioner.objects.update(checked_on=timezone.localdate() - timedelta(days=366))

    for address in ("/people/", ADDRESS):
        page = client.get(address).content.decode()
        assert "Consultant dermatologist" in page
        assert "GMC 0000000" not in page


def test_what_a_clinician_says_of_herself_is_shown_as_text(client, amara, clinic):
    Practitioner.objects.update(about="Skin & <b>scars</b>.\n\nSince 2009.")

    response = client.get(ADDRESS)

    assert part(response, '<div class="intro about">', "</div>") == (
        "<p>Skin &amp; &lt;b&gt;scars&lt;/b&gt;.</p>\n\n<p>Since 2009.</p>"
    )


def test_a_person_who_is_not_here_is_not_found(client, amara, clinic):
    assert client.get("/people/dr-nobody/").status_code == 404


def test_a_page_of_a_person_that_is_not_there_is_not_found(client, edition, clinic):
    assert client.get(f"{ADDRESS}?page=2").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_people_take_two_queries_however_many_there_are(client, clinic, django_assert_num_queries, count):
    for number in range(count):
        factories.clinician(f"Dr {'ABC'[number]}", "Dermatologist", "GMC", f"000000{number}")
    client.get("/people/")

    with django_assert_num_queries(2):  # people, clinic
        client.get("/people/")


@pytest.mark.parametrize("count", [1, 3])
def test_a_person_takes_three_queries_however_much_they_signed(
    client, publish, clinic, topic, django_assert_num_queries, count
):
    for number in range(count):
        publish(f"Article {number}", topic=topic)
    client.get(ADDRESS)

    with django_assert_num_queries(3):  # the person, the articles, clinic
        client.get(ADDRESS)
