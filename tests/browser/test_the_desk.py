"""Mo clears the queue of comments: on a phone without a script, and with single keys."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import expect

from blog.comments.models import CannedReply, Comment
from blog.comments.moderate import escalate
from tests import factories
from tests.browser import steps
from tests.comments.desk.conftest import answer, decide, report, state

DESK = "/admin/blog/comment/"


@pytest.fixture
def queue(people, edition, sam, mallory, mo, priya):
    """One comment of every kind that waits; the urgent one is first on the desk, then they stand in this order."""
    first = factories.comment(edition, by=priya, body="Is there a list of the plant ones?", held=True)
    thanks = factories.comment(edition, by=factories.member("Hannah W"), body="Thank you for the middle part.")
    medicine = factories.comment(
        edition, by=sam, body="Botox put me off for good.\n\nTwo hours late.", parent=thanks, held=True
    )
    reported = factories.comment(edition, by=sam, body="They were late and rude.")
    report(reported, by=priya, note="Not kind.")
    removed = factories.comment(edition, by=mallory, body="A shrug when I bruised. " + "W" * 120)
    answer(decide(removed, "removed", by=mo, reason="abusive", note="Please be kind."))
    urgent = factories.comment(
        edition, by=mallory, body="One side is swollen and white and I can’t see out of that eye.", held=True
    )
    CannedReply.objects.create(name="Ring us", body="Please ring us, and we will talk it through.")
    escalate(comment_id=medicine.pk, by=mo, at=timezone.now(), note="Is this so?")
    return [urgent, first, medicine, reported, removed]


@pytest.fixture
def desk(new_page):
    def open_desk(user, address=DESK, **how):
        page = new_page(**how)
        page.goto(address)
        steps.log_in_by_password(page, user.email)
        return page

    return open_desk


def case(page, comment):
    return page.locator(f"#case-{comment.pk}")


def faults(page):
    # Without preload: it reads the admin's stylesheets again in a way that the policy refuses, rightly.
    found = Axe().run(page, options={"preload": False}).response["violations"]
    return [(fault["id"], [node["html"][:160] for node in fault["nodes"]]) for fault in found]


def is_cut(page):
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


def test_mo_clears_the_queue_on_a_phone_without_a_script(desk, queue, mo):
    _, first, medicine, *_ = queue
    page = desk(mo, javascript=False, width=360)

    case(page, first).get_by_role("button", name="Publish the comment by Priya").click()
    expect(page.locator("#done")).to_contain_text("Published the comment by Priya.")
    assert state(first) == "published"
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Undone: it waits again.")).to_be_visible()
    assert state(first) == "held"

    case(page, medicine).get_by_text("Reject…").click()
    case(page, medicine).get_by_label("A line to its writer").fill("Please say it without the name.")
    case(page, medicine).get_by_role("button", name="Reject and tell Sam").click()
    expect(page.get_by_text("Choose the reason. Its writer is told.")).to_be_visible()
    expect(page.get_by_label("A line to its writer")).to_have_value("Please say it without the name.")
    assert state(medicine) == "held"

    page.get_by_label("it advertises or sells something").check()
    page.get_by_role("button", name="Reject and tell Sam").click()
    expect(page.locator("#done")).to_contain_text("Not published: the comment by Sam.")
    assert state(medicine) == "rejected"


def test_mo_clears_the_queue_with_single_keys_once_they_are_turned_on(desk, queue, mo):
    _, first, medicine, *_ = queue
    page = desk(mo)
    page.keyboard.press("j")
    expect(page.locator(":focus[data-case]")).to_have_count(0)

    page.get_by_label("Use single keys on this page").check()
    page.reload()
    for _ in range(3):
        page.keyboard.press("j")
    page.keyboard.press("k")
    expect(case(page, first)).to_be_focused()
    page.keyboard.press("a")
    expect(page.locator("#done")).to_contain_text("Published the comment by Priya.")
    assert state(first) == "published"

    page.wait_for_load_state()  # or a key would come before there is a script that listens
    page.keyboard.press("j")
    expect(case(page, medicine)).to_be_focused()
    page.keyboard.press("e")
    page.keyboard.type("jarue?")
    expect(case(page, medicine).get_by_label("What should they look at?")).to_have_value("jarue?")
    page.keyboard.press("Escape")
    case(page, medicine).focus()
    page.keyboard.press("r")
    expect(case(page, medicine).get_by_label("it advertises or sells something")).to_be_focused()
    case(page, medicine).focus()
    page.keyboard.press("u")
    expect(page.get_by_text("Undone: it waits again.")).to_be_visible()
    assert state(first) == "held"


def test_mo_takes_ten_and_publishes_two_at_once(desk, queue, mo):
    _, first, medicine, *_ = queue
    page = desk(mo, width=360)

    page.get_by_role("button", name="Take the next ten").click()
    expect(page.get_by_text("5 are yours for ten minutes")).to_be_visible()
    for comment in (first, medicine):
        case(page, comment).get_by_label("Choose").check()
    page.get_by_role("button", name="Publish them").click()

    expect(page.locator("#done")).to_contain_text("Published 2 comments.")
    assert state(first) == state(medicine) == "published"
    assert Comment.objects.waiting().filter(claimed_by=mo).count() == 3


@pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without script"])
def test_a_clinician_takes_a_red_flag_from_today_and_answers_what_was_passed_on(desk, queue, amara, javascript):
    urgent, first, medicine, *_ = queue
    page = desk(amara, "/admin/", javascript=javascript, width=360)
    page.get_by_role("listitem").filter(has_text="Mallory may need help").get_by_role("link").click()
    expect(case(page, urgent)).to_contain_text("Red flag. Every clinician got a mail when it came")

    case(page, urgent).get_by_role("button", name="I am on it").click()
    expect(page.get_by_text("It is yours for ten minutes.")).to_be_visible()
    expect(case(page, first)).to_have_count(0)
    case(page, urgent).get_by_role("button", name="Publish and answer").click()
    steps.write(page, "Please ring 999 now.", label="Your reply")
    page.get_by_role("button", name="Send reply", exact=True).click()
    expect(page.locator(".comment.clinic", has_text="Please ring 999 now.")).to_be_visible()
    assert state(urgent) == "published"

    page.goto(DESK)
    case(page, medicine).get_by_text("Reject…").click()
    case(page, medicine).get_by_label("it advertises or sells something").check()
    page.get_by_role("button", name="Reject and tell Sam").click()
    expect(page.locator("#done")).to_contain_text("Not published: the comment by Sam.")
    assert state(medicine) == "rejected"


PAGES = [
    DESK, f"{DESK}all/", f"{DESK}blocks/", f"{DESK}blocks/{{sam}}/", f"{DESK}article/{{post}}/", f"{DESK}balance/",
    f"{DESK}scope/", f"{DESK}{{comment}}/change/", "/admin/blog/cannedreply/", "/admin/blog/cannedreply/add/",
    "/admin/",
]  # fmt: skip


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (320, "dark")], ids=["wide", "narrow and dark"])
def test_no_page_of_the_desk_has_a_fault_of_access_or_is_cut_off(desk, queue, grace, sam, edition, width, scheme):
    page = desk(grace, width=width, scheme=scheme)
    keys = {"sam": sam.pk, "post": edition.post_id, "comment": queue[-1].pk}
    found = {}

    for address in PAGES:
        page.goto(address.format(**keys))
        for summary in page.locator("details > summary").all():
            summary.click()
        if wrong := faults(page) or is_cut(page):
            found[address] = wrong

    assert found == {}
