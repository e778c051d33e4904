"""nginx's proxy_cache before our headers: it shows nothing stale, and nobody's page to another."""

import pytest
from django.test import Client

from tests import factories
from tests.deploy.conftest import Visitor, started
from tests.deploy.front import Front

PAGE = "/posts/your-skin-barrier-in-one-page/"


class Keeping(Front):
    """The shipped front with a cache in it that is as eager as nginx allows without ignoring what we say."""

    def write_down(self):
        super().write_down()
        path = self.folder / "clinic.conf"
        cached = "proxy_cache aside; add_header X-Aside $upstream_cache_status; proxy_pass http://$door;"
        text = path.read_text().replace("location / { proxy_pass http://$door; }", f"location / {{ {cached} }}")
        assert cached in text
        path.write_text(f"proxy_cache_path {self.folder}/aside keys_zone=aside:1m;\n{text}")


@pytest.fixture(scope="module")
def front(django_db_setup, django_db_blocker, collected, tmp_path_factory):
    yield from started(Keeping, collected, tmp_path_factory)


@pytest.fixture
def stranger(front, transactional_db):
    return Visitor(front)


def test_a_comment_is_on_the_next_page(stranger, easy_clinic, edition, priya):
    for number in range(3):
        factories.comment(edition, by=priya, body=f"Number {number}.")

        page = stranger.get(PAGE)

        assert page.status == 200
        assert f"Number {number}." in page.body.decode()
        assert page.headers["x-aside"] == "MISS"


def test_a_members_page_is_nobody_elses(front, stranger, easy_clinic, edition, priya, sam):
    def coming_in(user):
        client, visitor = Client(), Visitor(front)
        client.force_login(user)
        visitor.cookies = {name: morsel.value for name, morsel in client.cookies.items()}
        return visitor

    pages = [who.get(PAGE).body.decode() for who in (coming_in(priya), stranger, coming_in(sam), stranger)]

    assert ["Priya" in page for page in pages] == [True, False, False, False]
    assert ["Sam" in page for page in pages] == [False, False, True, False]


def test_what_can_never_change_is_kept_there(stranger, clinic):
    plate = "/plates/vesicles/what-exosomes-are-172-light.svg"

    told = [stranger.get(plate) for _ in range(2)]

    assert [each.headers.get("x-aside") for each in told] == ["MISS", "HIT"]
