"""Pages for when something is not right."""

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection
from django.template.loader import render_to_string
from django.test import Client

from tests.reading.page import headlines, part, words


@pytest.mark.parametrize(
    "address",
    [
        "/nothing/",
        "/posts/wrong/",
        "/posts/your-skin-barrier/",
        "/topics/wrong/",
        "/people/wrong/",
        "/posts/" + "x" * 3000 + "/",
    ],
)
def test_a_wrong_address_gets_search_and_the_newest_articles(client, edition, clinic, address):
    response = client.get(address)

    assert response.status_code == 404
    assert words(part(response, '<h1 class="gap-small">', "</h1>")) == "There is nothing at this address"
    assert 'role="search" action="/search/"' in response.content.decode()
    assert headlines(response) == ["Your skin barrier, in one page"]


def test_a_wrong_address_shows_nothing_unsigned(client, post, clinic):
    response = client.get("/posts/your-skin-barrier-in-one-page/")

    assert response.status_code == 404
    assert headlines(response) == []
    assert "skin barrier" not in response.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_a_wrong_address_takes_two_queries_however_much_there_is(
    client, publish, topic, clinic, django_assert_num_queries, count
):
    for number in range(count):
        publish(f"Article {number}", topic=topic)
    client.get("/nothing/")

    with django_assert_num_queries(2):  # articles, clinic
        client.get("/nothing/")


def test_a_form_without_its_key_says_what_to_do_and_keeps_the_words(edition, clinic):
    client = Client(enforce_csrf_checks=True)

    response = client.post(
        "/posts/your-skin-barrier-in-one-page/comments/", {"body": "My <b>words</b>\n</textarea>and more"}
    )

    assert response.status_code == 403
    assert "Copy your words from the box below." in words(response)
    assert part(response, "readonly>", "</textarea>") == ("\nMy &lt;b&gt;words&lt;/b&gt;\n&lt;/textarea&gt;and more")
    assert '<label for="typed">' in response.content.decode()


def test_a_form_without_its_key_and_without_words_shows_no_box(clinic):
    response = Client(enforce_csrf_checks=True).post("/accounts/logout/")

    assert response.status_code == 403
    assert "Go back, and load that page again." in words(response)
    assert "<textarea" not in response.content.decode()


def test_a_host_we_do_not_know_gets_a_page_of_ours(client, clinic):
    response = client.get("/", headers={"host": "evil.example"})

    assert response.status_code == 400
    assert "We could not read that request" in words(response)


def test_the_page_for_a_fault_of_ours_needs_no_database():
    page = render_to_string("500.html")

    assert "Something broke on our side" in page
    assert "Call 999 if a life is at risk." in page


def test_a_database_that_cannot_be_reached_is_another_status_than_a_fault_of_ours(client, clinic):
    """A proxy asks another host at the one, and not at the other."""
    client.raise_request_exception = False
    statuses = []
    for error in (OperationalError("server closed the connection unexpectedly"), ValueError("a fault of ours")):
        with connection.execute_wrapper(lambda *_, error=error: raise_it(error)):
            statuses.append(client.get("/").status_code)

    assert statuses == [504, 500]


def raise_it(error):
    raise error


def test_the_page_for_the_time_when_we_are_stopped_needs_no_database(capsys):
    call_command("maintenance_page")

    page = capsys.readouterr().out
    assert page.startswith("<!doctype html>")
    assert "Back in a few minutes" in page
    assert "Call 999 if a life is at risk." in page


def test_somebody_who_may_not_is_told_why(client, clinic, priya):
    client.force_login(priya)

    response = client.get("/admin/", follow=True)

    assert response.status_code == 403
    assert "This part of the site is for the clinic's staff." in words(response)
