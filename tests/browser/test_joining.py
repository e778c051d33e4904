"""Joining to leave one comment: what it takes, counted in pages, fields and clicks; with a passkey; and with Google."""

import re
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.core import mail
from playwright.sync_api import expect

from accounts.models import User
from blog.comments.models import Comment
from tests import factories
from tests.browser import steps

pytestmark = pytest.mark.usefixtures("unhurried")

WORDS = "Is there a list of the ones that passed?"
BOTH_SCREENS = pytest.mark.parametrize(
    ("width", "scheme"), [(1280, "light"), (320, "dark")], ids=["wide and light", "narrow and dark"]
)


class Visitor:
    """Somebody at a page, and what they have had to do there so far."""

    def __init__(self, page):
        self.page, self._pages, self.filled, self.clicked = page, [], [], []
        page.on("domcontentloaded", lambda page: self._pages.append(urlsplit(page.url).path))

    @property
    def pages(self):
        """The paths of the pages seen, the last once all of it has come."""
        self.page.wait_for_load_state("domcontentloaded")
        return self._pages

    def click(self, element):
        self.clicked.append(element.inner_text())
        steps.go_by(element)

    def tick(self, label):
        self.clicked.append(label)
        self.page.get_by_label(label).check()

    def fill(self, label, words):
        self.filled.append(label)
        self.page.get_by_label(label).fill(words)

    def press(self, name):
        self.click(self.page.get_by_role("button", name=name, exact=True))

    def follow(self, name):
        self.click(self.page.get_by_role("main").get_by_role("link", name=name, exact=True))

    def join(self, address="hannah@example.org"):
        """This will do the least that joining asks for."""
        self.fill("E-mail address", address)
        self.fill("Public name", "Hannah")
        self.tick("I am 18 or over")
        self.press("Join")
        self.fill("Code", steps.code_from_mail(address))
        self.press("Go on")


def boxes(page):
    """This will find the boxes that somebody sees in the joining form."""
    return page.locator("main form :is(input, textarea, select):visible")


@pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without script"])
def test_from_the_article_to_the_form_takes_three_pages_three_fields_and_four_clicks(new_page, article, javascript):
    page = new_page(javascript=javascript)
    page.goto(article)
    expect(page.get_by_text("You must be logged in to post a comment.")).to_be_visible()
    visitor = Visitor(page)

    visitor.follow("Join")
    expect(boxes(page)).to_have_count(4)
    visitor.join()

    expect(page.get_by_label("Your comment")).to_be_visible()
    expect(page).to_have_url(re.compile(f"{article}#leave-a-comment$"))
    assert visitor.pages == ["/accounts/signup/", "/accounts/confirm-email/", article]
    assert visitor.filled == ["E-mail address", "Public name", "Code"]
    assert visitor.clicked == ["Join", "I am 18 or over", "Join", "Go on"]


def test_with_words_typed_it_takes_one_page_and_one_click_more_and_they_are_in_the_form(new_page, article, priya):
    page = new_page()
    page.goto(article)
    steps.go_to_the_door(page, by="Log in")
    steps.log_in_by_password(page, priya.email)
    steps.write(page, WORDS)
    page.context.clear_cookies(name="sessionid")
    visitor = Visitor(page)

    visitor.press("Send comment")
    expect(page.get_by_text("is safe. You will come back to it")).to_be_visible()
    visitor.follow("Join")
    visitor.join()

    expect(page.get_by_label("Your comment")).to_have_value(WORDS)
    assert visitor.pages == ["/accounts/login/", "/accounts/signup/", "/accounts/confirm-email/", article]
    assert visitor.filled == ["E-mail address", "Public name", "Code"]
    assert visitor.clicked == ["Send comment", "Join", "I am 18 or over", "Join", "Go on"]
    assert Comment.objects.filter(body=WORDS).count() == 0


def test_somebody_joins_with_a_passkey_comments_comes_back_and_becomes_staff(with_device, article, live_server):
    page = with_device()
    page.goto(article)
    steps.go_to_the_door(page, by="Join")
    steps.go_by(page.get_by_role("link", name="Join with a passkey"))
    assert page.get_by_label("Password").count() == 0
    Visitor(page).join()
    expect(page.get_by_role("heading", level=1)).to_have_text("Make your passkey")
    page.get_by_role("button", name="Make a passkey").click()

    expect(page.get_by_label("Your comment")).to_be_visible()
    expect(page).to_have_url(f"{live_server.url}{article}#leave-a-comment")
    steps.write(page, WORDS)
    steps.send(page)
    assert Comment.objects.get(body=WORDS).author.display_name == "Hannah"

    steps.log_out(page)
    page.goto(article)
    steps.go_to_the_door(page, by="Log in")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_label("Your comment")).to_be_visible()

    hannah = User.objects.get(email="hannah@example.org")
    hannah.is_staff = True
    hannah.save()
    hannah.groups.add(factories.Group.objects.get_or_create(name="Editor")[0])
    page.goto("/admin/blog/post/")
    assert page.url.endswith("/admin/blog/post/")

    steps.log_out(page)
    page.goto("/admin/")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page).to_have_url(re.compile("/admin/$"))
    assert len([message for message in mail.outbox if message.to == ["hannah@example.org"]]) == 1


def test_the_words_survive_joining_with_a_passkey_that_the_device_refuses(new_page, article, priya):
    page = new_page()
    page.goto(article)
    steps.go_to_the_door(page, by="Log in")
    steps.log_in_by_password(page, priya.email)
    steps.write(page, WORDS)
    page.context.clear_cookies(name="sessionid")
    steps.send(page)

    page.get_by_role("main").get_by_role("link", name="Join", exact=True).click()
    page.get_by_role("link", name="Join with a passkey").click()
    Visitor(page).join()
    page.get_by_role("button", name="Go on without a passkey").click()

    expect(page.get_by_label("Your comment")).to_have_value(WORDS)


def test_without_script_nobody_is_led_to_a_passkey(new_page, article):
    page = new_page(javascript=False)
    page.goto("/accounts/signup/")

    assert page.get_by_role("link", name="Join with a passkey").count() == 0


def test_the_trap_is_out_of_reach_of_the_eye_the_keyboard_and_a_screen_reader(new_page, article):
    page = new_page()
    page.goto("/accounts/signup/")
    page.get_by_label("E-mail address").focus()

    reached = []
    for _ in range(12):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.name || document.activeElement.tagName"))

    assert "is_adult" in reached
    assert "website" not in reached
    assert not page.locator("[name=website]").is_visible()
    assert "Leave this box empty" not in page.locator("main").aria_snapshot()


@BOTH_SCREENS
def test_axe_finds_nothing_on_the_pages_of_joining(with_device, article, faults_of_access, width, scheme):
    page = with_device(width=width, scheme=scheme)
    page.goto("/accounts/signup/")
    found = {"join": faults(page, faults_of_access)}
    steps.go_by(page.get_by_role("button", name="Join", exact=True))
    found["join, with nothing filled in"] = faults(page, faults_of_access)
    steps.go_by(page.get_by_role("link", name="Join with a passkey"))
    found["join with a passkey"] = faults(page, faults_of_access)
    steps.go_by(page.get_by_role("button", name="Join", exact=True))
    found["with a passkey, with nothing filled in"] = faults(page, faults_of_access)
    page.get_by_label("I am 18 or over").check()
    Visitor(page).join()
    found["make the passkey"] = faults(page, faults_of_access)

    expect(page.get_by_role("heading", level=1)).to_have_text("Make your passkey")
    assert {where: what for where, what in found.items() if what} == {}


def faults(page, faults_of_access):
    """This will give what axe finds, and whether something is cut off."""
    is_cut = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    return [*faults_of_access(page), *(["cut off"] if is_cut else [])]


@BOTH_SCREENS
def test_with_google_the_policy_lets_people_go_there_and_come_back_to_the_form(
    chromium, article, live_server, google, faults_of_access, width, scheme
):
    context = chromium.new_context(
        base_url=live_server.url, viewport={"width": width, "height": 900}, color_scheme=scheme
    )
    asked, red = [], []
    context.route("https://accounts.google.com/**", lambda route: say_yes(route, live_server.url, asked))
    page = context.new_page()
    page.on("console", lambda message: red.append(message.text) if message.type == "error" else None)
    page.goto(article)
    steps.go_to_the_door(page, by="Join")
    found = {"join": faults(page, faults_of_access)}

    assert asked == []
    steps.go_by(page.get_by_role("button", name="Join with Google"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Join")
    found["join with Google"] = faults(page, faults_of_access)
    page.get_by_label("Public name").fill("Hazel")
    page.get_by_label("I am 18 or over").check()
    steps.go_by(page.get_by_role("button", name="Join", exact=True))

    expect(page.get_by_label("Your comment")).to_be_visible()
    page.goto("/accounts/3rdparty/")
    found["accounts elsewhere"] = faults(page, faults_of_access)
    steps.log_out(page)
    for address in (
        "/accounts/google/login/",
        "/accounts/3rdparty/login/cancelled/",
        "/accounts/3rdparty/login/error/",
    ):
        page.goto(address)
        found[address] = faults(page, faults_of_access)
    context.close()
    assert len(asked) == 1
    assert {where: what for where, what in found.items() if what} == {}
    assert [line for line in red if "status of 401" not in line] == []


def say_yes(route, site, asked):
    """This will answer for Google that somebody agreed: back to us with a code."""
    query = parse_qs(urlsplit(route.request.url).query)
    asked.append(query["redirect_uri"][0])
    back = urlencode({"code": "yes", "state": query["state"][0]})
    route.fulfill(status=302, headers={"Location": f"{site}/accounts/google/login/callback/?{back}"})
