"""What a device can do with an article: share it, copy its address, read it aloud. Elsewhere no button stands about."""

import pytest
from playwright.sync_api import expect

VOICES = """
    const voice = (lang, localService) => ({ lang, localService, name: lang })
    speechSynthesis.getVoices = () => [%s]
    window.said = []
    window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text } }
    speechSynthesis.speak = one => said.push([one.text, one.voice.name, one])
    speechSynthesis.cancel = () => { window.isStopped = true }
"""


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


def test_the_address_is_copied_where_the_browser_can(new_page, article):
    page = new_page(width=320)
    page.add_init_script(
        "Object.defineProperty(navigator, 'clipboard', { value: { writeText: async text => { copied = text } } })"
    )
    page.goto(article, wait_until="networkidle")

    page.get_by_role("button", name="Copy it").click()

    expect(page.get_by_text("The address is copied.")).to_be_visible()
    assert page.evaluate("window.copied") == page.locator("link[rel=canonical]").get_attribute("href")


def test_a_page_is_read_aloud_by_a_voice_of_the_device_and_stops_when_told(new_page, article):
    page = new_page(width=320)
    page.add_init_script(VOICES % "voice('en-US', true), voice('en-GB', true), voice('en-GB', false)")
    page.goto(article, wait_until="networkidle")

    page.get_by_role("button", name="Listen").click()

    assert [text for text, *_ in page.evaluate("said.map(one => one.slice(0, 2))")] == [
        "Your skin barrier, in one page",
        "The outermost layer does most of the work.",
        "Skin keeps water in.",
        "What it does",
        "It keeps other things out.",
    ]
    assert {voice for _, voice in page.evaluate("said.map(one => one.slice(0, 2))")} == {"en-GB"}
    page.evaluate("window.isStopped = false")
    page.get_by_role("button", name="Stop reading aloud").click()
    assert page.evaluate("window.isStopped")
    page.get_by_role("button", name="Listen").click()
    page.evaluate("said.at(-1)[2].onend()")
    expect(page.get_by_role("button", name="Listen")).to_be_visible()


@pytest.mark.parametrize("voices", ["", "voice('en-GB', false)", "voice('fr-FR', true)"])
def test_nobody_else_is_asked_to_read_it_aloud(new_page, article, voices):
    page = new_page(width=320)
    page.add_init_script(VOICES % voices)
    page.goto(article, wait_until="networkidle")

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("button", name="Listen")).to_have_count(0)
