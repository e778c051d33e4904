"""What a person does on these pages, in the words on the pages."""

import re

from django.core import mail

from accounts import second_factor
from accounts.models import User
from tests.factories import PASSWORD, recovery_code


def code_from_mail(address):
    """This will read the code in the newest mail to an address."""
    letter = next(message for message in reversed(mail.outbox) if message.to == [address])
    return re.search(r"^ {4}(\S{6,})$", letter.body, re.MULTILINE)[1]


def part(page, name):
    """This will find a part of the page by its heading."""
    return page.get_by_role("region", name=name, exact=True)


def go_by(element):
    """This will press what leads to another page, and wait until that one is there."""
    with element.page.expect_event("domcontentloaded"):
        element.click()


def open_by_reading(page, title):
    """This will come in at the front page and follow the headline."""
    page.goto("/")
    go_by(page.get_by_role("link", name=title).first)


def go_to_the_door(page, *, by):
    """This will follow one of the two links that stand where the form would be."""
    go_by(part(page, "Leave a comment").get_by_role("link", name=by, exact=True))


def log_in_by_code(page, address):
    with_code = part(page, "With a code by e-mail")
    with_code.get_by_label("E-mail address").fill(address)
    go_by(with_code.get_by_role("button", name="E-mail me a code"))
    page.get_by_label("Code").fill(code_from_mail(address))
    go_by(page.get_by_role("button", name="Log in", exact=True))
    take_the_second_step(page, address)


def log_in_by_password(page, address, password=PASSWORD):
    with_password = part(page, "With a password")
    with_password.get_by_label("E-mail address").fill(address)
    with_password.get_by_label("Password").fill(password)
    go_by(with_password.get_by_role("button", name="Log in", exact=True))
    if password == PASSWORD:
        take_the_second_step(page, address)


def take_the_second_step(page, address):
    """This will type a recovery code where somebody has an app: a code of the app is refused twice in half a minute."""
    user = User.objects.get(email=address)
    if second_factor.APP in second_factor.kinds(user).values():
        with_code = part(page, "With a code")
        with_code.get_by_role("textbox", name="Code").fill(recovery_code(user))
        go_by(with_code.get_by_role("button", name="Log in", exact=True))


def join(page, *, address, name):
    page.get_by_label("E-mail address").fill(address)
    page.get_by_label("Public name").fill(name)
    page.get_by_label("I am 18 or over").check()
    go_by(page.get_by_role("button", name="Join", exact=True))
    page.get_by_label("Code").fill(code_from_mail(address))
    go_by(page.get_by_role("button", name="Go on", exact=True))


def log_out(page):
    page.goto("/accounts/logout/")
    go_by(page.get_by_role("main").get_by_role("button", name="Log out"))


def write(page, words, *, label="Your comment"):
    page.get_by_label(label).fill(words)


def send(page, *, button="Send comment"):
    """This will send a form of a conversation, and wait until the script, or the browser, has done with the answer."""
    arrived = []
    page.once("domcontentloaded", lambda page: arrived.append(page))
    with page.expect_request(lambda request: request.method == "POST") as sent:
        page.get_by_role("button", name=button, exact=True).click()
    sent.value.response()  # none, where the form did not get through
    if sent.value.is_navigation_request() and not arrived:
        page.wait_for_event("domcontentloaded")
    page.locator("form[aria-busy]").wait_for(state="detached")
