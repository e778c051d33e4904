"""Finds e-mail addresses, NHS numbers, dates of birth and postcodes.

Each function takes a `detectors.Reading` and yields (first word, word after, start, end).
"""

import re

_MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:(?:19|20)\d\d|\d\d)"
_DATES = re.compile(
    rf"\b(?:{_DAY}\s?[/.\-\s]\s?\d{{1,2}}\s?[/.\-\s]\s?{_YEAR}|{_DAY}\s(?:of\s)?(?:{_MONTHS})\.?,?\s{_YEAR}"
    rf"|(?:{_MONTHS})\s{_DAY},?\s{_YEAR}|(?:19|20)\d\d-\d\d-\d\d)\b"
)
_BIRTH = re.compile(r"\b(?:born|d\.?o\.?b|birth|birthday|birthdate)\b")
_AREAS = (
    "a[bl]|b[abdhlnrst]?|c[abfhmortvw]|d[adeghlnty]|e[chnx]?|f[ky]|g[luy]?|h[adgprsux]|i[gmpv]|je|k[atwy]|l[adelnsu]?"
    "|m[ekl]?|n[egnprw]?|o[lx]|p[aehlor]|r[ghm]|s[aegklmnoprstwy]?|t[adfnqrsw]|ub|w[acdfnrsv]?|yo|ze"
)
_POSTCODES = re.compile(rf"\b(?:{_AREAS})\d[a-z\d]?[\s-]?\d([abd-hjlnp-uw-z]{{2}})\b")
_NOT_INWARD = frozenset({"st", "nd", "rd", "th", "ft", "yd", "hr", "gb", "px", "pt", "lb"})
_LOCAL_PART = frozenset("abcdefghijklmnopqrstuvwxyz0123456789._%+-")
_DOMAIN = re.compile(r"[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,4}")
_MAIL_HOST = re.compile(
    "g(?:oogle)?mail|hotmail|outlook|yahoo|icloud|live|aol|proton(?:mail)?|btinternet|sky|talktalk|msn|me|mail"
)
_CHAINS = frozenset("/.-")
_MAIL_ENDS = frozenset({"com", "co", "org", "net", "uk", "info", "io", "me", "ie"})


def email_addresses(reading):
    """This will find "name@host.uk", and "name at gmail dot com" in its usual disguises."""
    text = reading.folded.lower
    at = text.find("@")
    while at != -1:
        start = at
        while start > max(0, at - 64) and text[start - 1] in _LOCAL_PART:
            start -= 1
        domain = _DOMAIN.match(text, at + 1)
        if start < at and domain and not reading.is_ours(text[start : domain.end()]):
            yield reading.span(start, domain.end())
        at = text.find("@", at + 1)
    yield from _worded_addresses(reading)


def _worded_addresses(reading):
    tokens, text = reading.tokens, reading.folded.lower
    for i in range(1, len(tokens.words) - 2):
        is_at = tokens.words[i] == "at" or tokens.gaps[i].strip() == "@"
        if not is_at:
            continue
        host = i + 1 if tokens.words[i] == "at" else i
        rest = tokens.words[host + 1 : host + 3]
        has_dot = rest[:1] == ["dot"] and rest[1:2] and rest[1] in _MAIL_ENDS
        has_end = rest[:1] and rest[0] in _MAIL_ENDS and tokens.gaps[host + 1].strip() in (".", "")
        is_known = bool(_MAIL_HOST.fullmatch(tokens.words[host]))
        is_marked = bool(re.search(r"[([{<]", tokens.gaps[i])) or tokens.gaps[i].strip() == "@"
        if has_dot or (has_end and (is_known or is_marked)):
            after = host + (3 if has_dot else 2)
            while tokens.words[after : after + 1] == ["dot"] and tokens.words[after + 1 : after + 2]:
                after += 2
            start, end = tokens.starts[i - 1], tokens.ends[after - 1]
            if not reading.is_ours(text[start:end]):
                yield i - 1, after, start, end


def nhs_numbers(reading):
    """This will find ten digits, together or as 3-3-4, whose last is the check digit of the others."""
    words, gaps = reading.tokens.words, [*reading.tokens.gaps, ""]
    for i, word in enumerate(words):
        count = _words_of_a_number(words, i)
        number = "".join(words[i : i + count])
        is_chained = gaps[i] in _CHAINS or gaps[i + count] in _CHAINS  # part of a longer code, such as a DOI
        is_one = count == 1 or {*gaps[i + 1 : i + count]} <= {" ", "-", "  "}
        is_book = "isbn" in words[max(0, i - 3) : i]  # the same check digit by another name
        is_phone = word.startswith("0") and "nhs" not in words[max(0, i - 4) : i]
        if count and is_one and not (is_chained or is_book or is_phone) and is_nhs_number(number):
            yield i, i + count, reading.tokens.starts[i], reading.tokens.ends[i + count - 1]


def _words_of_a_number(words, i):
    if len(words[i]) == 10:
        return 1
    return 3 if [len(part) for part in words[i : i + 3]] == [3, 3, 4] else 0


def is_nhs_number(digits):
    """This will check ten digits by modulus 11, as the NHS data dictionary describes it."""
    if len(digits) != 10 or not (digits.isascii() and digits.isdecimal()) or len(set(digits)) == 1:
        return False
    total = sum(int(digit) * factor for digit, factor in zip(digits, range(10, 1, -1), strict=False))
    return (11 - total % 11) % 11 == int(digits[9])


def birthdays(reading):
    """This will find a full date next to a word such as "born" or "DOB", or a name that holds one."""
    text = reading.folded.lower
    for match in _DATES.finditer(text):
        start, end = match.span()
        near = text[max(0, start - 40) : start] + " | " + text[end : end + 20]
        if _BIRTH.search(near) or reading.surface == "display-name":
            yield reading.span(start, end)


def postcodes(reading):
    """This will find full UK postcodes."""
    text = reading.folded.lower
    for match in _POSTCODES.finditer(text):
        is_unit = match[1] in _NOT_INWARD and not reading.folded.cased[match.start(1) : match.end()].isupper()
        if not is_unit and not reading.is_ours(match.group()):
            yield reading.span(*match.span())
