"""`manage.py guard` and the worker's chore: live pages meet the rules of today."""

from io import StringIO

import pytest
from django.core.management import call_command

from blog.guard import PACK_VERSION
from blog.management.commands.work import CHORES
from blog.posts.models import GuardReading, LiveFinding, Override, Post
from blog.posts.rereading import reread
from tests import factories


@pytest.fixture
def pressing(topic, ben, amara):
    """A live article whose interests a newer rule does not like."""
    return factories.signed(
        factories.post(topic=topic, writer=ben, title="Sunscreen", interests="Places are limited."), by=amara
    )


def found(at):
    return [(each.reading.edition.title, each.matched) for each in LiveFinding.objects.standing(at).order_by("pk")]


def test_every_live_article_is_read_once(edition, pressing, now):
    assert len(reread(at=now)) == 2
    assert reread(at=now) == []
    assert set(GuardReading.objects.values_list("pack_version", flat=True)) == {PACK_VERSION}


def test_what_was_found_is_kept_with_its_place_and_reason(pressing, now):
    reread(at=now)

    finding = LiveFinding.objects.get()
    assert (finding.reading.edition, finding.where, finding.field) == (pressing, "Interests", "interests")
    assert finding.matched == "Places are limited"
    assert finding.reason


def test_new_rules_read_everything_again_and_replace_what_was_found(pressing, now):
    reread(at=now)
    GuardReading.objects.update(pack_version="older rules")
    LiveFinding.objects.update(matched="found by the older rules")

    assert len(reread(at=now)) == 1
    assert found(now) == [("Sunscreen", "Places are limited")]


def test_when_nothing_changed_it_costs_one_question(pressing, now, django_assert_num_queries):
    reread(at=now)

    with django_assert_num_queries(1):
        reread(at=now)


def test_what_is_not_live_is_not_read(post, edition, amara, now):
    type(edition).objects.update(live_until=now)

    assert reread(at=now) == []


def test_what_was_found_goes_with_the_page(pressing, now):
    reread(at=now)
    type(pressing).objects.update(live_until=now)

    assert found(now) == []


@pytest.fixture
def override(pressing, amara, grace, now):
    """Dr Amara and Grace let what was found stand."""
    reread(at=now)
    finding = LiveFinding.objects.get()
    return Override.objects.create(
        post=pressing.post, rule=finding.rule, field=finding.field, text_digest=finding.text_digest,
        matched=finding.matched, reason="A quotation.", clinician=amara, manager=grace, asked_at=now, agreed_at=now,
    )  # fmt: skip


def test_what_two_people_let_stand_is_left_out(override, now):
    assert found(now) == []


@pytest.mark.parametrize(
    "change", [{"agreed_at": None}, {"text_digest": "0" * 64}, {"rule": "another"}, {"field": "title"}]
)
def test_anything_else_does_not_cover_it(override, now, change):
    Override.objects.filter(pk=override.pk).update(**change)

    assert found(now) == [("Sunscreen", "Places are limited")]


def test_an_override_for_another_article_does_not_cover_it(override, edition, now):
    Override.objects.filter(pk=override.pk).update(post=edition.post)

    assert found(now) == [("Sunscreen", "Places are limited")]


def guard(**options):
    said = StringIO()
    call_command("guard", stdout=said, **options)
    return said.getvalue()


def test_the_command_says_what_it_read_and_found(pressing, edition):
    said = guard()

    assert f"Read 2 live articles with the rules {PACK_VERSION}." in said
    assert "Sunscreen (/posts/sunscreen/)" in said
    assert "Interests: “Places are limited”." in said
    assert edition.title not in said


def test_a_second_time_it_reads_nothing_and_still_says_what_stands(pressing):
    guard()

    said = guard()

    assert "Read 0 live articles" in said
    assert "“Places are limited”" in said


def test_it_reads_everything_when_asked_to(pressing):
    guard()

    assert "Read 1 live article with" in guard(all=True)


def test_it_says_when_nothing_was_found(edition):
    assert "Nothing was found." in guard()


def test_the_worker_does_it_too():
    assert reread in [chore for chore, _ in CHORES]


def test_the_working_copy_is_not_read(edition, now):
    Post.objects.update(interests="Places are limited.")

    reread(at=now)

    assert found(now) == []
