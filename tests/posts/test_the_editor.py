"""What the page with the editor is told, and that no other page is told the same."""

import re

import pytest

from blog.editions import body
from blog.images.drawings import DRAWINGS
from blog.posts.editor import EXTENSIONS, STYLE_HASH, ArticleEditor
from tests.posts.conftest import at


def policy(response):
    directives = response.headers["Content-Security-Policy"].split("; ")
    return {name: set(values) for name, *values in (directive.split() for directive in directives)}


def test_the_import_map_and_the_one_style_are_allowed_where_the_editor_is(client, post, ben):
    response = at(client, ben).get(f"/admin/blog/post/{post.pk}/change/")

    nonce = re.search(r'<script type="importmap" nonce="([^"]+)">', response.content.decode())[1]
    assert policy(response)["script-src"] == {"'self'", f"'nonce-{nonce}'"}
    assert policy(response)["style-src"] == {"'self'", "'sha256-PlumsSlvJ7vvWzjqibGAYKq92O3y/4JTxWWsWJvyUYA='"}


def test_everything_else_stays_forbidden_there(client, post, ben):
    with_editor = policy(at(client, ben).get(f"/admin/blog/post/{post.pk}/change/"))
    without = policy(client.get("/admin/blog/post/"))

    assert {name for name in with_editor if with_editor[name] != without[name]} == {"script-src", "style-src"}
    assert "unsafe" not in str(with_editor)


@pytest.mark.parametrize("page", ["", "{}compare/", "{}preview/", "{}history/", "{}sign/"])
def test_no_other_staff_page_is_told_so(client, post, amara, clinic, page):
    address = "/admin/blog/post/" + page.format(f"{post.pk}/")

    told = policy(at(client, amara).get(address))

    assert (told["script-src"], told["style-src"]) == ({"'self'"}, {"'self'"})


def test_every_page_with_the_editor_has_a_nonce_of_its_own(client, post, ben):
    address = f"/admin/blog/post/{post.pk}/change/"
    at(client, ben)

    assert policy(client.get(address))["script-src"] != policy(client.get(address))["script-src"]


def test_no_class_can_be_chosen_and_no_extension_of_the_editor_is_left_to_chance(db):
    config = ArticleEditor().get_config()["extensions"]

    assert {"NodeClass", "TextClass", "TextStyle", "Image", "Figure", "HTML", "Menu"}.isdisjoint(config)
    assert config["Heading"] == {"levels": [2, 3]}
    assert config["Drawing"]["drawings"] == DRAWINGS
    assert STYLE_HASH not in str(EXTENSIONS)


def test_what_the_editor_makes_is_what_an_article_may_hold():
    made = (
        "<h2>One</h2><h3>Two</h3><p><strong>a</strong><em>b</em><sup>1</sup><br>c</p><ul><li><p>d</p></li></ul>"
        '<ol><li><p>e</p></li></ol><blockquote><p>f</p></blockquote><p><a href="https://www.nhs.uk/">g</a></p>'
        '<aside class="callout"><h3>h</h3><p>i</p></aside><figure><ol><li><p><img data-drawing="exosome-pack"></p>'
        "</li></ol><figcaption>j</figcaption></figure>"
        "<table><tbody><tr><th><p>k</p></th></tr><tr><td><p>l</p></td></tr></tbody></table>"
    )

    assert body.clean(made) == made
