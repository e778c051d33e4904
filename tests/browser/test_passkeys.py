"""Passkeys, made and used in a real browser with a device of software: by a member, and by new staff."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from playwright.sync_api import expect

from tests import factories
from tests.browser import steps


def make_a_passkey(page, name="Telephone"):
    page.get_by_label("Name of this passkey").fill(name)
    page.get_by_role("button", name="Make a passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your recovery codes")


def test_a_member_makes_a_passkey_and_comes_in_with_it(with_device, article, priya, faults_of_access):
    page = with_device()
    page.goto("/accounts/login/")
    steps.log_in_by_password(page, priya.email)
    steps.go_by(page.get_by_role("link", name="Priya"))
    steps.go_by(page.get_by_role("link", name="Make a passkey"))
    assert faults_of_access(page) == []
    make_a_passkey(page)
    page.goto("/account/")
    expect(page.get_by_text("Telephone, made")).to_be_visible()
    assert faults_of_access(page) == []
    assert mail.outbox[-1].subject == "A passkey was added to your account"

    steps.log_out(page)
    page.goto(article)
    steps.go_to_the_door(page, by="Log in")
    assert faults_of_access(page) == []
    page.get_by_role("button", name="Use a passkey").click()

    expect(steps.part(page, "Leave a comment").get_by_label("Your comment")).to_be_visible()


def test_new_staff_are_led_to_a_passkey_and_then_work(with_device, people, faults_of_access):
    leila = factories.member("Leila", is_staff=True)
    leila.groups.add(factories.Group.objects.get_or_create(name="Editor")[0])
    page = with_device()
    page.goto("/admin/blog/post/")
    steps.log_in_by_password(page, leila.email)
    expect(page.get_by_role("heading", level=1)).to_have_text("Before you begin")
    assert faults_of_access(page) == []
    page.get_by_role("link", name="Make a passkey").click()
    make_a_passkey(page)
    assert faults_of_access(page) == []
    page.get_by_role("link", name="I have kept them: go on").click()
    expect(page).to_have_url(re.compile("/admin/blog/post/$"))

    steps.log_out(page)
    page.goto("/admin/blog/post/")
    steps.log_in_by_password(page, leila.email)
    expect(page.get_by_role("heading", level=1)).to_have_text("Your second step")
    assert faults_of_access(page) == []
    page.get_by_role("button", name="Use a passkey").click()
    expect(page).to_have_url(re.compile("/admin/blog/post/$"))

    steps.log_out(page)
    page.goto("/admin/")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_text("Quiet", exact=True)).to_be_visible()
    assert Authenticator.objects.get(user=leila, type="webauthn").last_used_at


def test_a_passkey_nobody_has_is_a_sentence_and_the_other_ways_stay(with_device, people, priya):
    page = with_device()
    page.goto("/accounts/login/")
    page.get_by_role("button", name="Use a passkey").click()

    expect(page.get_by_role("alert").filter(has_text="No passkey was used.")).to_be_visible()
    steps.log_in_by_password(page, priya.email)
    expect(page.get_by_role("link", name="Log out")).to_be_visible()


def test_without_javascript_the_other_ways_are_there_and_no_button_that_does_nothing(new_page, people, ben):
    page = new_page(javascript=False)
    page.goto("/admin/blog/post/")
    assert page.get_by_role("button", name="Use a passkey").count() == 0
    steps.log_in_by_password(page, ben.email)

    expect(page).to_have_url(re.compile("/admin/blog/post/$"))


@pytest.mark.parametrize(
    ("width", "scheme"), [(1280, "light"), (320, "dark")], ids=["wide and light", "narrow and dark"]
)
def test_axe_finds_nothing_on_the_pages_of_an_account(new_page, people, ben, faults_of_access, width, scheme):
    page = new_page(width=width, scheme=scheme)
    page.goto("/accounts/login/")
    steps.log_in_by_password(page, ben.email)

    found = {}
    for address in (
        "/account/", "/account/name/", "/account/log-in-again/", "/accounts/sessions/", "/accounts/2fa/",
        "/accounts/2fa/webauthn/add/", "/accounts/2fa/totp/deactivate/", "/accounts/2fa/recovery-codes/",
        "/accounts/2fa/recovery-codes/generate/", "/accounts/2fa/reauthenticate/",
    ):  # fmt: skip
        page.goto(address)
        assert page.url.endswith(address)
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), address
        found[address] = faults_of_access(page)
    Authenticator.objects.filter(user=ben, type="totp").delete()
    page.goto("/account/second-factor/")
    found["second-factor"] = faults_of_access(page)
    page.goto("/accounts/2fa/totp/activate/")
    if page.get_by_label("Password").count():
        page.get_by_label("Password").fill(factories.PASSWORD)
        steps.go_by(page.get_by_role("button", name="Go on"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Add an app that shows codes")
    found["totp"] = faults_of_access(page)

    assert {address: faults for address, faults in found.items() if faults} == {}
