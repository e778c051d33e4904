"""The guard: reads what a clinic, or somebody on its pages, is about to say, and finds what it should not.

    from blog.guard import check

    for finding in check("Risk-free Botox", surface="title"):
        print(finding.severity, finding.words, finding.reason, finding.instead)

Pure Python, no network, no database, time linear in the text. The rules are data: `packs/*.toml`. It helps a clinic to
keep the rules; it does not certify that it does.
"""

from .engine import check, check_all
from .findings import OWN_SURFACES, SAID_SURFACES, SEVERITIES, SURFACES, Finding, Pack, Rule, Source
from .loading import fingerprint, packs

PACK_VERSION = fingerprint()

__all__ = [
    "OWN_SURFACES",
    "PACK_VERSION",
    "SAID_SURFACES",
    "SEVERITIES",
    "SURFACES",
    "Finding",
    "Pack",
    "Rule",
    "Source",
    "check",
    "check_all",
    "fingerprint",
    "packs",
]
