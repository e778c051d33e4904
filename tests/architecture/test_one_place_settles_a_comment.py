"""One file writes a comment's state, so that the count, the places on the page and the mail follow every change."""

import ast

import pytest
from django.conf import settings

SETTLES = "blog/comments/settle.py"
MAKES = "blog/comments/actions.py"  # a row begins as held, and is settled in the same breath
LOOKED_AT = ["blog/comments", "blog/posts", "blog/today", "blog/reading", "accounts", "blog/management"]
WRITES = {"create", "update", "update_or_create", "get_or_create", "Comment"}


def files():
    return [path for part in LOOKED_AT for path in sorted((settings.BASE_DIR / part).rglob("*.py"))]


def states_written(source):
    """This will give the lines that assign to a `state`, or write one into rows."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(isinstance(target, ast.Attribute) and target.attr == "state" for target in targets):
                yield node.lineno, ast.unparse(node)
        elif isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            for keyword in node.keywords:
                if keyword.arg == "state" and name in WRITES:
                    yield node.lineno, ast.unparse(keyword)
            if name == "setattr" and "state" in ast.unparse(node.args[1]):
                yield node.lineno, ast.unparse(node)


@pytest.mark.parametrize(
    "source",
    [
        "comment.state = 'published'",
        "Comment.objects.filter(pk=1).update(state='published')",
        "Comment.objects.create(state=State.PUBLISHED)",
        "Comment(state='published').save()",
        "setattr(comment, 'state', 'published')",
    ],
)
def test_whatever_writes_a_state_is_found(source):
    assert list(states_written(source)) != []


def test_only_one_file_does():
    found = {
        (str(path.relative_to(settings.BASE_DIR)), words)
        for path in files()
        for _, words in states_written(path.read_text())
    }

    assert found == {(SETTLES, "comment.state = state"), (MAKES, "state=Comment.State.HELD")}
