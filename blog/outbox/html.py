"""The HTML beside the text of a mail: made from the text, which says everything, and never the other way round."""

import re

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import mark_safe

ADDRESS = re.compile(r"https?://[^\s<>\"]+")


def page(subject, text):
    """This will give a mail's text as a page: paragraphs, quotations, and links to our own site alone."""
    return render_to_string("blog/outbox/mail.html", {"subject": subject, "blocks": list(blocks(text))})


def blocks(text):
    """This will yield every paragraph as its lines in HTML, and whether it is what somebody else said ("> ")."""
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        lines = paragraph.split("\n")
        is_quoted = all(line.startswith(">") for line in lines)
        said = [line[1:].removeprefix(" ") if is_quoted else line for line in lines]
        made = "<br>".join(escape(line) if is_quoted else linked(line) for line in said)
        yield {"is_quoted": is_quoted, "html": mark_safe(made)}


def linked(line):
    """This will escape a line; a line that is an address of our site and nothing else becomes a link."""
    is_ours = ADDRESS.fullmatch(line) and line.startswith(f"{settings.SITE_URL}/")
    return f'<a href="{escape(line)}">{escape(line)}</a>' if is_ours else escape(line)
