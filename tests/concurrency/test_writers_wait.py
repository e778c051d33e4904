"""Many people comment at the same moment: every comment is stored, none fails, and the count is right."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.utils import timezone

from blog.comments.actions import leave_comment
from blog.comments.models import Comment, Conversation
from tests import factories

PEOPLE, EACH = 16, 10


@pytest.mark.django_db(transaction=True)
def test_sixteen_people_leave_ten_comments_each_at_once(edition, easy_clinic):
    people = [factories.member(f"Person {number}") for number in range(PEOPLE)]

    def write(person):
        try:
            return [
                leave_comment(edition=edition, author=person, body=f"Number {number}.", at=timezone.now()).pk
                for number in range(EACH)
            ]
        finally:
            connection.close()

    with ThreadPoolExecutor(PEOPLE) as threads:
        keys = [key for made in threads.map(write, people) for key in made]

    assert len(set(keys)) == PEOPLE * EACH
    assert Comment.objects.public().count() == PEOPLE * EACH
    assert Conversation.objects.get(post_id=edition.post_id).public_count == PEOPLE * EACH


@pytest.mark.django_db(transaction=True)
def test_one_form_sent_sixteen_times_at_once_is_one_comment(edition, easy_clinic, priya):
    token = "6ff3a3c8-5f0b-4c0e-9d3b-2f6f0c9b8f11"

    def send(_):
        try:
            return leave_comment(edition=edition, author=priya, body="Once.", at=timezone.now(), token=token).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(PEOPLE) as threads:
        keys = set(threads.map(send, range(PEOPLE)))

    assert len(keys) == 1
    assert Comment.objects.count() == 1
    assert Conversation.objects.get(post_id=edition.post_id).public_count == 1
