"""Only what is the same for everybody is kept, and every reader gets it in the form they asked for."""

import gzip

import brotli
import pytest
from django.conf import settings
from django.test import Client

from blog.stamps.marks import MARK
from tests import factories
from tests.page_cache.conftest import Site

ARTICLE = "/posts/your-skin-barrier-in-one-page/"
SOMEBODY = f"{settings.SESSION_COOKIE_NAME}=abc"


def cookies_of(user):
    client = Client()
    client.force_login(user)
    return "; ".join(f"{name}={cookie.value}" for name, cookie in client.cookies.items())


@pytest.fixture
def kept(clinic, edition, site):
    """An article in memory."""
    site.get(ARTICLE)
    assert len(site.kept.store.entries) == 1
    return site


def test_a_member_never_gets_the_page_from_memory_nor_leaves_theirs_there(kept, priya):
    answer = kept.get(ARTICLE, HTTP_COOKIE=cookies_of(priya))

    assert b"Priya" in answer.body
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert b"Priya" not in kept.get(ARTICLE).body
    assert len(kept.kept.store.entries) == 1


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_COOKIE": SOMEBODY},
        {"HTTP_COOKIE": f"a=b; {SOMEBODY}"},
        {"HTTP_COOKIE": f"a=b;{SOMEBODY}"},
        {"HTTP_COOKIE": f'a="x; {SOMEBODY}"'},
        {"HTTP_COOKIE": f"{SOMEBODY}; {settings.SESSION_COOKIE_NAME}=other"},
        {"HTTP_AUTHORIZATION": "Basic eA=="},
        {"HTTP_X_FORWARDED_PROTO": "gopher"},
        {"method": "POST"},
        {"method": "OPTIONS"},
    ],
)
def test_these_go_to_django(kept, headers):
    before = kept.made

    kept.get(ARTICLE, **headers)

    assert kept.made == before + 1
    assert len(kept.kept.store.entries) == 1


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_COOKIE": "csrftoken=abc"},
        {"HTTP_COOKIE": "_ga=GA1.2.3"},
        {"HTTP_ACCEPT_LANGUAGE": "cy"},
        {"HTTP_X_FORWARDED_FOR": "192.0.2.7"},
        {"HTTP_RANGE": "bytes=0-10"},
        {"HTTP_IF_MODIFIED_SINCE": "yesterday"},
        {"HTTP_IF_NONE_MATCH": "rubbish"},
        {"HTTP_CACHE_CONTROL": "no-store, max-age=x"},
    ],
)
def test_these_change_nothing_and_are_answered_from_memory(kept, headers):
    before = kept.made

    answer = kept.get(ARTICLE, **headers)

    assert (answer.status, kept.made) == (200, before)
    assert answer.body == kept.fresh(ARTICLE, **headers).body


@pytest.mark.parametrize(
    "address",
    ["/accounts/login/", "/accounts/signup/", "/admin/", "/search/", "/search/?q=skin", "/complaints/new/", "/nothing/",
     "/posts/nothing/", "/static/css/site.css", f"{ARTICLE}?unknown=1", f"{ARTICLE}?page=0", "/?page=999999"],
)  # fmt: skip
def test_these_are_never_kept(clinic, edition, site, address):
    site.get(address)

    assert not site.kept.store.entries


def test_another_host_is_another_page(kept, settings):
    settings.ALLOWED_HOSTS = ["clinic.example", "testserver"]

    kept.get(ARTICLE, HTTP_HOST="clinic.example")
    refused = kept.get(ARTICLE, HTTP_HOST="harm.example")

    assert refused.status == 400
    assert {key[2] for key in kept.kept.store.entries} == {"testserver", "clinic.example"}


def test_what_advertisements_hang_on_a_link_is_taken_off(kept):
    before = kept.made

    answer = kept.get(f"{ARTICLE}?utm_source=x&fbclid=Mallory")

    assert kept.made == before
    assert b"Mallory" not in answer.body


def test_a_link_to_log_in_from_a_made_up_query_stays_with_who_made_it(kept):
    assert b"harm" in kept.get(f"{ARTICLE}?harm=1").body

    assert b"harm" not in kept.get(ARTICLE).body


def test_ten_thousand_queries_keep_nothing_and_push_nothing_out(kept):
    before, everything = kept.made, dict(kept.kept.store.entries)
    kept.django = lets_everything_be_kept

    for number in range(10_000):
        kept.get(f"{ARTICLE}?{('x={}', 'page={}', 'page={}&show=answers')[number % 3].format(number + 1)}")
        kept.get(f"{ARTICLE}?utm_campaign={number}")

    assert kept.made == before + 10_000
    assert dict(kept.kept.store.entries) == everything


def lets_everything_be_kept(environ, start_response):
    environ[MARK] = {}
    start_response("200 OK", [("Content-Type", "text/html")])
    return [b"A page of whatever number is asked for."]


def test_a_list_is_kept_page_by_page_and_none_after_its_last(clinic, topic, ben, amara, site):
    for number in range(12):
        factories.signed(factories.post(topic=topic, writer=ben, title=f"Article {number}"), by=amara)

    for number in range(1, 100):
        site.get(f"/?page={number}")

    assert [key[4] for key in site.kept.store.entries] == ["page=1", "page=2"]


def test_memory_is_bounded_and_the_least_asked_for_goes_first(clinic, edition):
    pages = ["/", "/topics/", "/people/", "/privacy/", "/cookies/", "/house-rules/", "/accessibility/", "/complaints/"]
    roomy = Site()
    for page in (ARTICLE, *pages):
        roomy.get(page)
    room = roomy.kept.store.bytes * 3 // 4

    site = Site(most_bytes=room)
    for page in pages:
        site.get(page)
        site.get("/privacy/")

    kept = [key[3] for key in site.kept.store.entries]
    assert "/privacy/" in kept
    assert "/" not in kept
    assert site.kept.store.bytes == sum(entry.size for entry in site.kept.store.entries.values()) <= room


class TestForms:
    @pytest.mark.parametrize(
        ("accepted", "encoding", "unpack"),
        [
            ("gzip, deflate, br, zstd", "br", brotli.decompress),
            ("gzip", "gzip", gzip.decompress),
            ("br;q=0, gzip;q=0.5", "gzip", gzip.decompress),
            ("identity", None, bytes),
            ("", None, bytes),
            ("brown, gzipped", None, bytes),
            ("br; q=0", None, bytes),
        ],
    )
    def test_a_page_comes_as_the_browser_can_read_it(self, kept, accepted, encoding, unpack):
        answer = kept.get(ARTICLE, HTTP_ACCEPT_ENCODING=accepted)

        assert answer.headers.get("Content-Encoding") == encoding
        assert answer.headers["Content-Length"] == str(len(answer.body))
        assert unpack(answer.body) == kept.fresh(ARTICLE).body

    def test_its_headers_are_djangos_and_say_to_ask_each_time(self, kept):
        headers, fresh = kept.get(ARTICLE).headers, kept.fresh(ARTICLE).headers

        assert headers["Cache-Control"] == "public, no-cache"
        assert headers["Vary"] == "Cookie, Accept-Encoding"
        assert headers["Content-Security-Policy"] == fresh["Content-Security-Policy"]
        assert headers.keys() - fresh.keys() == {"ETag"}
        assert "Set-Cookie" not in headers

    @pytest.mark.parametrize("held", ["{}", "W/{}", '"other", {}', "*"])
    def test_who_has_it_already_gets_304(self, kept, held):
        etag = kept.get(ARTICLE).headers["ETag"]

        answer = kept.get(ARTICLE, HTTP_IF_NONE_MATCH=held.format(etag.removeprefix("W/")))

        assert (answer.status, answer.body) == (304, b"")
        assert answer.headers == {
            "Cache-Control": "public, no-cache", "Vary": "Cookie, Accept-Encoding", "ETag": etag,
        }  # fmt: skip

    def test_who_has_an_older_one_gets_the_new(self, kept, edition, priya):
        etag = kept.get(ARTICLE).headers["ETag"]
        factories.comment(edition, by=priya, body="A new one.")

        answer = kept.get(ARTICLE, HTTP_IF_NONE_MATCH=etag)

        assert answer.status == 200
        assert b"A new one." in answer.body

    def test_a_head_has_the_headers_and_no_body(self, kept):
        answer, got = kept.get(ARTICLE, method="HEAD"), kept.get(ARTICLE)

        assert (answer.status, answer.body, answer.headers) == (200, b"", got.headers)
