"""The linked data of a page, read as a machine reads it."""

import json

from tests.crawler import Elements

KIND = "application/ld+json"


def things(response):
    """This will give the things a page's data block tells of, by kind; a page has one block at most."""
    found = Elements(response.content.decode()).found
    blocks = [words for tag, attributes, words in found if tag == "script" and attributes.get("type") == KIND]
    if not blocks:
        return {}
    (block,) = blocks
    said = json.loads(block)
    assert said["@context"] == "https://schema.org"
    return {thing["@type"]: thing for thing in said["@graph"]}


def texts(value):
    """This will give every text in linked data that people could read: no keys, addresses or kinds."""
    if isinstance(value, dict):
        return [text for name, inner in value.items() if not name.startswith("@") for text in texts(inner)]
    if isinstance(value, list):
        return [text for inner in value for text in texts(inner)]
    return [value] if isinstance(value, str) else []
