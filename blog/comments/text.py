"""What people type: tidied, checked, and turned into the HTML that is stored beside it."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

MAX_MARKS = 4  # combining marks on one letter; more is a tower that covers its neighbours
LINK = re.compile(r"https?://[^\s<>\"'`{}|\\^\[\]]{3,}", re.IGNORECASE)
TRAILING = ".,;:!?)\u2019\u201d\u2026"
BIDI = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")
MARK = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
TOWER = re.compile(f"({MARK}{{{MAX_MARKS}}}){MARK}+")
TURNING = re.compile("[\u202d\u202e]")  # the marks that Arabic and Hebrew need turn nothing else round
UNSEEN = "[\u00ad\u034f\u115f\u1160\u180e\u200b-\u200d\u2060-\u2064\u3164\ufeff\uffa0]"
MANY_UNSEEN = re.compile(f"{UNSEEN}{{8}}")  # one stands between two letters in Persian, and inside an emoji


def tidy(text):
    """This will make line ends one kind, drop spaces at line ends, and leave at most one blank line between words."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+\n", "\n", text))


def check(text, *, longest, shortest=1):
    """This will raise ValidationError with a plain sentence unless the text can be stored and shown.

    Lengths are in characters after `tidy`.
    """
    if not any(unicodedata.category(letter)[0] not in "ZCM" for letter in text):
        raise ValidationError(_("Write something first."), code="empty")
    check_length(text, longest=longest, shortest=shortest)
    check_letters(text)


def check_length(text, *, longest, shortest):
    if len(text) < shortest:
        said = ngettext(
            "Write a little more: at least %(shortest)s character.",
            "Write a little more: at least %(shortest)s characters.",
            shortest,
        )
        raise ValidationError(said % {"shortest": shortest}, code="short")
    if len(text) > longest:
        over = len(text) - longest
        said = ngettext(
            "This is %(over)s character too long. There is room for %(longest)s.",
            "This is %(over)s characters too long. There is room for %(longest)s.",
            over,
        )
        numbers = {"over": grouped(over), "longest": grouped(longest)}
        raise ValidationError(said % numbers, code="long")


def check_letters(text):
    """This will raise ValidationError for letters that only a paste or a prank brings, each with what to do."""
    if any(is_unprintable(letter) for letter in text):
        raise ValidationError(
            _("There is a character in this that cannot be shown. Type the words again rather than pasting them."),
            code="unprintable",
        )
    if TURNING.search(text):
        raise ValidationError(
            _("There is a character in this that turns words round. Type the words again rather than pasting them."),
            code="turning",
        )
    if TOWER.search(text):
        raise ValidationError(
            _("There are more marks on a letter than anybody can read. Type the words again without them."),
            code="tower",
        )
    if MANY_UNSEEN.search(text) or 2 * len(re.findall(UNSEEN, text)) > len(text):
        raise ValidationError(
            _("There are many characters in this that nobody can see. Type the words again rather than pasting them."),
            code="unseen",
        )


def grouped(number):
    """This will write a number with its thousands apart."""
    return number_format(number, force_grouping=True)


def is_unprintable(letter):
    """Controls (a tab and a new line are fine), halves of letters, and code points that are no character."""
    if letter in "\n\t":
        return False
    return (
        unicodedata.category(letter) in ("Cc", "Cs")
        or (ord(letter) & 0xFFFE) == 0xFFFE
        or "\ufdd0" <= letter <= "\ufdef"
    )


def to_html(text):
    """This will give paragraphs, line breaks and links; everything else is shown as it was typed.

    What `check` did not refuse when an older text was stored is dropped or cut here, at the one place where text
    becomes HTML, and so are marks of direction.
    """
    text = TOWER.sub(r"\1", BIDI.sub("", text))
    paragraphs = re.split(r"\n\s*\n", text)
    return "".join(f"<p>{with_links(paragraph)}</p>" for paragraph in paragraphs if paragraph.strip())


def with_links(line):
    made, end = [], 0
    for found in LINK.finditer(line):
        address = found[0].rstrip(TRAILING)
        if address.count("(") > address.count(")") and found[0][len(address) :].startswith(")"):
            address += ")"
        made.append(escape(line[end : found.start()]))
        made.append(f'<a href="{escape(address)}" rel="ugc nofollow noopener">{escape(address)}</a>')
        end = found.start() + len(address)
    made.append(escape(line[end:]))
    return "".join(made).strip().replace("\n", "<br>")
