"""The clinic's own photograph in the place of an article's drawing."""

import re
from datetime import timedelta

import pytest

from blog import rules
from blog.editions.models import Edition
from blog.images.actions import withdraw_consent
from blog.images.models import Image, ImageConsent
from blog.images.uses import used_in
from blog.reading.covers import sizes
from tests import factories
from tests.images import files
from tests.posts.conftest import at, text_of
from tests.reading.page import part


def picture_at(response, start):
    """This will give the one <picture> that comes first after a piece of the page."""
    return "<picture" + part(response, start, "</picture>").split("<picture", 1)[1]


LISTS = ["/", "/?page=1", "/topics/how-skin-works/", "/tags/sun/", "/people/dr-amara-okafor/", "/no/such/page/"]


@pytest.fixture
def photograph(add):
    return add(files.jpeg(1400, 1000), alt="A hand under running water", focal_x=20, focal_y=50)


@pytest.fixture
def portrait(add, consent):
    """A picture of a person, with a consent for this website alone."""
    image = add(files.jpeg(1400, 1000), shows_person=True, alt="A cheek")
    image.given = consent(image)
    return image


@pytest.fixture
def other(publish, topic):
    """An article without a photograph, so that the other one is not alone in its lists."""
    return publish("With a drawing", topic=topic, tags=["Sun"])


def test_the_article_shows_the_photograph_in_the_drawing_s_place(client, publish, topic, clinic, photograph):
    edition = publish("One", topic=topic, cover=photograph)

    shown = picture_at(client.get(edition.get_absolute_url()), '<header class="post-head">')

    assert shown.startswith('<picture class="plate"><source type="image/webp"')
    assert f'src="/pictures/{photograph.sha256}-960.jpeg"' in shown
    assert 'width="1400" height="1000" alt="A hand under running water"' in shown
    assert 'sizes="(min-width: 60em) calc(24rem * 1.4), calc(100vw - 2rem)"' in shown
    assert 'class="focal-25-50" fetchpriority="high"' in shown


def test_avif_is_offered_once_it_exists(client, publish, topic, clinic, add, work):
    with work():
        image = add(files.jpeg(700, 525))
    edition = publish("One", topic=topic, cover=image)

    shown = picture_at(client.get(edition.get_absolute_url()), '<header class="post-head">')

    assert re.findall(r'type="([^"]+)"', shown) == ["image/avif", "image/webp"]


def test_it_leads_the_front_page_described_and_stands_in_lists_as_decoration(
    client, publish, other, topic, clinic, photograph, now
):
    publish("One", topic=topic, cover=photograph, at=now + timedelta(seconds=-1))
    publish("Lead", topic=topic, cover=photograph, at=now)

    page = client.get("/")

    assert 'alt="A hand under running water"' in picture_at(page, '<article class="lead')
    row = next(row for row in part(page, '<ol class="newest">', "</ol>").split("<li>") if ">One<" in row)
    assert 'class="plate"' in row
    assert 'alt=""' in row
    assert 'loading="lazy"' in row
    assert f"/pictures/{photograph.sha256}-" in row


@pytest.mark.parametrize("address", LISTS)
def test_every_list_shows_it_beside_drawings(client, publish, other, topic, clinic, photograph, address):
    publish("One", topic=topic, cover=photograph, tags=["Sun"])

    page = client.get(address).content.decode()

    assert page.count(f'src="/pictures/{photograph.sha256}-') == 1
    assert page.count('src="/plates/') == 1


def test_what_to_read_next_shows_it_too(client, publish, other, topic, clinic, photograph):
    publish("One", topic=topic, cover=photograph)

    related = part(client.get(other.get_absolute_url()), '<div class="related">', "</section>")

    assert f"/pictures/{photograph.sha256}-" in related


def test_its_words_are_those_that_were_signed_and_caption_and_credit_are_printed(client, publish, topic, clinic, add):
    image = add(alt="A jar of cream", caption="One of ours", credit="Photograph by Ruth Ama")
    edition = publish("One", topic=topic, cover=image)
    Image.objects.update(alt="Unsigned words", caption="Unsigned words", credit="Unsigned words", focal_x=100)

    page = client.get(edition.get_absolute_url())

    assert part(page, "<dt>Cover</dt><dd>", "</dd>") == "One of ours. Photograph by Ruth Ama."
    assert 'alt="A jar of cream"' in page.content.decode()
    assert "Unsigned words" not in page.content.decode()
    assert "focal-" not in page.content.decode()


def test_a_cover_is_not_put_into_the_text(client, publish, topic, clinic, photograph):
    edition = publish("One", topic=topic, cover=photograph)

    assert edition.frozen_pictures() == ({}, {})
    assert "<picture" not in part(client.get(edition.get_absolute_url()), '<div class="prose">', "</div>")


def test_a_cover_may_stand_in_the_text_as_well(client, publish, topic, clinic, photograph):
    edition = publish("One", topic=topic, cover=photograph, body=f'<p>a</p><img data-image-id="{photograph.pk}">')

    page = client.get(edition.get_absolute_url()).content.decode()

    assert page.count('alt="A hand under running water"') == 2
    assert [details.get("is_cover", False) for details in edition.pictures] == [True, False]


def test_an_article_without_one_shows_its_drawing(client, edition, clinic):
    assert 'src="/plates/layers/' in picture_at(client.get(edition.get_absolute_url()), '<header class="post-head">')


def test_a_preview_shows_the_cover_that_would_be_signed(client, topic, ben, clinic, photograph):
    post = factories.post(topic=topic, writer=ben, cover=photograph)

    page = at(client, ben).get(f"/admin/blog/post/{post.pk}/preview/").content.decode()

    assert f"/pictures/{photograph.sha256}-" in page


# --- Consent ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", [*LISTS, "/posts/one/"])
def test_a_withdrawn_consent_brings_the_drawing_back_at_the_next_request(
    client, publish, other, topic, clinic, portrait, grace, now, address
):
    publish("One", topic=topic, cover=portrait, tags=["Sun"])
    assert f"/pictures/{portrait.sha256}" in client.get(address).content.decode()
    assert used_in(portrait) == ["/posts/one/"]

    withdraw_consent(consent=portrait.given, by=grace, at=now, reason="They asked us to.")

    page = client.get(address).content.decode()
    assert "/pictures/" not in page
    assert page.count('src="/plates/') == 2


@pytest.mark.parametrize("address", [*LISTS, "/posts/one/"])
def test_a_consent_that_ran_out_brings_it_back_while_the_files_are_still_there(
    client, publish, other, topic, clinic, portrait, now, address
):
    publish("One", topic=topic, cover=portrait, tags=["Sun"])
    days = {"signed_on": now.date() - timedelta(days=9), "expires_on": now.date() - timedelta(days=2)}
    ImageConsent.objects.update(**days)

    page = client.get(address).content.decode()

    assert portrait.renditions.exists()
    assert "/pictures/" not in page
    assert page.count('src="/plates/') == 2


def test_a_person_without_consent_cannot_be_signed_as_a_cover(publish, topic, add):
    with pytest.raises(rules.Refused, match="shows a person, and no consent allows it on this website"):
        publish("One", topic=topic, cover=add(shows_person=True))

    assert not Edition.objects.exists()


@pytest.mark.parametrize(("how", "is_signed"), [({"alt": ""}, False), ({"alt": "", "is_decorative": True}, True)])
def test_a_cover_is_described_or_decoration_before_anybody_signs(client, topic, ben, amara, add, how, is_signed):
    post = factories.post(topic=topic, writer=ben, cover=add(**how))

    page = text_of(at(client, amara).get(f"/admin/blog/post/{post.pk}/sign/"))
    if not is_signed:
        with pytest.raises(rules.Refused, match="has no description"):
            factories.signed(post, by=amara)
    else:
        factories.signed(post, by=amara)

    assert ("has no description" in page) != is_signed


def test_a_shared_link_shows_the_cover(client, publish, topic, clinic, photograph, settings):
    settings.SITE_URL = "https://clinic.example"
    edition = publish("One", topic=topic, cover=photograph)

    page = client.get(edition.get_absolute_url()).content.decode()

    address = f"https://clinic.example/pictures/{photograph.sha256}-1280.jpeg"
    assert f'<meta property="og:image" content="{address}">' in page
    assert '<meta property="og:image:alt" content="A hand under running water">' in page
    assert client.get(address.removeprefix("https://clinic.example")).status_code == 200


def test_a_shared_link_shows_a_person_only_with_consent_to_social_media(
    client, publish, topic, clinic, portrait, consent
):
    edition = publish("One", topic=topic, cover=portrait)
    assert "/posts/one/share-" in shared(client, edition)

    consent(portrait, channels=["site", "social"])

    assert f"/pictures/{portrait.sha256}-" in shared(client, edition)


def test_a_shared_link_without_a_cover_has_a_drawn_picture(client, edition, clinic):
    assert "/posts/your-skin-barrier-in-one-page/share-" in shared(client, edition)


def shared(client, edition):
    return part(client.get(edition.get_absolute_url()), '<meta property="og:image" content="', '"')


# --- What it costs ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "queries"),
    [("/", 5), ("/topics/how-skin-works/", 6), ("/tags/sun/", 7), ("/people/dr-amara-okafor/", 5), ("/no/page/", 4)],
)
@pytest.mark.parametrize("count", [1, 3])
def test_covers_cost_a_list_two_queries_however_many_there_are(
    client, publish, topic, clinic, add, django_assert_num_queries, address, queries, count
):
    for number in range(count):
        image = add(files.jpeg(330 + number))
        publish(f"Article {number}", topic=topic, cover=image, tags=["Sun"])
    client.get(address)

    with django_assert_num_queries(queries):
        client.get(address)


@pytest.mark.parametrize("count", [1, 3])
def test_covers_cost_an_article_three_queries_with_those_of_what_to_read_next(
    client, publish, topic, clinic, add, django_assert_num_queries, count
):
    edition = publish("One", topic=topic, cover=add())
    for number in range(count):
        publish(f"Article {number}", topic=topic, cover=add(files.jpeg(330 + number)))
    client.get(edition.get_absolute_url())

    # the eight of every article; pictures, their files, and consent to social media
    with django_assert_num_queries(11):
        client.get(edition.get_absolute_url())


@pytest.mark.parametrize(
    ("place", "shape", "expected"),
    [
        ("article", 1, "(min-width: 60em) 24rem, calc(100vw - 2rem)"),
        ("article", 0.5, "(min-width: 60em) 24rem, calc(100vw - 2rem)"),
        ("article", 3, "(min-width: 60em) calc(24rem * 3.0), calc(calc(100vw - 2rem) * 1.5)"),
        ("newest", 1.5, "(min-width: 44em) 11rem, calc(5.5rem * 1.5)"),
    ],
)
def test_a_picture_wider_than_its_place_is_drawn_wider_and_cut(place, shape, expected):
    assert sizes(place, shape) == expected


# --- Choosing one -----------------------------------------------------------------------------------------------------


def test_ben_chooses_a_cover_from_the_newest_pictures(client, post, ben, add, monkeypatch):
    old, *newer = [add(files.jpeg(330 + number), name=f"photo-{number}.jpg") for number in range(3)]
    monkeypatch.setattr("blog.posts.fields.NEWEST", 2)
    at(client, ben)

    options = part(client.get(f"/admin/blog/post/{post.pk}/change/"), '<select name="cover"', "</select>")
    type(post).objects.update(cover=old)
    with_old = part(client.get(f"/admin/blog/post/{post.pk}/change/"), '<select name="cover"', "</select>")

    names = [f"{image.pk}: {image}" for image in newer[::-1]]
    assert re.findall(r">([^<]+)</option>", options) == ["The drawing of its topic", *names]
    assert re.findall(r">([^<]+)</option>", with_old) == ["The drawing of its topic", *names, f"{old.pk}: {old}"]
