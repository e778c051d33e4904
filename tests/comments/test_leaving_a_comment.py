import uuid

import pytest
from django.contrib.auth.models import AnonymousUser

from blog import rules
from blog.comments.actions import leave_comment
from blog.comments.models import Comment, Conversation
from tests import factories

URL = "/posts/your-skin-barrier-in-one-page/comments/"
PAGE = "/posts/your-skin-barrier-in-one-page/"


@pytest.fixture(autouse=True)
def article(edition, easy_clinic):
    return edition


def test_a_member_leaves_a_comment_and_lands_on_it(client, priya, edition):
    client.force_login(priya)

    response = client.post(URL, {"body": "Thank you.\n\nThat was clear.", "token": uuid.uuid4()})

    comment = Comment.objects.get()
    assert response.status_code == 302
    assert response["Location"] == f"{PAGE}#comment-{comment.pk}"
    assert comment.author == priya
    assert comment.edition == edition
    assert comment.body_html == "<p>Thank you.</p><p>That was clear.</p>"
    page = client.get(PAGE)
    assert "<p>Thank you.</p><p>That was clear.</p>" in page.content.decode()
    assert Conversation.objects.get().public_count == 1


def test_a_script_needs_no_token(client, priya):
    client.force_login(priya)

    client.post(URL, {"body": "One."})
    client.post(URL, {"body": "Two."})

    assert list(Comment.objects.order_by("pk").values_list("body", flat=True)) == ["One.", "Two."]


def test_a_double_submit_stores_one_comment(client, priya):
    client.force_login(priya)
    sent = {"body": "Thank you.", "token": uuid.uuid4()}

    first = client.post(URL, sent)
    second = client.post(URL, sent)

    assert second["Location"] == first["Location"]
    assert Comment.objects.count() == 1
    assert Conversation.objects.get().public_count == 1


def test_one_token_does_not_join_two_peoples_comments(edition, priya, sam):
    token = uuid.uuid4()

    factories.comment(edition, by=priya, token=token)
    factories.comment(edition, by=sam, token=token)

    assert Comment.objects.count() == 2


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("", "Write something first."),
        (" \n\t ", "Write something first."),
        ("x" * 3001, "This is 1 character too long. There is room for 3,000."),
        ("Hello\0there", "There is a character in this that cannot be shown."),
        ("Hello \x1b[31m", "There is a character in this that cannot be shown."),
    ],
)
def test_a_text_that_cannot_be_stored_comes_back_with_a_sentence(client, priya, body, sentence):
    client.force_login(priya)

    response = client.post(URL, {"body": body})

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert response.context["form"]["body"].value() == body
    assert Comment.objects.count() == 0
    assert Conversation.objects.count() == 0


def test_exactly_three_thousand_characters_fit(client, priya):
    client.force_login(priya)

    response = client.post(URL, {"body": "x\r\n" * 999 + "xxxx"})

    assert response.status_code == 302
    assert len(Comment.objects.get().body) == 2002


def test_a_parent_from_another_article_is_refused(client, priya, topic, ben, amara):
    other = factories.signed(factories.post(topic=topic, writer=ben, title="Light and lasers"), by=amara)
    elsewhere = factories.comment(other, by=priya)
    client.force_login(priya)

    response = client.post(URL, {"body": "I agree.", "parent": elsewhere.pk})

    assert response.status_code == 422
    assert "The comment you answered is not there." in response.content.decode()
    assert "I agree." in response.content.decode()
    assert Comment.objects.count() == 1


@pytest.mark.parametrize("parent", ["0", "-1", "abc", "9" * 40, "1.5", "\0", "1 OR 1=1"])
def test_a_parent_that_does_not_exist_is_refused(client, priya, parent):
    client.force_login(priya)

    response = client.post(URL, {"body": "I agree.", "parent": parent})

    assert response.status_code == 422
    assert "The comment you answered is not there." in response.content.decode()
    assert Comment.objects.count() == 0


def test_a_token_that_is_no_token_gives_the_form_again_with_a_good_one(client, priya):
    client.force_login(priya)

    response = client.post(URL, {"body": "I agree.", "token": "not a token"})

    assert response.status_code == 422
    assert uuid.UUID(response.content.decode().split('name="token" value="')[1][:36])
    assert Comment.objects.count() == 0


def test_a_held_comment_cannot_be_answered(edition, priya, sam):
    held = factories.comment(edition, by=priya)
    Comment.objects.filter(pk=held.pk).update(state=Comment.State.HELD)

    with pytest.raises(rules.Refused) as refused:
        factories.comment(edition, by=sam, parent=held)

    assert refused.value.sentence == (
        "The comment you answered is no longer there. You can leave yours as a new comment."
    )
    assert Comment.objects.count() == 1


def test_a_reply_belongs_to_the_thread_of_its_parent(edition, priya, sam):
    first = factories.comment(edition, by=priya)
    reply = factories.comment(edition, by=sam, parent=first)
    deeper = factories.comment(edition, by=priya, parent=reply)

    assert (first.root, reply.root, deeper.root) == (first, first, first)
    assert deeper.parent == reply


def test_a_comment_keeps_the_edition_its_author_was_reading(client, priya, edition, post, joan):
    client.force_login(priya)
    client.post(URL, {"body": "About the first edition."})
    newer = factories.signed(post, by=joan)

    client.post(URL, {"body": "About the second."})

    assert list(Comment.objects.order_by("pk").values_list("edition_id", flat=True)) == [edition.pk, newer.pk]


def test_nobody_who_is_nobody_can_leave_a_comment(edition, now):
    with pytest.raises(rules.Refused):
        leave_comment(edition=edition, author=AnonymousUser(), body="Hello", at=now)

    assert Comment.objects.count() == 0


def test_a_clinicians_comment_is_a_clinic_answer(edition, joan):
    answer = factories.comment(edition, by=joan)

    assert answer.practitioner == joan.practitioner


@pytest.mark.parametrize("slug", ["no-such-article", "x" * 400])
def test_a_comment_on_nothing_is_not_found(client, priya, slug):
    client.force_login(priya)

    assert client.post(f"/posts/{slug}/comments/", {"body": "Hello"}).status_code == 404
