"""/admin/blog/post/<key>/evidence/ and evidence.json: what a clinic shows to a regulator or an insurer."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from blog.audit.models import Entry
from blog.editions import actions
from blog.posts.models import Override, Post, ReviewRequest
from tests import factories
from tests.images import files
from tests.posts.conftest import at, text_of


@pytest.fixture(autouse=True)
def open_clinic(clinic):
    return clinic


@pytest.fixture
def told(edition, ben, amara, grace, joan, now):
    """An article with a request, an override and a withdrawal behind it."""
    post = edition.post
    ReviewRequest.objects.create(
        post=post, digest=edition.digest, asked_by=ben, asked_of=amara, asked_at=now, expires_at=now,
        answer="changes", answered_at=now, answer_note="Say where it hurts.",
    )  # fmt: skip
    Override.objects.create(
        post=post, rule="pom-name", field="body", text_digest="0" * 64, matched="Botox", reason="A court case.",
        clinician=amara, manager=grace, asked_at=now, agreed_at=now,
    )  # fmt: skip
    actions.withdraw(edition_id=edition.pk, by=ben, at=now, reason="The evidence changed.", outcome="removed")
    return post


@pytest.fixture
def pictured(post, add, consent, amara):
    """The article with a picture of somebody in it, signed."""
    picture = add(files.jpeg(), shows_person=True)
    consent(picture)
    Post.objects.filter(pk=post.pk).update(body=f'<p>Look.</p><figure><img data-image-id="{picture.pk}"></figure>')
    factories.signed(post, by=amara)
    return post


@pytest.fixture
def take(client):
    def take(post, *, by):
        return at(client, by).post(f"/admin/blog/post/{post.pk}/evidence.json")

    return take


def test_the_page_tells_the_whole_story(client, told, edition, ben):
    page = text_of(at(client, ben).get(f"/admin/blog/post/{told.pk}/evidence/"))

    for words in (
        edition.digest,
        "Dr Amara Okafor, Consultant dermatologist, GMC 0000000",
        "Source 1. NHS, 2024.",
        "Ben Hartley asked Dr Amara Okafor. Answer: Changes wanted",
        "Say where it hurts.",
        "“Botox” (pom-name): A court case. Clinician: Dr Amara Okafor. Manager: Grace.",
        "The evidence changed.",
        "Withdrew the article",
    ):
        assert words in page


def test_the_file_says_what_the_page_says(take, told, edition, ben):
    response = take(told, by=ben)

    evidence = json.loads(response.content)
    assert response["Content-Disposition"].startswith(f'attachment; filename="evidence-{told.pk}-')
    assert "no-store" in response["Cache-Control"]
    first = evidence["editions"][0]
    assert (first["digest"], first["digest_fits_the_words"]) == (edition.digest, True)
    assert first["signed_by"] == "Dr Amara Okafor, Consultant dermatologist, GMC 0000000"
    assert [source["title"] for source in first["sources"]] == ["Source 1"]
    assert [each["answer_note"] for each in evidence["requests"]] == ["Say where it hurts."]
    assert [each["manager"] for each in evidence["overrides"]] == ["Grace"]
    assert [each["reason"] for each in evidence["withdrawals"]] == ["The evidence changed."]
    assert [each["act"] for each in evidence["record"]] == ["Signed", "Withdrew the article"]


def test_it_names_who_changed_the_words_of_each_edition(take, change, sign, edition, ben, grace, amara, joan):
    change(edition.post, by=grace, title="Another title")
    sign(edition.post, by=joan)

    evidence = json.loads(take(edition.post, by=ben).content)

    assert [each["words_changed_by"] for each in evidence["editions"]] == [[], ["Grace"]]


def test_what_the_guard_finds_in_an_edition_stands_with_it(take, post, amara, ben):
    Post.objects.filter(pk=post.pk).update(interests="Places are limited.")
    factories.signed(post, by=amara)
    Post.objects.filter(pk=post.pk).update(interests="None.")

    (finding,) = json.loads(take(post, by=ben).content)["editions"][0]["findings"]

    assert (finding["where"], finding["matched"]) == ("Interests", "Places are limited")


def test_consents_stand_in_it_by_reference(take, pictured, grace):
    (consent,) = json.loads(take(pictured, by=grace).content)["editions"][0]["consents"]

    assert (consent["reference"], consent["for"]) == ("Patient 1024", ["This website"])
    assert (consent["expires_on"], consent["withdrawn_at"]) == (None, None)


def test_an_editor_sees_that_there_is_a_consent_and_not_whose(client, take, pictured, ben):
    (consent,) = json.loads(take(pictured, by=ben).content)["editions"][0]["consents"]
    page = text_of(client.get(f"/admin/blog/post/{pictured.pk}/evidence/"))

    assert consent["picture"] == "fig-1.jpg"
    assert "Patient 1024" not in json.dumps(consent) + page
    assert "before and after treatment" not in json.dumps(consent) + page


def test_taking_it_away_is_on_record(take, edition, ben):
    take(edition.post, by=ben)

    entry = Entry.objects.get(act="exported")
    assert (entry.by, entry.post_id, entry.digest) == (ben, edition.post_id, edition.digest)


def test_looking_is_not(client, edition, ben):
    at(client, ben).get(f"/admin/blog/post/{edition.post_id}/evidence/")
    refused = client.get(f"/admin/blog/post/{edition.post_id}/evidence.json")

    assert refused.status_code == 405
    assert not Entry.objects.filter(act="exported").exists()


@pytest.mark.parametrize("who", ["mo", "priya"])
def test_others_cannot_take_it(request, take, edition, who):
    response = take(edition.post, by=request.getfixturevalue(who))

    assert response.status_code in (302, 403)
    assert not Entry.objects.filter(act="exported").exists()


def test_what_nobody_signed_says_so(client, post, ben):
    assert "Nobody has signed this article." in text_of(at(client, ben).get(f"/admin/blog/post/{post.pk}/evidence/"))


@pytest.mark.parametrize("count", [1, 3])
def test_three_editions_take_as_many_queries_as_one(client, pictured, amara, ben, count, django_assert_num_queries):
    for number in range(1, count):
        factories.signed(pictured, by=amara, at=timezone.now() + timedelta(seconds=number))
    at(client, ben)

    with django_assert_num_queries(15):
        client.get(f"/admin/blog/post/{pictured.pk}/evidence/")
