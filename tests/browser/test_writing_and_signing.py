"""Ben writes in the real editor, Dr Amara reads what he wrote and signs it, and then everybody can read it."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import expect

from blog.editions import body
from blog.editions.models import Edition
from blog.posts.models import Post
from tests import factories
from tests.browser import steps

TITLE = "After microneedling: fourteen days"
ADDRESS = "/posts/after-microneedling-fourteen-days/"
EXOSOMES = Path(settings.BASE_DIR, "blog/management/demo/articles/01-what-exosomes-are.html")


@pytest.fixture
def desk(new_page):
    """Opens a page of the admin for somebody who logs in first."""

    def open_desk(address, *, user, **how):
        page = new_page(**how)
        page.goto(address)
        steps.log_in_by_password(page, user.email)
        return page

    return open_desk


def press(page, name):
    page.get_by_role("toolbar", name="Formatting").get_by_role("button", name=name, exact=True).click()


def textbox(page):
    return page.get_by_role("textbox", name="Text:", exact=True).and_(page.locator("[contenteditable]"))


def type_in(page, words):
    """This will type into the text, which has the focus again a moment after a button was pressed."""
    expect(textbox(page)).to_be_focused()
    page.keyboard.type(words)


def fill_in_the_rest(page, topic):
    page.get_by_label("Title:", exact=True).press_sequentially(TITLE)
    page.get_by_label("Standfirst:").fill("What is usual, day by day, and when to ring.")
    page.get_by_label("Topic:").select_option(topic.name)
    page.get_by_label("Author:", exact=True).fill("Ben Hartley")


def save(page):
    page.get_by_role("button", name="Save and continue editing").click()
    expect(page.get_by_text("changed successfully").or_(page.get_by_text("added successfully"))).to_be_visible()


def test_ben_writes_dr_amara_signs_and_everybody_can_read_it(desk, new_page, people, topic, ben, amara):
    page = desk("/admin/blog/post/add/", user=ben)
    fill_in_the_rest(page, topic)
    textbox(page).click()
    type_in(page, "Red skin is usual.  It fades.\nRing us if it does not.")
    save(page)

    post = Post.objects.get()
    expect(page.get_by_text("Only a clinician can sign an article.")).to_be_visible()
    assert page.get_by_role("link", name="Sign", exact=True).count() == 0
    assert new_page().goto(ADDRESS).status == 404

    page = desk(f"/admin/blog/post/{post.pk}/change/", user=amara)
    page.get_by_role("link", name="Sign", exact=True).click()
    expect(page.get_by_text("Never signed before: everything is new.")).to_be_visible()
    expect(page.get_by_text("Red skin is usual.")).to_be_visible()
    assert not Edition.objects.exists()

    page.get_by_label("I have read the whole page").check()
    page.get_by_role("button", name="Sign, word for word").click()
    page.get_by_role("link", name=TITLE, exact=True).click()

    expect(page).to_have_url(re.compile(f"{ADDRESS}$"))
    page = new_page()
    page.goto(ADDRESS)
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(page.get_by_text("Dr Amara Okafor").first).to_be_visible()
    expect(page.locator(".prose p")).to_have_text(["Red skin is usual. It fades.", "Ring us if it does not."])


def test_every_shape_of_an_article_can_be_made_in_the_editor(desk, people, topic, ben):
    page = desk("/admin/blog/post/add/", user=ben)
    fill_in_the_rest(page, topic)
    textbox(page).click()

    press(page, "Heading")
    type_in(page, "Day one\n")
    type_in(page, "Some  redness, see ")
    press(page, "Bold")
    type_in(page, "this")
    press(page, "Bold")
    press(page, "Superscript")
    type_in(page, "1")
    press(page, "Superscript")
    type_in(page, "\n")
    press(page, "Bullets")
    type_in(page, "Cool water\nNo make-up\n\n")
    press(page, "Callout")
    type_in(page, "Ring us\n")
    type_in(page, "If it spreads.")
    page.keyboard.press("ArrowUp")
    press(page, "Subheading")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    type_in(page, "When")
    press(page, "Table")
    for words in ["Day", "What", "Until"]:
        type_in(page, words)
        page.keyboard.press("Tab")
    press(page, "Delete row")
    press(page, "Delete column")
    save(page)

    assert Post.objects.get().body == (
        "<h2>Day one</h2><p>Some redness, see <strong>this</strong><sup>1</sup></p>"
        "<ul><li><p>Cool water</p></li><li><p>No make-up</p></li></ul>"
        '<aside class="callout"><h3>Ring us</h3><p>If it spreads.</p></aside><p>When</p>'
        "<table><tbody><tr><th><p>What</p></th><th><p>Until</p></th></tr>"
        "<tr><td><p></p></td><td><p></p></td></tr></tbody></table>"
    )


def test_a_link_is_asked_for_and_one_that_would_run_a_script_is_not_made(desk, people, topic, ben):
    page = desk("/admin/blog/post/add/", user=ben)
    fill_in_the_rest(page, topic)
    textbox(page).click()

    type_in(page, "Yellow")
    page.keyboard.press("Control+a")
    press(page, "Link")
    page.get_by_role("dialog").get_by_label("Address").fill("javascript:alert(1)")
    page.keyboard.press("Enter")
    press(page, "Link")
    page.get_by_role("dialog").get_by_label("Address").fill("yellowcard.mhra.gov.uk/")
    page.keyboard.press("Enter")
    expect(textbox(page).get_by_role("link", name="Yellow")).to_be_visible()
    save(page)

    assert Post.objects.get().body == '<p><a href="https://yellowcard.mhra.gov.uk/">Yellow</a></p>'


def test_a_figure_is_made_of_steps_with_drawings_by_name(desk, people, topic, ben):
    page = desk("/admin/blog/post/add/", user=ben)
    fill_in_the_rest(page, topic)
    textbox(page).click()

    press(page, "Figure")
    page.get_by_role("dialog").get_by_label("Drawing").select_option("exosome-arrive")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("img", name="Drawing: exosome-arrive")).to_be_visible()
    save(page)

    assert Post.objects.get().body == (
        '<figure><ol><li><p><img data-drawing="exosome-arrive"></p>'
        "<p><strong>Step</strong> What happens in it.</p></li></ol>"
        "<figcaption>What the figure shows.</figcaption></figure>"
    )


def test_the_article_on_exosomes_comes_out_of_the_editor_as_it_went_in(desk, people, topic, ben):
    source = body.clean(EXOSOMES.read_text().split("+++", 2)[2])
    post = factories.post(topic=topic, writer=ben, body=source)
    page = desk(f"/admin/blog/post/{post.pk}/change/", user=ben)
    textbox(page).click()

    page.keyboard.press("Control+Home")
    type_in(page, "x")
    page.keyboard.press("Backspace")
    page.get_by_label("Standfirst:").fill("Another.")
    save(page)

    post.refresh_from_db()
    assert post.body == source
    assert post.standfirst == "Another."


def test_the_buttons_are_one_stop_and_are_reached_and_left_by_key(desk, people, topic, ben):
    page = desk("/admin/blog/post/add/", user=ben)
    focused = page.locator(":focus")
    textbox(page).focus()

    page.keyboard.press("Escape")
    expect(focused).to_have_text("Heading")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(focused).to_have_text("Bold")
    page.keyboard.press("Enter")
    type_in(page, "Loud")
    expect(page.get_by_role("button", name="Bold", pressed=True)).to_be_visible()
    expect(textbox(page).locator("strong")).to_have_text("Loud")
    page.keyboard.press("Shift+Tab")
    expect(focused).to_have_text("Bold")
    page.keyboard.press("Tab")
    expect(textbox(page)).to_be_focused()


def test_the_tab_key_leaves_a_table(desk, people, topic, ben):
    page = desk("/admin/blog/post/add/", user=ben)
    textbox(page).click()
    press(page, "Table")

    for _ in range(9):
        page.keyboard.press("Tab")

    expect(textbox(page)).not_to_be_focused()
    assert textbox(page).locator("tr").count() == 3


def test_what_was_typed_is_still_in_the_editor_after_a_mistake(desk, people, topic, ben):
    page = desk("/admin/blog/post/add/", user=ben)
    textbox(page).click()
    type_in(page, "Do not lose me.")

    page.get_by_role("button", name="Save and continue editing").click()

    expect(page.get_by_text("This field is required.").first).to_be_visible()
    expect(textbox(page)).to_have_text("Do not lose me.")
    assert not Post.objects.exists()


def test_without_script_the_text_is_written_as_html(desk, people, topic, ben):
    page = desk("/admin/blog/post/add/", user=ben, javascript=False)
    fill_in_the_rest(page, topic)

    page.get_by_label("Address:").first.fill("after-microneedling-fourteen-days")
    page.get_by_label("Text:").fill("<h2>Day one</h2>\n\n<p>Red.</p>")
    save(page)

    assert Post.objects.get().body == "<h2>Day one</h2><p>Red.</p>"


STAFF_PAGES = ["", "blog/post/", "blog/post/add/", "blog/edition/", "{}change/", "{}compare/", "{}sign/"]


def open_each(page, post):
    for address in STAFF_PAGES:
        page.goto("/admin/" + address.format(f"blog/post/{post.pk}/"))
        page.wait_for_load_state("networkidle")
        yield address


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_staff_page_has_a_fault_of_access(desk, edition, amara, scheme):
    Post.objects.update(standfirst="Changed since.")
    page = desk("/admin/", user=amara, scheme=scheme)

    # Without preload: it reads the admin's stylesheets again in a way that the policy refuses, rightly.
    found = {
        address: [
            (fault["id"], [node["html"] for node in fault["nodes"]])
            for fault in Axe().run(page, options={"preload": False}).response["violations"]
        ]
        for address in open_each(page, edition.post)
    }

    assert found == {address: [] for address in STAFF_PAGES}


def test_every_staff_page_fits_a_small_phone(desk, edition, amara):
    Post.objects.update(standfirst="Changed since.")
    page = desk("/admin/", user=amara, width=320)

    widths = {
        address: page.evaluate("document.documentElement.scrollWidth") for address in open_each(page, edition.post)
    }

    assert widths == dict.fromkeys(STAFF_PAGES, 320)


def test_a_picture_comes_from_the_library_and_the_guard_stops_what_may_not_be_said(
    desk, new_page, people, topic, ben, amara, add
):
    image = add(alt="Four coloured squares")
    page = desk("/admin/blog/post/add/", user=ben)
    fill_in_the_rest(page, topic)
    textbox(page).click()
    type_in(page, "Ask about Botox.\n")
    press(page, "Picture")
    page.get_by_role("dialog").get_by_label("Picture").select_option(f"{image.pk}: {image}")
    page.get_by_role("dialog").get_by_role("button", name="Update").click()
    expect(textbox(page).locator(".placard")).to_be_visible()
    save(page)

    post = Post.objects.get()
    expect(page.locator(".findings mark")).to_have_text("Botox")
    assert f'<img data-image-id="{image.pk}">' in post.body

    Post.objects.filter(pk=post.pk).update(body=post.body.replace("Botox", "a consultation"))
    page = desk(f"/admin/blog/post/{post.pk}/sign/", user=amara)
    page.get_by_label("I have read the whole page").check()
    page.get_by_role("button", name="Sign, word for word").click()
    expect(page.get_by_text("Signed and live")).to_be_visible()

    page = new_page()
    page.goto(ADDRESS)
    expect(page.get_by_role("img", name="Four coloured squares")).to_be_visible()
