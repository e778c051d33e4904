"""Every kind of page, for a visitor and a member: nothing for axe to find, and nothing cut off at 320 pixels."""

from datetime import timedelta

import pytest
from django.utils import timezone

from blog.comments import subscriptions
from blog.editions.actions import withdraw
from blog.following import links
from tests import factories
from tests.browser import steps

FOR_VISITORS = (
    "/",
    "/topics/",
    "/topics/how-skin-works/",
    "/tags/first-days/",
    "/people/",
    "/people/dr-amara-okafor/",
    "/search/",
    "/search/?q=barrier",
    "/search/?q=nothing-has-this",
    "/no/such/page/",
    "/archive/",
    "/house-rules/",
    "/privacy/",
    "/cookies/",
    "/accessibility/",
    "/complaints/",
    "/complaints/new/",
    "/topics/how-skin-works/follow/",
    "/accounts/login/",
    "/accounts/login/code/",
    "/accounts/signup/",
    "/accounts/password/reset/",
    "/accounts/inactive/",
)
FOR_MEMBERS = ("/account/", "/accounts/email/", "/accounts/password/change/", "/accounts/logout/", "/admin/")


@pytest.fixture
def conversation(article, edition, sam, amara):
    """The address of a comment that the clinic answered, under an article long enough to have a contents list."""
    comment = factories.comment(edition, by=sam, body="A long address: https://www.nhs.uk/" + "conditions/" * 30)
    factories.comment(edition, by=amara, parent=comment, body="W" * 400)
    return f"/comments/{comment.pk}/"


@pytest.fixture
def labelled(people, topic, ben, amara, add):
    """The address of an article with a tag and a photograph."""
    post = factories.post(topic=topic, writer=ben, title="Labelled", tags=["First days"], cover=add(credit="Ruth Ama"))
    return factories.signed(post, by=amara).get_absolute_url()


@pytest.fixture
def not_as_signed(people, topic, ben, amara):
    """The addresses of articles that were taken down, with a notice and for good, and of one not read again in time."""
    now = timezone.now()
    made = [
        factories.signed(
            factories.post(topic=topic, writer=ben, title=title), by=amara, at=now - timedelta(days=40), **how
        )
        for title, how in [("Kept", {}), ("Removed", {}), ("Overdue", {"review_in_days": 30})]
    ]
    for edition, outcome in zip(made, ("kept", "removed"), strict=False):
        withdraw(edition_id=edition.pk, by=amara, at=now, reason="The evidence changed.", outcome=outcome)
    return [edition.get_absolute_url() for edition in made]


@pytest.fixture
def by_mail(article, topic, sam, edition):
    """The addresses of the pages that a link in a mail opens."""
    follower = factories.follower(topic)
    links_in_mails = [links.confirming_path(follower, "weekly"), links.ending_path(follower)]
    return [*links_in_mails, subscriptions.stopping_path(sam.pk, edition.post_id)]


@pytest.fixture
def for_visitors(article, conversation, labelled, demonstrated, not_as_signed, by_mail):
    year = timezone.localdate().year
    others = [f"{article}comments/", f"{article}useful/?useful=no", f"/archive/{year}/"]
    return [*FOR_VISITORS, article, labelled, demonstrated.get_absolute_url(), *others, *not_as_signed, *by_mail]


@pytest.fixture
def for_members(article, conversation, edition, priya):
    own = f"/comments/{factories.comment(edition, by=priya).pk}/"
    return [*FOR_MEMBERS, article, f"{conversation}reply/", f"{conversation}report/", f"{own}edit/", f"{own}delete/"]


def log_in(page, address):
    page.goto("/accounts/login/")
    steps.log_in_by_password(page, address)


def each(page, addresses, look):
    """This will give what a look at every page found, by address, for those where it found something."""
    found = {}
    for address in addresses:
        page.goto(address)
        if faults := look(page):
            found[address] = faults
    return found


def is_cut(page):
    """This will tell how many pixels a page is wider than its window, and what sticks out."""
    return page.evaluate(
        """() => {
            const wide = document.documentElement.clientWidth
            if (document.documentElement.scrollWidth <= wide) return null
            const out = [...document.body.querySelectorAll("*")].filter(e => e.getBoundingClientRect().right > wide + 1)
            return out.slice(0, 5).map(e => e.outerHTML.slice(0, 120))
        }"""
    )


def test_axe_finds_nothing_on_a_visitors_pages(new_page, for_visitors, faults_at_every_size):
    assert each(new_page(), for_visitors, faults_at_every_size) == {}


def test_axe_finds_nothing_on_a_members_pages(new_page, for_members, priya, faults_at_every_size):
    page = new_page()
    log_in(page, priya.email)

    assert each(page, for_members, faults_at_every_size) == {}


def test_axe_finds_nothing_where_something_went_wrong(new_page, article, priya, faults_at_every_size):
    page = new_page()
    page.goto("/accounts/login/")
    steps.log_in_by_password(page, priya.email, "not her password")
    found = {"wrong password": faults_at_every_size(page)}

    page.goto("/accounts/signup/")
    steps.go_by(page.get_by_role("button", name="Join", exact=True))
    found["joining with nothing filled in"] = faults_at_every_size(page)

    page.goto("/accounts/login/")
    with_code = steps.part(page, "With a code by e-mail")
    with_code.get_by_label("E-mail address").fill(priya.email)
    steps.go_by(with_code.get_by_role("button", name="E-mail me a code"))
    found["asked for a code"] = faults_at_every_size(page)
    page.get_by_label("Code").fill("WRONGX")
    steps.go_by(page.get_by_role("button", name="Log in", exact=True))
    found["wrong code"] = faults_at_every_size(page)

    log_in(page, priya.email)
    page.goto(article)
    steps.send(page)
    found["an empty comment"] = faults_at_every_size(page)
    steps.write(page, "Words.")
    page.context.clear_cookies(name="csrftoken")
    steps.send(page)
    page.get_by_role("heading", name="This was not sent").wait_for()
    found["a form without its key"] = faults_at_every_size(page)

    assert {where: faults for where, faults in found.items() if faults} == {}


def test_axe_does_find_what_is_wrong(new_page, article, faults_of_access):
    page = new_page()
    page.goto(article)
    page.locator("h1").evaluate("heading => { heading.innerHTML = '<img src=\"/static/img/mark.svg\">' }")

    assert "image-alt" in [fault for fault, _ in faults_of_access(page)]


@pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without script"])
def test_no_page_is_cut_off_at_320_pixels(new_page, for_visitors, for_members, priya, javascript):
    page = new_page(width=320, javascript=javascript)
    assert each(page, for_visitors, is_cut) == {}

    log_in(page, priya.email)

    assert each(page, [address for address in for_members if address != "/admin/"], is_cut) == {}


def test_the_look_for_what_is_cut_off_finds_it(new_page, article):
    page = new_page(width=320)
    page.goto(article)
    assert is_cut(page) is None

    page.locator("h1").evaluate("heading => { heading.style.width = '400px' }")

    assert any(element.startswith("<h1") for element in is_cut(page))


def broken_words(page):
    """This will give the words that go over from one line to the next. Those of an address may."""
    return page.evaluate(
        """() => {
            const broken = [], alone = /(?<=^|\\s|[“(])[\\p{L}’]{2,16}(?=$|\\s|[.,:;?!”)])/gu
            for (const one of document.querySelectorAll("h1, h2, h3, p, li, dt, dd, th, td")) {
                for (const node of [...one.childNodes].flatMap(n => n.nodeType === 3 ? n : [...n.childNodes])) {
                    if (node.nodeType !== 3 || !one.checkVisibility() || node.parentElement.closest(".hidden")) continue
                    for (const { 0: word, index } of node.data.matchAll(alone)) {
                        const range = new Range()
                        range.setStart(node, index)
                        range.setEnd(node, index + word.length)
                        const lines = new Set([...range.getClientRects()].map(box => Math.round(box.top / 8)))
                        if (lines.size > 1) broken.push(word)
                    }
                }
            }
            return broken.slice(0, 5)
        }"""
    )


@pytest.mark.parametrize("width", [1280, 768])
def test_text_twice_as_large_is_not_cut_off_and_breaks_no_word(new_page, for_visitors, width):
    page = new_page(width=width)
    page.add_init_script("addEventListener('DOMContentLoaded', () => document.documentElement.style.fontSize = '200%')")

    assert each(page, for_visitors, lambda page: is_cut(page) or broken_words(page)) == {}


def test_the_look_for_broken_words_finds_one(new_page, article):
    page = new_page()
    page.goto(article)
    assert broken_words(page) == []

    page.locator("h1").evaluate("heading => { heading.style.width = '2em' }")

    assert "barrier" in broken_words(page)
