"""Every page of an account in Chromium: under the strict policy, without a fault for axe, and at the address meant.

A new address under /account or /accounts fails the first test until it is listed here.
"""

import time

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY as RECORDS
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import get_resolver
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

from tests import factories
from tests.accounts.conftest import joining
from tests.browser import steps

# What stands in a browser's session, and the pages it opens.
VISITOR = {
    "account_login": "/accounts/login/",
    "account_request_login_code": "/accounts/login/code/",
    "account_signup": "/accounts/signup/",
    "account_signup_by_passkey": "/accounts/signup/passkey/",
    "account_reset_password": "/accounts/password/reset/",
    "account_inactive": "/accounts/inactive/",
    "account_password_reset_completed": "/accounts/password/reset/done/",
}
ON_THE_WAY = {
    "account_email_verification_sent": "/accounts/confirm-email/",
    "account_confirm_login_code": "/accounts/login/code/confirm/",
    "account_confirm_password_reset_code": "/accounts/password/reset/confirm/",
    "account_complete_password_reset": "/accounts/password/reset/complete/",
    "mfa_authenticate": "/accounts/2fa/authenticate/",
}
MEMBER = {
    "account": "/account/",
    "account_name": "/account/name/",
    "account_log_in_again": "/account/log-in-again/",
    "account_logout": "/accounts/logout/",
    "account_reauthenticate": "/accounts/reauthenticate/",
    "account_email": "/accounts/email/",
    "account_change_password": "/accounts/password/change/",
    "mfa_index": "/accounts/2fa/",
    "mfa_activate_totp": "/accounts/2fa/totp/activate/",
    "mfa_list_webauthn": "/accounts/2fa/webauthn/",
    "mfa_add_webauthn": "/accounts/2fa/webauthn/add/",
    "mfa_reauthenticate_webauthn": "/accounts/2fa/webauthn/reauthenticate/",
    "mfa_edit_webauthn": "/accounts/2fa/webauthn/keys/{pk}/edit/",
    "mfa_remove_webauthn": "/accounts/2fa/webauthn/keys/{pk}/remove/",
    "usersessions_list": "/accounts/sessions/",
    "own_data": "/account/data/",
    "mail_about_comments": "/account/notices/",
}
MEMBER_WITHOUT_A_PASSWORD = {"account_set_password": "/accounts/password/set/"}
STAFF_WITH_AN_APP = {
    "mfa_reauthenticate": "/accounts/2fa/reauthenticate/",
    "mfa_deactivate_totp": "/accounts/2fa/totp/deactivate/",
    "mfa_view_recovery_codes": "/accounts/2fa/recovery-codes/",
    "mfa_generate_recovery_codes": "/accounts/2fa/recovery-codes/generate/",
}
STAFF_WITH_NOTHING_YET = {"account_second_factor": "/account/second-factor/"}
NO_PAGES = {  # a file, an answer for a script, and what only takes a form
    "mfa_download_recovery_codes", "mfa_login_webauthn", "own_data_export", "own_data_leave", "own_data_stay",
    "own_data_log_in_again", "account_join_without_passkey",
}  # fmt: skip
WITH_ITS_JOURNEY = {"mfa_signup_webauthn"}  # test_joining.py opens it, with axe too


def addresses(resolver, before=""):
    """This will yield every address of the site with its name."""
    for each in resolver.url_patterns:
        address = before + str(each.pattern)
        if hasattr(each, "url_patterns"):
            yield from addresses(each, address)
        else:
            yield address, each.name


def test_every_account_page_is_listed():
    named = {name for address, name in addresses(get_resolver()) if address.startswith(("account/", "accounts/"))}

    listed = [VISITOR, ON_THE_WAY, MEMBER, MEMBER_WITHOUT_A_PASSWORD, STAFF_WITH_AN_APP, STAFF_WITH_NOTHING_YET]
    assert named - {None} == NO_PAGES.union(WITH_ITS_JOURNEY, *listed)


@pytest.fixture
def faults(new_page, live_server, faults_at_every_size):
    """This will give a function that opens pages in the session of a client, and gives what axe finds, by address."""
    page = new_page()

    def look(client, pages):
        page.context.clear_cookies()
        cookies = [{"name": name, "value": one.value, "url": live_server.url} for name, one in client.cookies.items()]
        page.context.add_cookies(cookies)
        found = {}
        for address in pages:
            page.goto(address)
            assert page.url == live_server.url + address
            assert page.get_by_role("heading", level=1).count() == 1, address
            found[address] = faults_at_every_size(page)
        return {address: faults for address, faults in found.items() if faults}

    return look


def just_logged_in(user):
    """This will give a client of somebody who has just proved themselves, as staff with their second factor."""
    client = Client()
    client.force_login(user)
    if not user.is_staff:
        session = client.session
        session[RECORDS] = [{"method": "password", "at": time.time()}]
        session[f"{RECORDS}_user"] = str(user.pk)
        session.save()
    return client


def passkey(user):
    """This will give somebody a passkey that no device has."""
    key = {1: 2, 3: -7, -1: 1, -2: b"x" * 32, -3: b"y" * 32}
    made = AttestedCredentialData.create(b"0" * 16, b"a passkey of nobody", key)
    data = AuthenticatorData.create(b"r" * 32, AuthenticatorData.FLAG.AT | AuthenticatorData.FLAG.UP, 0, made)
    answer = {
        "clientDataJSON": websafe_encode(
            b'{"type": "webauthn.create", "challenge": "AA", "origin": "http://localhost"}'
        ),
        "attestationObject": websafe_encode(AttestationObject.create("none", data, {})),
    }
    called = websafe_encode(made.credential_id)
    credential = {"id": called, "rawId": called, "type": "public-key", "response": answer}
    return Authenticator.objects.create(
        user=user, type="webauthn", data={"name": "Telephone", "credential": credential}
    )


def test_a_visitors_pages(faults):
    assert faults(Client(), VISITOR.values()) == {}


def test_the_pages_on_the_way_in(faults, people, ben, priya):
    joins, waits, forgot, goes_on, proves = (Client() for _ in range(5))
    joins.post("/accounts/signup/", joining())
    waits.post("/accounts/login/code/", {"email": priya.email})
    for client in (forgot, goes_on):
        client.post("/accounts/password/reset/", {"email": priya.email})
    goes_on.post("/accounts/password/reset/confirm/", {"code": steps.code_from_mail(priya.email)})
    proves.post("/accounts/login/", {"login": ben.email, "password": factories.PASSWORD})

    clients = [joins, waits, forgot, goes_on, proves]
    for client, address in zip(clients, ON_THE_WAY.values(), strict=True):
        assert faults(client, [address]) == {}


def test_a_members_pages(faults, people, sam, priya, edition):
    factories.comment(edition, by=priya)
    client = just_logged_in(priya)
    pk = passkey(priya).pk
    assert faults(client, [address.format(pk=pk) for address in MEMBER.values()]) == {}

    sam.set_unusable_password()
    sam.save()
    assert faults(just_logged_in(sam), MEMBER_WITHOUT_A_PASSWORD.values()) == {}


def test_the_pages_of_staff(faults, people, ben):
    assert faults(just_logged_in(ben), STAFF_WITH_AN_APP.values()) == {}

    leila = factories.member("Leila", is_staff=True)
    client = just_logged_in(leila)
    Authenticator.objects.filter(user=leila).delete()
    assert faults(client, STAFF_WITH_NOTHING_YET.values()) == {}


def test_the_question_before_a_second_factor_is_reset(faults, people, grace, ben):
    pages = [f"/admin/accounts/user/{ben.pk}/{name}/" for name in ("reset-second-factor", "end-access")]

    assert faults(just_logged_in(grace), pages) == {}
