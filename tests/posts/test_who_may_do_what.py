"""Every page of the admin that is ours, tried by everybody: visitor, member, each of the four roles, superuser."""

from datetime import timedelta

import pytest
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone

from blog.audit.models import Entry
from blog.comments.models import CannedReply
from blog.counts.models import Reads
from blog.editions import tags
from tests import factories
from tests.posts.conftest import at, fields, text_of

IN, OUT, ASK = 200, 403, 302  # let in; told why not; sent to the door

WHO = ("visitor", "member", "Editor", "Clinician", "Moderator", "Manager", "superuser")
WRITERS = {"Editor", "Clinician", "Manager", "superuser"}
MODERATORS = {"Moderator", "Manager", "superuser"}
MANAGERS = {"Manager", "superuser"}

# Address: who is let in. Other staff are refused; visitors and members are sent to the door of the admin.
PAGES = {
    "/admin/": {"Editor", "Clinician", "Moderator", "Manager", "superuser"},
    "/admin/blog/post/": WRITERS,
    "/admin/blog/post/add/": WRITERS,
    "/admin/blog/post/{post}/change/": WRITERS,
    "/admin/blog/post/{post}/history/": WRITERS,
    "/admin/blog/post/{post}/preview/": WRITERS,
    "/admin/blog/post/{post}/compare/": WRITERS,
    "/admin/blog/post/{post}/sign/": {"Clinician"},
    "/admin/blog/post/{post}/ask/": WRITERS,
    "/admin/blog/post/{post}/override/": WRITERS,
    "/admin/blog/post/{post}/withdraw/": WRITERS,
    "/admin/blog/post/{post}/on/": WRITERS,
    "/admin/blog/post/{post}/evidence/": WRITERS,
    "/admin/blog/post/{post}/restore/{edition}/": WRITERS,
    "/admin/blog/post/{planned}/cancel/": WRITERS,
    "/admin/blog/post/{post}/delete/": set(),  # it was signed
    "/admin/blog/post/{draft}/delete/": WRITERS,
    "/admin/blog/edition/": WRITERS,
    "/admin/blog/edition/reviews/": WRITERS,
    "/admin/blog/edition/{edition}/change/": WRITERS,
    "/admin/blog/edition/{edition}/history/": WRITERS,
    "/admin/blog/edition/add/": set(),
    "/admin/blog/edition/{edition}/delete/": set(),
    "/admin/blog/topic/": WRITERS,
    "/admin/blog/topic/{topic}/change/": WRITERS,
    "/admin/blog/topic/{topic}/history/": WRITERS,
    "/admin/blog/topic/add/": MANAGERS,
    "/admin/blog/topic/{topic}/delete/": MANAGERS,
    "/admin/blog/tag/": MANAGERS,
    "/admin/blog/tag/{tag}/change/": MANAGERS,
    "/admin/blog/tag/{tag}/history/": MANAGERS,
    "/admin/blog/tag/{tag}/delete/": MANAGERS,
    "/admin/blog/tag/add/": set(),  # made where an article is written
    "/admin/blog/comment/": MODERATORS | {"Clinician"},
    "/admin/blog/comment/all/": MODERATORS,
    "/admin/blog/comment/blocks/": MODERATORS,
    "/admin/blog/comment/blocks/{member}/": MODERATORS,
    "/admin/blog/comment/article/{post}/": MODERATORS | {"Editor"},
    "/admin/blog/comment/balance/": MANAGERS,
    "/admin/blog/comment/scope/": MANAGERS,
    "/admin/blog/comment/{comment}/change/": MODERATORS,
    "/admin/blog/comment/{urgent}/change/": MODERATORS | {"Clinician"},
    "/admin/blog/comment/{comment}/history/": MODERATORS,
    "/admin/blog/comment/add/": set(),
    "/admin/blog/comment/{comment}/delete/": set(),
    "/admin/blog/cannedreply/": MODERATORS,
    "/admin/blog/cannedreply/add/": MODERATORS,
    "/admin/blog/cannedreply/{reply}/change/": MODERATORS,
    "/admin/blog/cannedreply/{reply}/history/": MODERATORS,
    "/admin/blog/cannedreply/{reply}/delete/": MODERATORS,
    "/admin/blog/entry/": MANAGERS,
    "/admin/blog/entry/{entry}/change/": MANAGERS,
    "/admin/blog/entry/{entry}/history/": MANAGERS,
    "/admin/blog/entry/add/": set(),
    "/admin/blog/entry/{entry}/delete/": set(),
    "/admin/blog/page/": MANAGERS,
    "/admin/blog/page/privacy/change/": MANAGERS,
    "/admin/blog/page/privacy/history/": MANAGERS,
    "/admin/blog/page/add/": set(),
    "/admin/blog/page/privacy/delete/": set(),
    "/admin/blog/answer/": WRITERS,
    "/admin/blog/answer/{answer}/change/": WRITERS,
    "/admin/blog/answer/{answer}/history/": WRITERS,
    "/admin/blog/answer/add/": set(),
    "/admin/blog/answer/{answer}/delete/": set(),
    "/admin/blog/complaint/": MANAGERS,
    "/admin/blog/complaint/{complaint}/change/": MANAGERS,
    "/admin/blog/complaint/{complaint}/history/": MANAGERS,
    "/admin/blog/complaint/{complaint}/answer/": MANAGERS,
    "/admin/blog/complaint/add/": set(),
    "/admin/blog/complaint/{complaint}/delete/": set(),
    "/admin/blog/clinic/": MANAGERS,
    "/admin/blog/clinic/1/change/": MANAGERS,
    "/admin/blog/clinic/1/history/": MANAGERS,
    "/admin/blog/clinic/add/": set(),  # there is one already
    "/admin/blog/clinic/1/delete/": set(),
    "/admin/blog/practitioner/": MANAGERS,
    "/admin/blog/practitioner/add/": MANAGERS,
    "/admin/blog/practitioner/{practitioner}/change/": MANAGERS,
    "/admin/blog/practitioner/{practitioner}/history/": MANAGERS,
    "/admin/blog/practitioner/{practitioner}/delete/": MANAGERS,
    "/admin/blog/follower/": MANAGERS,
    "/admin/blog/follower/{follower}/change/": MANAGERS,
    "/admin/blog/follower/{follower}/history/": MANAGERS,
    "/admin/blog/follower/add/": set(),
    "/admin/blog/follower/{follower}/delete/": set(),
    "/admin/blog/reads/": WRITERS,
    "/admin/blog/reads/add/": set(),
    "/admin/blog/reads/{reads}/change/": set(),
    "/admin/blog/reads/{reads}/delete/": set(),
    "/admin/blog/message/": MANAGERS,
    "/admin/blog/message/{message}/change/": MANAGERS,
    "/admin/blog/message/{message}/history/": MANAGERS,
    "/admin/blog/message/add/": set(),
    "/admin/blog/message/{message}/delete/": set(),
}


@pytest.fixture
def rows(clinic, edition, amara, priya, ben):
    """One row of everything, and the keys that the addresses name."""
    draft = factories.post(topic=edition.topic, writer=ben, title="Never signed")
    planned = factories.post(topic=edition.topic, writer=ben, title="Planned")
    at = timezone.now()
    factories.signed(planned, by=amara, at=at, live_from=at + timedelta(days=1))
    return {
        "post": edition.post_id,
        "draft": draft.pk,
        "planned": planned.pk,
        "entry": Entry.objects.first().pk,
        "edition": edition.pk,
        "topic": edition.topic_id,
        "tag": tags.make("Aftercare").pk,
        "comment": factories.comment(edition, by=priya).pk,
        "urgent": factories.comment(edition, by=priya, body="I can’t see out of one eye.", held=True).pk,
        "member": priya.pk,
        "reply": CannedReply.objects.create(name="Thanks", body="Thank you for writing.").pk,
        "practitioner": amara.practitioner.pk,
        "message": factories.mail_not_sent().pk,
        "complaint": factories.complaint().pk,
        "answer": factories.answer(edition).pk,
        "follower": factories.follower(edition.topic).pk,
        "reads": Reads.objects.create(post_id=edition.post_id, day=timezone.localdate(), count=3).pk,
    }


@pytest.fixture
def somebody(db, root):
    """Finds a person who holds one role and no other."""

    def somebody(who):
        if who in ("visitor", "superuser"):
            return root if who == "superuser" else None
        if who == "member":
            return factories.member("A member")
        if who == "Clinician":
            return factories.clinician("Dr Other", "Dermatologist", "GMC", "0000001")
        return factories.staff(f"One {who}", who)

    return somebody


def expected(who, allowed):
    return ASK if who in ("visitor", "member") else IN if who in allowed else OUT


@pytest.mark.parametrize("who", WHO)
def test_each_page_lets_in_those_it_is_for_and_nobody_else(client, rows, somebody, who):
    user = somebody(who)
    if user:
        at(client, user)

    found = {address: client.get(address.format(**rows)).status_code for address in PAGES}

    assert found == {address: expected(who, allowed) for address, allowed in PAGES.items()}


def test_at_the_door_a_member_is_told_that_this_is_for_staff(client, rows, priya):
    at(client, priya)

    for address in PAGES:
        response = client.get(address.format(**rows), follow=True)

        assert (address, response.status_code) == (address, 403)
        assert "for the clinic’s staff" in text_of(response).replace("'", "’"), address


def test_the_table_names_every_page_of_every_part():
    ours = {model._meta.model_name for model in admin.site._registry if model._meta.app_label == "blog"}
    tried = {tuple(address.split("/")[3:]) for address in PAGES}
    pages = [("",), ("add", "")]

    pictures = {"image", "beforeafter"}  # tried in tests/images
    assert ours - pictures == {
        "post", "edition", "topic", "tag", "comment", "clinic", "practitioner", "entry", "message",
        "cannedreply",
        "page", "complaint", "answer", "follower", "reads",
    }  # fmt: skip
    assert {(name, *page) for name in ours - pictures for page in pages} <= tried
    assert {page[0] for page in tried if page[-2:] == ("sign", "")} == {"post"}


@pytest.mark.parametrize("who", WHO)
def test_what_cannot_be_opened_cannot_be_sent_either(client, rows, somebody, who):
    user = somebody(who)
    if user:
        at(client, user)
    before = everything(rows)

    for address, allowed in PAGES.items():
        if who not in allowed and not address.endswith(
            ("history/", "preview/", "compare/", "on/", "evidence/", "reviews/")
        ):
            response = client.post(address.format(**rows), fields(topic=rows["topic"]) | {"post": "yes", "name": "X"})
            assert response.status_code in (302, 403), address

    assert everything(rows) == before


@pytest.mark.parametrize("who", ["Editor", "Clinician"])
def test_topics_are_only_looked_at_by_those_who_are_no_managers(client, rows, somebody, who):
    address = f"/admin/blog/topic/{rows['topic']}/change/"

    response = at(client, somebody(who)).post(address, {"name": "Mine", "slug": "mine", "motif": "light"})

    assert response.status_code == 403


@pytest.mark.parametrize("who", sorted(MANAGERS))
def test_a_manager_keeps_the_topics(client, rows, somebody, who):
    manager = at(client, somebody(who))

    response = manager.post("/admin/blog/topic/add/", {"name": "Light", "slug": "light", "motif": "light"})

    assert response.status_code == 302
    assert client.get(reverse("admin:blog_topic_changelist") + "?q=").context["cl"].result_count == 2


@pytest.mark.parametrize("who", WHO[2:])
def test_nobody_changes_what_was_signed(client, rows, somebody, edition, who):
    address = f"/admin/blog/edition/{edition.pk}/change/"
    before = type(edition).objects.values().get(pk=edition.pk)

    response = at(client, somebody(who)).post(address, {"title": "Rewritten", "signed_by_name": "Dr Nobody"})

    assert response.status_code == 403
    assert type(edition).objects.values().get(pk=edition.pk) == before


@pytest.mark.parametrize("who", WHO[2:])
def test_the_front_page_and_the_masthead_show_what_the_role_is_for(client, rows, somebody, who):
    page = at(client, somebody(who)).get("/admin/")

    lists = [f"/admin/blog/{name}/" for name in ("clinic", "comment", "edition", "post", "practitioner", "topic")]
    shown = {address for address in lists if f'href="{address}"' in page.content.decode()}
    assert shown == {address for address in lists if who in PAGES[address]}


def everything(rows):
    """This will read every row that one of these pages could change."""
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values())
        for model in admin.site._registry
        if model._meta.app_label == "blog"
    }
