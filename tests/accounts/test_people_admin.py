"""/admin/accounts/user/: managers keep the list of people, and nobody on the staff sets or sees a password."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from accounts.rules import refusal_to_change_person, refusal_to_manage_people
from tests import factories
from tests.accounts.conftest import logged_in

PEOPLE = "/admin/accounts/user/"
ADD = "/admin/accounts/user/add/"

pytestmark = pytest.mark.django_db


@pytest.fixture
def root(db):
    """A superuser."""
    return User.objects.create_superuser("root@example.org", factories.PASSWORD, display_name="Root")


@pytest.fixture
def as_manager(client, grace):
    client.force_login(grace)
    return client


def change(person):
    return f"{PEOPLE}{person.pk}/change/"


def typed(**fields):
    """This will give what a manager types about somebody."""
    return {"email": "leila@example.org", "display_name": "Leila", "is_active": "on"} | fields


def group(name):
    return Group.objects.get(name=name)


def test_a_manager_sees_everybody_with_their_roles(as_manager, ben, priya):
    page = as_manager.get(PEOPLE).content.decode()

    for text in ("ben-hartley@example.org", "Ben Hartley", "Editor", "priya@example.org", "Manager"):
        assert text in page


@pytest.mark.parametrize("somebody", ["ben", "amara", "mo"])
def test_other_staff_do_not_see_them(client, request, priya, somebody):
    client.force_login(request.getfixturevalue(somebody))

    assert client.get(PEOPLE).status_code == 403
    assert client.get(ADD).status_code == 403
    assert client.get(change(priya)).status_code == 403
    assert client.post(ADD, typed()).status_code == 403
    assert PEOPLE not in client.get("/admin/").content.decode()
    assert not User.objects.filter(email="leila@example.org").exists()


def test_a_member_who_is_called_manager_but_is_not_staff_does_not(priya):
    priya.groups.add(group("Manager"))

    assert refusal_to_manage_people(priya) == "Only a manager can see this."


def test_a_manager_finds_somebody_by_address_or_name(as_manager, ben, priya):
    page = as_manager.get(PEOPLE + "?q=hartley").content.decode()

    assert "ben-hartley@example.org" in page
    assert "priya@example.org" not in page


def test_a_manager_adds_somebody_who_then_comes_in_with_a_code(as_manager, client_of_another, code):
    editor = group("Editor")
    done = as_manager.post(ADD, typed(email="Leila@Example.org", is_staff="on", groups=[editor.pk]), follow=True)
    client_of_another.post("/accounts/login/code/", {"email": "leila@example.org"})
    client_of_another.post("/accounts/login/code/confirm/", {"code": code()})

    leila = User.objects.get(email="leila@example.org")
    assert "Leila can log in now. We have written to leila@example.org how." in done.content.decode()
    assert (leila.display_name, leila.is_staff, list(leila.groups.all())) == ("Leila", True, [editor])
    assert not leila.has_usable_password()
    assert logged_in(client_of_another) == str(leila.pk)
    assert EmailAddress.objects.filter(user=leila, email=leila.email, verified=True, primary=True).exists()


def test_somebody_new_is_told_by_mail_how_to_come_in(as_manager, django_capture_on_commit_callbacks, settings):
    settings.SITE_URL = "https://clinic.example"
    with django_capture_on_commit_callbacks(execute=True):
        as_manager.post(ADD, typed(is_staff="on"), headers={"host": "localhost"})

    [letter] = mail.outbox
    assert (letter.to, letter.subject) == (["leila@example.org"], "An account was made for you")
    assert "Grace has made an account for you, Leila" in letter.body
    assert "https://clinic.example/admin/\n" in letter.body
    assert "a passkey on your telephone" in letter.body
    assert "localhost" not in letter.body


def test_a_slip_writes_to_nobody(as_manager, priya, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        as_manager.post(ADD, typed(email=priya.email))

    assert mail.outbox == []


def test_the_list_tells_who_has_a_second_factor(as_manager, ben, priya):
    Authenticator.objects.filter(user=ben).delete()

    page = as_manager.get(PEOPLE)
    told = {
        person.email: page.context["cl"].model_admin.second_factor(person) for person in page.context["cl"].queryset
    }

    assert told == {"grace@example.org": "app", "ben-hartley@example.org": "none yet", "priya@example.org": ""}
    assert "none yet" in page.content.decode()


def test_no_page_shows_or_takes_a_password(as_manager, priya):
    page = as_manager.get(change(priya)).content.decode()
    as_manager.post(change(priya), typed(email=priya.email, display_name="Priya", password="mallory was here"))

    assert "pbkdf2" not in page
    assert priya.password not in page
    assert "password" not in page.replace("/admin/password_change/", "").replace("Change password", "")
    priya.refresh_from_db()
    assert priya.check_password(factories.PASSWORD)
    assert as_manager.get(f"{PEOPLE}{priya.pk}/password/", follow=True).redirect_chain[-1][0] == "/admin/"


def test_a_manager_gives_and_takes_roles(as_manager, mo):
    as_manager.post(change(mo), typed(email=mo.email, display_name="Mo", is_staff="on", groups=[group("Editor").pk]))

    assert [role.name for role in mo.groups.all()] == ["Editor"]


def test_a_new_address_has_to_be_proved_and_the_old_one_is_told(as_manager, priya):
    as_manager.post(change(priya), typed(email="priya@new.example", display_name="Priya"))

    assert list(EmailAddress.objects.filter(user=priya).values_list("email", "verified", "primary")) == [
        ("priya@new.example", False, True)
    ]
    assert [(message.to, message.subject) for message in mail.outbox] == [
        (["priya@example.org"], "Your e-mail address was changed")
    ]


def test_another_change_leaves_the_address_proved(as_manager, priya):
    as_manager.post(change(priya), typed(email=priya.email, display_name="Priya K"))

    assert EmailAddress.objects.get(user=priya).verified
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"email": "priya@example.org"}, "There is already an account with this e-mail address."),
        ({"email": "leila@example"}, "That address looks unfinished. It needs to be like priya@example.org."),
        ({"display_name": "leila@example.org"}, "Choose a name that is not an e-mail or web address: everyone can see"),
        ({"display_name": " "}, "Choose a name for readers to see."),
    ],
)
def test_a_slip_gets_a_sentence(as_manager, priya, fields, sentence):
    page = as_manager.post(ADD, typed(**fields))

    assert page.status_code == 200
    assert sentence in page.content.decode()
    assert not User.objects.filter(display_name="Leila").exists()


def test_nobody_is_deleted(as_manager, client_of_another, root, priya):
    client_of_another.force_login(root)
    for client in (as_manager, client_of_another):
        assert client.post(f"{PEOPLE}{priya.pk}/delete/", {"post": "yes"}).status_code == 403
        client.post(PEOPLE, {"action": "delete_selected", "_selected_action": [priya.pk], "post": "yes"})

    assert User.objects.filter(pk=priya.pk).exists()


def test_a_manager_cannot_make_a_superuser(as_manager, priya):
    page = as_manager.get(change(priya)).content.decode()
    as_manager.post(change(priya), typed(email=priya.email, display_name="Priya", is_superuser="on"))
    as_manager.post(ADD, typed(is_superuser="on"))

    assert "is_superuser" not in page
    assert not User.objects.filter(is_superuser=True).exists()


def test_a_manager_cannot_touch_a_superuser(as_manager, root):
    page = as_manager.get(change(root))
    answer = as_manager.post(change(root), typed(email="mallory@example.org", display_name="Root"))

    root.refresh_from_db()
    assert 'name="email"' not in page.content.decode()
    assert answer.status_code == 403
    assert (root.email, root.is_active) == ("root@example.org", True)


def test_a_superuser_can_make_one(client, root, priya):
    client.force_login(root)

    client.post(change(priya), typed(email=priya.email, display_name="Priya", is_staff="on", is_superuser="on"))

    priya.refresh_from_db()
    assert priya.is_superuser


def test_the_rules_in_sentences(grace, root, priya, ben):
    assert refusal_to_manage_people(grace) is None
    assert refusal_to_manage_people(root) is None
    assert refusal_to_manage_people(ben) == "Only a manager can see this."
    assert refusal_to_change_person(grace, priya) is None
    assert refusal_to_change_person(grace, root) == "Only a superuser can change a superuser."
    assert refusal_to_change_person(root, root) is None
    assert refusal_to_change_person(ben, priya) == "Only a manager can see this."


def test_somebody_who_joined_with_a_clinicians_address_does_not_share_what_it_becomes(
    as_manager, client, client_of_another, code
):
    client_of_another.post(
        "/accounts/signup/",
        {"email": "leila@example.org", "display_name": "Mallory", "password1": "mallory was here", "is_adult": "on"},
    )
    leila = User.objects.get(email="leila@example.org")
    as_manager.post(change(leila), typed(is_staff="on", groups=[group("Clinician").pk]))
    as_manager.post("/accounts/logout/")

    as_manager.post("/accounts/login/code/", {"email": "leila@example.org"})
    as_manager.post("/accounts/login/code/confirm/", {"code": code()})

    leila.refresh_from_db()
    assert leila.is_staff
    assert not leila.has_usable_password()


def test_the_list_takes_the_same_queries_for_few_people_and_for_many(as_manager, ben, priya):
    as_manager.get(PEOPLE)
    with CaptureQueriesContext(connection) as for_few:
        as_manager.get(PEOPLE)

    for n in range(5):
        factories.staff(f"Editor {n}", "Editor", "Moderator")
    with CaptureQueriesContext(connection) as for_many:
        as_manager.get(PEOPLE)

    assert len(for_many) == len(for_few) < 15


def test_addresses_and_groups_have_no_page_of_their_own(client, root):
    client.force_login(root)

    assert client.get("/admin/account/emailaddress/").status_code == 404
    assert client.get("/admin/auth/group/").status_code == 404
    assert client.get("/admin/mfa/authenticator/").status_code == 404
    assert client.get("/admin/usersessions/usersession/").status_code == 404
