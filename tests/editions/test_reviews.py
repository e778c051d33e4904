"""/admin/blog/edition/reviews/: every live article by the date on which it is to be read again."""

from datetime import timedelta

import pytest
from django.utils import timezone

from blog.editions import actions
from blog.editions.models import Edition
from tests import factories
from tests.posts.conftest import at, text_of

PAGE = "/admin/blog/edition/reviews/"


@pytest.fixture
def three(topic, ben, amara, joan, now):
    """Three live articles: one past its date, one due soon, one due late."""
    made = {}
    for title, signer, days in (("Late", joan, 365), ("Past", amara, 91), ("Soon", joan, 182)):
        post = factories.post(topic=topic, writer=ben, title=title)
        made[title] = factories.signed(post, by=signer, at=now - timedelta(days=100), review_in_days=days)
    return made


def test_the_most_pressing_is_at_the_top(client, three, ben):
    page = at(client, ben).get(PAGE)

    assert [each.title for each in page.context["listing"].editions] == ["Past", "Soon", "Late"]
    assert "1 live article is past the review date." in text_of(page)
    assert "Overdue since" in text_of(page)
    assert "Signed by Dr Amara Okafor" in text_of(page)
    assert f'href="/admin/blog/post/{three["Past"].post_id}/change/"' in page.content.decode()


def test_what_is_not_live_is_not_listed(client, three, post, ben, now):
    Edition.objects.filter(pk=three["Past"].pk).update(live_until=now)

    page = at(client, ben).get(PAGE)

    assert "Past" not in [each.title for each in page.context["listing"].editions]
    assert post.title not in text_of(page)
    assert "Every live article is in date." in text_of(page)


def test_a_page_kept_with_a_notice_is_not_overdue(client, three, ben, now):
    actions.withdraw(edition_id=three["Past"].pk, by=ben, at=timezone.now(), reason="It changed.", outcome="kept")

    page = text_of(at(client, ben).get(PAGE))

    assert "Withdrawn, kept with a notice" in page
    assert "Overdue" not in page


def test_with_nothing_live_it_says_so(client, post, ben):
    assert "No article is live yet" in text_of(at(client, ben).get(PAGE))


@pytest.mark.parametrize("query", ["page=2", "page=0", "page=x", "page=" + "9" * 40, "page=%00"])
def test_a_page_that_is_not_there(client, three, ben, query):
    assert at(client, ben).get(f"{PAGE}?{query}").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_three_articles_take_as_many_queries_as_one(client, topic, ben, amara, count, django_assert_num_queries):
    for number in range(count):
        factories.signed(factories.post(topic=topic, writer=ben, title=f"Article {number}"), by=amara)
    at(client, ben)

    with django_assert_num_queries(8):
        client.get(PAGE)


def test_today_leads_to_it(client, edition, ben):
    assert f'href="{PAGE}"' in at(client, ben).get("/admin/").content.decode()
