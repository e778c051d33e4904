"""Finds what no list of words can: telephone numbers, e-mail addresses, NHS numbers, birthdays, postcodes, links.

A detector takes a `Reading` and yields (first word, word after, start, end), the last two counted in the folded text.
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from .links import all_links, handles, many_links, selling_links, suspicious_links
from .normalise import Folded
from .personal import birthdays, email_addresses, nhs_numbers, postcodes
from .telephones import telephones
from .tokens import Tokens


@dataclass(slots=True)
class Reading:
    """A text as the detectors need it. `ours` are the clinic's own numbers and addresses."""

    text: str
    folded: Folded
    tokens: Tokens
    surface: str
    ours: tuple[str, ...] = ()
    lists: dict[str, list[str]] = field(default_factory=dict)
    links: list[tuple[int, int, str]] | None = None

    def span(self, start, end):
        """This will place a stretch of the folded text among the words."""
        first = max(bisect_right(self.tokens.starts, start) - 1, 0)
        after = max(bisect_left(self.tokens.starts, end), first + 1)
        return first, after, start, end

    def is_plain(self, start, end):
        """This will tell whether a stretch was written as it was read, without look-alikes or hidden signs."""
        return self.text[self.folded.starts[start] : self.folded.ends[end - 1]].isascii()

    def is_ours(self, text):
        """This will tell whether a number or address belongs to the clinic."""
        plain = _plain(text)
        return any(plain == _plain(own) for own in self.ours)


def _plain(text):
    """This will give a number as national digits, and anything else in small letters without spaces."""
    digits = re.sub(r"\D", "", text)
    if len(digits) >= 9:
        return re.sub(r"^(?:00)?440?", "0", digits)
    return re.sub(r"\s", "", text).lower().strip("./")


DETECTORS = {
    "email": email_addresses,
    "telephone": telephones,
    "nhs-number": nhs_numbers,
    "birthday": birthdays,
    "postcode": postcodes,
    "link": all_links,
    "suspicious-link": suspicious_links,
    "many-links": many_links,
    "selling-link": selling_links,
    "handle": handles,
}
