"""Whoever was sent to log in with a comment in hand reads on every page of the way that it is safe."""

import pytest

from tests.accounts.conftest import joining

COMMENTS = "/posts/your-skin-barrier-in-one-page/comments/"
ARTICLE = '<a href="/posts/your-skin-barrier-in-one-page/">Your skin barrier, in one page</a>'
SAFE = f"Your comment on {ARTICLE} is safe. You will come back to it, and nothing is sent until you press Send."

pytestmark = pytest.mark.django_db


@pytest.fixture
def log_in_page(client, edition):
    """Where a visitor is sent with a comment in hand."""
    return client.post(COMMENTS, {"body": "Does it help in winter?"})["Location"]


def test_the_log_in_page_says_so(client, log_in_page):
    assert SAFE in client.get(log_in_page).content.decode()


def test_the_joining_page_says_so(client, log_in_page):
    page = client.get(log_in_page)

    assert SAFE in client.get(page.context["signup_url"]).content.decode()


def test_the_page_for_the_joining_code_says_so(client, log_in_page):
    back = client.get(log_in_page).context["redirect_field_value"]

    assert SAFE in client.post("/accounts/signup/", joining(next=back), follow=True).content.decode()


@pytest.mark.parametrize("address", ["/accounts/login/code/", "/accounts/password/reset/"])
def test_the_pages_for_other_codes_say_so(client, log_in_page, priya, address):
    back = client.get(log_in_page).context["redirect_field_value"]

    assert SAFE in client.post(address, {"email": priya.email, "next": back}, follow=True).content.decode()


def test_the_page_after_a_mistake_says_so_too(client, log_in_page):
    back = client.get(log_in_page).context["redirect_field_value"]

    page = client.post("/accounts/login/", {"login": "x", "next": back})

    assert page.status_code == 422
    assert SAFE in page.content.decode()


def test_who_comes_another_way_reads_where_it_waits(client, log_in_page):
    page = client.get("/accounts/login/").content.decode()

    assert f"Your comment on {ARTICLE} is safe. It waits for you there, and nothing is sent" in page


def test_who_wrote_nothing_reads_nothing_of_it(client, edition):
    assert "Your comment on" not in client.get("/accounts/login/").content.decode()


def test_nobody_reads_of_the_comment_of_another(client, client_of_another, log_in_page):
    assert "Your comment on" not in client_of_another.get(log_in_page).content.decode()


def test_the_whole_way_from_the_comment_through_joining_and_back(client, log_in_page, code):
    back = client.get(log_in_page).context["redirect_field_value"]
    client.post("/accounts/signup/", joining(next=back))

    done = client.post("/accounts/confirm-email/", {"code": code()})

    assert done["Location"] == "/posts/your-skin-barrier-in-one-page/#leave-a-comment"
    assert "Does it help in winter?</textarea>" in client.get(done["Location"]).content.decode()
