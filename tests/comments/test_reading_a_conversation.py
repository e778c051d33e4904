import pytest

from blog.comments import pages
from blog.comments.models import Comment
from tests import factories

PAGE = "/posts/your-skin-barrier-in-one-page/"


@pytest.fixture(autouse=True)
def article(edition, clinic):
    return edition


def test_a_visitor_is_told_to_log_in_and_gets_no_form(client):
    page = client.get(PAGE).content.decode()

    assert "You must be logged in to post a comment." in page
    assert "<textarea" not in page
    assert 'href="/accounts/login/?next=/posts/your-skin-barrier-in-one-page/%23leave-a-comment"' in page
    assert 'href="/accounts/signup/?next=/posts/your-skin-barrier-in-one-page/%23leave-a-comment"' in page


def test_a_member_gets_the_form_and_not_the_sentence(client, priya):
    client.force_login(priya)

    page = client.get(PAGE).content.decode()

    assert "You must be logged in to post a comment." not in page
    assert '<textarea id="body" name="body"' in page


def test_threads_stand_oldest_first_with_their_replies(edition, priya, sam, rf):
    first = factories.comment(edition, by=priya)
    second = factories.comment(edition, by=sam)
    reply = factories.comment(edition, by=sam, parent=first)
    deeper = factories.comment(edition, by=priya, parent=reply)

    threads = pages.threads(list(Comment.objects.in_thread_order()))

    assert threads == [(first, [reply, deeper]), (second, [])]


def test_a_deeper_reply_names_whom_it_answers(client, edition, priya, sam):
    first = factories.comment(edition, by=priya)
    reply = factories.comment(edition, by=sam, parent=first)
    factories.comment(edition, by=priya, parent=reply)

    page = client.get(PAGE).content.decode()

    assert page.count("in reply to") == 1
    assert f'in reply to <a href="/comments/{reply.pk}/"><bdi>Sam</bdi></a>' in page


def test_a_clinic_answer_is_marked_with_name_and_role(client, edition, joan):
    factories.comment(edition, by=joan)

    page = client.get(PAGE).content.decode()

    assert '<span class="badge">Clinic answer</span>' in page
    assert "<b>Joan Ellery</b>" in page
    assert "Nurse prescriber" in page


def test_a_held_comment_is_shown_to_nobody(client, edition, priya):
    held = factories.comment(edition, by=priya, body="Held words")
    Comment.objects.filter(pk=held.pk).update(state=Comment.State.HELD)

    assert "Held words" not in client.get(PAGE).content.decode()
    assert client.get(f"/comments/{held.pk}/").status_code == 404
    assert client.get(f"/comments/{held.pk}/reply/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow_with_the_comments(
    client, edition, priya, sam, count, django_assert_num_queries
):
    for _ in range(count):
        factories.comment(edition, by=sam, parent=factories.comment(edition, by=priya))
    client.get(PAGE + "comments/")

    with django_assert_num_queries(4):  # the edition, the clinic, the count, the comments
        client.get(PAGE + "comments/")


class TestPages:
    @pytest.fixture(autouse=True)
    def small_pages(self, monkeypatch):
        monkeypatch.setattr(pages, "PAGE_SIZE", 2)

    def test_a_long_conversation_goes_on_on_further_pages(self, client, edition, priya):
        made = [factories.comment(edition, by=priya, body=f"Number {n}") for n in range(5)]

        second = client.get(PAGE + "comments/?page=2").content.decode()

        assert [n for n in range(5) if f"<p>Number {n}</p>" in second] == [2, 3]
        assert f'href="{PAGE}#comments">Older comments' in second
        assert f'href="{PAGE}comments/?page=3">Newer comments' in second
        assert client.get(f"/comments/{made[4].pk}/")["Location"] == f"{PAGE}comments/?page=3#comment-{made[4].pk}"

    def test_a_permalink_on_the_first_page_leads_to_the_article(self, client, edition, priya):
        comment = factories.comment(edition, by=priya)

        assert client.get(f"/comments/{comment.pk}/")["Location"] == f"{PAGE}#comment-{comment.pk}"

    def test_a_thread_split_by_a_page_names_whom_it_answers(self, client, edition, priya, sam):
        first = factories.comment(edition, by=priya)
        for _ in range(2):
            factories.comment(edition, by=sam, parent=first)

        second = client.get(PAGE + "comments/?page=2").content.decode()

        assert second.count("in reply to") == 1


@pytest.mark.parametrize("page", ["0", "-1", "abc", "999999", "9" * 40, "1\0", "2"])
def test_a_page_that_is_not_there_is_not_found(client, page):
    assert client.get(PAGE + "comments/", {"page": page}).status_code == 404


@pytest.mark.parametrize("pk", ["0", "9" * 18, "9" * 40])
def test_a_comment_that_is_not_there_is_not_found(client, pk):
    assert client.get(f"/comments/{pk}/").status_code == 404


def test_a_visitor_who_wants_to_reply_is_sent_to_log_in(client, edition, priya):
    comment = factories.comment(edition, by=priya)

    response = client.get(f"/comments/{comment.pk}/reply/")

    assert response["Location"] == f"/accounts/login/?next=/comments/{comment.pk}/reply/"


def test_a_member_replies_under_the_comment(client, edition, priya, sam):
    comment = factories.comment(edition, by=priya, body="First words")
    client.force_login(sam)

    page = client.get(f"/comments/{comment.pk}/reply/").content.decode()

    assert "First words" in page
    assert f'<input type="hidden" name="parent" value="{comment.pk}">' in page
