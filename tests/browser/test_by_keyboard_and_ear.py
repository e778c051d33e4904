"""Reading and commenting with the Tab key alone, and what a screen reader is told of the pages on the way."""

import re

import pytest
from playwright.sync_api import expect

from blog.comments.models import Comment
from tests import factories
from tests.browser import tree
from tests.browser.test_every_page import each, log_in

FOCUS = """() => {
    const one = document.activeElement
    const box = [...one.getClientRects()].find(({ width }) => width > 0) ?? one.getBoundingClientRect()
    const style = getComputedStyle(one)
    const there = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)
    return {
        html: one.outerHTML.slice(0, 100),
        name: (one.labels?.[0]?.innerText ?? one.getAttribute("aria-label") ?? one.innerText).trim()
            .replace(/\\s+/g, " ").replace(" ,", ","),
        isRinged: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
        isInSight: box.top >= 0 && box.left >= 0 && box.bottom <= innerHeight && box.right <= innerWidth,
        isUncovered: there === one || one.contains(there),
    }
}"""
FORMS = ["/accounts/login/", "/accounts/signup/", "/accounts/password/reset/", "/search/?q=barrier", "/complaints/new/"]
OUTLINE = """
banner
navigation: Main
main
navigation: Where you are
1 Your skin barrier, in one page
region: Who signed this page
navigation: On this page
2 On this page
2 What it does
region: Sources
2 Sources
region: About this page
2 About this page
region: Comments
2 Comments
region: Leave a comment
2 Leave a comment
contentinfo
2 Alder Row Skin Clinic
2 If you need help now
navigation: About these pages
2 About these pages
navigation: Your rights
2 Your rights
""".strip()
MOST = 80  # presses of Tab from one thing to another


class Keyboard:
    """Goes through a page by Tab, and looks at every stop whether the focus can be seen."""

    def __init__(self, page):
        self.page, self.hidden, self.stops = page, [], []

    def tab_to(self, name):
        self.page.wait_for_load_state()  # or Tab would come before there is anything to go to
        for _ in range(MOST):
            self.page.keyboard.press("Tab")
            focus = self.page.evaluate(FOCUS)
            if not (focus["isRinged"] and focus["isInSight"] and focus["isUncovered"]):
                self.hidden.append(focus)
            self.stops.append(focus["name"])
            if focus["name"].startswith(name):
                return
        raise AssertionError(f"Tab does not reach {name}: {self.stops[-MOST:]}")

    def press_on(self, name):
        self.tab_to(name)
        self.page.keyboard.press("Enter")

    def type_into(self, name, words):
        self.tab_to(name)
        self.page.keyboard.type(words)


@pytest.mark.usefixtures("unhurried")
@pytest.mark.parametrize("width", [320, 1280])
def test_a_patient_reads_logs_in_comments_and_logs_out_by_tab_alone(new_page, article, priya, live_server, width):
    page = new_page(width=width)
    page.goto(article)
    keys = Keyboard(page)

    keys.press_on("Skip to the content")
    expect(page).to_have_url(re.compile("#main$"))
    keys.tab_to("Articles")

    keys.press_on("What it does")
    expect(page).to_have_url(re.compile("#what-it-does$"))
    keys.tab_to("Back to the text at source 1")
    keys.tab_to("Yes, this page was useful")
    keys.tab_to("Report the comment by Sam")

    keys.press_on("Log in")
    expect(page.get_by_role("heading", name="Log in", exact=True)).to_be_visible()
    keys.tab_to("E-mail address")  # of the way in with a code
    keys.type_into("E-mail address", priya.email)
    keys.type_into("Password", factories.PASSWORD)
    keys.press_on("Log in")

    expect(page).to_have_url(f"{live_server.url}{article}#leave-a-comment")
    keys.type_into("Your comment", "Typed without a mouse.")
    keys.press_on("Send comment")
    expect(page.locator(".comment", has_text="Typed without a mouse.")).to_be_focused()
    assert Comment.objects.filter(body="Typed without a mouse.", author=priya).count() == 1

    page.reload()
    keys.press_on("Log out")
    expect(page.get_by_role("button", name="Log out")).to_be_visible()
    keys.tab_to("Log out")  # the link to this page
    keys.press_on("Log out")
    expect(page.get_by_role("link", name="Log in")).to_be_visible()
    assert keys.hidden == []


def test_contents_longer_than_the_window_are_reached_to_the_end(new_page, demonstrated):
    page = new_page(width=1280)
    page.set_viewport_size({"width": 1280, "height": 300})
    page.goto(demonstrated.get_absolute_url())
    page.locator(".prose h2").nth(4).scroll_into_view_if_needed()
    contents = page.get_by_role("navigation", name="On this page")
    assert contents.evaluate("it => it.getBoundingClientRect().bottom <= innerHeight")

    page.keyboard.press("Tab")  # so that the focus that follows is one by keyboard
    contents.get_by_role("link").last.focus()

    focus = page.evaluate(FOCUS)
    assert {name: focus[name] for name in ("isRinged", "isInSight", "isUncovered")} == {
        "isRinged": True, "isInSight": True, "isUncovered": True,
    }  # fmt: skip


def test_a_focus_that_is_hidden_is_found(new_page, article):
    page = new_page()
    page.goto(article)
    page.locator(".masthead").evaluate("bar => bar.insertAdjacentHTML('afterend', '<div id=over></div>')")
    page.locator("#over").evaluate("over => Object.assign(over.style, { position: 'fixed', inset: '0 0 50% 0' })")
    keys = Keyboard(page)

    keys.tab_to("Topics")

    assert [each["isUncovered"] for each in keys.hidden][-1] is False


def test_a_screen_reader_lists_the_parts_of_an_article_in_their_order(new_page, article):
    page = new_page()

    page.goto(article)

    assert tree.outline(page) == OUTLINE


def test_every_control_has_a_name(new_page, article, edition, priya):
    own = factories.comment(edition, by=priya)
    for_everybody = [*FORMS, article, "/", f"{article}useful/?useful=no", f"{edition.topic.get_absolute_url()}follow/"]
    for_members = [article, "/account/", "/accounts/2fa/", f"/comments/{own.pk}/edit/", f"/comments/{own.pk}/report/"]
    page = new_page()

    found = each(page, for_everybody, tree.controls_without_a_name)
    log_in(page, priya.email)
    found |= each(page, for_members, tree.controls_without_a_name)
    assert found == {}

    page.goto(article)
    page.get_by_role("button", name="Send comment").evaluate("button => { button.textContent = '' }")
    assert tree.controls_without_a_name(page) == ["button"]
