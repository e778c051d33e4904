"""Somebody who only reads gets no cookie, so the site needs no banner and its pages can be cached."""

from accounts import cookies


def is_public(page):
    return not page.address.startswith(("/accounts/", "/admin/"))


def test_no_public_page_sets_a_cookie(crawled, edition):
    pages = [page for page in crawled("/search/?q=barrier", "/no/such/page/").values() if is_public(page)]

    assert f"/posts/{edition.slug}/" in {page.address for page in pages}
    assert {page.address: page.cookies for page in pages if page.cookies} == {}


def test_the_crawl_would_notice_a_cookie(crawled):
    pages = crawled()

    assert pages["/accounts/login/"].cookies == ["csrftoken"]


def test_every_cookie_there_is_stands_on_the_list(crawled, client, priya):
    client.force_login(priya)
    for address in ("/", "/accounts/login/", "/accounts/email/", "/account/data/"):
        client.get(address)
    seen = {name for page in crawled().values() for name in page.cookies} | set(client.cookies)

    assert seen == {one.name for one in cookies.everything() if one.is_cookie}
