"""An address with an account and one without get the same pages, statuses and effort; only the mail differs."""

import re

import pytest
from allauth.core import context
from django.contrib.auth.hashers import MD5PasswordHasher
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.middleware import MessageMiddleware
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.joining import SignupForm
from accounts.models import User
from blog.outbox.models import Message
from tests.accounts.conftest import joining

pytestmark = pytest.mark.django_db


class CountingHasher(MD5PasswordHasher):
    """Hashes as its parent does, and counts how often."""

    times = 0

    def encode(self, password, salt):
        type(self).times += 1
        return super().encode(password, salt)


@pytest.fixture
def hashes(settings):
    """How many password hashes something takes."""
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]

    def count(do):
        before = CountingHasher.times
        do()
        return CountingHasher.times - before

    return count


def plain(page):
    """This will give a page without what is random in it."""
    html = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page.content.decode())
    return re.sub(r"(priya|nadia)@example\.org", "ADDRESS", html)


def seen(client, address, fields):
    """This will give everything that the sender of a form sees, page by page."""
    page = client.post(address, fields, follow=True)
    return page.redirect_chain, page.status_code, plain(page), sorted(page.cookies)


def test_joining_looks_the_same_and_the_owner_hears_of_it(client, client_of_another, priya):
    taken = seen(client, "/accounts/signup/", joining(email="priya@example.org", next="/posts/x/#leave-a-comment"))
    free = seen(client_of_another, "/accounts/signup/", joining(next="/posts/x/#leave-a-comment"))

    assert taken == free
    assert [(message.to, message.subject) for message in mail.outbox] == [
        (["priya@example.org"], "You have an account already"),
        (["nadia@example.org"], "Your code to join"),
    ]
    assert User.objects.filter(email="priya@example.org").get().display_name == "Priya"


def test_wrong_codes_look_the_same_to_the_end(client, client_of_another, priya):
    client.post("/accounts/signup/", joining(email="priya@example.org"))
    client_of_another.post("/accounts/signup/", joining())

    for _ in range(4):
        taken = seen(client, "/accounts/confirm-email/", {"code": "AAA-AAA"})
        free = seen(client_of_another, "/accounts/confirm-email/", {"code": "AAA-AAA"})
        assert taken == free


def test_asking_for_another_code_looks_the_same(client, client_of_another, priya, no_limits):
    client.post("/accounts/signup/", joining(email="priya@example.org"))
    client_of_another.post("/accounts/signup/", joining())

    for _ in range(3):
        taken = seen(client, "/accounts/confirm-email/", {"action": "resend"})
        free = seen(client_of_another, "/accounts/confirm-email/", {"action": "resend"})
        assert taken == free


@pytest.mark.parametrize("address", ["/accounts/login/code/", "/accounts/password/reset/"])
def test_asking_for_a_code_looks_the_same(client, client_of_another, priya, address):
    known = seen(client, address, {"email": "priya@example.org"})
    unknown = seen(client_of_another, address, {"email": "nadia@example.org"})

    assert known == unknown
    assert [message.to for message in mail.outbox] == [["priya@example.org"], ["nadia@example.org"]]
    assert mail.outbox[1].subject == "There is no account with this address"


@pytest.mark.parametrize("address", ["/accounts/login/code/", "/accounts/password/reset/"])
def test_wrong_codes_for_it_look_the_same(client, client_of_another, priya, address):
    confirm = address + "confirm/"
    client.post(address, {"email": "priya@example.org"})
    client_of_another.post(address, {"email": "nadia@example.org"})

    for _ in range(4):
        known = seen(client, confirm, {"code": "AAA-AAA"})
        unknown = seen(client_of_another, confirm, {"code": "AAA-AAA"})
        assert known == unknown


@pytest.mark.parametrize("typed", ["a kettle of herons", ""])
def test_joining_takes_the_same_effort(client, client_of_another, priya, hashes, typed):
    taken = hashes(lambda: client.post("/accounts/signup/", joining(email="priya@example.org", password1=typed)))
    free = hashes(lambda: client_of_another.post("/accounts/signup/", joining(password1=typed)))

    assert taken == free == (1 if typed else 0)


def test_a_wrong_password_takes_the_same_effort(client, priya, hashes):
    priya.set_password("a kettle of herons")
    priya.save()

    known = hashes(lambda: client.post("/accounts/login/", {"login": priya.email, "password": "wrong"}))
    unknown = hashes(lambda: client.post("/accounts/login/", {"login": "nadia@example.org", "password": "wrong"}))

    assert known == unknown == 1


def test_two_who_join_with_one_address_in_the_same_moment_get_one_account(rf, client, priya):
    form = SignupForm(joining(email="nadia@example.org"))
    assert form.is_valid()
    User.objects.create_user("nadia@example.org", display_name="The faster one")

    client.get("/accounts/signup/")
    request = rf.post("/accounts/signup/")
    request.session = client.session

    assert save_in(request, form) == (None, "/accounts/confirm-email/")
    assert User.objects.get(email="nadia@example.org").display_name == "The faster one"
    assert [message.subject for message in mail.outbox] == ["You have an account already"]


def save_in(request, form):
    """This will save a form as the joining page does."""
    request.user = AnonymousUser()
    MessageMiddleware(lambda request: None).process_request(request)
    with context.request_context(request):
        user, response = form.try_save(request)
    return user, response["Location"]


WRITES = ("INSERT", "UPDATE", "DELETE")


def work(client, address, fields):
    """This will give what a form makes the server do: what it writes, and which mail it leaves to the worker."""
    client.get("/accounts/login/")
    before = Message.objects.count()
    with CaptureQueriesContext(connection) as queries:
        client.post(address, fields)
    writes = [query["sql"].split("(")[0] for query in queries if query["sql"].startswith(WRITES)]
    return len(queries), writes, Message.objects.count() - before, len(mail.outbox)


@pytest.mark.parametrize("address", ["/accounts/login/code/", "/accounts/password/reset/"])
def test_asking_for_a_code_takes_the_same_effort(
    client, client_of_another, priya, hashes, address, mail_waits, no_limits
):
    known = work(client, address, {"email": "priya@example.org"})
    unknown = work(client_of_another, address, {"email": "nadia@example.org"})

    assert known[1:] == unknown[1:] == (['INSERT INTO "blog_message" ', 'INSERT INTO "django_session" '], 1, 0)
    assert abs(known[0] - unknown[0]) <= 1  # a look for an address in one table, or in two
    assert hashes(lambda: client.post(address, {"email": "priya@example.org"})) == 0
    assert hashes(lambda: client_of_another.post(address, {"email": "nadia@example.org"})) == 0


def test_joining_leaves_one_mail_to_the_worker_either_way(client, client_of_another, priya, mail_waits):
    taken = work(client, "/accounts/signup/", joining(email="priya@example.org", password1="a kettle of herons"))
    free = work(client_of_another, "/accounts/signup/", joining(password1="a kettle of herons"))

    assert taken[2:] == free[2:] == (1, 0)


def test_joining_writes_the_same_rows_either_way(client, client_of_another, priya):
    """Rows cost more time than anything else here: those of an account are written for nobody too, and taken back."""
    written = []
    for browser, email in ((client, "priya@example.org"), (client_of_another, "nadia@example.org")):
        with CaptureQueriesContext(connection) as asked:
            browser.post("/accounts/signup/", joining(email=email, password1=""))
        inserts = [query["sql"].split('"')[1] for query in asked if query["sql"].startswith("INSERT")]
        written.append([table for table in inserts if table in ("accounts_user", "account_emailaddress")])

    assert written == [["accounts_user", "account_emailaddress"]] * 2
    assert User.objects.filter(display_name="Nobody").count() == 0
