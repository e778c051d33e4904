"""The line of an article that answers a question, with the asked words marked."""

import re

from django.utils.html import escape
from django.utils.safestring import mark_safe

LONGEST = 200  # characters
HEADING = 60  # characters that a heading rarely has
BEFORE = 70  # characters before the first marked word, where the line is longer than that


def snippet(text, words):
    """This will give the line that holds most of the words, as HTML with <mark>, or nothing if no line holds one.

    Among equal lines a sentence goes before a heading, and the first before the others.

    text: plain text, a block to a line; everything in it is escaped. Words of one or two letters are marked only if
    there are no longer ones, or half the line would be.
    """
    wanted = [word for word in words if len(word) > 2] or words
    lines = text.splitlines()
    line = max(lines, key=lambda line: (sum(word in line.lower() for word in wanted), len(line) > HEADING), default="")
    asked = re.compile(rf"(\w*(?:{'|'.join(map(re.escape, wanted))})\w*)", re.IGNORECASE)
    first = asked.search(line)
    if not first:
        return ""
    pieces = asked.split(cut(line, first.start()))
    return mark_safe("".join(f"<mark>{escape(p)}</mark>" if i % 2 else escape(p) for i, p in enumerate(pieces)))


def cut(line, place):
    """This will shorten a line to what stands around a place in it, at whole words where there are any."""
    if len(line) <= LONGEST:
        return line
    start = max(line.rfind(" ", 0, max(0, place - BEFORE)) + 1, place - 2 * BEFORE)
    end = start + LONGEST
    if end < len(line):
        space = line.rfind(" ", place, end)
        end = space if space > place else end
    return f"{'… ' if start else ''}{line[start:end].rstrip(' ,;:')}{' …' if end < len(line) else ''}"
