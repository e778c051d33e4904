"""Visits every address a stranger can reach: by following links, and by asking the URLconf for the rest."""

import re
from collections import deque
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import product
from urllib.parse import urldefrag, urljoin, urlsplit

from django.test import Client
from django.urls import get_resolver

HERE = "http://testserver"
MOST = 1500  # pages; a crawl that grows beyond it has found a trap of endless addresses
WAY_BACK = re.compile(r"\?next=[^&]*$")  # every page has its own link to log in; they all lead to one page


@dataclass
class Page:
    address: str
    status: int
    text: str
    headers: dict
    cookies: list
    elements: list = field(default_factory=list)  # of an HTML page: (tag, attributes, text of a script or style)

    @property
    def is_html(self):
        return self.headers.get("Content-Type", "").startswith("text/html")


class Elements(HTMLParser):
    """Every start tag of a page with its attributes, and whatever text stands directly in it."""

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes), ""))

    def handle_data(self, words):
        if self.found and self.get_starttag_text():
            tag, attributes, before = self.found[-1]
            self.found[-1] = (tag, attributes, before + words)


def crawl(*, values, start=("/",), client=None):
    """This will give every page found, by address.

    values: what to put for each named part of an address, such as {"slug": ["my-article"]}. Each page is asked for
    without cookies, as by somebody who was never here before.
    """
    client = client or Client()
    waiting = deque([*start, *addresses(values)])
    pages = {}
    while waiting:
        address = waiting.popleft()
        if address in pages or address.startswith("/static/"):
            continue
        assert len(pages) < MOST, f"More than {MOST} pages, the last of them {address}"
        pages[address] = page = visit(client, address)
        waiting.extend(links(page))
    return pages


def visit(client, address):
    client.cookies.clear()
    response = client.get(address)
    body = b"".join(response) if response.streaming else response.content
    text = body.decode("utf-8", "replace")
    page = Page(address, response.status_code, text, dict(response.headers), sorted(response.cookies))
    if page.is_html:
        page.elements = Elements(text).found
    return page


def links(page):
    """This will give the addresses on this site that a page leads to or loads."""
    found = [page.headers["Location"]] if "Location" in page.headers else []
    for _, attributes, _ in page.elements:
        found += [attributes[name] for name in ("href", "src", "action") if attributes.get(name)]
        found += [choice.split()[0] for choice in (attributes.get("srcset") or "").split(",") if choice.strip()]
    for address in found:
        there = WAY_BACK.sub("", urldefrag(urljoin(HERE + page.address, address)).url)
        if there.startswith(HERE + "/"):
            yield there.removeprefix(HERE)


def addresses(values, resolver=None, before="/"):
    """This will give every address of the URLconf with every value in its place."""
    resolver = resolver or get_resolver()
    for prefix, inner in resolver.namespace_dict.values():
        yield from addresses(values, inner, before + prefix)
    for _, ways in resolver.reverse_dict.lists():
        for possibilities, *_ in ways:
            for template, names in possibilities:
                for chosen in product(*(values[name] for name in names)):
                    yield urlsplit(before + template % dict(zip(names, chosen, strict=True))).geturl()
