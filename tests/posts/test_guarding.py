"""What the guard finds stops a signature or is shown beside it; so do pictures without words or consent."""

from datetime import timedelta

import pytest

from blog import rules
from blog.editions.models import Edition
from blog.images.actions import withdraw_consent
from blog.images.uses import used_in
from blog.management.commands.demo import CONTENT, WRITTEN, read_article
from blog.posts import checks
from blog.posts.models import Post
from blog.reading import pages
from tests import factories
from tests.posts.conftest import at, text_of


@pytest.fixture(autouse=True)
def open_clinic(clinic):
    return clinic


def rewrite(post, **words):
    Post.objects.filter(pk=post.pk).update(**words)
    return Post.objects.get(pk=post.pk)


@pytest.mark.parametrize(
    "words",
    [
        {"title": "Botox for frown lines"},
        {"title": "B\u043etox for frown lines"},
        {"slug": "botox-for-frown-lines"},
        {"standfirst": "A risk-free treatment."},
        {"body": "<p>Ask us about <strong>Dysport</strong>.</p>"},
        {"search_description": "Anti-wrinkle injections in Harrowby"},
        {"social_title": "#AntiWrinkleInjections"},
    ],
)
def test_what_a_clinic_may_not_say_is_not_signed(post, amara, words):
    post = rewrite(post, **words)

    with pytest.raises(rules.Refused):
        factories.signed(post, by=amara)

    assert Edition.objects.count() == 0


def test_a_change_note_is_read_too(post, amara):
    with pytest.raises(rules.Refused, match="Change note"):
        factories.signed(post, by=amara, change_note="Now with Botox.")


def test_mended_words_are_signed(post, amara):
    rewrite(post, title="Botox for frown lines")
    post = rewrite(post, title="A consultation about frown lines")

    assert factories.signed(post, by=amara).title == "A consultation about frown lines"


@pytest.mark.parametrize("page", ["change/", "compare/", "sign/"])
def test_staff_see_where_it_is_why_and_what_to_say_instead(client, post, amara, page):
    rewrite(post, body="<p>Ask us about Botox today.</p>")

    shown = at(client, amara).get(f"/admin/blog/post/{post.pk}/{page}")

    assert "<b>Stops signing.</b>" in shown.content.decode()
    assert "<mark>Botox</mark>" in shown.content.decode()
    assert "Better:" in text_of(shown)


def test_the_signing_page_answers_with_the_sentence_and_the_note_kept(client, post, amara):
    post = rewrite(post, title="Botox for frown lines")
    typed = {"digest": post.digest, "compared_with": "", "change_note": "A new page.", "review_in_days": 182,
             "is_whole_review": "on"}  # fmt: skip

    response = at(client, amara).post(f"/admin/blog/post/{post.pk}/sign/", typed)

    assert response.status_code == 409
    assert "Title: “Botox”." in text_of(response)
    assert "A new page." in response.content.decode()
    assert Edition.objects.count() == 0


def test_nothing_is_found_in_an_innocent_article(post):
    assert checks.findings_of(post) == []


def test_the_words_of_the_demonstration_may_all_be_signed(db):
    for article in map(read_article, CONTENT.glob("articles/*.html")):
        words = {name: article[name] for name in (*WRITTEN, "slug", "body", "change_note")} | {"pictures": []}
        assert [checked for checked in checks.findings(words) if checked.stops] == [], article["slug"]


class TestPictures:
    @pytest.fixture
    def portrait(self, add):
        return add(shows_person=True, alt="A cheek, light brown skin")

    def test_a_picture_of_a_person_needs_a_consent(self, post, amara, portrait):
        post = rewrite(post, body=f'<p>Look.</p><img data-image-id="{portrait.pk}">')

        with pytest.raises(rules.Refused, match="no consent allows it"):
            factories.signed(post, by=amara)

    def test_with_one_it_is_signed_and_shown_with_its_words(self, client, post, amara, portrait, consent):
        consent(portrait)
        post = rewrite(post, body=f'<p>Look.</p><img data-image-id="{portrait.pk}">')

        edition = factories.signed(post, by=amara)

        page = client.get(edition.get_absolute_url()).content.decode()
        assert 'alt="A cheek, light brown skin"' in page
        assert edition.pictures[0]["alt"] == "A cheek, light brown skin"

    def test_a_withdrawn_consent_takes_it_away_at_the_next_request(
        self, client, post, amara, grace, portrait, consent, now
    ):
        given = consent(portrait)
        edition = factories.signed(rewrite(post, body=f'<p>Look.</p><img data-image-id="{portrait.pk}">'), by=amara)
        rendition = portrait.renditions.filter(format="jpeg").first()
        file = f"/pictures/{portrait.sha256}-{rendition.width}.jpeg"
        assert client.get(file).status_code == 200
        assert used_in(portrait) == [edition.get_absolute_url()]

        withdraw_consent(consent=given, by=grace, at=now, reason="They asked us to.")

        assert "<picture" not in client.get(edition.get_absolute_url()).content.decode().split('class="prose"')[1]
        assert client.get(file).status_code == 404

    def test_it_goes_by_itself_when_the_consent_runs_out(self, client, post, amara, portrait, consent, now):
        consent(portrait, expires_on=(now + timedelta(days=3)).date())
        edition = factories.signed(rewrite(post, body=f'<p>Look.</p><img data-image-id="{portrait.pk}">'), by=amara)

        assert "<picture" in pages.with_pictures(edition, at=now)
        assert "<picture" not in pages.with_pictures(edition, at=now + timedelta(days=5))

    def test_words_that_change_in_the_library_do_not_change_a_signed_page(self, client, post, amara, add):
        image = add(alt="A jar of cream")
        edition = factories.signed(rewrite(post, body=f'<img data-image-id="{image.pk}"><p>x</p>'), by=amara)
        type(image).objects.filter(pk=image.pk).update(alt="Unsigned words")

        page = client.get(edition.get_absolute_url()).content.decode()

        assert "A jar of cream" in page
        assert "Unsigned words" not in page
