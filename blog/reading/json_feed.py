"""Entries as a JSON Feed 1.1 (jsonfeed.org/version/1.1)."""

import json

from django.utils.translation import gettext as _

from blog.language import language_tag
from blog.reading.atom import moment

VERSION = "https://jsonfeed.org/version/1.1"
CONTENT_TYPE = "application/feed+json; charset=utf-8"


def json_feed(*, title, subtitle, home, address, entries, changed_at):
    """This will give the bytes of a feed. home: the page it belongs to; address: its own. It has no date of its own."""
    feed = {
        "version": VERSION,
        "title": title,
        "home_page_url": home,
        "feed_url": address,
        "language": language_tag(),
        "items": [item(each) for each in entries],
    }
    if subtitle:
        feed["description"] = subtitle
    return json.dumps(feed, ensure_ascii=False).encode()


def item(each):
    made = {
        "id": each.key,
        "url": each.address,
        "title": each.title,
        "content_html": each.html,
        "summary": each.summary,
        "date_published": moment(each.published_at),
        "date_modified": moment(each.changed_at),
        "authors": [
            {"name": each.author},
            {"name": _("Signed off by %(name)s") % {"name": each.signer}, "url": each.signer_address},
        ],
        "tags": list(dict.fromkeys([each.topic, *each.tags])),
    }
    return made | ({"image": each.picture} if each.picture else {})
