"""A conversation in a browser at 360 pixels, with and without script: write, look again, change, delete, report."""

import re

import pytest
from playwright.sync_api import expect

from blog.clinic.models import Clinic
from blog.comments.models import CannedReply, Comment, Report
from tests import factories
from tests.browser import steps

with_and_without_script = pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without script"])


pytestmark = pytest.mark.usefixtures("unhurried")


@pytest.fixture
def log_in(new_page, article):
    """This will give a function that opens the article as a member, on a telephone."""

    def log_in(user, *, javascript=True):
        page = new_page(javascript=javascript, width=360)
        page.goto(f"/accounts/login/?next={article}")
        steps.log_in_by_password(page, user.email)
        page.goto(article)
        return page

    return log_in


@with_and_without_script
def test_somebody_new_sees_their_own_held_comment_and_changes_it(
    log_in, new_page, article, priya, javascript, faults_of_access
):
    Clinic.objects.update(comments_hold_first=2)
    page = log_in(priya, javascript=javascript)

    steps.write(page, "Is there a list?")
    steps.send(page)

    own = page.locator(".comment.held")
    expect(own).to_contain_text("Only you can see this.")
    comment = Comment.objects.get(body="Is there a list?")
    expect(page).to_have_url(re.compile(f"#comment-{comment.pk}$"))
    if javascript:
        expect(own).to_be_focused()
        expect(page.get_by_role("status")).to_have_text(re.compile("We have your comment"))
        expect(page.get_by_label("Your comment")).to_have_value("")
    assert not javascript or faults_of_access(page) == []  # axe is a script itself

    own.get_by_role("link", name="Change").click()
    expect(page.get_by_label("Your comment, changed")).to_have_value("Is there a list?")
    steps.write(page, "Is there a shorter list?", label="Your comment, changed")
    steps.send(page, button="Save the change")

    expect(page.locator(".comment.held")).to_contain_text("Is there a shorter list?")
    expect(page.locator(".comment.held")).to_contain_text("edited")
    visitor = new_page(javascript=javascript, width=360)
    visitor.goto(article)
    expect(visitor.locator("main")).not_to_contain_text("shorter list")


@with_and_without_script
def test_a_telephone_number_is_looked_at_again(log_in, priya, javascript, faults_of_access):
    page = log_in(priya, javascript=javascript)

    steps.write(page, "Ring me on 07700 900123, please.")
    steps.send(page)

    expect(page.locator("mark")).to_have_text("07700 900123")
    expect(page.get_by_label("Your comment")).to_have_value("Ring me on 07700 900123, please.")
    if javascript:
        expect(page.locator("[data-first]")).to_be_focused()
    assert not javascript or faults_of_access(page) == []  # axe is a script itself
    assert Comment.objects.filter(author=priya).count() == 0

    steps.send(page, button="Send it as it is")

    expect(page.locator("#comments .said", has_text="07700 900123")).to_be_visible()
    assert Comment.objects.filter(author=priya).count() == 1


@with_and_without_script
def test_words_that_may_mean_danger_bring_help_first(log_in, priya, javascript, faults_of_access):
    page = log_in(priya, javascript=javascript)

    steps.write(page, "After my filler I cannot see out of one eye.")
    steps.send(page)

    expect(page.locator(".help")).to_contain_text("This may need help today.")
    if javascript:
        expect(page.locator(".help")).to_be_focused()
    assert not javascript or faults_of_access(page) == []  # axe is a script itself


@with_and_without_script
def test_a_preview_stores_nothing(log_in, priya, javascript, faults_of_access):
    page = log_in(priya, javascript=javascript)

    steps.write(page, "One.\n\nTwo.")
    steps.send(page, button="Preview")

    expect(page.locator(".preview .said p")).to_have_count(2)
    expect(page.get_by_label("Your comment", exact=True)).to_have_value("One.\n\nTwo.")
    assert not javascript or faults_of_access(page) == []  # axe is a script itself
    assert Comment.objects.filter(author=priya).count() == 0


@with_and_without_script
def test_a_reply_a_report_and_a_deletion(log_in, article, priya, javascript, live_server, faults_of_access):
    page = log_in(priya, javascript=javascript)

    page.get_by_role("link", name="Reply to Sam").click()
    expect(page.get_by_label("Your reply")).to_be_visible()
    assert not javascript or faults_of_access(page) == []  # axe is a script itself
    steps.write(page, "Me too.", label="Your reply")
    steps.send(page, button="Send reply")
    own = page.locator(".thread .comment", has_text="Me too.")
    expect(own).to_be_visible()
    if javascript:
        expect(own).to_be_focused()

    page.get_by_role("link", name="Report the comment by Sam").click()
    expect(page.get_by_label("Spam")).to_be_visible()
    assert not javascript or faults_of_access(page) == []  # axe is a script itself
    if javascript:
        assert page.url.startswith(f"{live_server.url}{article}")
        steps.send(page, button="Send report")
        expect(page.locator(".error")).to_have_text("Choose what is wrong with it.")
    page.get_by_label("Spam").check()
    steps.send(page, button="Send report")
    expect(page.get_by_role("status")).to_contain_text("We will look at it and tell you what came of it.")
    assert Report.objects.get().by == priya

    page.get_by_role("link", name="Delete your comment").click()
    steps.send(page, button="Delete it")
    expect(page.get_by_role("status")).to_contain_text("Your comment was deleted.")
    expect(own).to_have_count(0)
    if javascript:
        expect(page.get_by_role("heading", name="Comments", exact=True)).to_be_focused()


def test_never_mind_closes_the_form_and_goes_back_to_its_link(log_in, priya):
    page = log_in(priya)

    page.get_by_role("link", name="Reply to Sam").click()
    expect(page.get_by_label("Your reply")).to_be_focused()
    page.get_by_role("link", name="Never mind").click()

    expect(page.get_by_label("Your reply")).to_have_count(0)
    expect(page.get_by_role("link", name="Reply to Sam")).to_be_focused()


@pytest.mark.parametrize("fails", [lambda route: route.abort(), lambda route: route.fulfill(status=503)])
def test_a_failed_network_or_a_site_that_is_too_busy_keeps_the_words_and_says_so(log_in, priya, fails):
    page = log_in(priya)
    steps.write(page, "Typed on a train.")
    page.route("**/comments/", fails)

    steps.send(page)

    expect(page.get_by_role("status")).to_have_text(re.compile("This did not reach us."))
    expect(page.get_by_label("Your comment")).to_have_value("Typed on a train.")
    assert Comment.objects.filter(author=priya).count() == 0

    page.unroute("**/comments/")
    steps.send(page)

    expect(page.locator("#comments .said", has_text="Typed on a train.")).to_be_visible()
    assert Comment.objects.filter(author=priya).count() == 1


def test_a_draft_survives_a_closed_tab_and_goes_when_it_is_sent(log_in, article, priya):
    page = log_in(priya)
    page.get_by_label("Your comment").press_sequentially("Half a thou")
    other = page.context.new_page()
    page.close()

    other.goto(article)

    expect(other.get_by_label("Your comment")).to_have_value("Half a thou")
    steps.send(other)
    expect(other.locator("#comments .said", has_text="Half a thou")).to_be_visible()
    other.reload()
    expect(other.get_by_label("Your comment")).to_have_value("")


def test_a_draft_is_shown_to_nobody_else_on_the_same_machine(log_in, article, priya, sam):
    page = log_in(priya)
    page.get_by_label("Your comment").press_sequentially("About my health")
    steps.log_out(page)

    page.goto(f"/accounts/login/?next={article}")
    steps.log_in_by_password(page, sam.email)

    expect(page.get_by_label("Your comment")).to_have_value("")


def test_the_counter_shows_in_the_last_three_hundred_letters(log_in, priya):
    page = log_in(priya)
    counter = page.locator("[data-counter]")

    steps.write(page, "x" * 2600)
    expect(counter).to_be_hidden()
    steps.write(page, "x" * 2990)
    expect(counter).to_have_text("10 left")
    expect(page.get_by_role("status")).to_have_text("10 left")
    steps.write(page, "x" * 3001)
    expect(counter).to_have_text("1 too many")

    steps.send(page)

    expect(page.locator(".error")).to_have_text("This is 1 character too long. There is room for 3,000.")
    expect(page.get_by_label("Your comment")).to_have_value("x" * 3001)


def test_the_counter_does_not_nag(log_in, priya):
    page = log_in(priya)
    page.evaluate("""() => {
        window.said = []
        const status = [...document.querySelectorAll("[role=status]")].pop()
        new MutationObserver(() => said.push(status.textContent)).observe(status, { childList: true })
    }""")
    field = page.get_by_label("Your comment")

    field.press_sequentially("Half a thought.")
    assert page.evaluate("said") == []
    field.fill("x" * 2750)
    field.press_sequentially("y" * 60)
    field.fill("x" * 3000)
    field.press_sequentially("yyy")

    assert page.evaluate("said") == ["250 left", "200 left", "0 left", "1 too many"]
    expect(page.locator("[data-counter]")).to_have_text("3 too many")


@with_and_without_script
def test_staff_put_a_canned_reply_in_and_think_before_they_answer_praise(
    log_in, edition, priya, joan, javascript, faults_of_access
):
    CannedReply.objects.create(name="Ring us", body="Ring us, and we will talk.")
    factories.comment(edition, by=priya, body="Best clinic in town.")
    page = log_in(joan, javascript=javascript)

    page.get_by_role("link", name="Reply to Priya").click()
    steps.send(page, button="Put these words in")
    expect(page.get_by_label("Your reply")).to_have_value(re.compile("^Thank you for writing. We cannot say anything"))
    if javascript:
        expect(page.get_by_label("Your reply")).to_be_focused()
    steps.write(page, "", label="Your reply")
    page.get_by_label("A reply you use often").select_option("Ring us")
    steps.send(page, button="Put it in")
    expect(page.get_by_label("Your reply")).to_have_value("Ring us, and we will talk.")
    steps.send(page, button="Send reply")
    expect(page.locator(".error")).to_contain_text("Read why, then tick the box.")
    assert not javascript or faults_of_access(page) == []  # axe is a script itself
    page.get_by_label("I have read this and want to answer").check()
    steps.send(page, button="Send reply")

    expect(page.locator(".comment.clinic")).to_contain_text("Ring us, and we will talk.")


def test_the_script_is_small_and_only_where_the_form_is(new_page, article, settings):
    page = new_page()
    page.goto(article)

    expect(page.locator("script[src*=comments]")).to_have_count(0)
    assert (settings.BASE_DIR / "static/js/comments.js").stat().st_size <= 6000
