"""The staff's pages where the clinic's site speaks Welsh: the words, the counting, the days, and what scripts say."""

import json
from datetime import datetime, timedelta

import pytest
from django.utils import timezone, translation

from blog.outbox.models import Message
from blog.posts import requests
from blog.posts.models import Post
from blog.today.clocks import Clock, left
from tests.posts.conftest import at, fields, text_of

NOON = timezone.make_aware(datetime(2026, 11, 23, 12))


@pytest.fixture(autouse=True)
def welsh():
    with translation.override("cy"):
        yield


def test_today_is_in_welsh(client, post, ben, amara, clinic, now):
    requests.ask(post_id=post.pk, asked_of=amara, asked_by=ben, at=now)

    page = text_of(at(client, amara).get("/admin/"))

    assert "Clociau sy’n rhedeg: un." in page
    assert f"Nawr yn aros I’w llofnodi: {post.title} Gofynnodd Ben Hartley i chi ar" in page
    assert "Cofnodir pob gweithred yma gyda’ch enw a’r amser." in page
    assert "is running" not in page


def test_the_page_on_which_an_article_is_written_is_in_welsh(client, post, ben, clinic):
    response = at(client, ben).get(f"/admin/blog/post/{post.pk}/change/")
    page = text_of(response)

    for words in (
        "Heb ei llofnodi erioed.",
        "Cyflwyniad:",
        "Rôl yr awdur:",
        "Wrth i chi ysgrifennu",
        "Gofyn am lofnod",
    ):
        assert words in page
    assert "Un i dair brawddeg o dan y teitl." in page
    assert "Standfirst" not in page


def test_what_scripts_say_is_in_welsh_too(client, post, ben, clinic):
    page = at(client, ben).get(f"/admin/blog/post/{post.pk}/change/")
    form = page.context["adminform"].form
    editor = form.fields["body"].widget.get_config()["extensions"]

    assert editor["Toolbar"]["names"]["Delete table"] == "Dileu’r tabl"
    assert editor["Link"]["label"] == "Dolen"
    assert "Cadwyd am [time]. Nid yw cleifion yn gweld dim ohono." in page.content.decode()
    assert json.loads(page.context["said"])["to_look_at"] == "Nid yw’r gwarchodwr yn canfod dim."


def test_what_is_answered_while_somebody_types_is_in_welsh(client, post, ben, clinic):
    typed = fields(Post.objects.get(pk=post.pk), body="<p>Dau air.</p>", title="Botox")

    answer = at(client, ben).post(f"/admin/blog/post/{post.pk}/draft/", typed).json()

    assert (answer["length"], answer["to_look_at"]) == ("2 air.", "I edrych arno cyn llofnodi: 1")
    assert [finding["label"] for finding in answer["findings"]] == ["Teitl"]


@pytest.mark.parametrize(
    ("days", "unit"), [(1, "diwrnod ar ôl"), (2, "ddiwrnod ar ôl"), (3, "diwrnod ar ôl"), (8, "diwrnod ar ôl")]
)
def test_days_are_counted_as_welsh_counts(days, unit):
    clock = Clock(NOON + timedelta(days=days), "What:", "Something", "Why.", "/admin/", "Open")

    assert (left(clock, at=NOON).number, left(clock, at=NOON).unit) == (str(days), unit)


def test_a_message_to_sign_and_its_day_are_in_welsh(post, ben, amara, clinic):
    requests.ask(post_id=post.pk, asked_of=amara, asked_by=ben, at=NOON)

    letter = Message.objects.get()

    assert letter.subject == f"Llofnodwch, os gwelwch yn dda: {post.title}"
    assert "Mae’n gweithio hyd 30 Tachwedd 2026, 12:00." in letter.text
