"""Ben puts a picture into the library and chooses its focal point; Dr Amara records a consent and withdraws it."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from blog.images.models import Image
from tests.browser import steps
from tests.images import files


@pytest.fixture(autouse=True)
def folders(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def desk(new_page):
    """Opens a page of the admin for somebody who logs in first."""

    def open_desk(address, *, user, **how):
        page = new_page(**how)
        page.goto(address)
        steps.log_in_by_password(page, user.email)
        return page

    return open_desk


def faults_of_access(page):
    """Without preload, for which axe would break the policy of staff pages."""
    page.wait_for_load_state()
    found = Axe().run(page, options={"preload": False}).response["violations"]
    return [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in found]


def choose(page, content, name="photo.jpg"):
    page.get_by_label("Picture:").set_input_files({"name": name, "mimeType": "image/jpeg", "buffer": content})


def upload(page, content=None, *, shows="No, nobody"):
    choose(page, content or files.phone_photo(1200, 800))
    page.get_by_label(shows).check()
    page.get_by_label("Description:").fill("Four coloured squares")
    page.get_by_role("button", name="Put it into the library").click()


def test_an_editor_is_told_what_is_wrong_and_then_chooses_the_focal_point(desk, people, ben):
    page = desk("/admin/blog/image/add/", user=ben)
    expect(page.get_by_role("heading", name="Add a picture")).to_be_visible()
    assert faults_of_access(page) == []
    upload(page, files.jpeg()[:-3000])
    expect(page.get_by_text("This picture is damaged and cannot be read to its end.")).to_be_visible()
    expect(page.get_by_label("Description:")).to_have_value("Four coloured squares")
    assert faults_of_access(page) == []

    upload(page)

    expect(page.get_by_text("The picture is in the library.")).to_be_visible()
    picture = page.get_by_role("img", name="Four coloured squares")
    expect(picture).to_have_js_property("naturalWidth", 640)
    frame = picture.bounding_box()
    picture.click(position={"x": frame["width"] * 0.25, "y": frame["height"] * 0.75})
    across, down = page.get_by_label("Focal point, from the left:"), page.get_by_label("Focal point, from the top:")
    expect(across).to_have_value("25")
    expect(down).to_have_value("75")

    across.press("ArrowUp")
    mark, frame = page.locator(".focal-mark").bounding_box(), picture.bounding_box()
    assert mark["x"] + mark["width"] / 2 - frame["x"] == pytest.approx(frame["width"] * 0.26, abs=2)
    assert mark["y"] + mark["height"] / 2 - frame["y"] == pytest.approx(frame["height"] * 0.75, abs=2)
    assert faults_of_access(page) == []
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("changed successfully")).to_be_visible()
    page.goto("/admin/blog/image/")
    assert faults_of_access(page) == []
    kept = Image.objects.get()
    assert (kept.focal_x, kept.focal_y) == (26, 75)


@pytest.mark.parametrize("javascript", [True, False])
def test_a_consent_is_recorded_and_withdrawn(desk, people, amara, javascript):
    page = desk("/admin/blog/image/add/", user=amara, javascript=javascript, width=320)
    upload(page, shows="Yes, a person or a part of somebody's body")
    expect(page.get_by_text("No page shows this picture:")).to_be_visible()

    page.get_by_role("link", name="Record a consent").click()
    page.get_by_label("Who, in your own filing:").fill("Patient 1024")
    page.get_by_label("What they agreed to:").fill("My face, before and after.")
    page.get_by_label("This website").check()
    page.get_by_label("Version of the form:").fill("Photo consent 3")
    page.get_by_label("Signed on:").fill("2026-05-01")
    page.get_by_role("button", name="Record the consent").click()
    expect(page.get_by_text("Everybody in this picture agrees")).to_be_visible()

    page.get_by_role("link", name="Withdraw the consent of Patient 1024").click()
    page.get_by_label("Why:").fill("Asked by telephone.")
    if javascript:
        assert faults_of_access(page) == []
    page.get_by_role("button", name="Withdraw it now").click()

    expect(page.get_by_text("The files of this picture were deleted when consent ended.")).to_be_visible()
    wide = page.evaluate("document.documentElement.scrollWidth") if javascript else 320
    assert wide <= 320
    if javascript:
        assert faults_of_access(page) == []
    assert Image.objects.get().renditions.count() == 0
