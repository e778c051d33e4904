"""Ben writes: the guard reads along, what he typed is kept, and nobody's save is lost."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from blog.posts.models import Draft, Post
from tests.browser import steps

MARKED = """(words) => {
    const marked = [...(CSS.highlights.get("guard-stops") ?? [])].map((range) => range.toString())
    return JSON.stringify(marked) === JSON.stringify(words)
}"""
LEAVES_NOTHING = """() => dispatchEvent(new Event("beforeunload", { cancelable: true }))"""
BODY = (
    '<h2>What it does</h2><p>It keeps <strong>water</strong> in.<sup>1</sup></p><aside class="callout"><h3>Ring us</h3>'
    "<p>If it spreads.</p></aside><table><tbody><tr><th><p>Day</p></th><td><p>What</p></td></tr></tbody></table>"
    "<p>So </p>"
)


@pytest.fixture
def desk(new_page, people, post):
    """Opens the form of an article for somebody who logs in first."""

    def open_desk(*, user, address=None, **how):
        page = new_page(**how)
        page.goto(address or f"/admin/blog/post/{post.pk}/change/")
        steps.log_in_by_password(page, user.email)
        return page

    return open_desk


def textbox(page):
    return page.get_by_role("textbox", name="Text:", exact=True).and_(page.locator("[contenteditable]"))


def panel(page):
    return page.get_by_role("region", name="While you write")


def type_at_the_end(page, words):
    textbox(page).click()
    page.keyboard.press("Control+End")
    page.keyboard.type(words)


def is_kept(page):
    """This will wait until all that was typed is kept: where typing is slow, its beginning is kept before."""
    expect(panel(page).get_by_text("Kept at")).to_be_visible()
    page.wait_for_function(LEAVES_NOTHING)


def are_marked(page, *words):
    page.wait_for_function(MARKED, arg=words)


def test_the_guard_reads_along_and_marks_exactly_the_words(desk, post, ben):
    Post.objects.filter(pk=post.pk).update(body=BODY)
    page = desk(user=ben)

    type_at_the_end(page, "Ask about Botox, or B\u043etox \U0001f9b4 now.")
    is_kept(page)

    expect(panel(page).get_by_role("link").first).to_be_visible()
    are_marked(page, "Botox", "B\u043etox")

    panel(page).get_by_role("button", name="Article: B\u043etox").click()
    expect(textbox(page)).to_be_focused()
    page.wait_for_function("words => getSelection().toString() === words", arg="B\u043etox")
    page.keyboard.type("a consultation")
    expect(panel(page).get_by_text("Stops signing.")).to_have_count(1)
    are_marked(page, "Botox")


def test_a_finding_in_another_field_takes_the_writer_there(desk, ben):
    page = desk(user=ben)
    page.get_by_text("Search and social").click()
    page.get_by_label("Search title:").fill("All  about Botox")
    page.get_by_text("Search and social").click()

    panel(page).get_by_role("button", name="Search title: Botox").click()

    field = page.get_by_label("Search title:")
    expect(field).to_be_focused()
    assert field.evaluate("field => field.value.slice(field.selectionStart, field.selectionEnd)") == "Botox"


def test_what_was_typed_is_there_after_the_page_was_lost_and_can_be_thrown_away(desk, ben):
    page = desk(user=ben)
    type_at_the_end(page, " And more.")
    is_kept(page)

    page.reload()
    expect(page.get_by_text("This is what you typed until")).to_be_visible()
    expect(textbox(page)).to_contain_text("It keeps other things out. And more.")
    assert "And more" not in Post.objects.get().body

    page.get_by_role("button", name="Discard mine, show the saved text").click()
    expect(page.get_by_text("What you had typed is gone.")).to_be_visible()
    expect(textbox(page)).not_to_contain_text("And more.")
    assert not Draft.objects.exists()


def test_looking_at_an_article_keeps_nothing(desk, ben):
    Post.objects.update(body="<ul><li><p>An end that the editor mends.</p></li></ul>")
    page = desk(user=ben)
    expect(textbox(page)).to_be_visible()
    page.get_by_label("Title:", exact=True).focus()
    page.keyboard.press("End")
    page.wait_for_timeout(1800)

    assert not Draft.objects.exists()


def test_somebody_else_s_save_is_not_written_over_and_nothing_typed_is_lost(desk, ben, amara):
    page, other = desk(user=ben), desk(user=amara)
    type_at_the_end(page, " What Ben typed.")
    is_kept(page)
    other.get_by_label("Standfirst:").fill("What Amara typed.")
    expect(panel(other).get_by_text("Ben Hartley is working on this article too")).to_be_visible()
    other.get_by_role("button", name="Save and continue editing").click()
    expect(other.get_by_text("changed successfully")).to_be_visible()

    page.get_by_role("button", name="Save and continue editing").click()

    expect(page.get_by_text("Dr Amara Okafor saved this article at")).to_be_visible()
    expect(textbox(page)).to_contain_text("What Ben typed.")
    assert Post.objects.get().standfirst == "What Amara typed."
    assert "What Ben typed" not in Post.objects.get().body

    page.get_by_role("button", name="Save and continue editing").click()
    expect(page.get_by_text("changed successfully")).to_be_visible()
    assert "What Ben typed" in Post.objects.get().body
    assert not Draft.objects.exists()


def test_without_a_connection_the_page_says_since_when_and_catches_up(desk, ben):
    page = desk(user=ben)
    type_at_the_end(page, " One.")
    is_kept(page)

    page.context.set_offline(True)
    type_at_the_end(page, " Two.")
    expect(panel(page).get_by_text("Not kept since")).to_be_visible()
    expect(panel(page).get_by_text("no connection. Trying again.")).to_be_visible()
    page.context.set_offline(False)

    is_kept(page)
    assert "Two." in Draft.objects.get().form


def test_leaving_is_asked_about_only_while_something_typed_is_not_kept(desk, ben):
    page = desk(user=ben)
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))

    type_at_the_end(page, " One.")
    page.goto("/admin/")
    assert asked == ["beforeunload"]

    page.go_back()
    type_at_the_end(page, " Two.")
    is_kept(page)
    page.goto("/admin/")
    assert asked == ["beforeunload"]


def test_a_log_in_that_ended_meanwhile_is_said(desk, ben):
    page = desk(user=ben)
    expect(textbox(page)).to_be_visible()
    page.wait_for_load_state()  # or a script of the page itself would be asked for without a session
    page.context.clear_cookies(name="sessionid")

    type_at_the_end(page, " One.")

    expect(panel(page).get_by_text("Not kept yet: you are logged out.")).to_be_visible()
    assert not Draft.objects.exists()
    page.on("dialog", lambda dialog: dialog.accept())


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_axe_finds_nothing_beside_the_editor_and_nothing_is_cut_off(desk, ben, width, scheme):
    page = desk(user=ben, width=width, scheme=scheme)
    type_at_the_end(page, "Ask about Botox. Hurry, this is guaranteed!")
    is_kept(page)
    page.reload()
    expect(panel(page).get_by_text("Stops signing.").first).to_be_visible()

    assert page.evaluate("document.documentElement.scrollWidth") == width
    # Without preload: it reads the admin's stylesheets again in a way that the policy refuses, rightly.
    found = Axe().run(page, options={"preload": False}).response["violations"]
    assert [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in found] == []


def test_without_script_the_draft_is_shown_and_the_panel_is_not(desk, post, ben, now):
    Draft.objects.create(post=post, by=ben, form="standfirst=Typed+before.", version=2, typed_at=now)
    page = desk(user=ben, javascript=False)

    expect(page.get_by_label("Standfirst:")).to_have_value("Typed before.")
    expect(panel(page)).to_be_hidden()
    page.get_by_role("button", name="Discard mine, show the saved text").click()
    expect(page.get_by_label("Standfirst:")).to_have_value("The outermost layer does most of the work.")
