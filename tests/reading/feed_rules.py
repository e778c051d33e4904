"""What a feed must be: the musts of RFC 4287 and RFC 4151, and of JSON Feed 1.1, each as a sentence when broken."""

import json
import re
from datetime import datetime
from html.parser import HTMLParser
from urllib.parse import urlsplit
from xml.etree import ElementTree

ATOM = "{http://www.w3.org/2005/Atom}"
# RFC 4287, section 4.1: how often each element may stand in a feed or an entry (from, to).
IN_FEED = {
    "author": (0, 99), "category": (0, 99), "contributor": (0, 99), "generator": (0, 1), "icon": (0, 1), "id": (1, 1),
    "link": (0, 99), "logo": (0, 1), "rights": (0, 1), "subtitle": (0, 1), "title": (1, 1), "updated": (1, 1),
    "entry": (0, 999),
}  # fmt: skip
IN_ENTRY = {
    "author": (1, 99), "category": (0, 99), "content": (0, 1), "contributor": (0, 99), "id": (1, 1), "link": (0, 99),
    "published": (0, 1), "rights": (0, 1), "source": (0, 1), "summary": (0, 1), "title": (1, 1), "updated": (1, 1),
}  # fmt: skip
ATTRIBUTES = {
    "link": {"rel", "href", "type", "hreflang", "title", "length"}, "category": {"term", "scheme", "label"},
    "content": {"type", "src"}, "summary": {"type"}, "title": {"type"}, "subtitle": {"type"},
}  # fmt: skip
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
TAG_URI = re.compile(r"tag:[a-z0-9.-]+,\d{4}(-\d\d(-\d\d)?)?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]*")
VOID = {"img", "br", "source", "hr", "input", "meta", "link", "wbr"}


def faults_of_atom(content):
    """This will name what an Atom feed's bytes do not keep to."""
    if not content.startswith(b"<?xml"):
        yield "no XML declaration"
    feed = ElementTree.fromstring(content)
    if feed.tag != f"{ATOM}feed":
        yield f"the root is {feed.tag}"
    yield from faults_of_children(feed, IN_FEED)
    yield from faults_of_links(feed)
    if not [link for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"]:
        yield "a feed should have a link to itself (4.1.1)"
    entries = feed.findall(f"{ATOM}entry")
    for entry in entries:
        yield from faults_of_entry(entry)
    keys = [entry.findtext(f"{ATOM}id") for entry in entries]
    if len(set(keys)) < len(keys):
        yield "two entries have one id (4.2.6)"
    newest = [entry.findtext(f"{ATOM}updated") for entry in entries]
    if newest and moment(feed.findtext(f"{ATOM}updated")) < max(map(moment, newest)):
        yield "the feed is older than its entries (4.2.15)"


def faults_of_entry(entry):
    yield from faults_of_children(entry, IN_ENTRY)
    yield from faults_of_links(entry)
    content = entry.find(f"{ATOM}content")
    has_alternate = [link for link in entry.findall(f"{ATOM}link") if link.get("rel", "alternate") == "alternate"]
    if content is None and not has_alternate:
        yield "an entry without content needs a link to the page (4.1.2)"
    if content is not None:
        if content.get("type", "text") == "html" and len(content):
            yield "HTML content has elements in it instead of text (4.1.3.3)"
        yield from faults_of_html(content.text or "")


def faults_of_children(parent, allowed):
    names = [child.tag for child in parent]
    for name, (least, most) in allowed.items():
        if not least <= names.count(ATOM + name) <= most:
            yield f"{names.count(ATOM + name)} of {name}"
    for child in parent:
        name = child.tag.removeprefix(ATOM)
        if name not in allowed:
            yield f"{child.tag} does not belong here"
        if odd := set(child.attrib) - ATTRIBUTES.get(name, set()):
            yield f"{name} with {odd}"
        yield from faults_of_value(name, child)


def faults_of_value(name, child):
    if name in ("updated", "published") and not RFC_3339.fullmatch(child.text or ""):
        yield f"{name} is no moment of RFC 3339: {child.text} (3.3)"
    if name == "id" and not (is_full(child.text) or TAG_URI.fullmatch(child.text or "")):
        yield f"id is no IRI: {child.text} (4.2.6)"
    if name in ("author", "contributor"):
        inner = [each.tag.removeprefix(ATOM) for each in child]
        if inner.count("name") != 1 or not child.findtext(f"{ATOM}name") or set(inner) - {"name", "uri", "email"}:
            yield f"a person has {inner} (3.2)"
    if name == "category" and not child.get("term"):
        yield "a category without a term (4.2.2)"
    if name == "title" and not (child.text or "").strip():
        yield "an empty title"


def faults_of_links(parent):
    seen = []
    for link in parent.findall(f"{ATOM}link"):
        if not is_full(link.get("href")):
            yield f"a link to {link.get('href')} (4.2.7.1)"
        if link.get("rel", "alternate") == "alternate":
            seen.append((link.get("type"), link.get("hreflang")))
    if len(set(seen)) < len(seen):
        yield "two alternate links of one kind (4.1.1)"


def faults_of_json(content):
    """This will name what a JSON Feed's bytes do not keep to (jsonfeed.org/version/1.1)."""
    feed = json.loads(content.decode("utf-8"))
    if feed.get("version") != "https://jsonfeed.org/version/1.1":
        yield "version"
    if not isinstance(feed.get("title"), str) or not feed["title"]:
        yield "title"
    if not isinstance(feed.get("items"), list):
        yield "items"
    yield from (name for name in ("home_page_url", "feed_url") if not is_full(feed.get(name)))
    known = {"version", "title", "home_page_url", "feed_url", "description", "language", "authors", "icon", "items"}
    yield from (f"feed: {name}" for name in set(feed) - known)
    keys = [item.get("id") for item in feed["items"]]
    if len(set(keys)) < len(keys):
        yield "two items have one id"
    for item in feed["items"]:
        yield from faults_of_item(item)


def faults_of_item(item):
    if not isinstance(item.get("id"), str) or not item["id"]:
        yield "an item needs an id that is a text"
    if not item.get("content_html") and not item.get("content_text"):
        yield "an item needs content"
    yield from faults_of_html(item.get("content_html", ""))
    yield from (f"item: {name}" for name in ("url", "image") if name in item and not is_full(item[name]))
    yield from (name for name in ("date_published", "date_modified") if not RFC_3339.fullmatch(item.get(name, "")))
    yield from (
        "an author needs a name or an address" for author in item["authors"] if not set(author) & {"name", "url"}
    )
    if not all(isinstance(tag, str) for tag in item["tags"]):
        yield "tags are texts"
    known = {
        "id", "url", "title", "content_html", "summary", "image", "date_published", "date_modified", "authors", "tags",
    }  # fmt: skip
    yield from (f"item: {name}" for name in set(item) - known)


class Html(HTMLParser):
    """Names what a feed reader could trip over: relative addresses, scripts, elements that are not closed."""

    def __init__(self, html):
        super().__init__()
        self.faults, self.open = [], []
        self.feed(html)
        self.close()
        self.faults += [f"<{tag}> is not closed" for tag in self.open]

    def handle_starttag(self, tag, attributes):
        if tag in ("script", "style", "form", "iframe", "object", "svg"):
            self.faults.append(f"<{tag}>")
        for name, value in attributes:
            if name.startswith("on") or name == "style":
                self.faults.append(f"{name}=")
            addresses = [value] if name in ("href", "src") else (value or "").split(", ") if name == "srcset" else []
            self.faults += [f"{name} to {one}" for one in addresses if not is_full((one or "").split(" ")[0])]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes something else")


def faults_of_html(html):
    return Html(html).faults


def is_full(address):
    split = urlsplit(address or "")
    return (split.scheme in ("http", "https") and bool(split.netloc)) or split.scheme in ("mailto", "tel")


def moment(words):
    return datetime.fromisoformat(words)
