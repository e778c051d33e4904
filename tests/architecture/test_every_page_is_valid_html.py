"""Every page that a stranger can reach, every page of an account, and forms sent with a mistake, are valid HTML."""

import pytest
from django.template.loader import render_to_string

from blog.clinic.models import Clinic
from tests.accounts.conftest import joining
from tests.browser.test_account_pages import MEMBER, just_logged_in, passkey

ERRORS = ("429.html", "500.html", "503.html")


@pytest.fixture
def faults(node, tmp_path):
    """This will give a function that takes pages, by any name, and gives what is wrong with each."""

    def validated(pages):
        names = dict(enumerate(pages))
        for number, name in names.items():
            (tmp_path / f"{number}.html").write_text(pages[name])
        found = node("validate.js", tmp_path)
        return {names[int(file.removesuffix(".html"))]: wrong for file, wrong in found.items()}

    (tmp_path := tmp_path / "pages").mkdir()
    return validated


def test_every_page_is_valid(faults, crawled, client, priya, edition):
    pages = {
        page.address: page.text
        for page in crawled("/search/?q=barrier", "/search/?q=nothing-has-this", "/no/such/page/").values()
        if page.is_html and not page.address.startswith("/admin/")
    }
    pages |= of_an_account(priya) | with_something_wrong(client, edition)
    pages |= {name: render_to_string(name, {"clinic": Clinic.current()}) for name in ERRORS}

    assert len(pages) > 60
    assert faults(pages) == {}


def of_an_account(priya):
    """This will give the pages of a member with a passkey, and the forms for her comment."""
    client, pk = just_logged_in(priya), passkey(priya).pk
    comment = priya.comments.first().pk
    addresses = [address.format(pk=pk) for address in MEMBER.values()]
    addresses += [f"/comments/{comment}/{act}/" for act in ("edit", "delete", "report", "reply")]
    return {f"{address} of Priya": client.get(address).content.decode() for address in addresses}


def with_something_wrong(client, edition):
    """This will give what is shown again to somebody who left something out."""
    forms = {
        "/accounts/login/": {"login": "nobody@example.org", "password": "wrong"},
        "/accounts/login/code/": {"email": "nobody"},
        "/accounts/signup/": joining(email="nobody"),
        "/accounts/password/reset/": {"email": ""},
        "/complaints/new/": {"about": "data"},
        f"{edition.get_absolute_url()}useful/": {},
        f"{edition.topic.get_absolute_url()}follow/": {"email": "nobody"},
    }
    return {f"{address} sent": client.post(address, sent).content.decode() for address, sent in forms.items()}


def test_what_is_not_valid_is_found(faults):
    page = '<!doctype html><html lang="en"><head><title>A page</title></head><body>{}</body></html>'

    found = faults({"sound": page.format("<p>Words</p>"), "broken": page.format("<p><h2>Words</h2></p>")})

    assert list(found) == ["broken"]
