"""The demonstration's articles and comments pass the guard that its editors will meet."""

import html
import re
import tomllib
from pathlib import Path

import pytest

from blog import management
from blog.guard import check, check_all

DEMO = Path(management.__file__).parent / "demo"
ARTICLES = sorted((DEMO / "articles").glob("*.html"))
COMMENTS = tomllib.loads((DEMO / "comments.toml").read_text(encoding="utf-8"))
MEMBERS = {member["key"] for member in COMMENTS["members"]}
CLINIC = ("01632 960114",)


def read(path):
    _, head, body = path.read_text(encoding="utf-8").split("+++", 2)
    lines = re.sub(r"</(p|h\d|li|t[dhr]|caption|figcaption|aside|div|table|[uo]l)>", "\n", body)
    return tomllib.loads(head), html.unescape(re.sub(r"<[^>]*>", "", lines))


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_an_article_of_the_demonstration_has_nothing_to_mend(path):
    facts, text = read(path)

    found = check_all(
        {
            "title": facts["title"],
            "slug": facts["slug"],
            "meta": f"{facts['search_title']}\n\n{facts['search_description']}",
            "social": f"{facts['social_title']}\n\n{facts['social_description']}",
            "body": f"{facts['standfirst']}\n\n{text}\n\n{facts['interests']}\n\n{facts['change_note']}",
        }
    )

    assert found == []


HELD = [comment for comment in COMMENTS["comments"] if "is_held_for" in comment]
FINE = [comment for comment in COMMENTS["comments"] if "is_held_for" not in comment]


@pytest.mark.parametrize("comment", HELD, ids=lambda comment: comment["key"])
def test_what_the_demonstration_shows_as_held_is_held(comment):
    assert comment["is_held_for"] in {finding.pack for finding in check(comment["body"], "comment", ours=CLINIC)}


@pytest.mark.parametrize("comment", FINE, ids=lambda comment: comment["key"])
def test_a_comment_of_the_demonstration_is_not_held(comment):
    surface = "comment" if comment["author"] in MEMBERS else "staff-reply"

    assert check(comment["body"], surface, ours=CLINIC) == []


def test_the_demonstrations_articles_are_really_read():
    path = next(path for path in ARTICLES if path.stem == "10-after-filler")
    _, text = read(path)

    found = check(text.replace("Filler is a gel", "Bоtox is a gel"), "body")

    assert [finding.rule for finding in found] == ["pom-botulinum-name"]
