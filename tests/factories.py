"""Makers of real rows, through the product's own actions wherever there is one."""

import time
from datetime import timedelta

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY as RECORDS
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.models import Group
from django.utils import timezone
from django.utils.text import slugify
from model_bakery import baker

from accounts.middleware import LISTED
from accounts.models import User
from blog.clinic.models import Clinic, Practitioner
from blog.comments.actions import leave_comment
from blog.comments.models import Comment
from blog.comments.settle import settle
from blog.complaints.actions import complain
from blog.editions import tags as labels
from blog.editions.models import Topic
from blog.following.models import Follower
from blog.outbox.models import Message
from blog.posts import actions as posts
from blog.posts.models import Post, Source
from blog.usefulness.models import Answer

PASSWORD = "correct horse battery"


def member(name, **fields):
    email = fields.pop("email", f"{slugify(name)}@example.org")
    user = User.objects.create_user(email, PASSWORD, display_name=name, **fields)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def staff(name, *roles):
    user = member(name, is_staff=True)
    user.groups.set(Group.objects.get_or_create(name=role)[0] for role in roles)
    second_factor(user)
    return user


def second_factor(user):
    """This will give somebody an app and recovery codes, unless they have an app, and return the app."""
    app = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    if app is None:
        app = TOTP.activate(user, generate_totp_secret()).instance
        RecoveryCodes.activate(user)
    return app


def recovery_code(user):
    """This will give a code that was not used yet. One of an app is refused twice within half a minute."""
    return Authenticator.objects.get(user=user, type=Authenticator.Type.RECOVERY_CODES).wrap().get_unused_codes()[0]


def log_in_is_complete(client, user):
    """This will make of a bare session what a whole log-in leaves: of staff that they used their second factor."""
    session = client.session
    session[LISTED] = time.time()
    if user.is_staff:
        app = second_factor(user)
        session[f"{RECORDS}_user"] = str(user.pk)
        session[RECORDS] = [{"method": "mfa", "at": time.time(), "id": app.pk, "type": app.type}]
    session.save()


def clinician(name, role, register, number):
    user = staff(name, "Clinician")
    Practitioner.objects.create(
        user=user, name=name, slug=slugify(name), role=role, register=register, number=number,
        checked_on=timezone.localdate(),
    )  # fmt: skip
    return user


def clinic(**fields):
    return Clinic.objects.create(
        pk=1, **{"name": "Alder Row Skin Clinic", "short_name": "Alder Row", "phone": "01632 960114"} | fields
    )


def topic(name="How skin works", **fields):
    return Topic.objects.create(name=name, **{"slug": slugify(name), "motif": "layers"} | fields)


def post(*, topic, writer, title="Your skin barrier, in one page", sources=1, tags=(), **fields):
    made = Post.objects.create(
        **{
            "title": title,
            "slug": slugify(title)[:100],
            "standfirst": "The outermost layer does most of the work.",
            "body": "<p>Skin keeps water in.<sup>1</sup></p><h2>What it does</h2><p>It keeps other things out.</p>",
            "topic": topic,
            "author_name": writer.display_name,
        }
        | fields
    )
    for position in range(1, sources + 1):
        baker.make(
            Source, post=made, position=position, title=f"Source {position}", publisher="NHS", year=2024,
            url="https://www.nhs.uk/", checked_on=timezone.localdate(),
        )  # fmt: skip
    made.tags.set(labels.named(tags))
    posts.note_writer(post=made, writer=writer)
    return made


def signed(post, *, by, at=None, **how):
    """This will sign a post as it stands and return its live edition."""
    post = Post.objects.get(pk=post.pk)
    return posts.sign(
        post_id=post.pk,
        shown_digest=post.digest,
        signer=by,
        at=at or timezone.now() - timedelta(minutes=5),
        **{"change_note": "", "is_whole_review": True, "review_in_days": 182} | how,
    )


def comment(edition, *, by, body="Thank you, that was clear.", held=False, **how):
    """This will leave a comment that readers can see, or one that waits to be read if `held`."""
    at = how.pop("at", None) or timezone.now()
    made = leave_comment(edition=edition, author=by, body=body, at=at, is_limited=False, has_looked_again=True, **how)
    settle(made, Comment.State.HELD if held else Comment.State.PUBLISHED, at=at)
    if held:  # no reader has ever seen it
        made.published_at = None
        made.save(update_fields=["published_at"])
    return made


def mail_not_sent(key="lost", *, at=None, **fields):
    """A mail that was tried until it was given up."""
    at = at or timezone.now()
    return Message.objects.create(
        **{
            "key": key, "to": "amara@example.org", "subject": "Please sign: After filler", "text": "Read it.",
            "created_at": at, "not_before": at, "tries": 8, "given_up_at": at,
            "last_error": "ConnectionRefusedError: Connection refused",
        }
        | fields
    )  # fmt: skip


def complaint(**fields):
    said = {"about": "data", "name": "P. Patel", "email": "p@example.org", "words": "You kept my address."}
    return complain(at=fields.pop("at", None) or timezone.now(), **said | fields)


def answer(edition, *, is_useful=True, words="", at=None):
    """A reader's answer to whether an article was useful."""
    said = {"is_useful": is_useful, "words": words, "at": at or timezone.now()}
    return Answer.objects.create(post_id=edition.post_id, edition=edition, **said)


def follower(topic, email="priya@example.org", frequency="at_once", *, since=None):
    """Somebody who confirmed a moment, or longer, ago that they want mail about a topic."""
    since = since or timezone.now() - timedelta(days=1)
    return Follower.objects.create(
        topic=topic, email=email, frequency=frequency, asked_at=since, confirmed_at=since, told_until=since
    )
