"""The screens beside the articles: comments to look through, the clinic, its practitioners."""

import pytest
from django.utils import timezone

from blog.clinic.models import Clinic, Practitioner
from blog.comments.models import Comment
from tests import factories
from tests.posts.conftest import at, text_of

# --- Comments ---------------------------------------------------------------------------------------------------------


def titles(response):
    return [comment.body for comment in response.context["cl"].result_list]


def test_a_moderator_sees_who_said_what_where_and_when(client, edition, priya, mo):
    factories.comment(edition, by=priya, body="Thank you.\nThat was clear.")

    page = text_of(at(client, mo).get("/admin/blog/comment/all/"))

    assert "Thank you. That was clear. Priya Your skin barrier, in one page Published" in page


def test_nobody_s_address_is_shown_beside_a_comment(client, edition, priya, mo):
    comment = factories.comment(edition, by=priya)

    for page in ("", "all/", f"{comment.pk}/change/"):
        assert priya.email not in at(client, mo).get(f"/admin/blog/comment/{page}").content.decode()


def test_a_clinic_answer_stands_under_the_clinician_s_name(client, edition, amara, mo):
    factories.comment(edition, by=amara, body="Wait two days.")

    assert "Wait two days. Dr Amara Okafor" in text_of(at(client, mo).get("/admin/blog/comment/all/"))


@pytest.mark.parametrize(("asked", "found"), [("clear", 1), ("CLEAR", 1), ("nonsense", 0), ("priya", 0), ("%", 0)])
def test_comments_are_found_by_their_words_alone(client, edition, priya, mo, asked, found):
    factories.comment(edition, by=priya, body="That was clear.")

    assert len(titles(at(client, mo).get("/admin/blog/comment/all/", {"q": asked}))) == found


def test_nobody_changes_a_reader_s_words(client, edition, priya, mo):
    comment = factories.comment(edition, by=priya)
    address = f"/admin/blog/comment/{comment.pk}/change/"

    page, sent = at(client, mo).get(address), client.post(address, {"body": "Changed", "state": "held"})

    assert 'name="_save"' not in page.content.decode()
    assert sent.status_code == 422
    assert Comment.objects.get().body == comment.body


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_as_many_queries_for_three_as_for_one(
    client, edition, priya, mo, count, django_assert_num_queries
):
    for number in range(count):
        factories.comment(edition, by=priya, body=f"Comment {number}")
    at(client, mo)
    client.get("/admin/blog/comment/all/")

    with django_assert_num_queries(8):
        client.get("/admin/blog/comment/all/")


# --- The clinic and its people ----------------------------------------------------------------------------------------


def clinic_form(**changes):
    numbers = {field.name: field.default for field in Clinic._meta.fields if field.name.startswith("comments_")}
    details = {"name": "New name", "short_name": "New", "phone": "01632 960115", "overdue_policy": "drop", "hue": 172}
    return numbers | details | changes


def test_a_manager_changes_the_clinic_s_details(client, clinic, grace):
    response = at(client, grace).post("/admin/blog/clinic/1/change/", clinic_form(is_sole_practitioner="on"))

    assert response.status_code == 302
    assert (Clinic.current().name, Clinic.current().is_sole_practitioner) == ("New name", True)


def test_the_first_details_go_into_the_one_row_whatever_was_there_before(client, clinic, grace):
    clinic.delete()

    at(client, grace).post("/admin/blog/clinic/add/", clinic_form())

    assert list(Clinic.objects.values_list("pk", "name")) == [(1, "New name")]


def test_a_telephone_number_that_is_none_is_refused_with_a_sentence(client, clinic, grace):
    response = at(client, grace).post("/admin/blog/clinic/1/change/", clinic_form(phone="javascript:1"))

    assert response.status_code == 200
    assert "Digits and spaces only, such as 01632 960114." in text_of(response)


def practitioner_form(user, **changes):
    return {
        "user": user.pk if user else "", "name": "Dr New", "slug": "dr-new", "role": "GP", "register": "GMC",
        "number": "0000007", "checked_on": timezone.localdate().isoformat(),
    } | changes  # fmt: skip


def test_a_manager_links_an_account_to_a_practitioner(client, grace):
    locum = factories.staff("Locum", "Clinician")

    at(client, grace).post("/admin/blog/practitioner/add/", practitioner_form(locum))

    assert Practitioner.objects.get().user == locum


def test_a_patient_s_account_is_not_among_those_to_link(client, grace, priya):
    response = at(client, grace).post("/admin/blog/practitioner/add/", practitioner_form(priya))

    assert response.status_code == 200
    assert list(response.context["adminform"].form.errors) == ["user"]
    assert not Practitioner.objects.exists()


def test_two_practitioners_cannot_have_one_registration(client, grace, amara):
    response = at(client, grace).post("/admin/blog/practitioner/add/", practitioner_form(None, number="0000000"))

    assert "Another practitioner has this registration number." in text_of(response)
    assert Practitioner.objects.count() == 1


def test_a_practitioner_who_signed_something_cannot_be_deleted(client, edition, amara, grace):
    at(client, grace).post(f"/admin/blog/practitioner/{amara.practitioner.pk}/delete/", {"post": "yes"})

    assert Practitioner.objects.exists()
