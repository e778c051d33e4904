"""Linked data as the text of a <script type="application/ld+json">, which browsers read as data and never run."""

import json

from django.utils.safestring import mark_safe

# What could end the element, begin another, or end a line of a script.
ESCAPES = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}


def graph(*things):
    """This will give the text of a data block that holds some things, safe to put into a page as it is."""
    said = {"@context": "https://schema.org", "@graph": [thing for thing in things if thing]}
    return mark_safe(json.dumps(said, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES))


def thing(kind, **said):
    """This will make one thing. What has no value is not said. A name ending in _ is one of JSON-LD's own: id_."""
    made = {"@type": kind}
    for name, value in said.items():
        if value not in ("", None, [], {}):
            made[f"@{name[:-1]}" if name.endswith("_") else name] = value
    return made
