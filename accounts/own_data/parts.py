"""What other apps keep about a person: each says how to give it out and how to erase it."""

from collections.abc import Callable
from dataclasses import dataclass

GIVERS: list[Callable] = []
ERASERS: list[Callable] = []


@dataclass(frozen=True)
class Part:
    """One part of what is kept about a person: plain values, ready for JSON. rows: a list of mappings."""

    name: str
    title: str
    rows: list


def given_by(giver):
    """This will add a function that takes a user and yields `Part`s of what is kept about them."""
    GIVERS.append(giver)
    return giver


def erased_by(eraser):
    """This will add a function (user, *, keep_words, at) that erases what is kept, in the caller's transaction.

    keep_words: the person chose that what they wrote may stay, without them.
    """
    ERASERS.append(eraser)
    return eraser


def everything_about(user):
    """This will gather every part that any app keeps about a person."""
    return [part for giver in GIVERS for part in giver(user)]
