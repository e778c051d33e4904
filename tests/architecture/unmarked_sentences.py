"""Finds the sentences of a module that nobody could translate, because no function marks them."""

import ast
import re

MARKS = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
# Who reads these runs the machine: an address with nothing at it, a setting that is wrong, a line of the log.
FOR_OPERATORS = {"Http404", "BadRequest", "ImproperlyConfigured", "Warning", "__init__", "exception"}
SENTENCE = re.compile(r"[“A-Z][^<>{}=_]*[a-z’”] [^<>{}=_]*[.?!:…]\s*\Z")


def unmarked_sentences(source):
    """This will give every sentence in the source of a module that is not marked, in the order of its lines."""
    tree = ast.parse(source)
    passed = set(map(id, docstrings(tree)))
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        if name_of(call.func) in MARKS | FOR_OPERATORS:
            passed |= {id(node) for node in ast.walk(call)}
    strings = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))
    found = [node for node in strings if id(node) not in passed and SENTENCE.match(node.value)]
    return [node.value for node in sorted(found, key=lambda node: (node.lineno, node.col_offset))]


def name_of(function):
    return getattr(function, "id", getattr(function, "attr", ""))


def docstrings(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value
