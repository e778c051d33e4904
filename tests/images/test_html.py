"""Pictures as HTML, and texts with marks for them."""

import re
from datetime import timedelta

import pytest

from blog.images import actions, html
from blog.images.models import Image
from tests.images import files

TEXT = '<p>Before.</p><img data-image-id="{}"><p>After.</p>'


@pytest.fixture
def image(add):
    return add(files.jpeg(700, 525), caption="Four squares.", credit="Ruth Ama", focal_x=20, focal_y=90)


@pytest.fixture
def pair(add, ben, now):
    def made(**details):
        return actions.pair_images(
            by=ben, at=now, before=add(files.jpeg(410)), after=add(files.jpeg(420), alt="Later", credit="Ruth Ama"),
            **{"weeks_between": 12, "same_conditions": True, "unretouched": True, "typical_result": True} | details,
        )  # fmt: skip

    return made


def test_a_picture_offers_the_formats_that_exist(image):
    made = html.picture(image, sizes="100vw", alt="Four coloured squares", is_decorative=False)

    base = f"/pictures/{image.sha256}"
    assert made == (
        f'<picture><source type="image/webp" srcset="{base}-320.webp 320w, {base}-640.webp 640w, {base}-700.webp 700w" '
        f'sizes="100vw"><img src="{base}-700.jpeg" srcset="{base}-320.jpeg 320w, {base}-640.jpeg 640w, '
        f'{base}-700.jpeg 700w" sizes="100vw" width="700" height="525" alt="Four coloured squares" decoding="async" '
        'class="focal-25-100" loading="lazy"></picture>'
    )


def test_avif_comes_first_once_it_exists(add, work):
    with work():
        image = add()

    made = html.picture(image, sizes="100vw", alt="Squares", is_decorative=False)

    assert re.findall(r'type="([^"]+)"', made) == ["image/avif", "image/webp"]


def test_every_address_in_it_answers(client, add, work):
    with work():
        image = add(files.jpeg(700, 525))
    made = html.picture(image, sizes="100vw", alt="Squares", is_decorative=False)

    addresses = set(re.findall(r"/pictures/[^ \"]+", made))
    assert len(addresses) == 9
    assert {client.get(address).status_code for address in addresses} == {200}


def test_decoration_has_an_empty_description(image):
    assert 'alt=""' in html.picture(image, sizes="100vw", alt="Not read", is_decorative=True)


def test_the_picture_at_the_top_is_not_lazy(image):
    made = html.picture(image, sizes="100vw", alt="x", is_decorative=False, eager=True)

    assert 'fetchpriority="high"' in made
    assert "lazy" not in made


@pytest.mark.parametrize(
    ("point", "expected"),
    [((50, 50), ""), ((55, 45), ""), ((0, 100), ' class="focal-0-100"'), ((37, 38), ' class="focal-25-50"')],
)
def test_the_focal_point_is_a_class_in_steps_of_25(point, expected):
    assert html.focal_class(*point) == expected


def test_every_focal_class_is_in_the_stylesheet(settings):
    css = (settings.BASE_DIR / "static/css/site.css").read_text()

    for x in range(0, 101, 25):
        for y in range(0, 101, 25):
            name = html.focal_class(x, y).removeprefix(' class="').rstrip('"')
            assert not name or f".{name} {{ object-position: {x}% {y}%; }}" in css


def test_a_mark_becomes_a_figure_with_caption_and_credit(image, now):
    made = html.put_in_pictures(TEXT.format(image.pk), at=now)

    picture = html.picture(image, sizes=html.IN_THE_TEXT, alt=image.alt, is_decorative=False)
    assert made == (
        f'<p>Before.</p><figure class="figure picture"><span class="blurred"><img src="{image.placeholder}" alt="">'
        f"{picture}</span><figcaption>Four squares. Ruth Ama.</figcaption></figure><p>After.</p>"
    )


def test_feeds_get_full_addresses_and_no_placeholder(image, now):
    made = html.put_in_pictures(TEXT.format(image.pk), at=now, origin="https://clinic.example", with_placeholders=False)

    assert "data:" not in made
    assert made.count("/pictures/") == made.count("https://clinic.example/pictures/") == 7


def test_frozen_words_win_over_the_librarys(image, ben, now):
    frozen = {str(image.pk): image.printed}
    actions.describe_image(image=image, by=ben, alt="Changed", caption="Changed.")

    made = html.put_in_pictures(TEXT.format(image.pk), at=now, images=frozen)

    assert "Changed" not in made
    assert "Four coloured squares" in made


def test_what_was_not_frozen_is_not_shown(image, add, now):
    other = add(files.jpeg(410))

    assert html.put_in_pictures(TEXT.format(other.pk), at=now, images={image.pk: image.printed}) == (
        "<p>Before.</p><p>After.</p>"
    )


def test_words_are_escaped(add, now):
    image = add(alt='"><script>', caption="<b>", credit="A & B")

    made = html.put_in_pictures(TEXT.format(image.pk), at=now)

    assert "<script>" not in made
    assert "<figcaption>&lt;b&gt;. A &amp; B.</figcaption>" in made
    assert 'alt="&quot;&gt;&lt;script&gt;"' in made


def test_there_is_no_inline_style_or_script(image, pair, now):
    made = html.put_in_pictures(TEXT.format(image.pk) + mark_of(pair()), at=now)

    assert "style=" not in made
    assert "<script" not in made
    assert " on" not in made.replace(" one", "")


@pytest.mark.parametrize(
    "mark",
    [
        '<img data-image-id="{}">',
        '<img data-image-id="{}" alt="">',
        '<p><img data-image-id="{}"></p>',
        '<figure class="figure"><img data-image-id="{}"></figure>',
    ],
)
def test_every_way_the_editor_may_write_a_mark(image, now, mark):
    made = html.put_in_pictures(mark.format(image.pk), at=now)

    assert made.startswith('<figure class="figure picture">')
    assert made.endswith("</figure>")
    assert made.count("<figure") == 1


@pytest.mark.parametrize(
    "mark",
    [
        '<img data-image-id="999999">',
        '<img data-image-id="999999999999999999">',
        '<figure data-before-after="9"></figure>',
    ],
)
def test_a_mark_for_what_does_not_exist_leaves_nothing(db, now, mark):
    assert html.put_in_pictures(f"<p>A</p>{mark}<p>B</p>", at=now) == "<p>A</p><p>B</p>"


def test_a_mark_with_a_number_no_database_holds_stays_as_harmless_as_it_is(db, now):
    mark = f'<img data-image-id="{"9" * 40}">'

    assert html.put_in_pictures(mark, at=now) == mark


def test_an_upright_picture_says_so(add, now):
    made = html.put_in_pictures(TEXT.format(add(files.jpeg(300, 400)).pk), at=now)

    assert 'class="figure picture upright"' in made
    assert html.UPRIGHT_IN_THE_TEXT in made


def test_a_person_without_consent_is_not_in_the_page(add, consent, amara, now):
    image = add(shows_person=True, alt="A smiling woman", caption="Our patient.")
    text = TEXT.format(image.pk)
    nothing = "<p>Before.</p><p>After.</p>"
    assert html.put_in_pictures(text, at=now) == nothing

    given = consent(image)
    assert "Our patient." in html.put_in_pictures(text, at=now)
    assert html.put_in_pictures(text, at=now, channel="social") == nothing

    later = now + timedelta(minutes=5)
    actions.withdraw_consent(consent=given, by=amara, at=later, reason="Asked us to.")
    assert html.put_in_pictures(text, at=later) == nothing


def test_a_picture_with_no_file_leaves_nothing_and_no_caption(image, now):
    image.renditions.all().delete()

    assert html.put_in_pictures(f'<img data-image-id="{image.pk}">', at=now) == ""


def mark_of(pair):
    return f'<figure data-before-after="{pair.pk}" class="figure"></figure>'


def test_before_and_after_are_one_figure_with_labels_and_the_declaration(pair, now):
    made = html.put_in_pictures(mark_of(pair(caption="A fictional forearm")), at=now)

    assert made.startswith('<figure class="figure before-after"><div class="pair"><div><p>Before</p><picture>')
    assert made.count("<picture>") == 2
    assert made.index("<p>Before</p>") < made.index("<p>After</p>")
    assert made.endswith(
        "<figcaption>A fictional forearm. Both pictures were taken in the same conditions, 12 weeks apart. Neither was "
        "retouched, and the result is typical. Ruth Ama.</figcaption></figure>"
    )


@pytest.mark.parametrize("declaration", ["same_conditions", "unretouched", "typical_result"])
def test_a_pair_that_is_not_declared_is_not_shown(pair, now, declaration):
    assert html.put_in_pictures(mark_of(pair(**{declaration: False})), at=now) == ""


def test_a_pair_is_not_shown_when_one_side_may_not_be(pair, consent, amara, now):
    both = pair()
    given = consent(both.after)
    assert html.put_in_pictures(mark_of(both), at=now) != ""

    actions.withdraw_consent(consent=given, by=amara, at=now, reason="Asked us to.")

    assert html.put_in_pictures(mark_of(both), at=now) == ""


def test_a_frozen_pair_does_not_change_with_the_library(pair, ben, now):
    both = pair(caption="As signed")
    frozen = {
        "images": {both.before_id: both.before.printed, both.after_id: both.after.printed},
        "pairs": {str(both.pk): both.printed},
    }
    actions.pair_images(by=ben, at=now, pair=both, caption="Changed", weeks_between=3)

    made = html.put_in_pictures(mark_of(both), at=now, **frozen)

    assert "As signed." in made
    assert "12 weeks apart" in made


def test_the_marks_of_a_text_are_listed_once_in_their_order():
    seven, two = '<img data-image-id="7">', '<img data-image-id="2">'
    text = f'{seven}<figure data-before-after="3"></figure><p>x</p>{two}{seven}'

    assert html.ids_in(text) == ([7, 2], [3])
    assert html.ids_in("<p>No picture, and data-image-id=&quot;5&quot; in words.</p>") == ([], [])


@pytest.mark.parametrize("count", [1, 3])
def test_a_page_costs_two_queries_whatever_it_holds(add, pair, now, django_assert_num_queries, count):
    images = [add(files.jpeg(330 + number)) for number in range(count)]
    both = pair()
    text = "".join(TEXT.format(image.pk) for image in images) + mark_of(both)
    frozen = {image.pk: image.printed for image in Image.objects.all()}

    with django_assert_num_queries(2):
        made = html.put_in_pictures(text, at=now, images=frozen, pairs={both.pk: both.printed})
    assert made.count("<picture>") == count + 2
    with django_assert_num_queries(3):
        html.put_in_pictures(text, at=now)


def test_a_page_without_pictures_costs_none(db, now, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert html.put_in_pictures("<p>Words only.</p>", at=now) == "<p>Words only.</p>"
