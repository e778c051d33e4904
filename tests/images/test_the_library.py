"""Adding pictures, describing them, and making what browsers need of them."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import IntegrityError, transaction
from PIL import Image as Pixels

from blog import rules
from blog.images import actions, intake, renditions
from blog.images.models import BeforeAfter, Image, Rendition
from tests.images import files


def made(image):
    return sorted((each.format, each.width) for each in image.renditions.all())


def test_a_picture_is_kept_with_what_is_needed_to_show_it(add, ben, now, stored):
    image = add(files.jpeg(700, 525), name="Skin, layers.jpg", caption="Three layers.", credit="Ruth Ama")

    assert (image.width, image.height, image.original_name) == (700, 525, "Skin- layers.jpg")
    assert (image.uploaded_by, image.uploaded_at) == (ben, now)
    assert image.placeholder.startswith("data:image/webp;base64,")
    assert len(image.placeholder) < 500
    assert made(image) == [(format, width) for format in ("jpeg", "webp") for width in (320, 640, 700)]
    assert stored() == ["320.jpeg", "320.webp", "640.jpeg", "640.webp", "700.jpeg", "700.webp", "master.jpg"]


def test_the_worker_adds_avif(add, work, stored):
    with work():
        image = add(files.jpeg(400, 300))

    assert made(image) == [(format, width) for format in ("avif", "jpeg", "webp") for width in (320, 400)]
    assert "320.avif" in stored()


@pytest.mark.parametrize(
    ("width", "offered"),
    [
        (200, [200]),
        (320, [320]),
        (321, [320, 321]),
        (960, [320, 640, 960]),
        (1920, [320, 640, 960, 1280, 1920]),
        (3200, [320, 640, 960, 1280, 1920]),
    ],
)
def test_no_rendition_is_wider_than_the_picture(width, offered):
    assert renditions.widths_for(width) == offered


def test_renditions_are_real_pictures_of_their_width(add, work):
    with work():
        image = add(files.jpeg(400, 300))

    for rendition in image.renditions.all():
        content = default_storage.open(rendition.file).read()
        picture = Pixels.open(BytesIO(content))
        assert (picture.format.lower(), picture.width) == (rendition.format, rendition.width)
        assert picture.height == round(rendition.width * 3 / 4)
        assert len(content) == rendition.bytes


def test_a_picture_you_can_see_through_is_on_white_as_a_jpeg_only(add):
    image = add(files.see_through_palette())

    pictures = {each.format: Pixels.open(default_storage.open(each.file)) for each in image.renditions.all()}
    assert pictures["webp"].mode == "RGBA"
    assert min(pictures["jpeg"].getpixel((5, 5))) > 240


def test_where_a_picture_was_taken_is_in_no_stored_byte(add, work, folders):
    with work():
        add(files.phone_photo(orientation=6))
        add(files.png_with_notes())
        add(files.phone_photo(410, format="WEBP"))

    kept = [path.read_bytes() for path in folders.rglob("*") if path.is_file()]
    assert len(kept) == (1 + 3) + (1 + 3) + (1 + 6)  # masters, and three formats of each width
    assert not any(files.SECRET in content for content in kept)
    assert not any(dict(Pixels.open(BytesIO(content)).getexif()) for content in kept)


def test_the_same_picture_again_is_the_same_row(add, stored):
    first = add(alt="Four squares")
    before = stored()

    again = add(alt="Something else", name="copy.jpg")

    assert again.pk == first.pk
    assert again.alt == "Four squares"
    assert Image.objects.count() == 1
    assert stored() == before


def test_the_same_picture_with_other_notes_in_the_file_is_the_same_row(add):
    assert add(files.jpeg(quality=75)).pk == add(files.phone_photo()).pk


def test_whoever_says_that_a_known_picture_shows_a_person_is_believed(add):
    add(shows_person=False)

    assert add(shows_person=True).shows_person is True
    assert add(shows_person=False).shows_person is True


def test_making_renditions_again_changes_nothing(add, work, now, stored):
    with work():
        image = add()
    before = stored(), made(image), list(image.renditions.values_list("pk", flat=True))

    again = renditions.make(image, (*renditions.QUICK, *renditions.SLOW), at=now)

    assert again == 0
    assert (stored(), made(image), list(image.renditions.values_list("pk", flat=True))) == before


def test_half_a_file_from_a_process_that_died_is_replaced(add, now, folders):
    image = add()
    path = next((folders / "media").rglob("320.webp"))
    whole = path.read_bytes()
    path.write_bytes(whole[:50])
    Rendition.objects.filter(format="webp").delete()

    renditions.make(image, renditions.QUICK, at=now)

    assert path.read_bytes() == whole
    assert len(list(path.parent.glob("320*.webp"))) == 1


def test_a_failed_task_is_put_back_with_a_wait(add, work, folders):
    from django_tasks_db.models import DBTaskResult

    with work():
        image = add()
        next((folders / "media").rglob("master.jpg")).unlink()

    slow = DBTaskResult.objects.filter(task_path="blog.images.tasks.make_slow_renditions")
    states = slow.order_by("enqueued_at").values_list("status", "run_after", "args_kwargs")
    assert [state for state, _, _ in states] == ["FAILED", "READY"]
    assert states[1][1] is not None
    assert states[1][2]["kwargs"] == {"image_id": image.pk, "tries": 1}


def test_the_tidy_command_makes_what_a_lost_task_left_out(add, stored):
    image = add()
    assert "avif" not in {format for format, _ in made(image)}

    call_command("tidy_pictures")
    call_command("tidy_pictures")

    assert {format for format, _ in made(image)} == {"avif", "webp", "jpeg"}


@pytest.mark.parametrize("who", ["priya", "mo"])
def test_others_cannot_add_pictures(who, request, now, stored):
    with pytest.raises(rules.Refused):
        actions.add_image(
            file=BytesIO(files.jpeg()), by=request.getfixturevalue(who), at=now, shows_person=False, alt="Squares"
        )

    assert stored() == []
    assert Image.objects.count() == 0


@pytest.mark.parametrize("who", ["ben", "amara", "grace"])
def test_editors_clinicians_and_managers_can(who, request, now):
    image = actions.add_image(file=BytesIO(files.jpeg()), by=request.getfixturevalue(who), at=now, shows_person=False)

    assert image.pk


def test_what_is_no_picture_leaves_nothing_behind(add, stored):
    with pytest.raises(intake.Unacceptable):
        add(files.SVG)

    assert stored() == []
    assert Image.objects.count() == 0


def test_nobody_can_leave_open_whether_a_person_is_shown(ben, now):
    with pytest.raises(ValidationError) as refused:
        actions.add_image(file=BytesIO(files.jpeg()), by=ben, at=now)

    assert list(refused.value.message_dict) == ["shows_person"]


def test_a_picture_is_described(add, ben):
    image = actions.describe_image(image=add(), by=ben, alt="A drop of water", caption="Water.", focal_x=20, focal_y=80)

    image.refresh_from_db()
    assert (image.alt, image.caption, image.focal_x, image.focal_y) == ("A drop of water", "Water.", 20, 80)


@pytest.mark.parametrize(
    "details", [{"focal_x": 101}, {"alt": "Squares", "is_decorative": True}, {"alt": "x" * 251}, {"focal_y": -1}]
)
def test_details_that_make_no_sense_are_refused(add, ben, details):
    image = add()

    with pytest.raises(ValidationError):
        actions.describe_image(image=image, by=ben, **details)

    assert Image.objects.get().printed == image.printed


def test_the_database_refuses_them_too(add):
    image = add()

    for wrong in ({"focal_x": 101}, {"is_decorative": True}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Image.objects.filter(pk=image.pk).update(**wrong)


def test_an_editor_cannot_take_back_that_a_person_is_shown(add, ben, amara):
    image = add(shows_person=True)

    with pytest.raises(rules.Refused) as refused:
        actions.describe_image(image=image, by=ben, shows_person=False)

    assert refused.value.sentence == "Only a clinician or a manager can say that this picture shows nobody after all."
    assert actions.describe_image(image=image, by=amara, shows_person=False).shows_person is False


def test_nobody_can_take_it_back_once_there_was_consent(add, consent, grace):
    image = add(shows_person=True)
    consent(image)

    with pytest.raises(rules.Refused):
        actions.describe_image(image=image, by=grace, shows_person=False)

    assert Image.objects.get().shows_person is True


def test_two_pictures_make_a_pair_and_one_does_not(add, ben, now):
    before, after = add(), add(files.jpeg(420))

    pair = actions.pair_images(by=ben, at=now, before=before, after=after, weeks_between=12, same_conditions=True)

    assert (pair.is_declared, pair.made_by) == (False, ben)
    with pytest.raises(ValidationError):
        actions.pair_images(by=ben, at=now, before=before, after=before, weeks_between=12)
    with pytest.raises(ValidationError):
        actions.pair_images(by=ben, at=now, before=before, after=after, weeks_between=0)
    assert BeforeAfter.objects.count() == 1
