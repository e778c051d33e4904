"""Somebody who only reads gets no cookie, so the site needs no banner and its pages can be cached."""


def is_public(page):
    return not page.address.startswith(("/accounts/", "/admin/"))


def test_no_public_page_sets_a_cookie(crawled, edition):
    pages = [page for page in crawled("/search/?q=barrier", "/no/such/page/").values() if is_public(page)]

    assert f"/posts/{edition.slug}/" in {page.address for page in pages}
    assert {page.address: page.cookies for page in pages if page.cookies} == {}


def test_the_crawl_would_notice_a_cookie(crawled):
    pages = crawled()

    assert pages["/accounts/login/"].cookies == ["csrftoken"]
