"""The digest can be made again from the stored words, on any database and for as long as the clinic keeps them."""

import pytest

from blog.editions.models import WORDS, Edition, digest_of
from blog.posts.models import Post
from tests import factories

SOURCE = {"title": "t", "publisher": "p", "year": 1, "url": "u", "checked_on": "2020-01-01"}
PICTURE = {
    "id": 1, "filename": "f", "sha256": "s", "alt": "a", "is_decorative": False, "caption": "", "credit": "",
    "focal_x": 1, "focal_y": 2, "is_cover": True,
}  # fmt: skip
PAIR = {
    "pair": 1, "before_id": 1, "after_id": 2, "same_conditions": True, "unretouched": True, "typical_result": True,
    "weeks_between": 1, "caption": "",
}  # fmt: skip


def words(order=lambda facts: facts, **changes):
    plain = dict.fromkeys(WORDS, "x")
    lists = {"sources": [order(SOURCE)], "pictures": [order(PICTURE), order(PAIR)], "tags": []}
    return plain | lists | changes


def test_a_digest_that_was_printed_once_stays_right():
    assert digest_of(words()) == "57c85ca90b9d0ef32d6ff103b29d7765d5bf85f29328e3897b6df4eb5a178289"


def test_the_order_in_which_a_database_keeps_facts_does_not_matter():
    assert digest_of(words(lambda facts: dict(sorted(facts.items())))) == digest_of(words())


@pytest.mark.parametrize("changes", [{"sources": [SOURCE | {"year": 2}]}, {"pictures": [PAIR, PICTURE]}])
def test_any_other_fact_and_any_other_order_of_things_matters(changes):
    assert digest_of(words(**changes)) != digest_of(words())


def test_the_stored_words_fit_the_stored_digest(post, add, amara):
    picture = add()
    Post.objects.filter(pk=post.pk).update(
        body=f'<p>Look.</p><figure><img data-image-id="{picture.pk}"></figure>', cover=picture
    )
    edition = factories.signed(post, by=amara)

    stored = Edition.objects.get(pk=edition.pk)

    assert digest_of(stored.words) == stored.digest
