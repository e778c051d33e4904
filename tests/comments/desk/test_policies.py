"""Whether readers may comment on one article, chosen by editors, moderators and managers; and replies to copy."""

import pytest

from blog import rules
from blog.audit.models import Entry
from blog.comments.models import CannedReply, Comment, Conversation
from blog.comments.policy import set_policy
from tests.comments.desk.conftest import DESK
from tests.posts.conftest import at, text_of


@pytest.fixture
def address(edition):
    return f"{DESK}article/{edition.post_id}/"


def test_comments_on_an_article_are_closed_and_the_record_says_so(client, edition, ben, priya, address):
    response = at(client, ben).post(address, {"policy": "locked"}, follow=True)

    assert "Comments on this page are closed. They can still be read." in text_of(response)
    refused = at(client, priya).post(f"/posts/{edition.slug}/comments/", {"body": "Hello."})
    assert refused.status_code == 403
    entry = Entry.objects.get(act="conversation")
    assert (entry.by, entry.post_id) == (ben, edition.post_id)
    assert (entry.detail["before"]["policy"], entry.detail["after"]["policy"]) == ("open", "locked")


def test_every_comment_can_be_read_first(client, edition, easy, mo, priya, address):
    at(client, mo).post(address, {"policy": "read_first", "stays_open": "on"})

    at(client, priya).post(f"/posts/{edition.slug}/comments/", {"body": "Hello there."})

    comment = Comment.objects.get()
    assert comment.state == "held"
    assert "Every comment on this article is read before it appears." in [r["words"] for r in comment.reasons]
    assert Conversation.objects.get().stays_open


@pytest.fixture
def easy(clinic):
    clinic.comments_hold_first = 0
    clinic.save()


def test_what_stays_the_same_is_not_recorded(client, grace, address):
    for _ in range(2):
        at(client, grace).post(address, {"policy": "locked"})

    assert Entry.objects.filter(act="conversation").count() == 1


@pytest.mark.parametrize("typed", [{}, {"policy": "shut"}, {"policy": "\0"}])
def test_a_form_that_is_not_whole_changes_nothing(client, mo, address, typed):
    assert at(client, mo).post(address, typed).status_code == 422
    assert not Conversation.objects.exists()


def test_an_article_nobody_signed_has_no_conversation(client, mo, post):
    assert at(client, mo).get(f"{DESK}article/{post.pk}/").status_code == 404


def test_the_article_s_own_desk_leads_there(client, edition, ben, amara, address):
    page = f"/admin/blog/post/{edition.post_id}/change/"

    assert address in at(client, ben).get(page).content.decode()
    assert address not in at(client, amara).get(page).content.decode()


@pytest.mark.parametrize("who", ["amara", "priya"])
def test_nobody_else_chooses(request, edition, now, who):
    with pytest.raises(rules.Refused):
        set_policy(
            post_id=edition.post_id, title="X", policy="off", stays_open=False,
            by=request.getfixturevalue(who), at=now,
        )  # fmt: skip


# --- Replies to copy --------------------------------------------------------------------------------------------------


def test_a_moderator_keeps_a_reply_and_finds_it_at_the_desk(client, mo, held):
    address = "/admin/blog/cannedreply/add/"

    response = at(client, mo).post(address, {"name": "Ring us", "body": "Please ring us, and we will talk it through."})

    assert response.status_code == 302
    assert "Ring us Please ring us, and we will talk it through." in text_of(client.get(DESK))


@pytest.mark.parametrize("body", ["Sorry about your appointment.", "Ask for Botox instead."])
def test_a_reply_that_staff_could_not_send_is_not_kept_either(client, mo, body):
    response = at(client, mo).post("/admin/blog/cannedreply/add/", {"name": "Sorry", "body": body})

    assert response.context["adminform"].form.errors["body"][0].startswith("“")
    assert body in text_of(response)
    assert not CannedReply.objects.exists()
