"""With LANGUAGE_CODE=cy the site speaks Welsh to everybody: words, months, plurals, and what it tells machines."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.utils import timezone, translation

from blog.complaints.actions import complain
from blog.outbox.actions import deliver_due
from tests import factories
from tests.reading.page import part, words

ARTICLE = "/posts/your-skin-barrier-in-one-page/"
IN_MARCH = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
MONTHS = (
    "Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin",
    "Gorffennaf", "Awst", "Medi", "Hydref", "Tachwedd", "Rhagfyr",
)  # fmt: skip


@pytest.fixture(autouse=True)
def in_welsh(settings):
    settings.LANGUAGE_CODE = "cy"


@pytest.fixture
def edition(post, amara, now):
    """The article, signed forty days ago."""
    return factories.signed(post, by=amara, at=now - timedelta(days=40))


def in_welsh_words(moment):
    day = timezone.localdate(moment)
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def test_home_is_in_welsh(client, clinic, edition):
    response = client.get("/")

    html, signed = response.content.decode(), in_welsh_words(edition.signed_at)
    assert '<html lang="cy"' in html
    assert '<meta property="og:locale" content="cy_GB">' in html
    assert words(part(response, '<nav aria-label="Prif ddewislen">', "</nav>")) == "Pynciau Pobl Chwilio Mewngofnodi"
    assert words(part(response, '<p class="meta">Cymeradwywyd', "</p>")) == f"gan Dr Amara Okafor , {signed}"
    assert words(part(response, "<footer", "<nav")).endswith("Ffoniwch 111 am gyngor brys, ddydd neu nos.")


def test_an_article_and_its_comments_are_in_welsh(client, easy_clinic, edition, priya):
    factories.comment(edition, by=priya, body="Diolch, roedd hynny’n glir.")

    response = client.get(ARTICLE)

    said = words(response)
    assert '<html lang="cy"' in response.content.decode()
    assert "Cymeradwywyd, air am air, gan Dr Amara Okafor" in said
    assert f"Llofnodwyd ac adolygwyd {in_welsh_words(edition.signed_at)}" in said
    assert "1 munud i’w darllen" in said
    assert words(part(response, '<p class="actions">', "</p>")).startswith("Mewngofnodi i ymateb i Priya, ")


@pytest.mark.parametrize(
    ("count", "said"),
    [(1, "1 sylw. "), (2, "2 sylw, yr hynaf yn gyntaf."), (3, "3 sylw, yr hynaf"), (6, "6 sylw, yr hynaf")],
)
def test_comments_are_counted_in_welsh(client, easy_clinic, edition, priya, count, said):
    for number in range(count):
        factories.comment(edition, by=priya, body=f"Sylw {number}")

    response = client.get(ARTICLE)

    assert words(part(response, 'id="comments-title" tabindex="-1">Sylwadau</h2>', "</header>")).startswith(said)


@pytest.mark.parametrize(
    ("count", "said"), [(1, "1 flwyddyn"), (2, "2 flynedd"), (3, "3 blynedd"), (8, "8 mlynedd"), (11, "11 mlynedd")]
)
def test_each_number_has_its_own_form(count, said):
    assert translation.ngettext("%(num)d year", "%(num)d years", count) % {"num": count} == said


def test_the_log_in_page_is_in_welsh(client, clinic):
    response = client.post("/accounts/login/", {"login": "", "password": ""})

    said = words(response)
    assert (response.status_code, '<html lang="cy"' in response.content.decode()) == (422, True)
    assert words(part(response, "<h1>", "</h1>")) == "Mewngofnodi"
    assert "Teipiwch eich cyfeiriad e-bost." in said
    assert "E-bostio cod ataf" in said


def test_a_mail_is_in_welsh(clinic):
    complain(about="data", name="P. Patel", email="p@example.org", words="Cadwasoch fy nghyfeiriad.", at=IN_MARCH)
    deliver_due()

    [sent] = mail.outbox
    assert sent.subject.startswith("Mae’ch cwyn gennym: 2026-")
    assert "erbyn 31 Mawrth 2026 fan bellaf" in sent.body
    assert '<html lang="cy">' in sent.alternatives[0].content


def test_feeds_and_linked_data_say_that_it_is_welsh(client, clinic, edition):
    atom, feed, page = client.get("/feed/"), client.get("/feed.json"), client.get(ARTICLE)

    assert b'xml:lang="cy"' in atom.content
    assert json.loads(feed.content)["language"] == "cy"
    assert {thing["inLanguage"] for thing in graph(page) if "inLanguage" in thing} == {"cy"}


def graph(page):
    return json.loads(part(page, '<script type="application/ld+json">', "</script>"))["@graph"]


def test_a_comment_that_was_made_in_one_language_is_not_shown_in_another(client, easy_clinic, edition, priya, settings):
    factories.comment(edition, by=priya)
    in_welsh = words(client.get(ARTICLE))
    settings.LANGUAGE_CODE = "en-gb"

    in_english = words(client.get(ARTICLE))

    assert ("Rhoi gwybod am y sylw gan Priya" in in_welsh, "Report the comment by Priya" in in_welsh) == (True, False)
    assert ("Rhoi gwybod" in in_english, "Report the comment by Priya" in in_english) == (False, True)


def test_the_page_does_not_ask_the_browser_for_its_language(client, clinic, edition):
    response = client.get("/", headers={"Accept-Language": "en-GB"})

    assert '<html lang="cy"' in response.content.decode()
    assert "Accept-Language" not in response.headers.get("Vary", "")
    assert response.cookies == {}
