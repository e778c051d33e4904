"""A real Chromium, for the journeys people make: the one installed on this machine, never one that is downloaded.

Where there is none, these tests are left out and the run says so. With CI=true or REQUIRE_BROWSER=1 that is an error.
"""

import os
import re
import shutil
from html import unescape
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils.html import strip_tags
from playwright.sync_api import expect, sync_playwright

from blog.clinic.models import Clinic
from blog.comments import forms
from blog.editions.body import clean
from blog.management.commands.demo import CONTENT, read_article
from tests import factories

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
IS_REQUIRED = "1" in os.environ.get("REQUIRE_BROWSER", "") or os.environ.get("CI") == "true"
MISSING = (
    "The browser tests were left out, because there is no Chromium here. Install it (Debian: apt-get install chromium) "
    "or name one: CHROMIUM=/path/to/chromium"
)
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
DEVICE = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip
WIDTHS = (320, 768, 1280)
ALIKE = {"resultTypes": ["violations"], "preload": False, "iframes": False}
EVERY_RULE = {**ALIKE, "rules": {"target-size": {"enabled": True}}}  # which axe leaves out
ONLY_COLOURS = {**ALIKE, "runOnly": ["color-contrast"]}
RUN_AXE = """options => {
    document.getAnimations().forEach(each => each.finish())  // or a colour is measured on its way to another
    return axe.run(options).then(({ violations }) =>
        violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 200))]))
}"""
PATIENCE = 25_000  # milliseconds; a slow machine is no reason to fail
expect.set_options(timeout=PATIENCE)

# Playwright runs an event loop in this thread, and Django would refuse to speak to the database beside one.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.parent.name == "browser":
            item.add_marker("browser")
            item.add_marker(pytest.mark.filterwarnings("ignore:No directory at"))  # nothing is collected for tests
            if not CHROMIUM:
                item.add_marker(pytest.mark.skip(reason="no Chromium"))


def pytest_collection_finish(session):
    if IS_REQUIRED and not CHROMIUM and any(item.get_closest_marker("browser") for item in session.items):
        raise pytest.UsageError(MISSING)


def pytest_terminal_summary(terminalreporter):
    if not CHROMIUM:
        terminalreporter.write_line(MISSING)


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def new_page(transactional_db, clinic, chromium, live_server):
    """This will give a function that opens a page of a browser that was never here before.

    At the end it fails if any of those pages logged an error, broke the policy, lacked a file, or asked another host.
    """
    contexts, faults = [], []

    def open_page(*, javascript=True, width=1280, scheme="light"):
        context = chromium.new_context(
            base_url=live_server.url,
            java_script_enabled=javascript,
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            locale="en-GB",
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        watch(page, urlsplit(live_server.url).netloc, faults)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture
def with_device(new_page):
    """Opens a page of a browser that has a device for passkeys, and gives the page and a way to speak to the device."""

    def open_page(**how):
        page = new_page(**how)
        device = page.context.new_cdp_session(page)
        device.send("WebAuthn.enable")
        device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
        return page

    return open_page


def watch(page, host, faults):
    """This will note what a person who opens the developer's tools would see in red."""

    def on_console(message):
        # A page that answers 403, 404 or 422 is one the test asked for; a missing file is noted by on_response.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            faults.append(message.text)

    def on_request(request):
        address = urlsplit(request.url)
        if address.scheme.startswith("http") and address.netloc != host:
            faults.append(f"asked another host: {request.url}")

    def on_response(response):
        is_asked_for = response.request.resource_type in ("document", "fetch")
        is_broken = response.status >= 500 and response.status != 503  # which is said on purpose, and asked for
        if is_broken or (response.status >= 400 and not is_asked_for):
            faults.append(f"{response.status} {response.url}")

    page.on("console", on_console)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", on_request)
    page.on("response", on_response)


@pytest.fixture
def people(transactional_db, amara, ben, priya):
    """Those of the cast that every journey needs, made after the database is cleared."""


@pytest.fixture
def article(people, edition, sam):
    """The address of a signed article with one comment under it."""
    factories.comment(edition, by=sam, body="Thank you, that was clear.")
    return f"/posts/{edition.slug}/"


@pytest.fixture
def demonstrated(people, topic, ben, amara):
    """An article of the demonstration, with a figure, a table, a callout and sources."""
    words = read_article(CONTENT / "articles" / "01-what-exosomes-are.html")
    fields = {name: words[name] for name in ("title", "standfirst", "author_role", "interests")}
    post = factories.post(topic=topic, writer=ben, body=clean(words["body"]), sources=6, **fields)
    return factories.signed(post, by=amara)


@pytest.fixture
def long_article(demonstrated, sam, priya):
    """The address of the same with fifty comments of different words under it."""
    texts = [strip_tags(read_article(path)["body"]) for path in sorted(CONTENT.glob("articles/*.html"))]
    sentences = re.findall(r"[A-Z][^.?!]{40,160}[.?!]", unescape(" ".join(" ".join(texts).split())))
    for number in range(50):
        said = " ".join(sentences[number * 3 : number * 3 + 2])
        factories.comment(demonstrated, by=(sam, priya)[number % 2], body=said)
    return demonstrated.get_absolute_url()


@pytest.fixture
def unhurried(monkeypatch, clinic):
    """A browser that is driven types quicker than anybody, and nobody waits to be read or between two comments."""
    monkeypatch.setattr(forms, "QUICKEST", 0)
    Clinic.objects.update(
        comments_hold_first=0, comments_pause_seconds=0, comments_per_ten_minutes=1000, comments_per_day=1000
    )


@pytest.fixture
def faults_of_access():
    """This will give a function that runs axe on a page and names each fault with the elements that have it."""
    axe = Axe()

    def run(page, options=EVERY_RULE):
        if not page.evaluate("() => 'axe' in window"):
            page.evaluate(axe.axe_script)
        return [(name, elements) for name, elements in page.evaluate(RUN_AXE, options)]

    return run


@pytest.fixture
def faults_at_every_size(faults_of_access):
    """The same at three widths, light and dark, on a page loaded once. The dark changes colours, nothing else."""

    def run(page):
        found = {}
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme="light")
            found[f"{width} light"] = faults_of_access(page)
            page.emulate_media(color_scheme="dark")
            found[f"{width} dark"] = faults_of_access(page, ONLY_COLOURS)
        return {size: faults for size, faults in found.items() if faults}

    return run
