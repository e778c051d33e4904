"""The page for 403: a visitor is sent to log in and come back, everybody else is told why not."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.core.exceptions import PermissionDenied

from accounts.coming_back import is_ours, to_log_in
from accounts.views import refused

pytestmark = pytest.mark.django_db


class WithASentence(PermissionDenied):
    def __init__(self, sentence, come_back_to=None):
        self.sentence = sentence
        self.come_back_to = come_back_to


@pytest.fixture
def asking(rf):
    """A request of a visitor or of somebody logged in."""

    def ask(method, address, user=None):
        request = rf.generic(method, address)
        request.user = user or AnonymousUser()
        request.session = SessionStore()
        return request

    return ask


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_visitor_is_sent_to_log_in_and_back_to_what_they_asked_for(asking, method):
    answer = refused(asking(method, "/account/?page=2"), PermissionDenied())

    assert answer.status_code == 302
    assert answer["Location"] == "/accounts/login/?next=/account/%3Fpage%3D2"
    assert "no-store" in answer["Cache-Control"]


def test_after_a_form_a_visitor_comes_back_to_where_the_refusal_says(asking):
    answer = refused(asking("POST", "/posts/x/comments/"), WithASentence("Log in.", "/posts/x/#leave-a-comment"))

    assert answer["Location"] == "/accounts/login/?next=/posts/x/%23leave-a-comment"


def test_after_a_form_without_a_way_back_a_visitor_comes_to_the_front_page(asking):
    answer = refused(asking("POST", "/posts/x/comments/"), PermissionDenied())

    assert answer["Location"] == "/accounts/login/?next=/"


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "http://[",
        "javascript:alert(1)",
        "/" + "a" * 3000,
    ],
)
def test_the_way_back_is_never_to_another_host(asking, address):
    answer = refused(asking("POST", "/"), WithASentence("Log in.", address))

    assert answer["Location"] == "/accounts/login/?next=/"


def test_an_address_with_two_slashes_is_not_come_back_to(asking):
    request = asking("GET", "/")
    request.path = "//evil.example/"

    answer = refused(request, PermissionDenied())

    assert answer["Location"] == "/accounts/login/?next=/"


def test_a_member_sees_the_sentence(asking, priya):
    answer = refused(asking("GET", "/admin/", priya), WithASentence("Only a manager can see this."))

    assert answer.status_code == 403
    assert "Only a manager can see this." in answer.content.decode()


def test_a_member_sees_a_sentence_where_none_was_given(asking, priya):
    answer = refused(asking("GET", "/admin/", priya), PermissionDenied("a detail for the log"))

    assert answer.status_code == 403
    assert "Your account does not open this page." in answer.content.decode()
    assert "a detail for the log" not in answer.content.decode()


def test_a_sentence_is_shown_as_text(asking, priya):
    answer = refused(asking("GET", "/admin/", priya), WithASentence("<b>No</b>"))

    assert "&lt;b&gt;No&lt;/b&gt;" in answer.content.decode()


def test_the_helper_and_the_check_agree(asking):
    request = asking("GET", "/")

    assert is_ours("/posts/x/", request)
    assert to_log_in(request, "/posts/x/")["Location"] == "/accounts/login/?next=/posts/x/"
    assert not is_ours("//evil.example/", request)
    assert to_log_in(request, "//evil.example/")["Location"] == "/accounts/login/?next=/"
