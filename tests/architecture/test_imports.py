"""The parts import one way, and what patients see cannot reach what is unsigned. The contract is in pyproject.toml."""

import shutil
import subprocess
import sys

import pytest
from django.conf import settings


def lint_imports(folder):
    code = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    return subprocess.run(
        [sys.executable, "-c", code, "--no-logo", "--no-cache"], cwd=folder, capture_output=True, text=True
    )


@pytest.fixture
def copy(tmp_path):
    """A copy of the code that a test may spoil."""
    for name in ("accounts", "blog", "clinic_site"):
        shutil.copytree(settings.BASE_DIR / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(settings.BASE_DIR / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_contract_is_kept():
    result = lint_imports(settings.BASE_DIR)

    assert (result.returncode, "0 broken" in result.stdout) == (0, True), result.stdout


@pytest.mark.parametrize(
    ("path", "line", "broken"),
    [
        ("blog/reading/views.py", "from blog.posts.models import Post", "What patients see cannot reach"),
        ("blog/search/views.py", "from blog.models import Post", "What patients see cannot reach"),
        ("blog/comments/views.py", "def posts():\n    import blog.posts.actions", "What patients see cannot reach"),
        ("blog/editions/models.py", "from blog.comments import text", "The parts of blog import one way"),
        ("blog/rules.py", "from blog.clinic.models import Clinic", "The parts of blog import one way"),
        ("accounts/views.py", "from blog import rules", "Accounts know nothing of the blog"),
        ("blog/clinic/models.py", "from clinic_site import settings", "The site puts the apps together"),
        ("blog/newpart.py", "", "blog.newpart"),
    ],
)
def test_the_contract_breaks_when_a_part_reaches_where_it_may_not(copy, path, line, broken):
    with open(copy / path, "a") as module:
        module.write(f"\n{line}\n")

    result = lint_imports(copy)

    assert (result.returncode, broken in result.stdout) == (1, True), result.stdout
