"""What an article with fifty comments weighs on its way to a telephone, from a real server, and that nothing jumps.

The picture on top is not counted: the clinic chooses it.
"""

import pytest

MOST_HTML, MOST, MOST_REQUESTS = 25_000, 40_000, 4  # bytes as they were sent, headers and all
SHIFTS = """
    window.shifts = []
    new PerformanceObserver(list => list.getEntries().forEach(shift => window.shifts.push(
        [shift.value, ...shift.sources.map(({ node }) => node?.className || node?.nodeName)]
    ))).observe({ type: "layout-shift", buffered: true })
"""
LETTERS_ARE_HERE = "() => document.fonts.check('16px Literata')"
BLOCKING = (
    "() => performance.getEntriesByType('resource').filter(one => one.renderBlockingStatus === 'blocking').length"
)


@pytest.fixture
def visit(chromium, served):
    """This will give a function that opens a page of the real server in a browser that was never here before."""
    contexts = []

    def open_page(*, width=390, prepare=lambda page: None):
        context = chromium.new_context(base_url=served, viewport={"width": width, "height": 844}, locale="en-GB")
        contexts.append(context)
        page = context.new_page()
        page.add_init_script(SHIFTS)
        prepare(page)
        return page

    yield open_page
    for context in contexts:
        context.close()


def weighed(page, address):
    """This will give the bytes of each thing that a page asked for, by its kind, but for the picture on top."""
    kinds, bytes_of = {}, {}
    network = page.context.new_cdp_session(page)
    network.on("Network.responseReceived", lambda event: kinds.update({event["requestId"]: event["type"]}))
    network.on(
        "Network.loadingFinished", lambda event: bytes_of.update({event["requestId"]: event["encodedDataLength"]})
    )
    network.send("Network.enable")
    page.goto(address, wait_until="networkidle")
    return {kind: bytes_of[request] for request, kind in kinds.items() if kind != "Image"}


def read_to_the_end(page):
    """This will go through a page as a reader does, and give what moved by itself on the way."""
    while not page.evaluate("() => scrollY + innerHeight >= document.documentElement.scrollHeight - 1"):
        page.evaluate(
            "() => new Promise(done => { scrollBy(0, innerHeight); requestAnimationFrame(() => setTimeout(done)) })"
        )
    return page.evaluate("() => window.shifts")


def test_an_article_with_fifty_comments_is_light(visit, long_article):
    page = visit()

    found = weighed(page, long_article)

    assert page.locator(".comment").count() == 50
    assert sorted(found) == ["Document", "Font", "Script", "Stylesheet"][:MOST_REQUESTS]
    assert found["Document"] <= MOST_HTML
    assert sum(found.values()) <= MOST, found
    assert page.evaluate(BLOCKING) == 1


def test_nothing_moves_while_it_loads_and_is_read(visit, long_article):
    for width in (390, 1280):
        page = visit(width=width)
        page.goto(long_article, wait_until="networkidle")

        assert read_to_the_end(page) == []

    held = []
    page = visit(prepare=lambda page: page.route("**/*.woff2", lambda route: held.append(route)))
    with page.expect_request("**/*.woff2"):
        page.goto(long_article, wait_until="domcontentloaded")
    page.evaluate("() => new Promise(requestAnimationFrame)")
    assert page.evaluate(LETTERS_ARE_HERE) is False

    held[0].continue_()

    page.wait_for_function(LETTERS_ARE_HERE)
    assert read_to_the_end(page) == []

    page.evaluate("() => scrollTo(0, 0)")
    page.locator("h1").evaluate("heading => { heading.style.marginBlockStart = '90px' }")
    page.wait_for_function("() => window.shifts.length")
