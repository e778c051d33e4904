"""What a clinic should think about before it answers or features a reader's comment.

Whoever answers, likes or shares a comment takes it over as their own, so that the advertising rules for clinics hold
for it. Source: ASA, "User generated content is king", asa.org.uk/news/user-generated-content-is-king.
"""

import re
import tomllib
from pathlib import Path

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from blog.guard import check

NEUTRAL = _(
    "Thank you for writing. We cannot say anything about one person’s care here. Please ring us, or write to us, and a "
    "clinician will talk it through with you."
)
PHRASES = tomllib.loads(Path(__file__).with_suffix(".toml").read_text())["phrases"]
PRAISE = re.compile(
    rf"(?<!\w)(?:{'|'.join(re.escape(phrase) for phrase in sorted(PHRASES, key=len, reverse=True))})(?!\w)"
)


def reasons_to_think(body):
    """This will give a sentence for everything in a comment that would count as advertising if we took it over."""
    found = [finding.words for finding in check(body, surface="comment") if finding.pack == "pom"]
    reasons = [
        gettext("It names a prescription-only medicine: “%(words)s”.") % {"words": words}
        for words in dict.fromkeys(found)
    ]
    praise = dict.fromkeys(PRAISE.findall(plain(body)))
    return reasons + [gettext("It reads as a testimonial: “%(words)s”.") % {"words": words} for words in praise]


def plain(body):
    """This will give the words in small letters, with one kind of apostrophe and single spaces."""
    return " ".join(body.casefold().replace("’", "'").split())
