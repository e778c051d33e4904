"""From a text in Word to an article that readers see, and away again: everything a clinic does with one article."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import expect

from blog.editions.models import Edition
from blog.outbox.actions import deliver_due
from blog.posts.models import Post
from tests.browser import steps
from tests.browser.test_pasting import SAMPLES, paste
from tests.images import files

ADDRESS = "/posts/after-microneedling/"
FEW_SECONDS = timedelta(seconds=6)


@pytest.fixture
def desk(new_page):
    """Opens a page of the admin for somebody who logs in first."""

    def open_desk(address, *, user, **how):
        page = new_page(**how)
        page.goto(address)
        steps.log_in_by_password(page, user.email)
        return page

    return open_desk


def choose_picture(page, image):
    page.locator(".ProseMirror").press("Control+End")
    page.get_by_role("toolbar", name="Formatting").get_by_role("button", name="Picture", exact=True).click()
    page.get_by_role("dialog").get_by_label("Picture").select_option(f"{image.pk}: {image}")
    page.get_by_role("dialog").get_by_role("button", name="Update").click()
    expect(page.locator(".ProseMirror .placard").filter(has_text=f"{image.pk}: {image}")).to_be_visible()


def save(page):
    page.get_by_role("button", name="Save and continue editing").click()
    expect(page.get_by_text("changed successfully").or_(page.get_by_text("added successfully"))).to_be_visible()


def link_in_the_newest_mail():
    deliver_due()
    return re.search(r"http://[^/]+(/sign/\S+)", mail.outbox[-1].body)[1]


def status_of(page, address):
    return page.request.get(address, max_redirects=0).status


def test_an_article_is_written_checked_signed_from_the_mail_planned_and_taken_down(
    desk, new_page, people, topic, ben, amara, add, consent, edition
):
    skin, face = add(name="skin.jpg", alt="Skin under a lens"), add(files.jpeg(300), name="face.jpg", shows_person=True)
    agreed = consent(face)

    # Ben writes
    page = desk("/admin/blog/post/add/", user=ben)
    page.get_by_label("Title:", exact=True).press_sequentially("After microneedling")
    page.get_by_label("Standfirst:").fill("A risk-free way to B\u043etox your skin.")
    page.get_by_label("Topic:").select_option(topic.name)
    page.get_by_label("Author:", exact=True).fill("Ben Hartley")
    page.get_by_label("Search title:").evaluate("field => field.value = 'Botox at our clinic'")
    paste(page, (SAMPLES / "word.html").read_text(), "The same in plain text")
    choose_picture(page, skin)
    choose_picture(page, face)
    save(page)

    # The guard stops it, in every spelling
    beside = page.get_by_role("region", name="While you write")
    for words in ("risk-free", "B\u043etox", "Botox"):
        expect(beside.get_by_role("button", name=words).first).to_be_visible()
    page.get_by_role("link", name="Ask for a signature").click()
    page.get_by_label("Dr Amara Okafor").check()
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("There are")
    assert mail.outbox == []

    # Ben mends it and asks
    page.goto(f"/admin/blog/post/{Post.objects.latest('pk').pk}/change/")
    page.get_by_label("Standfirst:").fill("What is usual, day by day.")
    page.get_by_label("Search title:").evaluate("field => field.value = ''")
    save(page)
    page.get_by_role("link", name="Ask for a signature").click()
    page.get_by_label("Dr Amara Okafor").check()
    page.get_by_label("A line to them").fill("It goes with the leaflet.")
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.get_by_text("has been asked, by mail")).to_be_visible()

    # Dr Amara signs from her telephone, for a moment to come
    phone = new_page(width=360)
    phone.goto(link_in_the_newest_mail())
    steps.log_in_by_code(phone, amara.email)
    expect(phone.get_by_text("It goes with the leaflet.")).to_be_visible()
    assert Edition.objects.count() == 1
    phone.get_by_label("I have read the whole page").check()
    starts = (timezone.now() + FEW_SECONDS).replace(microsecond=0)
    phone.get_by_label("Goes live").fill(timezone.localtime(starts).strftime("%Y-%m-%dT%H:%M:%S"))
    phone.get_by_role("button", name="Sign, word for word").click()
    expect(phone.get_by_text("Signed, word for word. Thank you.")).to_be_visible()
    expect(phone.get_by_text("It goes live on")).to_be_visible()

    # It appears at that second
    reader = new_page(width=360)
    reader.goto("/")
    while (before := timezone.now()) < starts:
        seen = status_of(reader, ADDRESS)
        assert seen == 404 or timezone.now() >= starts, f"seen {starts - before} too early"
    assert status_of(reader, ADDRESS) == 200
    reader.goto(ADDRESS)
    expect(reader.get_by_role("heading", name="After microneedling").first).to_be_visible()
    expect(reader.locator(".prose figure.picture")).to_have_count(2)

    # A consent is withdrawn, and the next page does not show the picture
    page.goto(f"/admin/blog/image/{face.pk}/change/")
    by_amara = desk(f"/admin/blog/image/{face.pk}/change/", user=amara)
    by_amara.get_by_role("link", name=f"Withdraw the consent of {agreed.reference}").click()
    by_amara.get_by_label("Why:").fill("Asked by telephone.")
    by_amara.get_by_role("button", name="Withdraw it now").click()
    expect(by_amara.get_by_text("The files of this picture were deleted")).to_be_visible()
    reader.goto(ADDRESS)
    expect(reader.locator(".prose figure.picture")).to_have_count(1)

    # The article is withdrawn, and its address leads to another
    page.goto(f"/admin/blog/post/{Post.objects.latest('pk').pk}/change/")
    page.get_by_role("link", name="Withdraw").click()
    page.get_by_label("Why, in one plain sentence").fill("A newer article says it better.")
    page.get_by_label("Readers are led to another article").check()
    page.get_by_label("The article to read instead").select_option(edition.title)
    page.get_by_role("button", name="Withdraw", exact=True).click()
    expect(page.get_by_text("Withdrawn. Readers see it from now on.")).to_be_visible()
    reader.goto(ADDRESS)
    expect(reader).to_have_url(re.compile(f"/posts/{edition.slug}/$"))


def test_today_shows_a_clinician_what_waits_and_leads_there(desk, people, post, ben, amara):
    page = desk(f"/admin/blog/post/{post.pk}/ask/", user=ben)
    page.get_by_label("Dr Amara Okafor").check()
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.get_by_text("has been asked, by mail")).to_be_visible()

    today = desk("/admin/", user=amara, width=360)
    expect(today.get_by_text("To be signed: Your skin barrier, in one page")).to_be_visible()
    today.get_by_role("link", name=re.compile("Read and sign")).first.click()

    expect(today).to_have_url(re.compile(f"/admin/blog/post/{post.pk}/sign/$"))
