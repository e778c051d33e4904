"""A patient reads, joins or logs in, lands back at the form, and comments; with and without script."""

import re

import pytest
from playwright.sync_api import expect

from accounts.models import User
from blog.comments.models import Comment
from tests.browser import steps

pytestmark = pytest.mark.usefixtures("unhurried")

WORDS = "Is there a list of the ones\nthat passed?\n\nI would rather check."
SENTENCE = "You must be logged in to post a comment."

with_and_without_script = pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without script"])


def stored(author):
    return list(Comment.objects.filter(author__display_name=author).values_list("body", flat=True))


@with_and_without_script
def test_a_patient_joins_comments_and_replies(new_page, article, edition, live_server, javascript):
    page = new_page(javascript=javascript)
    steps.open_by_reading(page, edition.title)
    leave = steps.part(page, "Leave a comment")
    expect(leave).to_contain_text(SENTENCE)
    expect(leave.get_by_role("textbox")).to_have_count(0)

    steps.go_to_the_door(page, by="Join")
    steps.join(page, address="hannah@example.org", name="Hannah")

    expect(page).to_have_url(f"{live_server.url}{article}#leave-a-comment")
    steps.write(page, WORDS)
    steps.send(page)
    comment = Comment.objects.get(author__display_name="Hannah")
    expect(page).to_have_url(f"{live_server.url}{article}#comment-{comment.pk}")
    expect(page.get_by_role("status").last).to_have_text("Thank you. Your comment is on the page.")
    expect(page.locator(f"#comment-{comment.pk}").get_by_role("paragraph").nth(1)).to_have_text(
        "Is there a list of the ones\nthat passed?", use_inner_text=True
    )
    assert comment.edition == edition

    page.get_by_role("link", name="Reply to Sam").click()
    steps.write(page, "I agree.", label="Your reply")
    steps.send(page, button="Send reply")

    expect(page.locator(".comment")).to_have_count(3)
    assert stored("Hannah") == [WORDS, "I agree."]
    assert "@" not in page.locator("main").inner_text()
    assert User.objects.get(display_name="Hannah").email == "hannah@example.org"


@with_and_without_script
@pytest.mark.parametrize("log_in", [steps.log_in_by_code, steps.log_in_by_password])
def test_a_member_logs_in_and_lands_back_at_the_form(new_page, article, priya, live_server, javascript, log_in):
    page = new_page(javascript=javascript)
    page.goto(article)

    steps.go_to_the_door(page, by="Log in")
    log_in(page, priya.email)

    expect(page).to_have_url(f"{live_server.url}{article}#leave-a-comment")
    steps.write(page, "Thank you.")
    steps.send(page)
    assert stored("Priya") == ["Thank you."]


@with_and_without_script
def test_a_session_that_ended_while_typing_loses_no_word_and_posts_none(new_page, article, priya, javascript):
    page = new_page(javascript=javascript)
    page.goto(article)
    steps.go_to_the_door(page, by="Log in")
    steps.log_in_by_password(page, priya.email)
    steps.write(page, WORDS)
    page.context.clear_cookies(name="sessionid")

    steps.send(page)

    expect(page.get_by_role("heading", name="Log in", exact=True)).to_be_visible()
    expect(page.get_by_text("is safe. You will come back to it")).to_be_visible()
    steps.log_in_by_code(page, priya.email)
    expect(page.get_by_label("Your comment")).to_have_value(WORDS)
    assert stored("Priya") == []

    steps.send(page)

    expect(page).to_have_url(re.compile("#comment-"))
    assert stored("Priya") == [WORDS]
    page.goto(article)
    expect(page.get_by_label("Your comment")).to_have_value("")


@with_and_without_script
def test_the_words_survive_joining_and_its_code_too(new_page, article, priya, javascript):
    page = new_page(javascript=javascript)
    page.goto(article)
    steps.go_to_the_door(page, by="Log in")
    steps.log_in_by_password(page, priya.email)
    steps.write(page, WORDS)
    page.context.clear_cookies(name="sessionid")
    steps.send(page)

    page.get_by_role("link", name="Join", exact=True).click()
    steps.join(page, address="hannah@example.org", name="Hannah")

    expect(page.get_by_label("Your comment")).to_have_value(WORDS)
    assert Comment.objects.filter(body=WORDS).count() == 0
    steps.send(page)
    assert stored("Hannah") == [WORDS]


@with_and_without_script
def test_a_reply_typed_while_the_session_ended_comes_back_under_the_comment_it_answers(
    new_page, article, priya, javascript
):
    page = new_page(javascript=javascript)
    page.goto(article)
    steps.go_to_the_door(page, by="Log in")
    steps.log_in_by_password(page, priya.email)
    page.get_by_role("link", name="Reply to Sam").click()
    steps.write(page, "Me too.", label="Your reply")
    page.context.clear_cookies(name="sessionid")
    steps.send(page, button="Send reply")

    steps.log_in_by_password(page, priya.email)

    expect(page.get_by_label("Your reply")).to_have_value("Me too.")
    assert stored("Priya") == []
    steps.send(page, button="Send reply")
    assert [reply.parent.author.display_name for reply in Comment.objects.filter(body="Me too.")] == ["Sam"]


@with_and_without_script
def test_one_form_sent_twice_is_one_comment(new_page, article, priya, live_server, javascript):
    page = new_page(javascript=javascript)
    page.goto(article)
    steps.go_to_the_door(page, by="Log in")
    steps.log_in_by_password(page, priya.email)
    token = page.locator("[name=token]").input_value()
    steps.write(page, "Once.")
    steps.send(page)
    expect(page).to_have_url(re.compile("#comment-"))
    first = page.url.split("#")[0]

    page.goto(article)
    page.locator("[name=token]").evaluate("(field, token) => { field.value = token }", token)
    steps.write(page, "Once.")
    steps.send(page)

    expect(page).to_have_url(re.compile(f"^{re.escape(first)}(#|$)"))
    assert stored("Priya") == ["Once."]


@with_and_without_script
def test_a_double_click_on_send_is_one_comment(new_page, article, priya, javascript):
    page = new_page(javascript=javascript)
    page.goto(article)
    steps.go_to_the_door(page, by="Log in")
    steps.log_in_by_password(page, priya.email)
    steps.write(page, "Once.")

    page.get_by_role("button", name="Send comment").dblclick()

    expect(page.locator("#comments .said", has_text="Once.")).to_be_visible()
    assert stored("Priya") == ["Once."]


@with_and_without_script
def test_a_form_without_its_key_shows_the_words_to_copy(new_page, article, priya, javascript):
    page = new_page(javascript=javascript)
    page.goto(article)
    steps.go_to_the_door(page, by="Log in")
    steps.log_in_by_password(page, priya.email)
    steps.write(page, WORDS)
    page.context.clear_cookies(name="csrftoken")

    steps.send(page)

    expect(page.get_by_role("heading", name="This was not sent")).to_be_visible()
    expect(page.get_by_label("Your words")).to_have_value(WORDS)
    assert stored("Priya") == []


@with_and_without_script
def test_a_comment_that_cannot_be_stored_comes_back_with_a_sentence(new_page, article, priya, javascript):
    page = new_page(javascript=javascript)
    page.goto(article)
    steps.go_to_the_door(page, by="Log in")
    steps.log_in_by_password(page, priya.email)
    steps.write(page, "   \n  ")

    steps.send(page)

    expect(page.get_by_label("Your comment")).to_have_accessible_description(
        "Shown with your chosen name, Priya. Leave out anything about your health that you would not tell a stranger. "
        "Write something first."
    )
    assert stored("Priya") == []


def test_the_whole_way_works_with_a_keyboard_alone(new_page, article, priya):
    page = new_page()
    page.goto(article)
    steps.go_to_the_door(page, by="Log in")
    steps.log_in_by_password(page, priya.email)

    page.get_by_label("Your comment").focus()
    page.keyboard.type("Typed.")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.locator("#comments .said", has_text="Typed.")).to_be_visible()
    assert stored("Priya") == ["Typed."]
