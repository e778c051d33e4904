"""Finds web addresses, and tells the trusted from the plain and the plain from the suspicious."""

import re
from bisect import bisect_right
from itertools import pairwise

_ENDS = (
    "com|co|uk|org|net|info|io|biz|shop|xyz|ru|cn|clinic|online|site|store|top|click|link|ie|eu|app|dev|club|live|vip"
    "|pro|tk|su|win|loan|work|buzz|icu"
)
_SHORTENERS = (
    r"bit\.ly|tinyurl\.com|t\.co|goo\.gl|is\.gd|ow\.ly|cutt\.ly|rb\.gy|t\.ly|buff\.ly|shorturl\.at|rebrand\.ly|wa\.me|t\.me"
    r"|fb\.me|m\.me|amzn\.to|linktr\.ee|discord\.gg|(?:chat|api)\.whatsapp\.com|telegram\.me"
)
_LINKS = re.compile(
    r"(?:h(?:tt|xx)ps?://|\bwww\.)[^\s<>\"]{2,2000}"
    rf"|(?<![@\w.-])[a-z0-9](?:[a-z0-9-]{{0,62}}\.){{1,4}}(?:{_ENDS})(?![\w-])(?:[/?#][^\s<>\"]{{0,2000}})?"
)
_SHORT = re.compile(rf"(?<![@\w.-])(?:{_SHORTENERS})(?:/[^\s<>\"]{{0,2000}})?(?![\w.-])")
_SHORT_HOST = re.compile(rf"(?:.*\.)?(?:{_SHORTENERS})")
_RISKY_HOST = re.compile(r".*\.(?:xyz|ru|cn|top|click|tk|su|win|loan|work|buzz|icu|vip)")
_MAIL_HOST = re.compile(r"(?:g(?:oogle)?mail|hotmail|outlook|yahoo|icloud|live|aol)\.co(?:m|\.uk)")
_DRESSED_UP = re.compile(r"^[^/]*@|^\d+\.\d+\.\d+\.\d+|xn--|[?&](?:ref|aff|affiliate|utm_\w+|tag|promo|coupon)=|^hxxp")
_HOST = re.compile(r"^(?:h(?:tt|xx)ps?://)?(?:www\.)?([^/\\?#:\s]*)")
_WORDED_ENDS = frozenset({"com", "co", "org", "net", "info", "uk"})


def all_links(reading):
    """This will find every web address that is neither the clinic's nor one of the trusted."""
    for start, end, host in found_links(reading):
        if not _is_trusted(host, reading):
            yield reading.span(start, end)


def suspicious_links(reading):
    """This will find shortened and disguised addresses, risky endings and hosts named after what they sell."""
    text = reading.folded.lower
    for start, end, host in found_links(reading):
        bare = re.sub(r"^(?:https?://)?(?:www\.)?", "", text[start:end])
        is_odd = _SHORT_HOST.fullmatch(host) or _RISKY_HOST.fullmatch(host) or _DRESSED_UP.search(bare)
        sells = any(word in host for word in reading.lists.get("selling-hosts", ()))
        host_start = text.index(host, start)
        is_disguised = bool(host) and not reading.is_plain(host_start, host_start + len(host))
        if is_disguised or ((is_odd or sells) and not _is_trusted(host, reading)):
            yield reading.span(start, end)
    tokens = reading.tokens
    for i in range(1, len(tokens.words) - 1):
        if (
            tokens.words[i] == "dot"
            and tokens.words[i + 1] in _WORDED_ENDS
            and "at" not in tokens.words[max(0, i - 5) : i]
            and "@" not in tokens.gaps[i - 1]
        ):
            yield i - 1, i + 2, tokens.starts[i - 1], tokens.ends[i + 1]


def many_links(reading):
    """This will find the third and further web addresses of a text."""
    for start, end, _ in found_links(reading)[2:]:
        yield reading.span(start, end)


def selling_links(reading):
    """This will find a web address in a text that also uses the words of a seller."""
    words = reading.tokens.words
    pairs = {f"{one} {other}" for one, other in pairwise(words)}
    if not (pairs | set(words)).isdisjoint(reading.lists.get("selling-words", ())):
        yield from all_links(reading)


def handles(reading):
    """This will find a name on another service: "@lipsbyjo", "insta: lipsbyjo"."""
    tokens = reading.tokens
    services = reading.lists.get("services", ())
    for i, word in enumerate(tokens.words):
        follows = i + 1 < len(tokens.words) and i + 1
        is_handle = re.search(r"[\s(:]@$" if i else r"@$", tokens.gaps[i]) and not word.isdecimal()
        if is_handle or (word in services and follows and re.fullmatch(r"\s*[:@=\-–]+\s*@?\s*", tokens.gaps[i + 1])):
            last = i if is_handle else i + 1
            yield i, last + 1, tokens.starts[i], tokens.ends[last]


def is_in_link(reading, place):
    """This will tell whether a place of the folded text lies inside a web address."""
    links = found_links(reading)
    k = bisect_right(links, (place, len(reading.folded.lower), "")) - 1
    return k >= 0 and links[k][0] <= place < links[k][1]


def found_links(reading):
    """This will list (start, end, host) of the addresses in a text, worked out once."""
    if reading.links is None:
        reading.links = _find(reading)
    return reading.links


def _find(reading):
    text = reading.folded.lower
    spans = sorted({match.span() for pattern in (_LINKS, _SHORT) for match in pattern.finditer(text)})
    found, reached = [], 0
    for start, end in spans:
        end = start + len(text[start:end].rstrip(".,;:!?)]}'*_"))
        host = _HOST.match(text[start:end])[1].rsplit("@", 1)[-1].strip(".")
        if start >= reached and end > start and not _MAIL_HOST.fullmatch(host) and not reading.is_ours(host):
            found.append((start, end, host))
            reached = end
    return found


def _is_trusted(host, reading):
    return any(host == known or host.endswith("." + known) for known in reading.lists.get("trusted", ()))
