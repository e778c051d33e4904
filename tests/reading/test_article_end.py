"""The end of an article: was it useful, share it, book; none of it before a signature or after a withdrawal."""

from datetime import timedelta

from blog.clinic.models import Clinic
from blog.editions.actions import withdraw
from tests import factories
from tests.reading.page import part, words

ADDRESS = "/posts/your-skin-barrier-in-one-page/"
BOOKING = "https://book.example/alder-row"


def end(response):
    return part(response, '<ul class="after">', "</ul>")


def test_it_asks_whether_the_page_was_useful_without_a_form(client, edition, clinic):
    response = client.get(ADDRESS)

    assert f'href="{ADDRESS}useful/?useful=yes" rel="nofollow"' in end(response)
    assert f'href="{ADDRESS}useful/?useful=no" rel="nofollow"' in end(response)
    assert "<form" not in response.content.decode()
    assert response.cookies == {}


def test_it_can_be_sent_by_mail_or_its_address_copied_without_a_script(client, topic, ben, amara, clinic, settings):
    settings.SITE_URL = "https://clinic.example"
    factories.signed(factories.post(topic=topic, writer=ben, title="Sun & skin? Yes", slug="sun"), by=amara)

    response = client.get("/posts/sun/")

    assert (
        'href="mailto:?subject=Sun%20%26%20skin%3F%20Yes&amp;body=https%3A%2F%2Fclinic.example%2Fposts%2Fsun%2F"'
        in end(response)
    )
    assert '<span class="address">https://clinic.example/posts/sun/</span>' in end(response)
    assert "<script src" not in response.content.decode()


def test_the_clinics_booking_link_stands_at_the_end(client, edition, clinic):
    Clinic.objects.update(booking_address=BOOKING, booking_words="Ask for a <visit>")

    assert f'<a href="{BOOKING}" rel="external">Ask for a &lt;visit&gt;</a>' in end(client.get(ADDRESS))


def test_without_an_address_or_words_there_is_no_booking_link(client, edition, clinic):
    assert 'rel="external"' not in client.get(ADDRESS).content.decode()

    Clinic.objects.update(booking_address=BOOKING, booking_words="")

    assert 'rel="external"' not in client.get(ADDRESS).content.decode()


def test_an_overdue_page_offers_no_booking(client, post, amara, clinic, now):
    Clinic.objects.update(booking_address=BOOKING)
    factories.signed(post, by=amara, at=now - timedelta(days=40), review_in_days=30)

    response = client.get(ADDRESS)

    assert BOOKING not in response.content.decode()
    assert "Was this page useful?" in words(end(response))


def test_a_page_that_was_withdrawn_with_a_notice_offers_none_of_it(client, edition, grace, clinic, now):
    Clinic.objects.update(booking_address=BOOKING)

    withdraw(edition_id=edition.pk, by=grace, at=now, reason="It is wrong.", outcome="kept")

    page = client.get(ADDRESS).content.decode()
    assert "It is wrong." in page
    assert (BOOKING in page, "Was this page useful?" in page, "mailto:" in page) == (False, False, False)


def test_a_preview_has_no_end(client, post, ben, clinic):
    client.force_login(ben)

    page = client.get(f"/admin/blog/post/{post.pk}/preview/").content.decode()

    assert "Preview. Not signed, not public." in page
    assert "Was this page useful?" not in page
