"""A page is shared by the sheet of the telephone or computer that has one. Elsewhere no button stands about."""

import pytest
from playwright.sync_api import expect


@pytest.mark.parametrize("has_a_sheet", [True, False])
def test_the_page_is_shared_by_the_sheet_of_the_device_where_it_has_one(new_page, article, live_server, has_a_sheet):
    page = new_page(width=320)
    sheet = "async what => { window.shared = what }" if has_a_sheet else "undefined"
    page.add_init_script(f"navigator.share = {sheet}")
    page.goto(article, wait_until="networkidle")
    button = page.get_by_role("button", name="Share it")
    expect(page.get_by_role("link", name="Send it by e-mail")).to_be_visible()
    if not has_a_sheet:
        return expect(button).to_have_count(0)

    button.click()

    assert page.evaluate("window.shared") == {
        "title": "Your skin barrier, in one page",
        "url": page.locator("link[rel=canonical]").get_attribute("href"),
    }
