"""/posts/<slug>/useful/: a reader says whether an article was useful, without a cookie and without a name."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client

from blog.editions.actions import withdraw
from blog.usefulness import actions, limits
from blog.usefulness.models import Answer
from tests import factories
from tests.posts.conftest import at, text_of

URL = "/posts/your-skin-barrier-in-one-page/useful/"
HERE = {"sec-fetch-site": "same-origin"}
TYPED = {"useful": "no", "words": "What about eczema?"}


@pytest.fixture(autouse=True)
def live(clinic, edition):
    return edition


def send(client, typed=TYPED, **how):
    return client.post(URL, typed, headers=how.pop("headers", HERE), **how)


def test_a_reader_answers_and_only_the_answer_is_kept(client, live):
    response = send(client)

    made = Answer.objects.values().get()
    assert response.status_code == 201
    assert (made["post_id"], made["edition_id"]) == (live.post_id, live.pk)
    assert (made["is_useful"], made["words"]) == (False, "What about eczema?")
    assert set(made) == {"id", "post_id", "edition_id", "is_useful", "words", "at"}


def test_words_are_not_needed(client):
    assert send(client, {"useful": "yes"}).status_code == 201
    assert Answer.objects.values_list("is_useful", "words").get() == (True, "")


def test_it_needs_no_cookie_and_sets_none():
    client = Client(enforce_csrf_checks=True)

    assert client.get(URL).cookies == {}
    assert send(client).status_code == 201
    assert client.cookies == {}


def test_the_page_warns_and_is_kept_from_search_engines(client):
    page = client.get(URL)

    assert "This is not for emergencies" in text_of(page)
    assert "write nothing about yourself or your health" in text_of(page)
    assert '<meta name="robots" content="noindex">' in page.content.decode()
    assert "no-store" in page["Cache-Control"]


@pytest.mark.parametrize(
    ("query", "chosen"),
    [("?useful=yes", ["yes"]), ("?useful=no", ["no"]), ("", []), ("?useful=%00", []), ("?useful=x", [])],
)
def test_the_link_of_the_article_has_chosen_already(client, query, chosen):
    page = client.get(URL + query).content.decode()

    assert [value for value in ("yes", "no") if f'value="{value}" ' in page and is_checked(page, value)] == chosen


def is_checked(page, value):
    return "checked" in page.split(f'name="useful" value="{value}"')[1].split(">")[0]


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "same-origin"},
        {"origin": "http://testserver"},
        {"referer": "http://testserver/posts/your-skin-barrier-in-one-page/useful/"},
    ],
)
def test_a_browser_that_says_it_was_here_is_believed(client, headers):
    assert send(client, headers=headers).status_code == 201


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site", "origin": "http://testserver"},
        {"sec-fetch-site": "none"},
        {"origin": "null"},
        {"origin": "https://evil.example"},
        {"origin": "https://evil.example", "referer": "http://testserver/"},
        {"referer": "https://evil.example/testserver/"},
        {"origin": "http://testserver.evil.example"},
        {"origin": "http://testserver@evil.example"},
        {"origin": "http://[::1"},
    ],
)
def test_what_another_site_sends_is_refused_with_the_words_kept(client, headers):
    response = send(client, headers=headers)

    assert response.status_code == 403
    assert "did not come from the page of the article" in text_of(response)
    assert TYPED["words"] in text_of(response)
    assert Answer.objects.count() == 0


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"useful": ""}, "Choose yes or no."),
        ({"useful": "perhaps"}, "Choose yes or no."),
        ({"useful": "a\0b"}, "Choose yes or no."),
        ({"words": "x" * 501}, "There is room for 500 characters."),
        ({"words": "a\0b"}, "Null characters are not allowed."),
        ({"website": "https://spam.example"}, "in a way that a person does not"),
    ],
)
def test_a_mistake_is_a_sentence_and_nothing_is_stored(client, wrong, sentence):
    response = send(client, TYPED | wrong)

    assert response.status_code == 422
    assert sentence in text_of(response)
    assert Answer.objects.count() == 0


def test_what_is_typed_is_shown_to_nobody_but_staff(client):
    send(client, TYPED | {"words": "zebrafish"})

    for address in ("/", "/posts/your-skin-barrier-in-one-page/", URL, "/search/?q=zebrafishes"):
        assert "zebrafish" not in text_of(client.get(address)).replace("zebrafishes", "")


def test_an_article_that_is_not_there_cannot_be_answered(client, post, ben, topic):
    factories.post(topic=topic, writer=ben, title="Not signed", slug="not-signed")

    for slug in ("not-signed", "nothing"):
        assert client.get(f"/posts/{slug}/useful/").status_code == 404
        assert client.post(f"/posts/{slug}/useful/", TYPED, headers=HERE).status_code == 404


def test_one_that_was_taken_down_leads_to_why(client, live, grace, now):
    withdraw(edition_id=live.pk, by=grace, at=now, reason="It is wrong.", outcome="removed")

    response = send(client)

    assert (response.status_code, response.url) == (302, "/posts/your-skin-barrier-in-one-page/")
    assert Answer.objects.count() == 0


# --- How many --------------------------------------------------------------------------------------------------------


def test_one_connection_has_twenty_answers_a_day(client):
    for _ in range(limits.A_DAY):
        assert send(client).status_code == 201

    response = send(client)

    assert response.status_code == 429
    assert "Many answers have come from your connection today" in text_of(response)
    assert TYPED["words"] in text_of(response)
    assert send(client, REMOTE_ADDR="192.0.2.7").status_code == 201
    assert Answer.objects.count() == limits.A_DAY + 1


def test_behind_our_proxy_it_is_the_visitors_address_that_counts(client, settings, monkeypatch):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    monkeypatch.setattr(limits, "A_DAY", 1)
    first, second = ({"x-forwarded-for": f"9.9.9.9, 192.0.2.{number}"} for number in (1, 2))

    assert [send(client, headers=HERE | seen).status_code for seen in (first, second, first)] == [201, 201, 429]


def test_a_house_with_a_whole_network_is_one(client, monkeypatch):
    monkeypatch.setattr(limits, "A_DAY", 1)

    told = [
        send(client, REMOTE_ADDR=address).status_code for address in ("2001:db8::1", "2001:db8::ffff", "2001:db9::1")
    ]

    assert told == [201, 429, 201]


def test_the_address_is_not_stored(client, rf, now):
    send(client, REMOTE_ADDR="192.0.2.77")

    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM shared_cache")
        keys = " ".join(key for (key,) in cursor.fetchall())
    request = rf.get("/", REMOTE_ADDR="192.0.2.77")
    assert "useful:" in keys
    assert "192.0.2.77" not in keys
    assert limits.sender_of(request, at=now) != limits.sender_of(request, at=now + timedelta(days=1))


def test_all_connections_together_have_a_limit_too(client, live, monkeypatch):
    monkeypatch.setattr(actions, "AN_HOUR", 1)
    factories.answer(live)

    response = send(client)

    assert response.status_code == 429
    assert "Too many answers have come in this hour." in text_of(response)
    cache.clear()
    Answer.objects.update(at=Answer.objects.get().at - timedelta(hours=2))
    assert send(client).status_code == 201


# --- Staff -----------------------------------------------------------------------------------------------------------


def test_answers_are_forgotten_after_a_year(live, now):
    factories.answer(live, at=now - timedelta(days=366))
    kept = factories.answer(live, at=now - timedelta(days=364))

    actions.forget_old(at=now)

    assert list(Answer.objects.all()) == [kept]


@pytest.mark.parametrize("who", ["ben", "amara", "grace"])
def test_those_who_write_read_them_by_article(client, request, live, publish_other, who):
    factories.answer(live, is_useful=False, words="<b>What about eczema?</b>")
    factories.answer(publish_other, words="Thanks.")

    everything = at(client, request.getfixturevalue(who)).get("/admin/blog/answer/")
    one = client.get(f"/admin/blog/answer/?post__id__exact={live.post_id}")

    assert "<bdi>&lt;b&gt;What about eczema?&lt;/b&gt;</bdi>" in everything.content.decode()
    assert "Thanks." in text_of(everything)
    assert "Thanks." not in text_of(one)


@pytest.fixture
def publish_other(topic, ben, amara):
    return factories.signed(factories.post(topic=topic, writer=ben, title="Another"), by=amara)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_as_many_queries_however_long_it_is(client, ben, live, django_assert_num_queries, count):
    for _ in range(count):
        factories.answer(live)
    at(client, ben).get("/admin/blog/answer/")

    with django_assert_num_queries(9):
        client.get("/admin/blog/answer/")


@pytest.mark.parametrize("key", ["9" * 40, "x", "%00"])
def test_a_filter_that_is_none_is_no_error(client, ben, key):
    assert at(client, ben).get(f"/admin/blog/answer/?post__id__exact={key}").status_code < 500
