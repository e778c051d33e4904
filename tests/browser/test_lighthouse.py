"""Lighthouse gives the front page and a long article 100 in all four groups, on a telephone with a slow line."""

import pytest

from tests.browser.conftest import CHROMIUM

ALL = {"performance": 100, "accessibility": 100, "best-practices": 100, "seo": 100}


@pytest.fixture
def measured(node, served):
    """This will give a function that lets Lighthouse measure pages of the real server."""
    return lambda *addresses: node("measure.js", *(served + address for address in addresses), CHROMIUM=CHROMIUM)


def test_the_front_page_and_a_long_article_get_100(measured, long_article, served):
    found = measured("/", long_article)

    assert {address: page["scores"] for address, page in found.items()} == {
        f"{served}/": ALL,
        f"{served}{long_article}": ALL,
    }, [page["faults"] for page in found.values()]
