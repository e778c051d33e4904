"""/admin/blog/post/<key>/sign/: a clinician reads what changed, and signs it or does not."""

from datetime import timedelta

import pytest
from django.utils import timezone

from blog.clinic.models import Clinic, Practitioner
from blog.editions.models import Edition
from blog.posts.models import Post
from tests import factories
from tests.posts.conftest import at, fields, source, sources, text_of

OWN_WORDS = "You wrote some of these words, so another clinician has to sign them."
NOT_A_CLINICIAN = "Only a clinician can sign an article."
NOT_LINKED = "Your account is not linked to a practitioner's name and number. Ask a manager to link it."


@pytest.fixture(autouse=True)
def open_clinic(clinic):
    """Every page needs its clinic."""


def signing_page(client, post, user):
    return at(client, user).get(f"/admin/blog/post/{post.pk}/sign/")


def days_from_now(moment):
    return round((moment - timezone.now()) / timedelta(days=1))


# --- The whole way ----------------------------------------------------------------------------------------------------


def test_ben_writes_dr_amara_signs_and_it_is_public(client, ben, amara, topic, sign):
    at(client, ben).post("/admin/blog/post/add/", fields(topic=topic.pk) | sources([source(1)]))
    post = Post.objects.get()
    assert client.get("/posts/after-filler/").status_code == 404

    response = sign(post, by=amara)
    public = client.get("/posts/after-filler/")

    assert (response.status_code, response.url) == (302, f"/admin/blog/post/{post.pk}/change/")
    assert public.status_code == 200
    assert "Some swelling is usual." in text_of(public)
    assert "Dr Amara Okafor" in text_of(public)


def test_the_message_after_signing_leads_to_the_live_page(client, post, amara, sign):
    sign(post, by=amara)

    page = client.get(f"/admin/blog/post/{post.pk}/change/").content.decode()

    assert f'Signed and live: <a href="/posts/{post.slug}/">Your skin barrier, in one page</a>. Next review: ' in page


def test_the_signature_stands_in_the_post_s_history(client, post, amara, sign):
    sign(post, by=amara)

    assert "Signed, word for word." in text_of(client.get(f"/admin/blog/post/{post.pk}/history/"))


def test_the_edition_holds_the_words_the_signer_and_the_decision(post, amara, sign):
    sign(post, by=amara, change_note="Two  studies\nadded.", review_in_days=365)

    edition = Edition.objects.get()
    assert edition.words == post.words
    assert (edition.signer, edition.signed_by_name) == (amara, "Dr Amara Okafor")
    assert (edition.signed_by_role, edition.signed_by_registration) == ("Consultant dermatologist", "GMC 0000000")
    assert (edition.change_note, edition.is_whole_review, edition.is_self_signed) == ("Two studies added.", True, False)
    assert days_from_now(edition.review_due_at) == 365


def test_the_change_note_comes_from_the_post_and_is_used_up(client, changed, amara, sign):
    Post.objects.update(change_note="The law has changed.")

    assert signing_page(client, changed, amara).context["form"]["change_note"].value() == "The law has changed."
    sign(changed, by=amara)

    assert Edition.objects.latest("pk").change_note == "The law has changed."
    assert Post.objects.get().change_note == ""


def test_a_new_edition_takes_over_at_the_same_moment(edition, changed, amara, sign):
    sign(changed, by=amara)

    before, after = Edition.objects.order_by("pk")
    assert before.live_until == after.live_from
    assert after.live_until is None
    assert after.first_published_at == edition.first_published_at


# --- Looking signs nothing --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["get", "head"])
def test_looking_at_the_page_signs_nothing(client, post, amara, method):
    getattr(at(client, amara), method)(f"/admin/blog/post/{post.pk}/sign/?is_whole_review=on&digest={post.digest}")

    assert not Edition.objects.exists()


def test_the_page_shows_what_will_be_printed_and_one_button(client, changed, amara):
    response = signing_page(client, changed, amara)

    assert "Signed off, word for word, by Dr Amara Okafor Consultant dermatologist. GMC 0000000" in text_of(response)
    assert "It keeps water in and trouble out" in text_of(response)
    assert response.content.decode().count("Sign, word for word</button>") == 1


def test_a_register_that_was_looked_up_too_long_ago_is_named(client, post, amara):
    Practitioner.objects.update(checked_on=timezone.localdate() - timedelta(days=400))

    assert "Your number (GMC 0000000) stays hidden" in text_of(signing_page(client, post, amara))


# --- The whole page, or only what changed -----------------------------------------------------------------------------


def test_the_first_signature_is_for_the_whole_page(post, amara, sign):
    response = sign(post, by=amara, is_whole_review="", change_note="Kept.")

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["is_whole_review"]
    assert response.context["form"]["change_note"].value() == "Kept."
    assert not Edition.objects.exists()


def test_a_signature_on_what_changed_leaves_the_review_as_it_was(edition, changed, amara, sign):
    sign(changed, by=amara, is_whole_review="", review_in_days=730)

    after = Edition.objects.latest("pk")
    assert after.is_whole_review is False
    assert (after.review_due_at, after.last_reviewed_at) == (edition.review_due_at, edition.last_reviewed_at)


def test_a_page_can_be_read_again_and_signed_without_a_change(edition, amara, sign):
    response = sign(edition.post, by=amara, review_in_days=365)

    after = Edition.objects.latest("pk")
    assert response.status_code == 302
    assert after.digest == edition.digest
    assert days_from_now(after.review_due_at) == 365
    assert after.last_reviewed_at > edition.last_reviewed_at


def test_but_not_without_having_read_it(edition, amara, sign):
    assert sign(edition.post, by=amara, is_whole_review="").status_code == 422
    assert Edition.objects.count() == 1


# --- What was shown is what is signed ---------------------------------------------------------------------------------


def change_while_it_is_read(post):
    Post.objects.filter(pk=post.pk).update(standfirst="Changed while it was read.")


def test_a_post_that_changed_while_it_was_read_is_not_signed(changed, amara, client, sign):
    shown = signing_page(client, changed, amara).context["form"]["digest"].value()
    change_while_it_is_read(changed)

    response = sign(changed, by=amara, digest=shown, change_note="Typed with care.", review_in_days=730)

    assert response.status_code == 409
    assert "The article changed while you were reading it." in text_of(response)
    assert "Changed while it was read" in text_of(response)
    assert Edition.objects.count() == 1
    form = response.context["form"]
    assert form["digest"].value() == Post.objects.get().digest != shown
    assert (form["change_note"].value(), str(form["review_in_days"].value())) == ("Typed with care.", "730")
    assert not form["is_whole_review"].value()


def test_signing_what_is_shown_then_works(changed, amara, sign):
    again = sign(changed, by=amara, digest="0" * 64).context["form"]

    response = sign(changed, by=amara, digest=again["digest"].value())

    assert response.status_code == 302
    assert Edition.objects.count() == 2


@pytest.mark.parametrize("digest", ["", "0" * 64, "x" * 65, "\0", "nonsense"])
def test_a_digest_that_is_none_signs_nothing(post, amara, sign, digest):
    response = sign(post, by=amara, digest=digest)

    assert response.status_code == 409
    assert not Edition.objects.exists()
    assert response.context["form"]["digest"].value() == post.digest


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("review_in_days", ""),
        ("review_in_days", "1"),
        ("review_in_days", "9" * 40),
        ("change_note", "x" * 301),
        ("change_note", "A\0B"),
    ],
)
def test_a_mistake_in_the_form_is_named_and_signs_nothing(post, amara, sign, field, value):
    response = sign(post, by=amara, **{field: value})

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert not Edition.objects.exists()


def test_a_button_pressed_twice_signs_once(client, post, amara, sign):
    shown = {"digest": post.digest, "compared_with": ""}
    first = sign(post, by=amara, **shown)

    second = sign(post, by=amara, **shown)

    assert (first.status_code, second.status_code) == (302, 302)
    assert Edition.objects.count() == 1


def test_an_article_that_somebody_else_signed_meanwhile_is_shown_again(changed, amara, joan, edition, sign):
    shown = {"digest": changed.digest, "compared_with": edition.pk}
    sign(changed, by=joan)

    response = sign(changed, by=amara, **shown)

    assert response.status_code == 409
    assert "The article was signed while you were reading it." in text_of(response)
    assert Edition.objects.latest("pk").signer == joan


@pytest.mark.parametrize("compared_with", ["9" * 40, "x", "\0", "-1"])
def test_a_tampered_key_of_the_live_edition_signs_nothing(changed, amara, sign, compared_with):
    assert sign(changed, by=amara, compared_with=compared_with).status_code == 409
    assert Edition.objects.count() == 1


def test_another_article_that_is_live_at_the_address_keeps_it(topic, ben, amara, post, edition, sign):
    other = factories.post(topic=topic, writer=ben, title="Other")
    Post.objects.filter(pk=post.pk).update(slug="free")
    Post.objects.filter(pk=other.pk).update(slug=edition.slug)

    response = sign(other, by=amara)

    assert response.status_code == 409
    assert "Another article is live at this address" in text_of(response)
    assert Edition.objects.count() == 1


# --- Who may ----------------------------------------------------------------------------------------------------------


def refused(client, post, user):
    """This will try to sign as somebody who may not, without the help of the page, and give the sentence they get."""
    address = f"/admin/blog/post/{post.pk}/sign/"
    form = {"digest": post.digest, "review_in_days": 182, "is_whole_review": "on", "compared_with": ""}
    looked, pressed = at(client, user).get(address), client.post(address, form)
    assert (looked.status_code, pressed.status_code) == (403, 403)
    assert not Edition.objects.exists()
    return [sentence for sentence in (OWN_WORDS, NOT_A_CLINICIAN, NOT_LINKED) if sentence in text_of(pressed)]


def sentence_on_the_post(client, post, user):
    """This will give why somebody may not sign, as the post's own page tells them, and whether it has a button."""
    page = at(client, user).get(f"/admin/blog/post/{post.pk}/change/")
    told = [sentence for sentence in (OWN_WORDS, NOT_A_CLINICIAN, NOT_LINKED) if sentence in text_of(page)]
    return told, f"/admin/blog/post/{post.pk}/sign/" in page.content.decode()


def test_an_editor_cannot_sign(client, post, ben):
    assert refused(client, post, ben) == [NOT_A_CLINICIAN]
    assert sentence_on_the_post(client, post, ben) == ([NOT_A_CLINICIAN], False)


def test_a_clinician_cannot_sign_own_words(client, topic, amara, sign):
    post = factories.post(topic=topic, writer=amara)

    response = sign(post, by=amara)

    assert response.status_code == 422
    assert "Ask another clinician, or say why it cannot wait." in text_of(response)
    assert Edition.objects.count() == 0
    assert sentence_on_the_post(client, post, amara)[0] == [OWN_WORDS]


def test_one_word_of_their_own_is_enough(client, post, ben, amara, change, sign):
    change(post, by=amara, title="One word more")

    assert sign(Post.objects.get(), by=amara).status_code == 422
    assert Edition.objects.count() == 0


def test_after_somebody_else_signed_the_slate_is_clean(client, topic, amara, joan, ben, change, sign):
    post = factories.post(topic=topic, writer=amara)
    sign(post, by=joan)
    change(post, by=ben, title="Ben’s title")

    assert sign(post, by=amara).status_code == 302


def test_the_only_clinician_may_sign_own_words_and_the_page_says_so(client, topic, amara, sign):
    Clinic.objects.update(is_sole_practitioner=True)
    post = factories.post(topic=topic, writer=amara)

    told = text_of(signing_page(client, post, amara))
    sign(post, by=amara)

    assert "You wrote some of these words yourself, and the page will say so." in told
    assert Edition.objects.get().is_self_signed is True


def test_the_only_clinician_is_not_marked_on_the_words_of_others(post, amara, sign):
    Clinic.objects.update(is_sole_practitioner=True)

    sign(post, by=amara)

    assert Edition.objects.get().is_self_signed is False


def test_a_clinician_who_is_no_practitioner_cannot_sign(client, post):
    locum = factories.staff("Locum", "Clinician")

    assert refused(client, post, locum) == [NOT_LINKED]
    assert sentence_on_the_post(client, post, locum) == ([NOT_LINKED], False)


def test_a_superuser_is_no_clinician(client, post, root):
    Practitioner.objects.create(user=root, name="Root", slug="root", role="Keeps the machine running", register="GMC",
                                number="1", checked_on=timezone.localdate())  # fmt: skip

    assert refused(client, post, root) == [NOT_A_CLINICIAN]
    assert sentence_on_the_post(client, post, root) == ([NOT_A_CLINICIAN], False)


def test_whoever_may_sign_gets_the_button_only_where_something_changed(client, post, edition, changed, amara):
    def links(post):
        page = at(client, amara).get(f"/admin/blog/post/{post.pk}/change/").content.decode()
        links = page.partition('<ul class="post-links">')[2].partition("</ul>")[0]
        return [name for name in ("Preview", "Compare", "Sign", "Review again", "Live page") if f">{name}</a>" in links]

    assert links(post) == ["Preview", "Compare", "Sign", "Live page"]
    Post.objects.update(standfirst=edition.standfirst)
    assert links(post) == ["Preview", "Compare", "Review again", "Live page"]
