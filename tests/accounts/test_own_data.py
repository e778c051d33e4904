"""/account/data/: everything is taken away as one file, or deleted everywhere after a day to think."""

import base64
import io
import json
import logging
import time
import zipfile
from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts.models import Leaving, User
from accounts.own_data.leaving import CHANGE_ONE_S_MIND, ask_to_leave, let_go, stay_after_all
from accounts.own_data.pruning import WARNED_BEFORE, prune
from blog.clinic.models import Clinic, Practitioner
from blog.comments import actions as comments
from blog.comments.models import Comment, Conversation, Decision, Report, Subscription
from blog.outbox.actions import deliver_due, put
from blog.outbox.models import Message
from tests import factories
from tests.accounts.conftest import log_in
from tests.posts.conftest import text_of

MARK = "zebrafish7q"
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def open_clinic(clinic):
    Clinic.objects.update(comments_hold_first=0)


@pytest.fixture
def leaver(edition, sam, now):
    """A member who left a trace in every table that can hold one."""
    user = factories.member(f"Name {MARK}", email=f"{MARK}@example.org")
    first = factories.comment(edition, by=user, body=f"Before {MARK}.")
    comments.edit_comment(comment_id=first.pk, by=user, body=f"After {MARK}.", at=now)
    factories.comment(edition, by=sam, body="An answer of somebody else.", parent=first)
    told = factories.member("Told by mail")
    Subscription.objects.create(user=told, post_id=edition.post_id, created_at=now)
    theirs = factories.comment(edition, by=told, body="What of the rest?", parent=first)
    factories.comment(edition, by=user, body=f"An answer to that, {MARK}.", parent=theirs)
    assert any(MARK in notice.text for notice in Message.objects.filter(to=told.email))
    gone = factories.comment(edition, by=user, body=f"Rejected {MARK}.", held=True)
    Comment.objects.filter(pk=gone.pk).update(state=Comment.State.REJECTED)
    Decision.objects.create(comment=gone, act="rejected", reason="spam", before="held", at=now)
    others = factories.comment(edition, by=sam, body="Somebody else’s.")
    Report.objects.create(comment=others, by=user, reason="other", note=f"Because {MARK}.", at=now)
    Subscription.objects.create(user=user, post_id=edition.post_id, created_at=now)
    put(key="to-them", to=user.email, template="accounts/mail/asleep.txt", context={"person": user, "on": now}, at=now)
    return user


def fresh(client, user, *, minutes_ago=0):
    client.force_login(user)
    session = client.session
    session["account_authentication_methods"] = [{"method": "code", "at": time.time() - minutes_ago * 60}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return client


def where_the_mark_is():
    """This will look through every text of every row of every table, and into what is written there in base64."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            found |= {table for row in cursor.fetchall() if any(map(has_the_mark, row))}
    if any(has_the_mark(session.get_decoded()) for session in Session.objects.all()):
        found.add("django_session")
    return found


def has_the_mark(value):
    if MARK in str(value).lower():
        return True
    try:
        return MARK.encode() in base64.b64decode(str(value), validate=True).lower()
    except ValueError:
        return False


def dump():
    """This will give the whole database as text, in each way there is to dump it."""
    said = io.StringIO()
    call_command("dumpdata", stdout=said)
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        said.writelines(connection.connection.iterdump())
    return said.getvalue().lower()


def files_with_the_mark(folder):
    """This will look into every file that is kept, of pictures and private, and at its name."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path for path in files if MARK in path.name.lower() or MARK.encode() in path.read_bytes().lower()]


def test_the_file_holds_everything(client, leaver):
    response = fresh(client, leaver).post("/account/data/export/")

    archive = zipfile.ZipFile(io.BytesIO(response.content))
    said = json.loads(archive.read("everything.json"))
    assert response.headers["Content-Type"] == "application/zip"
    assert "no-store" in response.headers["Cache-Control"]
    assert said["profile"][0]["e-mail address"] == leaver.email
    assert [comment["words"] for comment in said["comments"]] == [
        f"After {MARK}.",
        f"An answer to that, {MARK}.",
        f"Rejected {MARK}.",
    ]
    assert said["comments"][0]["earlier wordings"] == [f"Before {MARK}."]
    assert said["decisions"][0]["because"] == "it is spam"
    assert said["reports"][0]["note"] == f"Because {MARK}."
    assert len(said["notices"]) == 1
    assert said["mail"][0]["subject"] == "Your account has not been used for a long time"
    assert f"After {MARK}." in archive.read("everything.html").decode()


def test_the_file_holds_nothing_of_others(client, leaver, sam):
    said = fresh(client, sam).post("/account/data/export/").content
    archive = zipfile.ZipFile(io.BytesIO(said))

    assert MARK not in archive.read("everything.json").decode()


def test_what_is_in_the_file_for_people_is_escaped(client, edition, sam):
    factories.comment(edition, by=sam, body="<script>alert(1)</script>")

    archive = zipfile.ZipFile(io.BytesIO(fresh(client, sam).post("/account/data/export/").content))

    assert b"<script>" not in archive.read("everything.html")


@pytest.mark.parametrize("page", ["export/", "delete/"])
def test_a_log_in_of_this_morning_does_not_do(client, sam, page):
    response = fresh(client, sam, minutes_ago=31).post(f"/account/data/{page}", {"words": "erase"})

    assert response.status_code == 302
    assert response.url == "/accounts/login/?next=/account/data/"
    assert Leaving.objects.count() == 0


@pytest.mark.parametrize("page", ["", "export/", "delete/", "keep/"])
def test_a_visitor_is_sent_to_log_in(client, db, page):
    send = client.post if page else client.get

    assert send(f"/account/data/{page}").status_code == 302


def test_deleting_takes_a_day_and_can_be_taken_back(client, leaver):
    fresh(client, leaver)

    response = client.post("/account/data/delete/", {"words": "erase"})
    page = client.get("/account/data/")
    let_go(at=timezone.now() + CHANGE_ONE_S_MIND - timedelta(minutes=1))
    client.post("/account/data/keep/")
    let_go(at=timezone.now() + 2 * DAY)

    assert response.status_code == 302
    assert "Your account will be deleted on" in text_of(page)
    assert "Your account stays. Nothing was deleted." in text_of(client.get("/account/data/"))
    assert User.objects.get(pk=leaver.pk).is_active


@pytest.mark.parametrize("words", ["", "both", "a\0b"])
def test_a_choice_has_to_be_made(client, leaver, words):
    response = fresh(client, leaver).post("/account/data/delete/", {"words": words})

    assert response.status_code == 422
    assert "Choose what happens to your comments." in text_of(response)
    assert Leaving.objects.count() == 0


def test_erased_is_erased_in_every_table(client, leaver, edition):
    fresh(client, leaver)
    assert where_the_mark_is() >= {"accounts_user", "blog_comment", "blog_wording", "blog_report", "blog_message"}
    at = timezone.now()
    ask_to_leave(user=leaver, keep_words=False, at=at)

    let_go(at=at + CHANGE_ONE_S_MIND)

    assert where_the_mark_is() == set()
    assert [receipt.to for receipt in mail.outbox] == [[f"{MARK}@example.org"]]
    assert mail.outbox[0].subject == "Your account is deleted"
    assert client.get("/account/data/").status_code == 302
    page = client.get(f"/posts/{edition.slug}/")
    assert "This comment was removed by its author." in text_of(page)
    assert "An answer of somebody else." in text_of(page)
    assert Conversation.objects.get(post_id=edition.post_id).public_count == Comment.objects.public().count()


@pytest.fixture
def traces(client, client_of_another, leaver, grace, code, no_limits):
    """What somebody leaves behind who lives here for a while: changed addresses, codes asked for, a manager's help."""
    log_in(client, leaver)
    client.post("/accounts/email/", {"action_add": "1", "email": f"new-{MARK}@example.org"})
    client.post("/accounts/confirm-email/", {"code": code()})
    client.get("/account/", headers={"user-agent": f"Browser {MARK}"})
    for address in ("/accounts/login/code/", "/accounts/password/reset/"):
        Client().post(address, {"email": f"new-{MARK}@example.org"})
    Client().post("/accounts/login/", {"login": f"new-{MARK}@example.org", "password": "wrong"})
    client_of_another.force_login(grace)
    typed = {"email": f"new-{MARK}@example.org", "display_name": f"Renamed {MARK}", "is_active": "on"}
    client_of_another.post(f"/admin/accounts/user/{leaver.pk}/change/", typed)
    factories.second_factor(leaver)
    client_of_another.post(f"/admin/accounts/user/{leaver.pk}/reset-second-factor/")
    client_of_another.get("/admin/")  # what was said after each act is shown, and gone from the session
    return User.objects.get(pk=leaver.pk)


def test_nothing_is_left_in_a_session_a_cache_the_outbox_a_file_a_dump_or_a_log(traces, folders, add, caplog):
    add()  # a picture of somebody else, so that there are files to look into
    caplog.set_level(logging.DEBUG)
    assert where_the_mark_is() >= {"accounts_user", "blog_message", "django_session", "django_admin_log"}
    assert MARK in dump()
    assert any(path.is_file() for path in folders.rglob("*"))
    ask_to_leave(user=traces, keep_words=False, at=timezone.now())

    let_go(at=timezone.now() + CHANGE_ONE_S_MIND)

    logged = [*caplog.get_records("setup"), *caplog.get_records("call")]
    said = "".join(record.getMessage() for record in logged if record.name != "django.db.backends")
    assert where_the_mark_is() == set()
    assert MARK not in dump()
    assert files_with_the_mark(folders) == []
    assert MARK not in said.lower()
    assert mail.outbox[-1].to == [f"new-{MARK}@example.org"]


def test_the_looks_for_the_mark_do_find_it(folders):
    (folders / "note.txt").write_text(f"Of {MARK}.")
    cache.set("told", f"Of {MARK}.", 60)
    session = Client().session
    session["email"] = f"{MARK}@example.org"
    session.save()

    assert where_the_mark_is() == {"shared_cache", "django_session"}
    assert files_with_the_mark(folders) == [folders / "note.txt"]


def test_sessions_that_are_over_are_not_kept(now):
    session = Client().session
    session["email"] = f"{MARK}@example.org"
    session.save()
    Session.objects.update(expire_date=now)

    prune(at=now)

    assert not Session.objects.exists()


def test_the_words_can_stay_without_the_person(client, leaver, edition):
    at = timezone.now()
    ask_to_leave(user=leaver, keep_words=True, at=at)

    let_go(at=at + CHANGE_ONE_S_MIND)

    page = text_of(client.get(f"/posts/{edition.slug}/"))
    assert f"After {MARK}." in page
    assert f"Name {MARK}" not in page
    assert "Somebody who left" in page
    assert where_the_mark_is() == {"blog_comment"}


def test_whoever_left_cannot_log_in_and_the_address_is_free(leaver):
    at = timezone.now()
    ask_to_leave(user=leaver, keep_words=False, at=at)
    let_go(at=at + CHANGE_ONE_S_MIND)

    shell = User.objects.get(pk=leaver.pk)
    assert (shell.is_active, shell.has_usable_password()) == (False, False)
    assert factories.member("New", email=f"{MARK}@example.org").pk != leaver.pk


def test_a_clinician_s_printed_name_stays_on_what_they_signed(edition, amara, client):
    at = timezone.now()
    ask_to_leave(user=amara, keep_words=False, at=at)
    let_go(at=at + CHANGE_ONE_S_MIND)

    assert "Dr Amara Okafor" in text_of(client.get(f"/posts/{edition.slug}/"))
    assert Practitioner.objects.get().user is None
    assert not User.objects.get(pk=amara.pk).is_staff


def test_it_is_done_once_however_often_it_is_asked(leaver):
    at = timezone.now()
    ask_to_leave(user=leaver, keep_words=False, at=at)
    ask_to_leave(user=leaver, keep_words=True, at=at + DAY / 2)

    for _ in range(3):
        let_go(at=at + CHANGE_ONE_S_MIND)

    assert len(mail.outbox) == 1
    assert Leaving.objects.count() == 0
    assert not stay_after_all(user=leaver)


def test_a_receipt_waits_for_the_mail_server_and_nothing_else_does(leaver, settings):
    at = timezone.now()
    ask_to_leave(user=leaver, keep_words=False, at=at)
    working, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, "tests.outbox.test_outbox.DownMailServer"
    let_go(at=at + CHANGE_ONE_S_MIND)
    assert where_the_mark_is() == {"blog_message"}

    settings.EMAIL_BACKEND = working
    deliver_due(at=at + 2 * DAY)

    assert len(mail.outbox) == 1
    assert where_the_mark_is() == set()


def test_an_address_that_was_never_proved_is_forgotten(now, client):
    client.post("/accounts/signup/", {"email": "new@example.org", "display_name": "New", "is_adult": "on"})
    joined = User.objects.get(email="new@example.org").date_joined

    prune(at=joined + 13 * DAY)
    assert User.objects.filter(email="new@example.org").exists()
    prune(at=joined + 14 * DAY)
    assert not User.objects.filter(email="new@example.org").exists()


def test_a_member_who_sleeps_is_asked_first_and_then_goes_without_the_words(leaver, now):
    User.objects.filter(pk=leaver.pk).update(last_login=now)
    asleep = now + 730 * DAY

    prune(at=asleep)
    prune(at=asleep + DAY)
    to_them = [sent.subject for sent in mail.outbox if sent.to == [leaver.email]]
    assert to_them == ["Your account has not been used for a long time"]

    prune(at=asleep + WARNED_BEFORE)
    assert Leaving.objects.get(user=leaver).keep_words


def test_whoever_logs_in_after_the_warning_stays(leaver, now):
    User.objects.filter(pk=leaver.pk).update(last_login=now)
    prune(at=now + 730 * DAY)
    User.objects.filter(pk=leaver.pk).update(last_login=now + 731 * DAY)

    prune(at=now + 730 * DAY + WARNED_BEFORE)

    assert not Leaving.objects.filter(user=leaver).exists()
    assert User.objects.get(pk=leaver.pk).warned_at is None


def test_staff_and_those_who_proved_their_address_are_not_pruned(settings, ben, priya, now):
    settings.DORMANT_AFTER_DAYS = 0

    call_command("prune_accounts")
    prune(at=now + 9999 * DAY)

    assert {ben, priya} <= set(User.objects.all())


def test_every_table_that_names_a_person_says_what_it_does_with_them():
    """A new model with a key to a person has to be thought of here: erased, emptied, or kept on purpose."""
    named = {
        f"{model.__name__}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if (field.many_to_one or field.one_to_one) and field.concrete and field.related_model is User
    }

    erased = {
        "EmailAddress.user", "Subscription.user", "Visit.user", "Block.user", "Draft.by", "Leaving.user",
        "Authenticator.user", "SocialAccount.user", "UserSession.user", "Comment.author", "Report.by",
        "Comment.claimed_by", "NoMail.user", "Practitioner.user",
    }  # fmt: skip
    record = {
        "Appeal.answered_by", "Block.by", "Complaint.answered_by", "Decision.by", "Edition.signer", "Entry.by",
        "Image.uploaded_by", "ImageConsent.recorded_by", "ImageConsent.withdrawn_by", "BeforeAfter.made_by",
        "LogEntry.user", "Override.clinician", "Override.manager", "Post.changed_by", "ReviewRequest.asked_by",
        "ReviewRequest.asked_of", "Withdrawal.by",
    }  # fmt: skip
    assert named - erased - record == set()
