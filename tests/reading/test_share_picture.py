"""The picture that is drawn of each edition for shared links."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.management import call_command
from PIL import Image

from blog.clinic.models import Clinic
from blog.editions.actions import withdraw
from blog.editions.models import Edition, Topic, Withdrawal
from blog.posts.models import Post
from blog.reading import share, share_drawing
from blog.reading.share_drawing import COLUMN, SMALL, SMALLEST, draw, serif, title_lines, wrapped
from tests import factories
from tests.reading.page import part

LONGEST = (
    "Collagen, elastin and hyaluronic acid: what each does, what ageing changes, and which treatments have any evidence"
)
WORDS = {"hue": 172, "topic": "How skin works", "motif": "layers", "seed": "one", "clinic": "Alder Row"}


@pytest.fixture
def address(client, clinic, edition):
    """This will give a function that reads the address of the picture from the page."""

    def read():
        page = client.get(edition.get_absolute_url())
        return part(page, '<meta property="og:image" content="http://localhost:8000', '"')

    return read


def test_the_page_leads_to_a_picture_of_the_size_that_others_show(client, address):
    response = client.get(address())

    picture = Image.open(BytesIO(response.content))
    assert (response.status_code, response["Content-Type"]) == (200, "image/jpeg")
    assert (picture.format, picture.size) == ("JPEG", (share.WIDTH, share.HEIGHT)) == ("JPEG", (1200, 630))
    assert len(response.content) < 300_000
    assert response["Cache-Control"] == "public, no-cache"


def test_it_is_drawn_once_and_kept(client, address, stored, monkeypatch):
    first = client.get(address()).content
    monkeypatch.delattr(share, "draw")

    assert client.get(address()).content == first
    assert len(stored()) == 1


def test_half_a_file_is_drawn_again(client, address, folders):
    whole = client.get(address()).content
    (file,) = (folders / "media" / "share").rglob("*.jpg")
    file.write_bytes(whole[:1000])

    assert client.get(address()).content == whole


def test_who_has_it_already_is_told_so(client, address):
    tag = client.get(address())["ETag"]

    assert client.get(address(), headers={"if-none-match": tag}).status_code == 304


def test_another_title_has_another_picture_and_the_old_address_leads_to_it(client, address, edition, amara, stored):
    old = address()
    client.get(old)
    Post.objects.update(title="Another title")
    factories.signed(edition.post, by=amara)

    assert address() != old
    assert client.get(old)["Location"] == address()
    assert client.get(address()).status_code == 200
    assert len(stored()) == 1


def test_what_nobody_signed_does_not_change_it(address):
    before = address()

    Post.objects.update(title="Not signed")
    Topic.objects.update(name="Not signed")

    assert address() == before


def test_another_name_of_the_clinic_has_another_picture(address):
    before = address()

    Clinic.objects.update(short_name="Elder Row")

    assert address() != before


@pytest.mark.parametrize("outcome", [Withdrawal.Outcome.REMOVED, Withdrawal.Outcome.KEPT])
def test_a_picture_goes_with_its_article(client, address, edition, amara, now, outcome):
    there = address()
    client.get(there)

    withdraw(edition_id=edition.pk, by=amara, at=now, reason="It is wrong.", outcome=outcome)

    assert client.get(there).status_code == (200 if outcome == Withdrawal.Outcome.KEPT else 410)


def test_it_answers_410_even_to_who_has_it(client, address, edition, amara, now):
    there = address()
    tag = client.get(there)["ETag"]
    withdraw(edition_id=edition.pk, by=amara, at=now, reason="No.", outcome=Withdrawal.Outcome.REMOVED)

    assert client.get(there, headers={"if-none-match": tag}).status_code == 410


def test_tidying_removes_the_files_of_what_went_and_no_others(
    client, address, edition, publish, topic, amara, now, stored
):
    client.get(address())
    other = publish("Other", topic=topic)
    client.get(share.path_of(other, Clinic.current()))
    kept = stored()

    call_command("tidy_pictures")
    assert stored() == kept
    withdraw(edition_id=edition.pk, by=amara, at=now, reason="No.", outcome=Withdrawal.Outcome.REMOVED)
    call_command("tidy_pictures")

    assert stored() == [f"{share.hash_of(share.parts_of(other, Clinic.current()))}.jpg"]


def test_nothing_is_drawn_of_what_is_not_live(client, clinic, post, amara, now, stored):
    tomorrow = factories.signed(post, by=amara, at=now + timedelta(days=1))

    assert client.get(share.path_of(tomorrow, clinic)).status_code == 404
    assert client.get("/posts/nothing-here/share-0000000000000000.jpg").status_code == 404
    assert stored() == []


def test_a_picture_of_any_other_name_leads_to_the_one_there_is(client, address, stored):
    assert client.get("/posts/your-skin-barrier-in-one-page/share-nonsense.jpg")["Location"] == address()
    assert stored() == []


def test_it_takes_two_queries(client, address, django_assert_num_queries):
    there = address()

    with django_assert_num_queries(2):  # clinic, the edition
        client.get(there)


def test_the_same_words_give_the_same_picture():
    assert draw(title="One", **WORDS) == draw(title="One", **WORDS)
    assert draw(title="One", **WORDS) != draw(title="Two", **WORDS)


def test_letters_stay_readable_where_the_picture_is_shown_600_wide():
    assert min(SMALL, SMALLEST) / 2 >= 16


@pytest.mark.parametrize("title", ["Sun", "What exosomes are, and what they are not", LONGEST])
def test_a_title_is_whole_and_cut_between_words_alone(title):
    lines = title_lines(title, height=300)

    assert " ".join(lines.lines) == title
    assert lines.size >= SMALLEST
    assert lines.height <= 300
    assert all(serif(lines.size).getlength(line) <= COLUMN for line in lines.lines)


def test_a_short_title_is_larger_than_a_long_one():
    assert title_lines("Sun", height=300).size > title_lines(LONGEST, height=300).size


def test_a_word_wider_than_the_picture_is_the_only_one_to_be_cut():
    lines = wrapped("a " + "w" * 60, serif(SMALLEST), COLUMN)

    assert "".join(lines).replace(" ", "") == "a" + "w" * 60
    assert len(lines) > 1


def test_what_does_not_fit_at_the_smallest_size_ends_with_dots():
    lines = title_lines("wide " * 200, height=300)

    assert lines.lines[-1].endswith("wide…")
    assert lines.height <= 300


@pytest.mark.parametrize(
    "title",
    ["皮膚の話", "عن البشرة", "Кожа", "😀👩🏽‍⚕️", "e\u0301" * 60, "\u202eback", "x" * 120, "\x07", "   ", "", "a\nb"],
)
def test_no_title_breaks_the_drawing(title):
    picture = Image.open(BytesIO(draw(title=title, **WORDS | {"topic": title, "clinic": title})))

    assert picture.size == (1200, 630)


@pytest.mark.parametrize("motif", Topic.Motif.values)
def test_every_motif_fills_the_plate(motif):
    picture = Image.open(BytesIO(draw(title="One", **WORDS | {"motif": motif}))).convert("RGB")

    plate = picture.crop((1200 - share_drawing.PLATE, 0, 1200, 630)).quantize(64).convert("RGB").getcolors()
    assert len(plate) > 8


def test_it_draws_without_the_site_s_own_font(monkeypatch, tmp_path):
    monkeypatch.setattr(share_drawing, "LITERATA", tmp_path / "none.woff2")

    assert Image.open(BytesIO(draw(title="One", **WORDS))).size == (1200, 630)


def test_only_live_editions_have_an_address_that_answers(client, address, edition, now):
    there = address()
    Edition.objects.filter(pk=edition.pk).update(live_until=now)

    assert client.get(there).status_code == 410
