"""What the account tests share: the codes in the mail, and every allowance where a test is not about the limits."""

import re

import pytest
from django.core import mail
from django.test import Client

from tests import factories


@pytest.fixture(autouse=True)
def the_clinic(request):
    if "db" in request.fixturenames:
        request.getfixturevalue("clinic")


@pytest.fixture
def client_of_another(db):
    return Client()


@pytest.fixture
def no_limits(settings):
    settings.ACCOUNT_RATE_LIMITS = dict.fromkeys(
        ["login", "login_failed", "signup", "request_login_code", "reset_password", "confirm_email", "reauthenticate",
         "change_password", "manage_email"]
    )  # fmt: skip


@pytest.fixture
def code():
    """The code in the mail sent last."""

    def newest():
        return re.search(r"^ +([A-Z]{3}-[A-Z]{3})$", mail.outbox[-1].body, re.MULTILINE)[1]

    return newest


def joining(**fields):
    """This will give what somebody new types on the joining page."""
    return {"email": "nadia@example.org", "display_name": "Nadia", "password1": "", "is_adult": "on"} | fields


def log_in(client, user, **fields):
    """This will log in with a password, as a person does."""
    return client.post("/accounts/login/", {"login": user.email, "password": factories.PASSWORD} | fields)


def logged_in(client):
    """This will tell whose session the client's cookie opens, or None."""
    return client.session.get("_auth_user_id")


def errors(response):
    """This will give the sentences at the fields of a form that was shown again."""
    return [sentence for sentences in response.context["form"].errors.values() for sentence in sentences]
