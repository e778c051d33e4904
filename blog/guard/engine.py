"""Reads a text and says what in it a UK clinic may not publish, should look at again, or must answer at once."""

from functools import lru_cache

from .contexts import Surroundings
from .detectors import DETECTORS, Reading
from .findings import SURFACES, Finding, weight
from .loading import index, lists_of, packs
from .matching import Match, Matches
from .normalise import fold
from .tokens import tokenise


def check(text, surface="body", *, ours=()):
    """This will list the findings in a text, in the order of the text.

    surface: where the words will stand, one of `SURFACES`. text: plain text, not HTML. ours: telephone numbers,
    e-mail addresses, postcodes and web domains of the clinic itself, which are no findings.
    Raises ValueError for an unknown surface.
    """
    return list(_checked(text, surface, tuple(ours)))


@lru_cache(maxsize=256)
def _checked(text, surface, ours):
    """Every text is checked more than once: as it is typed, when it is sent, when it is stored."""
    return tuple(scan(text, surface, ours=ours)[0])


def check_all(texts, *, ours=()):
    """This will check several texts, given as surface to text, and list (surface, finding) pairs."""
    return [(surface, found) for surface, text in texts.items() for found in check(text, surface, ours=ours)]


def scan(text, surface="body", *, ours=()):
    """This will give the findings and the number of steps it took, which tests compare with the text's length."""
    if surface not in SURFACES:
        raise ValueError(f"There is no surface “{surface}”. There are: {', '.join(SURFACES)}.")
    folded = fold(text)
    tokens = tokenise(folded, surface)
    matches = Matches(tokens, index())
    surroundings = Surroundings(matches, index())
    reading = Reading(text, folded, tokens, surface, tuple(ours), lists_of("links"))
    found = []
    for pack in packs():
        for rule in pack.rules:
            if surface in rule.severity:
                found += _apply(rule, surface, matches, surroundings, reading)
    kept = _keep_widest(found)
    return [_finding(text, folded, *one) for one in kept], matches.steps


def _apply(rule, surface, matches, surroundings, reading):
    """This will list (rule, severity, match) for one rule. Most of what it wants does not even begin in the text."""
    there = [wanted for wanted in index().wanted[rule.id] if wanted.runs[0] in matches.runs]
    spans = [match for wanted in there for match in matches.of(wanted)]
    if rule.detector:
        spans += [Match(first, after, start, end) for first, after, start, end in DETECTORS[rule.detector](reading)]
    found = []
    for match in spans:
        severity = rule.severity[surface]
        if rule.unless and surroundings.soften(match, rule.unless):
            severity = rule.softened.get(surface)
        if severity:
            found.append((rule, severity, match))
    return found


def _keep_widest(found):
    """This will drop a match that lies inside another of the same pack that is at least as severe."""
    found.sort(key=lambda one: (one[2].start, -one[2].end, -weight(one[1]), one[0].id))
    kept, reached = [], {}
    for rule, severity, match in found:
        ends = reached.setdefault(rule.pack, [-1, -1, -1, -1])
        if match.end > max(ends[weight(severity) :]):
            kept.append((rule, severity, match))
            ends[weight(severity)] = match.end
    return kept


def _finding(text, folded, rule, severity, match):
    start, end = folded.starts[match.start], folded.ends[match.end - 1]
    return Finding(
        rule=rule.id,
        pack=rule.pack,
        severity=severity,
        start=start,
        end=end,
        words=text[start:end],
        reason=rule.reason,
        instead=rule.instead,
        source=rule.source,
    )
