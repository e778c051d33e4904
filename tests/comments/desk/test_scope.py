"""/admin/blog/comment/scope/: what readers can do to each other, read from the site, and a warning."""

from django import forms
from django.core.checks import run_checks
from django.urls import include, path

from blog.comments import scope
from blog.comments.forms import CommentForm
from clinic_site.urls import handler400, handler403, handler404, handler500  # noqa: F401  This module is a URLconf too.
from tests.comments.desk.conftest import DESK
from tests.posts.conftest import at, text_of

urlpatterns = [
    path("", include("clinic_site.urls")),
    path("messages/<int:pk>/", lambda request, pk: None),
]


def on():
    return {function.name for function in scope.FUNCTIONS if function.is_on}


def test_the_page_reads_what_is_on_from_the_site_itself(client, grace):
    page = text_of(at(client, grace).get(f"{DESK}scope/"))

    assert {"Comments on articles", "Replies to comments", "Links in comments"} <= on()
    assert on().isdisjoint({"Direct messages between members", "Forums", "Pictures and files in comments"})
    assert "Nothing that is on leaves Schedule 1, paragraph 4" in page
    assert "Comments on articles: on, covered" in page
    assert "Forums: off, would not be covered" in page


def test_what_the_site_is_now_warns_nobody():
    assert scope.leaving() == []
    assert [warning for warning in run_checks() if warning.id == "blog.W001"] == []


def test_direct_messages_warn_the_manager_and_whoever_starts_the_site(client, grace, settings):
    settings.ROOT_URLCONF = __name__

    page = text_of(at(client, grace).get(f"{DESK}scope/"))
    [warning] = [warning for warning in run_checks() if warning.id == "blog.W001"]

    assert "Direct messages between members are on, and Schedule 1, paragraph 4 does not cover them." in page
    assert warning.msg.startswith("Direct messages between members: on, and outside Schedule 1, paragraph 4")


def test_pictures_in_comments_warn(monkeypatch):
    monkeypatch.setitem(CommentForm.base_fields, "picture", forms.ImageField())

    assert [function.name for function in scope.leaving()] == ["Pictures and files in comments"]


def test_the_addresses_of_the_admin_and_the_log_in_are_not_readers(settings):
    parts = scope.parts_of_addresses()

    assert {"posts", "comments"} <= parts
    assert parts.isdisjoint({"admin", "login", "cannedreply"})
