"""Entries as an Atom feed (RFC 4287)."""

import re
from xml.etree import ElementTree

from django.utils import timezone
from django.utils.translation import gettext as _

from blog.language import language_tag

SPACE = "http://www.w3.org/2005/Atom"
CONTENT_TYPE = "application/atom+xml; charset=utf-8"
NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

ElementTree.register_namespace("", SPACE)


def atom(*, title, subtitle, home, address, entries, changed_at):
    """This will give the bytes of a feed. home: the page it belongs to; address: its own; changed_at: of the list."""
    feed = ElementTree.Element(f"{{{SPACE}}}feed", {"xml:lang": language_tag()})
    put(feed, "id", address)
    put(feed, "title", title)
    if subtitle:
        put(feed, "subtitle", subtitle)
    put(feed, "updated", moment(changed_at))
    put(feed, "link", rel="self", type="application/atom+xml", href=address)
    put(feed, "link", rel="alternate", type="text/html", href=home)
    for each in entries:
        put_entry(feed, each)
    return ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)


def put_entry(feed, each):
    entry = put(feed, "entry")
    put(entry, "id", each.key)
    put(entry, "title", each.title)
    put(entry, "link", rel="alternate", type="text/html", href=each.address)
    put(entry, "published", moment(each.published_at))
    put(entry, "updated", moment(each.changed_at))
    put(put(entry, "author"), "name", each.author)
    signer = put(entry, "contributor")
    put(signer, "name", _("Signed off by %(name)s") % {"name": each.signer})
    put(signer, "uri", each.signer_address)
    for name in (each.topic, *each.tags):
        put(entry, "category", term=name)
    put(entry, "summary", each.summary)
    put(entry, "content", each.html, type="html")


def put(parent, name, words=None, **attributes):
    """This will add an element; what XML cannot hold is left out of its words."""
    made = ElementTree.SubElement(
        parent, f"{{{SPACE}}}{name}", {key: legal(value) for key, value in attributes.items()}
    )
    made.text = None if words is None else legal(words)
    return made


def legal(words):
    return NOT_IN_XML.sub("", words)


def moment(at):
    """This will write a moment as RFC 3339 asks, by the second."""
    return timezone.localtime(at).isoformat(timespec="seconds")
