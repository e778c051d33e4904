"""Two real server processes on one database: what is acknowledged by one is on the next page of the other."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from blog.comments.models import Comment
from tests import factories
from tests.servers import get, running

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def servers(edition, tmp_path, collected):
    """This will start two servers on the test's database and give a function for each that gets an address."""
    with running(tmp_path, collected, many=2) as ports:
        yield [lambda address, port=port: get(port, address) for port in ports]


def test_a_comment_is_on_the_next_page_of_both(easy_clinic, servers, edition, priya):
    address = edition.get_absolute_url()
    for round in range(20):
        for get_page in servers:
            assert get_page(address)[0] == 200

        comment = factories.comment(edition, by=priya, body=f"Number {round}.")

        for get_page in servers:
            assert f'id="comment-{comment.pk}"' in get_page(address)[1]


def test_while_one_writes_no_page_is_older_than_what_was_there_before_it_was_asked_for(
    easy_clinic, servers, edition, priya, at_once
):
    address = edition.get_absolute_url()

    def write():
        for round in range(30):
            factories.comment(edition, by=priya, body=f"Number {round}.")

    def read(get_page):
        late = []
        for _ in range(60):
            before = Comment.objects.count()
            shown = len(re.findall(r'id="comment-\d+"', get_page(address)[1]))
            if shown < before:
                late.append((shown, before))
        return late

    _, *late = at_once(write, *(lambda get_page=get_page: read(get_page) for get_page in servers))

    assert late == [[], []]


def test_an_article_begins_at_its_second(clinic, servers, topic, ben, amara):
    post = factories.post(topic=topic, writer=ben, title="Planned")
    begins = timezone.now() + timedelta(seconds=3)
    factories.signed(post, by=amara, at=timezone.now(), live_from=begins)

    seen = []
    while not seen or seen[-1][0] < begins + timedelta(seconds=1):
        for get_page in servers:
            asked, shown, answered = timezone.now(), "Planned" in get_page("/")[1], timezone.now()
            seen.append((asked, shown, answered))

    assert all(not shown for _, shown, answered in seen if answered < begins)
    assert all(shown for asked, shown, _ in seen if asked >= begins)
    assert {shown for _, shown, _ in seen} == {True, False}
