"""What a reader sees on a page, for tests to compare."""

import re
from html import unescape


def headlines(response):
    """This will give the titles that a list page links to, in their order."""
    return [unescape(title) for title in re.findall(r'class="headline"[^>]*>([^<]*)<', response.content.decode())]


def words(response_or_html):
    """This will give the words of a page or of a piece of one, without tags."""
    html = response_or_html if isinstance(response_or_html, str) else response_or_html.content.decode()
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def part(response, start, end):
    """This will give the HTML between two strings, the first of each."""
    return response.content.decode().split(start, 1)[1].split(end, 1)[0]
