"""docs/operating.md names every setting that the code reads, and no other."""

import re

from django.conf import settings

READ = re.compile(r'(?:env(?:\.\w+)?|os\.environ\.get)\(\s*"([A-Z][A-Z0-9_]+)"')
TOGETHER = re.compile(r":= keys\(([^)]+)\)")


def names_in_the_code():
    found = set()
    for path in (settings.BASE_DIR / "clinic_site").rglob("*.py"):
        text = path.read_text()
        found |= set(READ.findall(text))
        for several in TOGETHER.findall(text):
            found |= set(re.findall(r'"([A-Z0-9_]+)"', several))
    return found


def names_in_the_table():
    text = (settings.BASE_DIR / "docs" / "operating.md").read_text()
    table = text.partition("## Settings")[2].partition("\n## ")[0]
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    return [name for row in rows for name in re.findall(r"`([A-Z][A-Z0-9_]+)`", row)]


def test_every_setting_stands_in_the_table_once():
    assert len(names_in_the_code()) > 15
    assert sorted(names_in_the_table()) == sorted(names_in_the_code())
