"""The list of pages for search engines, and what robots are asked to leave alone."""

from datetime import datetime, timedelta
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

import pytest
from django.conf import settings

from blog.editions.actions import withdraw
from blog.editions.models import Edition, Withdrawal
from blog.house.models import Page
from blog.images.actions import withdraw_consent
from blog.reading import sitemaps
from tests import factories
from tests.images import files

HERE = "http://localhost:8000"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
PICTURE = "{http://www.google.com/schemas/sitemap-image/1.1}"
ARTICLES = "/sitemaps/articles-1.xml"


def lines(client, address):
    """This will give (path, moment of the last change or None) for each line of a sitemap."""
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "application/xml; charset=utf-8")
    root = ElementTree.fromstring(response.content)
    assert root.tag == MAP + ("sitemapindex" if address == "/sitemap.xml" else "urlset")
    found = {}
    for each in root:
        assert each.findtext(f"{MAP}loc").startswith(f"{HERE}/")
        changed = each.findtext(f"{MAP}lastmod")
        found[each.findtext(f"{MAP}loc").removeprefix(HERE)] = changed and datetime.fromisoformat(changed)
    return found


def pictures(client):
    root = ElementTree.fromstring(client.get(ARTICLES).content)
    return [each.text for each in root.iter(f"{PICTURE}loc")]


def second(moment):
    return moment.replace(microsecond=0)


def test_the_index_leads_to_parts_that_are_there(client, clinic, publish, topic):
    publish("One", topic=topic, tags=["Sun"])

    parts = lines(client, "/sitemap.xml")

    assert list(parts) == [f"/sitemaps/{name}-1.xml" for name in ("articles", "topics", "tags", "people", "pages")]
    assert all(lines(client, part) for part in parts)


def test_every_page_it_names_is_there(client, clinic, publish, topic):
    publish("One", topic=topic, tags=["Sun"])

    pages = [page for part in lines(client, "/sitemap.xml") for page in lines(client, part)]

    assert sorted(pages) == sorted([
        "/posts/one/", "/topics/how-skin-works/", "/tags/sun/", "/people/dr-amara-okafor/", "/", "/topics/", "/people/",
        *(f"/{name}/" for name in Page.Name.values),
    ])  # fmt: skip
    for page in pages:
        assert f'<link rel="canonical" href="{HERE}{page}">' in client.get(page).content.decode()


def test_a_site_without_articles_lists_its_other_pages(client, clinic):
    assert list(lines(client, "/sitemap.xml")) == ["/sitemaps/pages-1.xml"]
    assert client.get(ARTICLES).status_code == 404


def test_the_last_change_of_an_article_is_when_it_went_live(client, clinic, post, amara, now):
    factories.signed(post, by=amara, at=now - timedelta(days=9))
    Edition.objects.update(live_from=now - timedelta(days=3))

    assert lines(client, ARTICLES) == {"/posts/your-skin-barrier-in-one-page/": second(now - timedelta(days=3))}


def test_it_is_when_the_page_began_to_say_that_it_is_overdue(client, clinic, post, amara, now):
    edition = factories.signed(post, by=amara, at=now - timedelta(days=40), review_in_days=30)

    assert list(lines(client, ARTICLES).values()) == [second(edition.review_due_at)]


def test_it_is_when_the_page_began_to_say_that_it_was_withdrawn(client, clinic, edition, amara, now):
    withdraw(edition_id=edition.pk, by=amara, at=now, reason="It is wrong.", outcome=Withdrawal.Outcome.KEPT)

    assert list(lines(client, ARTICLES).values()) == [second(now)]


def test_lists_changed_with_the_newest_of_theirs(client, clinic, publish, topic, joan, now):
    old, new = now - timedelta(days=9), now - timedelta(days=2)
    publish("Old", topic=topic, at=old, tags=["Sun", "Rain"])
    publish("New", topic=topic, at=new, tags=["Sun"])
    publish("Elsewhere", topic=factories.topic("Aftercare"), at=old)

    assert lines(client, "/sitemaps/topics-1.xml") == {
        "/topics/aftercare/": second(old), "/topics/how-skin-works/": second(new),
    }  # fmt: skip
    assert lines(client, "/sitemaps/tags-1.xml") == {"/tags/rain/": second(old), "/tags/sun/": second(new)}
    assert lines(client, "/sitemaps/people-1.xml") == {
        "/people/dr-amara-okafor/": second(new), "/people/joan-ellery/": None,
    }  # fmt: skip
    assert lines(client, "/sitemaps/pages-1.xml")["/"] == second(new)
    assert set(lines(client, "/sitemap.xml").values()) == {second(new)}


def test_a_standing_page_that_nobody_changed_has_no_date(client, clinic, now):
    Page.objects.filter(name="privacy").update(changed_at=now)

    found = lines(client, "/sitemaps/pages-1.xml")

    assert (found["/privacy/"], found["/cookies/"]) == (second(now), None)


@pytest.mark.parametrize(("seconds", "is_there"), [(-1, True), (60, False)])
def test_what_is_planned_is_listed_from_its_moment_on(client, clinic, publish, topic, now, seconds, is_there):
    publish("Planned", topic=topic, tags=["Sun"])
    Edition.objects.update(live_from=now + timedelta(seconds=seconds))

    found = list(lines(client, "/sitemap.xml"))

    assert found == [
        *(f"/sitemaps/{name}-1.xml" for name in ("articles", "topics", "tags") if is_there),
        "/sitemaps/people-1.xml",
        "/sitemaps/pages-1.xml",
    ]
    assert client.get(ARTICLES).status_code == (200 if is_there else 404)


def test_what_nobody_signed_and_what_went_is_not_listed(client, clinic, edition, topic, ben, amara, now):
    factories.post(topic=topic, writer=ben, title="Not signed")
    withdraw(edition_id=edition.pk, by=amara, at=now, reason="It is wrong.", outcome=Withdrawal.Outcome.REMOVED)

    assert client.get(ARTICLES).status_code == 404
    assert client.get("/sitemaps/topics-1.xml").status_code == 404


def test_articles_come_in_parts(client, clinic, publish, topic, monkeypatch):
    monkeypatch.setattr(sitemaps, "PART_SIZE", 2)
    for number in range(3):
        publish(f"Article {number}", topic=topic)

    assert list(lines(client, "/sitemap.xml"))[:2] == [ARTICLES, "/sitemaps/articles-2.xml"]
    assert list(lines(client, "/sitemaps/articles-2.xml")) == ["/posts/article-2/"]


@pytest.mark.parametrize("part", ["articles-0", "articles-2", "articles-" + "9" * 40, "topics-2", "nothing-1"])
def test_a_part_that_is_not_there_is_not_found(client, clinic, edition, part):
    assert client.get(f"/sitemaps/{part}.xml").status_code == 404


def test_pictures_are_listed_while_they_may_be_shown(client, clinic, publish, topic, add, consent, grace, now):
    portrait = add(shows_person=True, alt="A face")
    given, photograph = consent(portrait), add(files.jpeg(330))
    publish("One", topic=topic, cover=photograph, body=f'<p>Text.</p><img data-image-id="{portrait.pk}">')
    found = pictures(client)

    assert [address.split("-")[0] for address in found] == [
        f"{HERE}/pictures/{image.sha256}" for image in (photograph, portrait)
    ]
    assert all(client.get(address.removeprefix(HERE)).status_code == 200 for address in found)

    withdraw_consent(consent=given, by=grace, at=now, reason="They asked us to.")

    assert [address.split("-")[0] for address in pictures(client)] == [f"{HERE}/pictures/{photograph.sha256}"]


def test_who_has_it_already_is_told_so(client, clinic, edition, publish, topic):
    for address in ("/sitemap.xml", ARTICLES):
        tag = client.get(address)["ETag"]
        assert client.get(address, headers={"if-none-match": tag}).status_code == 304
    publish("New", topic=topic)

    assert client.get(ARTICLES, headers={"if-none-match": tag}).status_code == 200


@pytest.mark.parametrize(("address", "queries"), [("/sitemap.xml", 7), (ARTICLES, 3), ("/sitemaps/people-1.xml", 2)])
@pytest.mark.parametrize("count", [1, 3])
def test_a_sitemap_takes_the_same_queries_however_much_is_in_it(
    client, clinic, publish, topic, add, django_assert_num_queries, address, queries, count
):
    for number in range(count):
        publish(f"Article {number}", topic=topic, cover=add(files.jpeg(330 + number)), tags=["Sun", f"Tag {number}"])

    with django_assert_num_queries(queries):
        client.get(address)


# --- robots.txt -------------------------------------------------------------------------------------------------------


@pytest.fixture
def robots(client):
    response = client.get("/robots.txt")
    assert (response.status_code, response["Content-Type"]) == (200, "text/plain; charset=utf-8")
    parser = RobotFileParser()
    parser.parse(response.content.decode().splitlines())
    return parser


@pytest.mark.parametrize(
    "path", ["/", "/posts/one/", "/posts/one/comments/", "/topics/", "/people/a/", "/tags/a/", "/feed/", "/sitemap.xml"]
)
def test_robots_may_read_what_is_published(robots, path):
    assert robots.can_fetch("Anybot", path)


@pytest.mark.parametrize(
    "path",
    [
        "/admin/",
        "/accounts/login/",
        "/account/",
        "/search/?q=x",
        "/sign/token/",
        "/notices/token/",
        "/comments/1/reply/",
    ],
)
def test_robots_are_asked_to_leave_the_rest(robots, path):
    assert not robots.can_fetch("Anybot", path)


def test_robots_are_told_where_the_list_of_pages_is(robots, client, clinic):
    assert robots.site_maps() == [f"{settings.SITE_URL}/sitemap.xml"]
    assert client.get("/sitemap.xml").status_code == 200


def test_robots_ask_the_database_nothing(client, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/robots.txt")
