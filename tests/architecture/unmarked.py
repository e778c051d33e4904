"""Finds the words of a template that nobody could translate, because no tag marks them."""

import re
from html.parser import HTMLParser

from django.template.base import Lexer, TokenType

MARKED = re.compile(r"""_\((?:"[^"]*"|'[^']*')\)""")
LITERAL = re.compile(r""""([^"]*)"|'([^']*)'""")
SHOWN_BY = re.compile(r"""\|(?:default|default_if_none|yesno|pluralize|join|add):("[^"]*"|'[^']*')""")
ENGLISH_GRAMMAR = re.compile(r"\|pluralize\b")
READ_ALOUD = ("title", "alt", "aria-label", "aria-description", "placeholder", "label")
NOT_SHOWN = ("script", "style", "kbd")
# A word to a machine, or one that is the same in every language.
THE_SAME_EVERYWHERE = re.compile(r"https?://\S+|&[a-z]+;|\b(?:NHS|GOV\.UK|Google|Apple)\b")
A_WORD = re.compile(r"[^\W\d_]")


def unmarked(source, *, is_text=False):
    """This will give the bare words of a template's source. is_text: a mail, all of which is read."""
    left, found = without_what_is_marked(source)
    reader = Reader()
    if is_text:
        reader.found.append(left)
    else:
        reader.feed(left)
        reader.close()
    return found + [piece for words in reader.found if (piece := rest_of(words))]


def rest_of(words):
    """This will give what of some words would be read in English, in one line."""
    words = " ".join(THE_SAME_EVERYWHERE.sub(" ", words).split())
    return words if A_WORD.search(words) else ""


def without_what_is_marked(source):
    """This will take out of a source its tags and what they mark, and put in the words that a tag shows unmarked."""
    left, found, until = [], [], None
    for token in Lexer(source).tokenize():
        name = token.contents.split()[0] if token.contents.split() else ""
        if until:
            until = None if token.token_type == TokenType.BLOCK and name == until else until
        elif token.token_type == TokenType.TEXT:
            left.append(token.contents)
        elif token.token_type == TokenType.BLOCK and name in ("blocktranslate", "comment", "verbatim"):
            until = f"end{name}"
        elif token.token_type == TokenType.BLOCK and token.contents == "block bodyclass":  # names for the style sheet
            until = "endblock"
        elif token.token_type in (TokenType.BLOCK, TokenType.VAR):
            bare = MARKED.sub("", token.contents)
            if ENGLISH_GRAMMAR.search(bare):
                found.append(f"pluralize in {token.contents!r}")
            left.append(shown_by(bare))
            found += handed_on(bare) if name in ("include", "with") else []
    return "".join(left), found


def shown_by(contents):
    """This will give the words with which a filter of a tag fills a gap. What begins with a slash is an address."""
    shown = (literal.strip("\"'") for literal in SHOWN_BY.findall(contents))
    return " ".join(words for words in shown if not words.startswith("/"))


def handed_on(contents):
    """This will give the literal words that a template hands to another: those with a capital or a space."""
    given = re.findall(r"""=("[^"]*"|'[^']*')""", contents)
    return [words for each in given if re.search(r"[A-Z ]", words := each.strip("\"'"))]


class Reader(HTMLParser):
    """Keeps what a reader sees or hears of a page."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.found, self.inside = [], []

    def handle_starttag(self, tag, attributes):
        if tag in NOT_SHOWN:
            self.inside.append(tag)
        given = dict(attributes)
        names = [*READ_ALOUD, *(["data-title"] if "data-title" in given else [])]
        if tag == "meta" and (given.get("name") == "description" or str(given.get("property")).endswith("title")):
            names.append("content")
        if tag == "input" and given.get("type") in ("submit", "button", "reset"):
            names.append("value")
        self.found += [given[name] for name in names if given.get(name)]

    def handle_endtag(self, tag):
        if self.inside and self.inside[-1] == tag:
            self.inside.pop()

    def handle_data(self, words):
        if not self.inside:
            self.found.append(words)
