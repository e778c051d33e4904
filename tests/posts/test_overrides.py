"""/admin/blog/post/<key>/override/: a clinician and a manager let a blocking finding stand, in these words alone."""

import pytest
from django.db import IntegrityError, transaction

from blog import rules
from blog.audit.models import Entry
from blog.editions.models import Edition
from blog.posts import overrides
from blog.posts.models import Override, Post
from tests import factories
from tests.posts.conftest import at, text_of

WHY = "It is the name of the court case that the article is about."


@pytest.fixture(autouse=True)
def open_clinic(clinic):
    return clinic


@pytest.fixture
def stopped(post):
    Post.objects.update(title="Botox in the courts")
    return Post.objects.get()


@pytest.fixture
def let_stand(client):
    """Opens the page and sends the first form on it."""

    def let_stand(post, *, by, reason=WHY, **changes):
        at(client, by)
        page = client.get(f"/admin/blog/post/{post.pk}/override/")
        form = page.context["cases"][0].form
        sent = {"reason": reason} | (form.initial if form else {}) | {"reason": reason} | changes
        return client.post(f"/admin/blog/post/{post.pk}/override/", sent)

    return let_stand


def test_a_clinician_and_a_manager_let_it_stand(stopped, amara, grace, let_stand):
    first = let_stand(stopped, by=amara)
    with pytest.raises(rules.Refused):
        factories.signed(stopped, by=amara)
    second = let_stand(stopped, by=grace)

    override = Override.objects.get()
    assert (first.status_code, second.status_code) == (302, 302)
    assert (override.clinician, override.manager, override.reason) == (amara, grace, WHY)
    assert (override.rule, override.matched) == (overrides.stopping(stopped)[0].finding.rule, "Botox")
    assert factories.signed(stopped, by=amara).title == "Botox in the courts"


def test_the_manager_may_begin(stopped, amara, grace, let_stand):
    let_stand(stopped, by=grace)
    let_stand(stopped, by=amara)

    assert Override.objects.get().is_agreed


def test_both_acts_are_on_record(stopped, amara, grace, let_stand):
    let_stand(stopped, by=amara)
    let_stand(stopped, by=grace)

    entries = Entry.objects.filter(act=Entry.Act.OVERRODE).order_by("pk")
    assert [(entry.by, entry.detail["role"], entry.detail["is_agreed"]) for entry in entries] == [
        (amara, "Clinician", False),
        (grace, "Manager", True),
    ]
    assert {entry.detail["reason"] for entry in entries} == {WHY}


def test_an_edit_brings_the_finding_back(stopped, amara, grace, let_stand):
    let_stand(stopped, by=amara)
    let_stand(stopped, by=grace)
    Post.objects.update(title="Botox in our courts")

    with pytest.raises(rules.Refused, match="Botox"):
        factories.signed(stopped, by=amara)


def test_the_same_word_elsewhere_is_still_stopped(stopped, amara, grace, let_stand):
    let_stand(stopped, by=amara)
    let_stand(stopped, by=grace)
    Post.objects.update(standfirst="Botox in the courts")

    with pytest.raises(rules.Refused, match="Standfirst"):
        factories.signed(stopped, by=amara)


def test_one_person_with_both_roles_is_not_two(stopped, amara, let_stand):
    amara.groups.add(*factories.staff("X", "Manager").groups.all())

    let_stand(stopped, by=amara)
    again = let_stand(stopped, by=amara)

    assert again.status_code == 422 or again.status_code == 409
    assert not Override.objects.get().is_agreed


def test_two_clinicians_are_not_enough(client, stopped, amara, joan):
    key = overrides.stopping(stopped)[0].key
    sent = dict(zip(("rule", "field", "text_digest"), key, strict=True)) | {"reason": WHY}
    for who in (amara, joan):
        response = at(client, who).post(f"/admin/blog/post/{stopped.pk}/override/", sent)

    assert response.status_code == 409
    assert "Only a clinician and a manager together can let this stand." in text_of(response)
    assert not Override.objects.get().is_agreed


def test_an_editor_sees_it_and_cannot(client, stopped, ben):
    page = at(client, ben).get(f"/admin/blog/post/{stopped.pk}/override/")
    key = overrides.stopping(stopped)[0].key
    sent = dict(zip(("rule", "field", "text_digest"), key, strict=True)) | {"reason": WHY}

    response = client.post(f"/admin/blog/post/{stopped.pk}/override/", sent)

    assert page.context["cases"][0].form is None
    assert response.status_code == 409
    assert Override.objects.count() == 0


@pytest.mark.parametrize("changes", [{"reason": " "}, {"rule": "x" * 200}, {"text_digest": "a\0b"}, {"rule": ""}])
def test_a_form_that_is_not_right_stores_nothing(stopped, amara, let_stand, changes):
    response = let_stand(stopped, by=amara, **changes)

    assert response.status_code == 422
    assert Override.objects.count() == 0


def test_a_reason_is_asked_for_at_its_field(stopped, amara, let_stand):
    assert str(overrides.NEEDS_A_REASON) in text_of(let_stand(stopped, by=amara, reason=" "))


def test_a_finding_that_is_gone_cannot_be_let_stand(stopped, amara, now):
    key = overrides.stopping(stopped)[0].key
    Post.objects.update(title="In the courts")

    with pytest.raises(rules.Refused, match="no longer there"):
        overrides.let_stand(post_id=stopped.pk, key=key, by=amara, reason=WHY, at=now)


def test_the_signing_page_names_both(client, stopped, amara, grace, let_stand):
    let_stand(stopped, by=amara)
    let_stand(stopped, by=grace)

    page = text_of(at(client, amara).get(f"/admin/blog/post/{stopped.pk}/sign/"))

    assert f"Dr Amara Okafor and Grace let it stand in these words: {WHY}" in page


def test_the_database_refuses_one_person_in_both_places(stopped, amara, now):
    with pytest.raises(IntegrityError), transaction.atomic():
        Override.objects.create(post=stopped, rule="r", field="title", asked_at=now, clinician=amara, manager=amara)

    assert Edition.objects.count() == 0
