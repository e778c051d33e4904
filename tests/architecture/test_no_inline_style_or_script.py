"""The policy browsers are given forbids inline styles and scripts, and anything from another host."""

import re
from urllib.parse import urlsplit

import pytest
from django.conf import settings

from tests.crawler import Elements

LOADS = {"script": "src", "img": "src", "source": "srcset", "iframe": "src", "video": "src", "audio": "src"}
LOADING_LINKS = {"stylesheet", "preload", "modulepreload", "icon", "manifest", "preconnect", "dns-prefetch"}
DATA = ("application/ld+json", "application/json")  # never run


def faults(text):
    """This will name what in a page or a template a strict policy would block, or what would ask another host."""
    for tag, attributes, words in Elements(text).found:
        if tag == "style":
            yield "<style>"
        if tag == "script" and words.strip() and attributes.get("type") not in DATA:
            yield "<script> with its code inside"
        yield from (f"{name}=" for name in attributes if name == "style" or name.startswith("on"))
        address = address_loaded(tag, attributes)
        if urlsplit(address).netloc or address.startswith("javascript:"):
            yield address


def address_loaded(tag, attributes):
    if tag == "link" and LOADING_LINKS & set((attributes.get("rel") or "").split()):
        return attributes.get("href") or ""
    if tag == "a" and (attributes.get("href") or "").startswith("javascript:"):
        return attributes["href"]
    return attributes.get(LOADS.get(tag)) or ""


TEMPLATES = sorted(settings.BASE_DIR.glob("templates/**/*.html"))


def test_there_are_templates_to_look_at():
    assert len(TEMPLATES) > 10


def test_no_template_has_inline_style_or_script():
    # Template tags become plain words, so that an attribute made by one is still read as an attribute.
    tags = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}", re.DOTALL)

    found = {str(path): [*faults(tags.sub("", path.read_text()))] for path in TEMPLATES}

    assert {path: names for path, names in found.items() if names} == {}


def test_no_public_page_has_inline_style_or_script_or_loads_from_another_host(crawled, edition):
    pages = crawled("/search/?q=barrier", "/no/such/page/")

    assert len(pages[f"/posts/{edition.slug}/"].elements) > 50
    assert {page.address: list(faults(page.text)) for page in pages.values() if any(faults(page.text))} == {}


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('<p style="color: red">', "style="),
        ("<style>p { color: red }</style>", "<style>"),
        ("<script>alert(1)</script>", "<script> with its code inside"),
        ('<a href="/" onclick="go()">', "onclick="),
        ('<a href="javascript:go()">', "javascript:go()"),
        ('<script src="https://cdn.example/x.js"></script>', "https://cdn.example/x.js"),
        ('<link rel="stylesheet" href="//fonts.example/x.css">', "//fonts.example/x.css"),
        ('<img src="https://images.example/x.png">', "https://images.example/x.png"),
    ],
)
def test_the_check_finds_each_fault(text, fault):
    assert list(faults(text)) == [fault]


@pytest.mark.parametrize(
    "text",
    [
        '<script src="/static/js/reply.js" type="module"></script>',
        '<script type="application/ld+json">{"name": "x"}</script>',
        '<link rel="stylesheet" href="/static/css/site.css"><link rel="canonical" href="https://clinic.example/">',
        '<a href="https://www.nhs.uk/">NHS</a>',
    ],
)
def test_the_check_lets_through_what_is_allowed(text):
    assert list(faults(text)) == []
