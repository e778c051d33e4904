"""What the audit log says of consents: who recorded and withdrew one, and who opened a signed form."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from blog.audit.models import Entry


@pytest.fixture
def portrait(add, clinic):
    return add(name="face.jpg", shows_person=True)


@pytest.fixture
def given(portrait, consent):
    return consent(portrait, proof=SimpleUploadedFile("a.pdf", b"%PDF-1.7"))


def entries():
    return [(entry.act, entry.by_name, entry.subject) for entry in Entry.objects.order_by("pk")]


def test_recording_and_withdrawing_a_consent(client, portrait, given, amara):
    client.force_login(amara)

    client.post(f"/admin/blog/image/{portrait.pk}/consents/{given.pk}/withdraw/", {"reason": "They asked."})

    assert entries() == [
        ("consent_given", "Dr Amara Okafor", "face.jpg"),
        ("consent_withdrawn", "Dr Amara Okafor", "face.jpg"),
    ]
    assert Entry.objects.last().detail["reason"] == "They asked."


def test_a_second_withdrawal_of_the_same_is_no_second_act(client, portrait, given, amara):
    client.force_login(amara)

    for _ in range(2):
        client.post(f"/admin/blog/image/{portrait.pk}/consents/{given.pk}/withdraw/", {"reason": "They asked."})

    assert [act for act, *_ in entries()] == ["consent_given", "consent_withdrawn"]


def test_the_record_does_not_name_the_person(given):
    entry = Entry.objects.get()

    assert "Patient 1024" not in f"{entry.subject} {entry.detail}"
    assert entry.detail["consent"] == given.pk


def test_opening_a_signed_form(client, portrait, given, grace):
    client.force_login(grace)

    response = client.get(f"/admin/blog/image/{portrait.pk}/consents/{given.pk}/proof/")

    assert b"".join(response.streaming_content) == b"%PDF-1.7"
    assert entries()[-1] == ("read_proof", "Grace", "face.jpg")


@pytest.mark.parametrize("who", ["amara", "ben"])
def test_being_refused_a_signed_form_is_no_reading(request, client, portrait, given, who):
    client.force_login(request.getfixturevalue(who))

    response = client.get(f"/admin/blog/image/{portrait.pk}/consents/{given.pk}/proof/")

    assert response.status_code == 403
    assert [act for act, *_ in entries()] == ["consent_given"]


def test_a_form_that_is_not_there_is_no_reading(client, portrait, consent, grace):
    bare = consent(portrait)
    client.force_login(grace)

    assert client.get(f"/admin/blog/image/{portrait.pk}/consents/{bare.pk}/proof/").status_code == 404
    assert [act for act, *_ in entries()] == ["consent_given"]
