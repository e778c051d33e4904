"""The picture library in the admin: list, upload, description and pairs."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from blog.images import filetypes, intake
from blog.images.actions import pair_images
from blog.images.models import BeforeAfter, Image
from tests.images import files

LIST = "/admin/blog/image/"
ADD = "/admin/blog/image/add/"
PAIRS = "/admin/blog/beforeafter/"


def upload(content, name="photo.jpg"):
    return SimpleUploadedFile(name, content, content_type="image/jpeg")


def typed(**fields):
    return {"shows_person": "False", "alt": "Four squares", "caption": "A caption.", "credit": "Ruth Ama"} | fields


def description(**fields):
    return typed(focal_x="50", focal_y="50") | fields


def errors(response, field):
    return [str(sentence) for sentence in response.context["form"].errors.get(field, [])]


@pytest.fixture
def desk(client, ben, clinic):
    client.force_login(ben)
    return client


def test_an_editor_uploads_a_picture_and_lands_on_its_page(desk, ben):
    response = desk.post(ADD, typed(file=upload(files.phone_photo(), "IMG 2041.jpg")), follow=True)

    image = Image.objects.get()
    assert response.redirect_chain == [(f"/admin/blog/image/{image.pk}/change/", 302)]
    assert "The picture is in the library." in response.content.decode()
    assert (image.original_name, image.alt, image.caption, image.credit) == (
        "IMG 2041.jpg", "Four squares", "A caption.", "Ruth Ama",
    )  # fmt: skip
    assert (image.uploaded_by, image.shows_person) == (ben, False)


def test_the_same_picture_again_leads_to_the_one_that_is_there(desk):
    desk.post(ADD, typed(file=upload(files.jpeg(), "first.jpg")))

    response = desk.post(ADD, typed(file=upload(files.jpeg(), "second.jpg"), alt="New words"), follow=True)

    assert "This picture was in the library already, as “first.jpg”." in response.content.decode()
    assert Image.objects.get().alt == "Four squares"


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (files.SVG, "drawing.svg", filetypes.SVG),
        (files.EPS, "drawing.png", filetypes.EPS),
        (files.HTML, "photo.jpg", filetypes.WEB_PAGE),
        (files.ZIP, "photo.jpg", filetypes.ARCHIVE),
        (files.HEIC, "IMG_1.HEIC", filetypes.HEIC),
        (files.animated_gif() + b"<script>alert(1)</script>", "fun.gif", filetypes.HIDDEN_PROGRAM),
        (files.png_bomb(), "small.png", intake.TOO_MANY_PIXELS),
        (files.jpeg()[:-3000], "photo.jpg", intake.DAMAGED),
        (files.png_that_lies(), "photo.png", intake.DAMAGED),
        (b"\xff" * (30 * 1024 * 1024), "photo.jpg", intake.TOO_LARGE),
        (b"", "photo.jpg", filetypes.EMPTY),
        (b"\0" * 100, "photo.jpg", filetypes.EMPTY),
    ],
)
def test_a_file_that_cannot_be_used_is_a_sentence_at_the_file_and_the_words_stay(desk, stored, content, name, sentence):
    response = desk.post(ADD, typed(file=upload(content, name)))

    assert response.status_code == 422
    assert errors(response, "file") == [sentence]
    page = response.content.decode()
    assert "Four squares</textarea>" in page
    assert 'value="Ruth Ama"' in page
    assert 'value="False" required id="id_shows_person_1" checked' in re.sub(r' (class|aria-\w+)="[^"]*"', "", page)
    assert Image.objects.count() == 0
    assert stored() == []


@pytest.mark.parametrize(
    ("fields", "field", "sentence"),
    [
        ({"file": ""}, "file", "Choose a picture."),
        ({"file": "not a file"}, "file", "Choose a picture."),
        ({"shows_person": ""}, "shows_person", "Say whether the picture shows a person."),
        ({"is_decorative": "on"}, "alt", "Describe the picture or mark it as decoration, not both."),
        ({"alt": "x" * 251}, "alt", "Ensure this value has at most 250 characters (it has 251)."),
        ({"credit": "a\0b"}, "credit", "Null characters are not allowed."),
    ],
)
def test_other_mistakes_are_said_at_their_field(desk, fields, field, sentence):
    response = desk.post(ADD, typed(**{"file": upload(files.jpeg())} | fields))

    assert response.status_code == 422
    assert errors(response, field) == [sentence]
    assert Image.objects.count() == 0


def test_a_picture_is_described_and_its_focal_point_kept(desk, add):
    image = add()

    response = desk.post(f"{LIST}{image.pk}/change/", description(alt="Water", focal_x="12", focal_y="88"))

    image.refresh_from_db()
    assert response.status_code == 302
    assert (image.alt, image.focal_x, image.focal_y) == ("Water", 12, 88)


@pytest.mark.parametrize(
    ("fields", "field"),
    [({"focal_x": "101"}, "focal_x"), ({"focal_y": "-1"}, "focal_y"), ({"focal_x": "9" * 40}, "focal_x"),
     ({"focal_x": "half"}, "focal_x"), ({"is_decorative": "on"}, "alt"), ({"shows_person": "perhaps"}, "shows_person")],
)  # fmt: skip
def test_a_wrong_description_is_said_at_its_field_and_not_kept(desk, add, fields, field):
    image = add()

    response = desk.post(f"{LIST}{image.pk}/change/", description(alt="Water", **fields))

    assert response.status_code == 200
    assert field in response.context["adminform"].form.errors
    image.refresh_from_db()
    assert image.alt == "Four coloured squares"


def test_an_editor_is_told_that_a_person_cannot_be_taken_back(desk, add):
    image = add(shows_person=True)

    response = desk.post(f"{LIST}{image.pk}/change/", description(shows_person="False"))

    assert "Only a clinician or a manager can say" in response.content.decode()
    assert Image.objects.get().shows_person is True


def test_the_list_shows_each_picture_with_what_is_known_of_it(desk, add, consent):
    add(name="water.jpg", alt="A drop")
    add(files.jpeg(410), name="plain.jpg", alt="", is_decorative=True)
    add(files.jpeg(420), name="face.jpg", shows_person=True, alt="")
    consent(add(files.jpeg(430), name="arm.jpg", shows_person=True))

    page = desk.get(LIST).content.decode()

    rows = [
        re.sub(r"<[^>]+>", " ", row).split()
        for row in re.findall(r"<tr><td class=\"action.*?</tr>|<tr><t[hd] class=\"field.*?</tr>", page, re.S)
    ]
    shown = {row[0]: " ".join(row[1:]) for row in rows}
    assert "A drop Nobody" in shown["water.jpg"]
    assert "Decoration Nobody" in shown["plain.jpg"]
    assert "Not described yet No consent: not shown" in shown["face.jpg"]
    assert "With consent" in shown["arm.jpg"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_whatever_its_length(desk, add, django_assert_max_num_queries, count):
    for number in range(count):
        add(files.jpeg(330 + number), shows_person=bool(number))

    with django_assert_max_num_queries(8):
        page = desk.get(LIST).content.decode()
    assert page.count('class="thumbnail"') == count


@pytest.mark.parametrize(
    "query",
    ["?q=water", "?q=%27%22%3B--", "?q=" + "x" * 2000, "?shows_person__exact=1", "?p=99999", "?o=9.-9"],
)
def test_searching_and_sorting_never_fail(desk, add, query):
    add(name="water.jpg")
    add(files.jpeg(410), name="oil.jpg", alt="")

    response = desk.get(LIST + query, follow=True)

    assert response.status_code == 200
    assert ("water.jpg" in response.content.decode()) == ("water" in query or "9" in query)


@pytest.mark.parametrize("wrong", ["9" * 40, "abc", "0", "-1", "1%00", "1_2"])
def test_a_page_of_no_picture_is_no_error(desk, add, wrong):
    add()

    for page in ("change/", "history/", "picture/320/", "consents/add/"):
        assert desk.get(f"{LIST}{wrong}/{page}").status_code in (302, 400, 403, 404), page


def test_pictures_are_never_deleted(desk, add):
    image = add()

    assert desk.post(f"{LIST}{image.pk}/delete/", {"post": "yes"}).status_code == 403
    assert Image.objects.count() == 1


def test_staff_see_a_picture_that_readers_may_not(desk, client, add):
    image = add(shows_person=True)

    response = desk.get(f"{LIST}{image.pk}/picture/320/")

    assert (response.status_code, response["Content-Type"]) == (200, "image/jpeg")
    assert "private, no-store" in response["Cache-Control"]
    assert b"".join(response.streaming_content).startswith(b"\xff\xd8")
    client.logout()
    assert client.get(f"/pictures/{image.sha256}-320.jpeg").status_code == 404


def test_the_picture_is_on_its_page_for_the_focal_point(desk, add):
    image = add()

    page = desk.get(f"{LIST}{image.pk}/change/").content.decode()

    assert 'data-focal-point data-x="id_focal_x" data-y="id_focal_y"' in page
    assert f'src="/admin/blog/image/{image.pk}/picture/640/"' in page
    assert '<script src="/static/js/admin/focal-point.js" type="module"></script>' in page


def test_an_editor_makes_a_pair(desk, add, ben):
    before, after = add(), add(files.jpeg(410))

    response = desk.post(
        f"{PAIRS}add/",
        {"before": before.pk, "after": after.pk, "weeks_between": "12", "same_conditions": "on", "caption": ""},
    )

    pair = BeforeAfter.objects.get()
    assert response.status_code == 302
    assert (pair.before, pair.after, pair.made_by, pair.is_declared) == (before, after, ben, False)

    desk.post(
        f"{PAIRS}{pair.pk}/change/",
        {"before": before.pk, "after": after.pk, "weeks_between": "12", "same_conditions": "on", "unretouched": "on",
         "typical_result": "on", "caption": "An arm"},
    )  # fmt: skip
    pair.refresh_from_db()
    assert (pair.is_declared, pair.caption) == (True, "An arm")


@pytest.mark.parametrize(
    ("fields", "field"),
    [({"after": "1"}, "after"), ({"weeks_between": "0"}, "weeks_between"), ({"weeks_between": "600"}, "weeks_between"),
     ({"before": ""}, "before"), ({"before": "abc"}, "before")],
)  # fmt: skip
def test_a_pair_that_makes_no_sense_is_said_at_its_field(desk, add, fields, field):
    before, after = add(), add(files.jpeg(410))
    fields = {name: str(before.pk) if value == "1" else value for name, value in fields.items()}

    response = desk.post(
        f"{PAIRS}add/", {"before": before.pk, "after": after.pk, "weeks_between": "12", "caption": ""} | fields
    )

    assert response.status_code == 200
    assert field in response.context["adminform"].form.errors
    assert BeforeAfter.objects.count() == 0


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_pairs_costs_the_same_whatever_its_length(
    desk, add, ben, now, django_assert_max_num_queries, count
):
    for number in range(count):
        pair_images(
            by=ben, at=now, before=add(files.jpeg(330 + number)), after=add(files.jpeg(350 + number)), weeks_between=3
        )

    with django_assert_max_num_queries(8):
        desk.get(PAIRS)
