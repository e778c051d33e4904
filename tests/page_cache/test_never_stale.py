"""Whatever is done, the next answer from memory is what Django would make now, byte for byte."""

from datetime import datetime, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.own_data.leaving import ask_to_leave, let_go
from blog.clinic.models import Clinic, Practitioner
from blog.comments.actions import delete_comment, edit_comment
from blog.comments.models import Comment, Conversation, Decision
from blog.comments.moderate import decide_on, newest_of, version_of
from blog.comments.reports import report_comment
from blog.editions.actions import cancel, withdraw
from blog.editions.models import Tag, Topic, Withdrawal
from blog.editions.moments import next_moment
from blog.house.models import Page
from blog.images.actions import withdraw_consent
from blog.posts.models import Post
from blog.stamps import triggers
from tests import factories
from tests.images import files

pytestmark = pytest.mark.usefixtures("scene")
A_MOMENT = timedelta(microseconds=1)  # so that no midnight comes between


class Scene:
    """One article with everything that a page can show, and another of the same topic."""

    def __init__(self, *, topic, people, add, consent):
        self.people, self.topic = people, topic
        picture = add(files.jpeg(), shows_person=True)
        self.consent = consent(picture)
        body = f'<p>Skin.<sup>1</sup></p><figure><img data-image-id="{picture.pk}"></figure>'
        self.post = factories.post(topic=topic, writer=people["ben"], tags=["First days"], cover=picture, body=body)
        self.edition = factories.signed(self.post, by=people["amara"])
        self.other = factories.post(topic=topic, writer=people["ben"], title="After filler")
        factories.signed(self.other, by=people["amara"])
        self.first = factories.comment(self.edition, by=people["priya"], body="Is it normal?")
        self.held = factories.comment(self.edition, by=people["sam"], body="Unread words.", held=True)
        self.reply = factories.comment(self.edition, by=people["amara"], body="Yes.", parent=self.first)

    def addresses(self):
        post, topic = self.edition.slug, self.topic.slug
        return [
            "/", "/topics/", f"/topics/{topic}/", "/tags/first-days/", "/people/", "/people/dr-amara-okafor/",
            f"/posts/{post}/", f"/posts/{post}/comments/", f"/posts/{post}/comments/?show=answers",
            f"/posts/{post}/comments/feed/", "/posts/after-filler/", "/posts/new-words/", "/house-rules/", "/privacy/",
            "/feed/", "/feed.json", f"/topics/{topic}/feed/", f"/topics/{topic}/feed.json", "/sitemap.xml",
            "/sitemaps/articles-1.xml", "/robots.txt",
            "/archive/", f"/archive/{timezone.localdate(self.edition.first_published_at).year}/",
        ]  # fmt: skip

    def decide(self, comment, act, reason=""):
        comment = Comment.objects.get(pk=comment.pk)
        seen = {"seen": comment.state, "version": version_of(comment, newest_of(comment))}
        decide_on(comment_id=comment.pk, act=act, by=self.people["mo"], at=timezone.now(), reason=reason, **seen)


@pytest.fixture
def scene(easy_clinic, topic, amara, ben, mo, grace, priya, sam, add, consent):
    people = {"amara": amara, "ben": ben, "mo": mo, "grace": grace, "priya": priya, "sam": sam}
    return Scene(topic=topic, people=people, add=add, consent=consent)


def comment(scene):
    factories.comment(scene.edition, by=scene.people["priya"], body="A new one.")


def edit(scene):
    words = "Is it quite normal?"
    edit_comment(comment_id=scene.first.pk, by=scene.people["priya"], body=words, at=timezone.now())


def delete(scene):
    delete_comment(comment_id=scene.first.pk, by=scene.people["priya"], at=timezone.now())


def approve(scene):
    scene.decide(scene.held, Decision.Act.APPROVED)


def take_down(scene):
    scene.decide(scene.first, Decision.Act.REMOVED, reason="advertising")


def reports(scene):
    Clinic.objects.update(comments_reports_to_hide=1)
    report_comment(comment_id=scene.first.pk, by=scene.people["sam"], reason="spam", at=timezone.now())


def rename_member(scene):
    scene.people["priya"].display_name = "P."
    scene.people["priya"].save()


def leave(scene):
    ask_to_leave(user=scene.people["priya"], keep_words=False, at=timezone.now() - timedelta(days=2))
    let_go(at=timezone.now())


def sign(scene):
    Post.objects.filter(pk=scene.post.pk).update(title="New words", slug="new-words")
    factories.signed(scene.post, by=scene.people["amara"], at=timezone.now(), change_note="New words.")


def sign_another(scene):
    post = factories.post(topic=scene.topic, writer=scene.people["ben"], title="A third")
    factories.signed(post, by=scene.people["amara"])


def withdraw_it(scene, outcome="removed"):
    manager = scene.people["grace"]
    withdraw(edition_id=scene.edition.pk, by=manager, at=timezone.now(), reason="It is wrong.", outcome=outcome)


def withdraw_with_a_notice(scene):
    withdraw_it(scene, outcome=Withdrawal.Outcome.KEPT)


def end_a_consent(scene):
    withdraw_consent(consent=scene.consent, by=scene.people["grace"], at=timezone.now(), reason="They asked.")


def rename_topic(scene):
    Topic.objects.update(name="Skin")


def rename_tag(scene):
    Tag.objects.update(name="First week")


def rename_clinic(scene):
    Clinic.objects.update(short_name="Alder", phone="01632 960115")


def a_check_runs_out(scene):
    Practitioner.objects.update(checked_on=timezone.localdate() - timedelta(days=400))


def lock(scene):
    Conversation.objects.update(policy=Conversation.Policy.LOCKED)


def house_rules(scene):
    Page.objects.filter(name="house-rules").update(title="Our rules")


CHANGES = [
    comment, edit, delete, approve, take_down, reports, rename_member, leave, sign, sign_another, withdraw_it,
    withdraw_with_a_notice, end_a_consent, rename_topic, rename_tag, rename_clinic, a_check_runs_out, lock, house_rules,
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_after_every_change_memory_says_what_django_says(site, another, scene, change):
    before = {address: site.get(address).body for address in scene.addresses()}
    for address in scene.addresses():
        another.get(address)

    change(scene)

    fresh = {address: site.fresh(address) for address in scene.addresses()}
    for process in (site, another):
        for address, page in fresh.items():
            answer = process.get(address)
            assert (address, answer.status, answer.body) == (address, page.status, page.body)
    assert any(page.body != before[address] for address, page in fresh.items()), "nothing changed: this proves nothing"


def test_pages_are_answered_from_memory_until_then(site, scene):
    for address in scene.addresses():
        site.get(address)
    made = site.made

    answers = [site.get(address) for address in scene.addresses()]

    assert {answer.status for answer in answers} == {200, 404}
    assert site.made - made == 1  # the 404


def test_a_comment_leaves_the_pages_of_other_articles_in_memory(site, scene):
    site.get("/")
    site.get("/posts/after-filler/")
    made = site.made

    comment(scene)
    site.get("/")
    site.get("/posts/after-filler/")

    assert site.made == made


def test_what_a_transaction_took_back_is_not_shown(site, scene):
    address = f"/posts/{scene.edition.slug}/"
    before = site.get(address).body
    with transaction.atomic():
        comment(scene)
        transaction.set_rollback(True)

    assert site.get(address).body == before == site.fresh(address).body


def test_every_table_that_a_public_page_reads_has_a_stamp(site, scene):
    """A new table on a page fails here until triggers.py says which stamp it raises."""
    listed = {*triggers.SITE, *triggers.POST, "blog_stamp", "blog_decision"}  # a decision is written with its comment

    with CaptureQueriesContext(connection) as asked:
        for address in scene.addresses():
            site.fresh(address)

    tables = set()
    for query in asked.captured_queries:
        tables |= {table for table in connection.introspection.table_names() if f'"{table}"' in query["sql"]}
    assert tables - listed == set()
    assert {"blog_edition", "blog_comment"} <= tables


def test_an_entry_ends_at_its_moment(site, scene):
    site.get("/")
    (entry,) = site.kept.store.entries.values()

    entry.until = timezone.now()
    site.get("/")

    assert site.made == 2


def moment_of(scene, at, **how):
    post = factories.post(topic=scene.topic, writer=scene.people["ben"], title="Planned")
    factories.signed(post, by=scene.people["amara"], at=at, **how)
    return next_moment(at)


def test_the_moment_is_when_an_edition_begins(scene):
    at = timezone.now()

    assert moment_of(scene, at, live_from=at + A_MOMENT) == at + A_MOMENT


def test_the_moment_is_when_an_edition_ends(scene):
    at = timezone.now()

    assert moment_of(scene, at, live_until=at + A_MOMENT) == at + A_MOMENT


def test_the_moment_is_when_a_review_is_due(scene):
    assert next_moment(scene.edition.review_due_at - A_MOMENT) == scene.edition.review_due_at


def test_the_moment_is_when_comments_close(scene):
    closes_at = scene.edition.first_published_at + timedelta(days=90)

    assert next_moment(closes_at - A_MOMENT) == closes_at


def test_the_moment_is_midnight_at_the_latest(scene):
    at = timezone.make_aware(datetime(2026, 12, 1, 9, 30))

    assert next_moment(at) == timezone.make_aware(datetime(2026, 12, 2))


def test_cancelling_what_is_planned_changes_the_moment(site, scene):
    at = timezone.now()
    post = factories.post(topic=scene.topic, writer=scene.people["ben"], title="Planned")
    planned = factories.signed(post, by=scene.people["amara"], at=at, live_from=at + timedelta(hours=2))
    site.get("/")

    cancel(edition_id=planned.pk, by=scene.people["grace"], at=timezone.now())

    assert site.get("/").body == site.fresh("/").body
