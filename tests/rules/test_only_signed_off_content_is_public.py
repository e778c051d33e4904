"""Only signed-off content is public: everything else tried at every public address."""

import ast
from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib import admin
from django.test import RequestFactory

from blog.comments.models import Comment
from blog.editions.models import Edition
from blog.posts.models import Post
from tests import factories

LISTS = ("/", "/topics/", "/topics/how-skin-works/", "/people/dr-amara-okafor/", "/search/?q=barrier")


def shows(client, text):
    """This will give the public lists on which a text stands."""
    return [address for address in LISTS if text in client.get(address).content.decode()]


@pytest.fixture(autouse=True)
def open_clinic(clinic):
    """Every page needs its clinic."""


# --- What is public --------------------------------------------------------------------------------------------------


def test_a_signed_article_is_public(client, edition):
    response = client.get(f"/posts/{edition.slug}/")

    assert response.status_code == 200
    assert edition.body_html in response.content.decode()
    assert shows(client, edition.title) == ["/", "/topics/how-skin-works/", "/people/dr-amara-okafor/", LISTS[-1]]


# --- What is not -----------------------------------------------------------------------------------------------------


def test_a_post_that_nobody_signed_is_not_public(client, post, amara):
    assert client.get(f"/posts/{post.slug}/").status_code == 404
    assert client.get(f"/posts/{post.slug}/comments/").status_code == 404
    assert shows(client, post.title) == []


def test_staff_do_not_see_it_at_the_public_address_either(client, post, ben):
    client.force_login(ben)

    assert client.get(f"/posts/{post.slug}/").status_code == 404


def test_nobody_can_comment_on_it(client, post, priya):
    client.force_login(priya)

    assert client.post(f"/posts/{post.slug}/comments/", {"body": "Hello."}).status_code == 404
    assert not Comment.objects.exists()


def test_what_was_written_after_the_signature_is_not_public(client, edition, post):
    Post.objects.filter(pk=post.pk).update(
        title="Unsigned title", standfirst="Unsigned words", body="<p>Unsigned body</p>"
    )

    page = client.get(f"/posts/{edition.slug}/").content.decode()

    assert edition.title in page
    assert "Unsigned" not in page
    assert shows(client, "Unsigned") == []


def test_a_new_address_is_not_public_before_it_is_signed(client, edition, post):
    Post.objects.filter(pk=post.pk).update(slug="unsigned-address")

    assert client.get("/posts/unsigned-address/").status_code == 404
    assert client.get(f"/posts/{edition.slug}/").status_code == 200


def test_a_topic_renamed_in_the_admin_leaves_the_signed_name_on_the_article(client, edition, topic):
    topic.name = "Unsigned topic"
    topic.save()

    assert "Unsigned topic" not in client.get(f"/posts/{edition.slug}/").content.decode()


def test_an_edition_that_has_ended_is_not_public(client, edition, now):
    Edition.objects.filter(pk=edition.pk).update(live_until=now - timedelta(seconds=1))

    gone = client.get(f"/posts/{edition.slug}/")
    assert gone.status_code == 410
    assert edition.title not in gone.content.decode()
    assert shows(client, edition.title) == []


def test_an_edition_that_ends_later_is_public_until_then(client, edition, now):
    Edition.objects.filter(pk=edition.pk).update(live_until=now + timedelta(hours=1))

    assert client.get(f"/posts/{edition.slug}/").status_code == 200


def test_an_edition_of_the_future_is_not_public(client, edition, now):
    Edition.objects.filter(pk=edition.pk).update(live_from=now + timedelta(hours=1))

    assert client.get(f"/posts/{edition.slug}/").status_code == 404
    assert shows(client, edition.title) == []


def test_the_interval_is_half_open(edition, now):
    Edition.objects.filter(pk=edition.pk).update(live_from=now, live_until=now + timedelta(hours=1))
    a_moment = timedelta(microseconds=1)

    def is_live(at):
        return Edition.objects.live(at=at).exists()

    assert [is_live(now - a_moment), is_live(now)] == [False, True]
    assert [is_live(now + timedelta(hours=1) - a_moment), is_live(now + timedelta(hours=1))] == [True, False]


def test_only_the_newest_signature_is_public(client, edition, post, amara):
    Post.objects.filter(pk=post.pk).update(title="The second title", standfirst="Rewritten.")
    factories.signed(post, by=amara)

    page = client.get(f"/posts/{edition.slug}/").content.decode()

    assert "The second title" in page
    assert edition.standfirst not in page


def test_a_held_comment_is_not_public(client, edition, priya, sam):
    held = factories.comment(edition, by=priya, body="Words not read yet.", held=True)
    client.force_login(sam)

    assert "Words not read yet." not in client.get(f"/posts/{edition.slug}/").content.decode()
    assert "Words not read yet." not in client.get(f"/posts/{edition.slug}/comments/").content.decode()
    assert client.get(f"/comments/{held.pk}/").status_code == 404
    assert client.get(f"/comments/{held.pk}/reply/").status_code == 404


def test_comments_of_an_article_that_ended_are_not_public(client, edition, priya, now):
    comment = factories.comment(edition, by=priya)
    Edition.objects.filter(pk=edition.pk).update(live_until=now)

    assert client.get(f"/comments/{comment.pk}/").status_code == 404
    assert client.get(f"/posts/{edition.slug}/comments/").status_code == 404


@pytest.mark.parametrize(
    "address", ["/admin/", "/admin/blog/post/", "/admin/blog/post/1/change/", "/admin/blog/edition/"]
)
def test_a_visitor_and_a_member_cannot_enter_the_admin(client, edition, priya, address):
    assert client.get(address).status_code == 302

    client.force_login(priya)

    assert client.get(address).status_code in (302, 403, 404)


# --- Below the pages -------------------------------------------------------------------------------------------------

STORES = {"create", "acreate", "bulk_create", "abulk_create", "get_or_create", "aget_or_create", "update_or_create"}


def makers_of_editions(source):
    """This will name the functions of a module that store an edition: by a manager, by saving one, or in SQL."""
    for function in ast.walk(ast.parse(source)):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from (function.name for node in ast.walk(function) if stores_an_edition(node))


def stores_an_edition(node):
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return "insert into blog_edition" in " ".join(node.value.lower().replace('"', "").split())
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return False
    on = ast.unparse(node.func.value).lower()
    if node.func.attr in STORES:
        return on.startswith("edition.") or "editions" in on.split(".")
    return node.func.attr in ("save", "asave", "save_base") and on.split(".")[-1].endswith("edition")


def test_sign_off_is_the_only_code_that_makes_an_edition():
    code = [path for name in ("accounts", "blog", "clinic_site") for path in (settings.BASE_DIR / name).rglob("*.py")]
    found = {
        (str(path.relative_to(settings.BASE_DIR)), function)
        for path in code
        if "migrations" not in path.parts
        for function in makers_of_editions(path.read_text())
    }

    assert found == {("blog/editions/actions.py", "sign_off")}


@pytest.mark.parametrize(
    "line",
    [
        "Edition.objects.create(title='x')",
        "Edition.objects.using('default').bulk_create([x])",
        "post.editions.create(title='x')",
        "edition.save()",
        "self.edition.save()",
        "new_edition.save(force_insert=True)",
        "cursor.execute('INSERT INTO \"blog_edition\" VALUES (1)')",
    ],
)
def test_the_search_for_such_code_finds_it(line):
    assert list(makers_of_editions(f"def anything():\n    {line}\n")) == ["anything"]


def test_the_admin_gives_nobody_a_way_to_make_change_or_delete_an_edition(admin_user):
    request = RequestFactory().get("/admin/")
    request.user = admin_user
    screen = admin.site._registry.get(Edition)

    ways = [getattr(screen, f"has_{way}_permission")(request) for way in ("add", "change", "delete") if screen]

    assert any(ways) is False
