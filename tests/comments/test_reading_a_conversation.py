from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from blog.comments import listing, pages
from blog.comments.actions import delete_comment
from blog.comments.models import Comment, Conversation, Visit
from blog.comments.moderate import decide_on
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


def test_a_held_comment_is_shown_to_nobody_else(client, edition, priya, sam):
    held = factories.comment(edition, by=priya, body="Held words", held=True)
    client.force_login(sam)

    assert "Held words" not in client.get(PAGE).content.decode()
    assert client.get(f"/comments/{held.pk}/").status_code == 404
    assert client.get(f"/comments/{held.pk}/reply/").status_code == 404
    assert client.get(f"/comments/{held.pk}/edit/").status_code == 404
    assert client.get(f"/comments/{held.pk}/delete/").status_code == 404
    assert client.get(f"/comments/{held.pk}/report/").status_code == 404
    assert client.get(f"/comments/{held.pk}/answer/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow_with_the_comments(
    client, edition, priya, sam, count, django_assert_num_queries
):
    for _ in range(count):
        factories.comment(edition, by=sam, parent=factories.comment(edition, by=priya))
    client.get(PAGE + "comments/")

    with django_assert_num_queries(6):  # the edition, its stamp, the clinic, the count, the comments, the last change
        client.get(PAGE + "comments/")


class TestPages:
    @pytest.fixture(autouse=True)
    def small_pages(self, monkeypatch):
        monkeypatch.setattr(listing, "PAGE_SIZE", 2)

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


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL reads a small table as a whole")
def test_a_permalink_finds_its_page_by_one_count_in_the_index(client, edition, priya, sam):
    for _ in range(3):
        last = factories.comment(edition, by=sam, parent=factories.comment(edition, by=priya))

    with CaptureQueriesContext(connection) as asked:
        client.get(f"/comments/{last.pk}/")

    (count,) = [query["sql"] for query in asked.captured_queries if "COUNT(" in query["sql"]]
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {count}")
        plan = " ".join(row[-1] for row in cursor.fetchall())
    assert plan == "SEARCH blog_comment USING INDEX shown_comments_by_thread (post_id=? AND root_id<?)"


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


def test_a_visitor_who_follows_the_link_in_a_mail_is_asked_to_log_in_first(client, edition, priya):
    held = factories.comment(edition, by=priya, held=True)

    assert client.get(f"/comments/{held.pk}/")["Location"] == f"/accounts/login/?next=/comments/{held.pk}/"


def test_the_link_of_a_held_comment_leads_a_moderator_to_the_desk(client, edition, priya, mo):
    held = factories.comment(edition, by=priya, held=True)
    client.force_login(mo)

    assert client.get(f"/comments/{held.pk}/")["Location"] == f"/admin/blog/comment/{held.pk}/change/"


def test_an_answer_to_a_stone_names_nobody(client, edition, priya, sam, now):
    first = factories.comment(edition, by=priya)
    reply = factories.comment(edition, by=sam, parent=first)
    factories.comment(edition, by=priya, parent=reply)
    delete_comment(comment_id=reply.pk, by=sam, at=now)

    page = client.get(PAGE).content.decode()

    assert "in reply to a comment that was removed" in page
    assert "This comment was removed by its author." in page
    assert "Sam" not in page
    assert client.get(f"/comments/{reply.pk}/")["Location"] == f"{PAGE}#comment-{reply.pk}"


def test_the_register_number_shows_while_the_check_is_current(client, edition, joan, now):
    factories.comment(edition, by=joan)
    assert "NMC 00A0000E" in client.get(PAGE).content.decode()

    joan.practitioner.checked_on = (now - timedelta(days=400)).date()
    joan.practitioner.save()

    assert "NMC 00A0000E" not in client.get(PAGE).content.decode()


def test_staff_who_are_no_practitioners_are_marked_too(client, edition, mo):
    factories.comment(edition, by=mo)

    assert '<span class="badge">From the clinic</span>' in client.get(PAGE).content.decode()


def test_a_comment_on_words_that_changed_materially_says_so(client, edition, post, priya, joan, now):
    factories.comment(edition, by=priya)
    factories.signed(post, by=joan, at=now - timedelta(minutes=3))
    assert "About an earlier version" not in client.get(PAGE).content.decode()

    newest = factories.signed(post, by=joan, at=now - timedelta(minutes=1), change_note="New advice on sun.")
    assert client.get(PAGE).content.decode().count("About an earlier version") == 1

    factories.comment(newest, by=priya)
    assert client.get(PAGE).content.decode().count("About an earlier version") == 1


def test_only_threads_that_the_clinic_has_answered_can_be_shown(client, edition, priya, sam, joan):
    answered = factories.comment(edition, by=priya, body="A question")
    factories.comment(edition, by=joan, parent=answered, body="An answer")
    factories.comment(edition, by=sam, body="Something else")

    page = client.get(PAGE + "comments/?show=answers").content.decode()

    assert "A question" in page
    assert "An answer" in page
    assert "Something else" not in page


def test_a_held_answer_shows_no_thread(client, edition, priya, joan):
    question = factories.comment(edition, by=priya, body="A question")
    factories.comment(edition, by=joan, parent=question, held=True)

    page = client.get(PAGE + "comments/?show=answers").content.decode()

    assert "The clinic has not answered here yet." in page
    assert "A question" not in page


@pytest.mark.parametrize("show", ["x", "\0", "answers'", "9" * 40])
def test_a_view_that_is_not_there_is_not_found(client, show):
    assert client.get(PAGE + "comments/", {"show": show}).status_code == 404


class TestNew:
    NEW = '<span class="new">New</span>'

    @pytest.fixture
    def visited(self, client, edition, priya, sam, now):
        """Sam was here an hour ago; Priya has commented before and after that."""
        factories.comment(edition, by=priya, body="Before", at=now - timedelta(hours=2))
        Visit.objects.create(user=sam, post_id=edition.post_id, at=now - timedelta(hours=1))
        factories.comment(edition, by=priya, body="After", at=now - timedelta(minutes=30))

    def test_what_came_since_is_marked_in_words(self, client, visited, sam):
        client.force_login(sam)

        page = client.get(PAGE).content.decode()

        assert page.count(self.NEW) == 1
        assert page.index("Before") < page.index(self.NEW) < page.index("After")

    def test_a_second_look_is_the_same_visit_and_marks_nothing_twice(self, client, visited, sam):
        client.force_login(sam)
        client.get(PAGE)
        first = Visit.objects.get().at

        page = client.get(PAGE).content.decode()

        assert self.NEW not in page
        assert Visit.objects.get().at == first

    def test_nothing_is_new_on_a_first_visit_or_to_a_visitor_of_whom_nothing_is_kept(
        self, client, visited, priya, mallory
    ):
        assert self.NEW not in client.get(PAGE).content.decode()
        client.force_login(mallory)
        assert self.NEW not in client.get(PAGE).content.decode()

        assert list(Visit.objects.values_list("user__display_name", flat=True).order_by("pk")) == ["Sam", "Mallory"]

    def test_asking_whether_the_page_is_there_is_no_visit(self, client, visited, mallory):
        client.force_login(mallory)

        client.head(PAGE)

        assert Visit.objects.count() == 1


@pytest.mark.parametrize("user", [None, "priya"])
def test_conversations_that_are_off_leave_no_trace(client, edition, priya, user):
    comment = factories.comment(edition, by=priya, body="Said here.")
    Conversation.objects.filter(post_id=edition.post_id).update(policy="off")
    if user:
        client.force_login(priya)

    page = client.get(PAGE).content.decode()

    assert "Said here." not in page
    assert 'id="comments"' not in page
    assert client.get(PAGE + "comments/").status_code == 404
    assert client.get(PAGE + "comments/feed/").status_code == 404
    assert client.get(f"/comments/{comment.pk}/reply/").status_code in (302, 403)


def test_a_locked_conversation_is_for_reading_only(client, edition, priya, sam):
    comment = factories.comment(edition, by=priya, body="Said here.")
    Conversation.objects.filter(post_id=edition.post_id).update(policy="locked")
    client.force_login(sam)

    page = client.get(PAGE).content.decode()
    sent = client.post(PAGE + "comments/", {"body": "Me too."})

    assert "Said here." in page
    assert "Comments on this page are closed. They can still be read." in page
    assert "<textarea" not in page
    assert f"/comments/{comment.pk}/reply/" not in page
    assert sent.status_code == 403
    assert "Me too.</textarea>" in sent.content.decode()
    assert Comment.objects.count() == 1


def test_what_a_member_is_shown_costs_as_many_queries_for_three_threads_as_for_one(
    client, edition, priya, sam, django_assert_num_queries
):
    for count in (1, 3):
        for _ in range(count):
            factories.comment(edition, by=sam, parent=factories.comment(edition, by=priya))
            factories.comment(edition, by=sam, held=True)
        client.force_login(sam)
        client.get(PAGE + "comments/")

        # session, member, and the edition, its stamp, clinic, count, comments, last change, own (2), visit, block
        with django_assert_num_queries(12):
            client.get(PAGE + "comments/")


def test_the_stone_of_what_the_clinic_removed_says_for_what_reason(client, edition, priya, sam, mo):
    comment = factories.comment(edition, by=priya, body="Half price at my salon.")
    factories.comment(edition, by=sam, parent=comment)
    decide_on(comment_id=comment.pk, act="removed", by=mo, at=timezone.now(), seen="published", reason="advertising")

    page = client.get(PAGE).content.decode()

    assert "This comment was removed by the clinic: it advertises or sells something." in page
    assert "Half price" not in page
