"""The newest articles for feed readers: right, whole, and not sent twice."""

import json
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.utils import timezone
from django.utils.http import http_date, parse_http_date

from blog.clinic.models import Clinic
from blog.editions.actions import withdraw
from blog.editions.models import Edition, Withdrawal
from blog.images.actions import withdraw_consent
from blog.images.consents import ImageConsent
from blog.posts.models import Post
from blog.reading import entries as entries_module
from tests import factories
from tests.images import files
from tests.reading.feed_rules import ATOM, faults_of_atom, faults_of_html, faults_of_json

HERE = "http://localhost:8000"
FEEDS = ("/feed/", "/feed.json", "/topics/how-skin-works/feed/", "/topics/how-skin-works/feed.json")
EACH = pytest.mark.parametrize("address", FEEDS)
BODY = (
    '<p>Skin &amp; water.<sup>1</sup> See <a href="/posts/other/">another</a>, <a href="https://nhs.uk/a">NHS</a>.</p>'
    '<h2>What it does</h2><figure><img data-drawing="exosome-pack"><figcaption>A cell.</figcaption></figure>'
)


def titles(client, address):
    """This will give the titles in a feed of either kind, in its order."""
    content = client.get(address).content
    if address.endswith("json"):
        return [item["title"] for item in json.loads(content)["items"]]
    return [entry.findtext(f"{ATOM}title") for entry in ElementTree.fromstring(content).findall(f"{ATOM}entry")]


def text_of(client, address="/feed/", number=0):
    """This will give the HTML of one article in a feed of either kind."""
    content = client.get(address).content
    if address.endswith("json"):
        return json.loads(content)["items"][number]["content_html"]
    return ElementTree.fromstring(content).findall(f"{ATOM}entry/{ATOM}content")[number].text


def status(client, address, **headers):
    return client.get(address, headers=headers).status_code


@pytest.fixture
def portrait(add, consent):
    image = add(shows_person=True, alt="A face")
    image.given = consent(image)
    return image


@pytest.fixture
def article(clinic, publish, topic, now):
    return publish(
        "One & all", topic=topic, slug="one", body=BODY, tags=["Sun"], interests="None.", author_role="Nurse",
        at=now - timedelta(hours=1),
    )  # fmt: skip


# --- What is in them --------------------------------------------------------------------------------------------------


@EACH
def test_a_feed_keeps_every_rule_of_its_kind(client, article, publish, topic, photo_and_portrait, address):
    publish("With pictures", topic=topic, slug="two", **photo_and_portrait)

    content = client.get(address).content

    assert list((faults_of_json if address.endswith("json") else faults_of_atom)(content)) == []
    assert len(titles(client, address)) == 2


@pytest.fixture
def photo_and_portrait(add, portrait):
    return {"cover": add(files.jpeg(330)), "body": f'<p>Text.</p><img data-image-id="{portrait.pk}">'}


@pytest.mark.parametrize("address", ["/feed/", "/feed.json"])
def test_the_feed_of_a_new_clinic_is_empty_and_keeps_every_rule(client, clinic, address):
    content = client.get(address).content

    assert list((faults_of_json if address.endswith("json") else faults_of_atom)(content)) == []
    assert titles(client, address) == []
    assert client.get(address).content == content


@pytest.mark.parametrize(
    ("address", "kind"), [("/feed/", "application/atom+xml"), ("/feed.json", "application/feed+json")]
)
def test_a_feed_says_what_kind_it_is_and_asks_to_be_asked(client, article, address, kind):
    response = client.get(address)

    assert response["Content-Type"] == f"{kind}; charset=utf-8"
    assert response["Cache-Control"] == "public, no-cache"
    assert not response.cookies


@EACH
def test_the_newest_come_first_and_what_is_not_public_never(client, publish, clinic, topic, ben, now, address):
    publish("Older", topic=topic, at=now - timedelta(days=2))
    publish("Newer", topic=topic, at=now - timedelta(days=1))
    publish("In a second", topic=topic, at=now + timedelta(minutes=1))
    factories.post(topic=topic, writer=ben, title="Not signed")

    assert titles(client, address) == ["Newer", "Older"]


def test_a_topic_s_feed_holds_its_own(client, publish, article):
    publish("Elsewhere", topic=factories.topic("Aftercare"))

    assert titles(client, "/topics/how-skin-works/feed/") == ["One & all"]
    assert titles(client, "/topics/aftercare/feed.json") == ["Elsewhere"]


@pytest.mark.parametrize("slug", ["how-skin-works", "nothing-here"])
def test_a_topic_in_which_nothing_is_public_has_no_feed(client, clinic, post, slug):
    assert status(client, f"/topics/{slug}/feed/") == 404
    assert status(client, f"/topics/{slug}/feed.json") == 404


def test_a_feed_is_only_read(client, article):
    assert [client.post(address).status_code for address in FEEDS] == [405] * 4


def test_only_the_newest_are_in_it(client, publish, clinic, topic, now, monkeypatch):
    monkeypatch.setattr(entries_module, "NEWEST", 2)
    for number in range(3):
        publish(f"Article {number}", topic=topic, at=now - timedelta(days=number))

    assert titles(client, "/feed/") == ["Article 0", "Article 1"]


@EACH
def test_it_is_the_whole_text_and_works_anywhere(client, article, address):
    text = text_of(client, address)

    assert faults_of_html(text) == []
    assert "Skin &amp; water." in text
    assert f'href="{HERE}/posts/one/#source-1"' in text
    assert f'href="{HERE}/posts/other/"' in text
    assert 'href="https://nhs.uk/a"' in text
    assert "A cell." in text
    assert '<a href="https://www.nhs.uk/">Source 1</a> NHS, 2024.' in text
    assert "Interests: None." in text


def test_it_says_in_words_who_wrote_and_who_signed(client, article):
    entry = ElementTree.fromstring(client.get("/feed/").content).find(f"{ATOM}entry")
    item = json.loads(client.get("/feed.json").content)["items"][0]

    names = ["Ben Hartley, Nurse", "Signed off by Dr Amara Okafor, Consultant dermatologist"]
    assert [entry.findtext(f"{ATOM}{kind}/{ATOM}name") for kind in ("author", "contributor")] == names
    assert [author["name"] for author in item["authors"]] == names
    assert (
        "Written by Ben Hartley, Nurse. Signed off, word for word, by Dr Amara Okafor, Consultant dermatologist, on "
        in item["content_html"]
    )
    assert item["tags"] == ["How skin works", "Sun"]


def test_what_nobody_signed_is_not_in_it(client, article):
    before = [client.get(address).content for address in FEEDS]

    Post.objects.update(title="Not signed", standfirst="Not signed", body="<p>Not signed</p>")

    assert [client.get(address).content for address in FEEDS] == before


@EACH
def test_an_overdue_article_stays_and_says_so(client, publish, clinic, topic, now, address):
    publish("Old", topic=topic, at=now - timedelta(days=40), how={"review_in_days": 30})

    assert titles(client, address) == ["Old"]
    assert "This page passed its review date on" in text_of(client, address)
    assert "Next review" not in text_of(client, address)


def test_a_withdrawn_article_says_why_or_goes(client, article, publish, topic, amara, now):
    other = publish("Other", topic=topic)
    withdraw(edition_id=article.pk, by=amara, at=now, reason="It is wrong.", outcome=Withdrawal.Outcome.KEPT)
    withdraw(edition_id=other.pk, by=amara, at=now, reason="It is wrong.", outcome=Withdrawal.Outcome.REMOVED)

    assert titles(client, "/feed/") == ["One & all"]
    assert "We withdrew this article on" in text_of(client)


def test_an_article_is_the_same_one_at_another_address(client, article, amara):
    before = json.loads(client.get("/feed.json").content)["items"][0]
    Post.objects.update(slug="another")
    factories.signed(article.post, by=amara)

    after = json.loads(client.get("/feed.json").content)["items"][0]

    assert after["id"] == before["id"]
    assert after["url"] == f"{HERE}/posts/another/"
    assert after["date_modified"] >= before["date_modified"]


def test_what_xml_cannot_hold_is_left_out(client, clinic, publish, topic):
    Clinic.objects.update(name="Alder\x0b Row ]]> <b>", strapline="\ufffe")
    publish("A\x01 title ]]> <b>", topic=topic, slug="odd")

    content = client.get("/feed/").content

    assert list(faults_of_atom(content)) == []
    assert ElementTree.fromstring(content).findtext(f"{ATOM}title") == "Alder Row ]]> <b>"


# --- Pictures ---------------------------------------------------------------------------------------------------------


@EACH
def test_a_picture_is_in_it_until_its_consent_is_withdrawn(
    client, clinic, publish, topic, portrait, grace, now, address
):
    publish("Face", topic=topic, body=f'<p>Text.</p><img data-image-id="{portrait.pk}">', cover=portrait)
    before = client.get(address)
    since = http_date(now.timestamp() - 1)
    assert f'src="{HERE}/pictures/{portrait.sha256}-' in text_of(client, address)

    withdraw_consent(consent=portrait.given, by=grace, at=now, reason="They asked us to.")

    assert "/pictures/" not in client.get(address).content.decode()
    assert status(client, address, if_none_match=before["ETag"]) == 200
    assert status(client, address, if_modified_since=since) == 200


def test_a_consent_that_ran_out_takes_the_picture_away(client, clinic, publish, topic, portrait, now):
    publish("Face", topic=topic, cover=portrait, at=now - timedelta(days=3))
    ImageConsent.objects.update(recorded_at=now - timedelta(days=4))
    since = http_date((now - timedelta(days=2)).timestamp())
    assert status(client, "/feed/", if_modified_since=since) == 304

    ImageConsent.objects.update(expires_on=timezone.localdate(now) - timedelta(days=1))

    assert "/pictures/" not in text_of(client)
    assert status(client, "/feed/", if_modified_since=since) == 200


# --- Asking again -----------------------------------------------------------------------------------------------------


@EACH
def test_who_has_it_already_is_told_so(client, article, address):
    response = client.get(address)

    by_tag = client.get(address, headers={"if-none-match": response["ETag"]})
    assert (by_tag.status_code, by_tag.content, by_tag["ETag"]) == (304, b"", response["ETag"])
    assert by_tag["Cache-Control"] == "public, no-cache"
    assert status(client, address, if_modified_since=response["Last-Modified"]) == 304
    assert status(client, address, if_none_match='"other"') == 200
    assert status(client, address, if_none_match='"other"', if_modified_since=response["Last-Modified"]) == 200


def test_its_date_is_that_of_the_last_change(client, article):
    assert parse_http_date(client.get("/feed/")["Last-Modified"]) == int(article.live_from.timestamp())


def test_a_change_a_moment_ago_has_no_date_yet(client, article, now):
    Edition.objects.update(live_from=now)

    response = client.get("/feed/")

    assert "Last-Modified" not in response
    assert status(client, "/feed/", if_none_match=response["ETag"]) == 304


@EACH
@pytest.mark.parametrize("what", ["came", "changed", "went", "ended", "notice", "overdue"])
def test_who_has_it_already_hears_of_a_change(client, publish, clinic, topic, amara, now, address, what):
    """Everybody who asked a minute before has to be told, by tag and by date."""
    publish("Stays", topic=topic, at=now - timedelta(days=50))
    old = publish("Old", topic=topic, at=now - timedelta(days=40), how={"review_in_days": 50})
    tag, since = client.get(address)["ETag"], http_date((now - timedelta(minutes=1)).timestamp())
    at = now - timedelta(seconds=10)
    assert status(client, address, if_modified_since=since) == 304

    if what == "came":
        publish("New", topic=topic, at=at)
    elif what == "changed":
        factories.signed(old.post, by=amara, at=at)
    elif what in ("went", "notice"):
        outcome = Withdrawal.Outcome.REMOVED if what == "went" else Withdrawal.Outcome.KEPT
        withdraw(edition_id=old.pk, by=amara, at=at, reason="It is wrong.", outcome=outcome)
    elif what == "ended":
        Edition.objects.filter(pk=old.pk).update(live_until=at)
    else:
        factories.signed(old.post, by=amara, at=now - timedelta(days=30) + timedelta(seconds=-10), review_in_days=30)

    assert status(client, address, if_none_match=tag) == 200
    assert status(client, address, if_modified_since=since) == 200


@EACH
@pytest.mark.parametrize(("seconds", "is_there"), [(1, True), (-1, False)])
def test_what_is_planned_is_there_from_its_moment_on(client, publish, clinic, topic, now, address, seconds, is_there):
    publish("Stays", topic=topic, at=now - timedelta(days=50))
    publish("Planned", topic=topic, at=now - timedelta(days=1))
    Edition.objects.filter(title="Planned").update(live_from=now - timedelta(seconds=seconds if is_there else -60))

    assert ("Planned" in titles(client, address)) == is_there


# --- Finding them, and what they cost ---------------------------------------------------------------------------------


def test_pages_lead_to_the_feeds(client, article):
    def offered(address):
        page = client.get(address).content.decode()
        return [feed for feed in (*FEEDS, "/posts/one/comments/feed/") if f'href="{feed}"' in page.split("</head>")[0]]

    assert offered("/") == list(FEEDS[:2])
    assert offered("/topics/how-skin-works/") == list(FEEDS)
    assert offered("/posts/one/") == [*FEEDS[:2], "/posts/one/comments/feed/"]


@pytest.mark.parametrize(("address", "queries"), [("/feed/", 7), ("/topics/how-skin-works/feed.json", 8)])
@pytest.mark.parametrize("count", [1, 3])
def test_a_feed_takes_the_same_queries_however_much_is_in_it(
    client, publish, clinic, topic, add, portrait, django_assert_num_queries, address, queries, count
):
    for number in range(count):
        publish(
            f"Article {number}", topic=topic, cover=add(files.jpeg(330 + number)), tags=["Sun"],
            body=f'<p>Text.</p><img data-image-id="{portrait.pk}">',
        )  # fmt: skip

    # clinic, articles, pictures, their files, the last change of articles, of withdrawals, of consents; and the topic
    with django_assert_num_queries(queries):
        client.get(address)
