"""What the guard says: findings, the rules they come from, and where those rules are written down."""

from dataclasses import dataclass
from datetime import date

OWN_SURFACES = ("title", "body", "slug", "alt", "caption", "filename", "tag", "meta", "social")
SAID_SURFACES = ("comment", "staff-reply", "display-name")
SURFACES = OWN_SURFACES + SAID_SURFACES

SEVERITIES = ("note", "warn", "hold", "block")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule comes from. `checked` is the day we read it; `verify` says that we have not read it ourselves."""

    title: str
    url: str
    checked: date | None = None
    verify: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """One place in a text. `start` and `end` count characters of the text as it was given."""

    rule: str
    pack: str
    severity: str
    start: int
    end: int
    words: str
    reason: str
    instead: str
    source: Source


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a pack, as the data file has it. `severity` maps a surface to how serious a match is there."""

    id: str
    pack: str
    severity: dict[str, str]
    reason: str
    instead: str
    source: Source
    detector: str = ""
    distinctive: bool = False
    unless: tuple[str, ...] = ()
    softened: dict[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Pack:
    """A named set of rules that is checked and renewed as one."""

    name: str
    title: str
    version: str
    rules: tuple[Rule, ...]

    @property
    def last_checked(self):
        """The latest day on which any of its sources was read, or None."""
        return max((rule.source.checked for rule in self.rules if rule.source.checked), default=None)

    @property
    def to_verify(self):
        """The rules whose source we have not read ourselves."""
        return tuple(rule for rule in self.rules if rule.source.verify)


def weight(severity):
    """This will give a number that grows with how serious a severity is."""
    return SEVERITIES.index(severity)
