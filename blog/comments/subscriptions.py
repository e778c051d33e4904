"""The wish to be told by mail of answers under one article: asked for with a comment, ended with one click.

Above it stands one switch on the account page: no mail about comments at all.
"""

from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.core import signing
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from blog.comments.models import Block, NoMail, Subscription

SALT = "notices of answers"


def wish(*, user, post_id, at):
    """This will remember that somebody wants to be told, from now on; only at an address they have shown is theirs.

    Returns the Subscription, or None without such an address.
    """
    if not can_be_told(at).filter(pk=user.pk).exists():
        return None
    subscription, is_new = Subscription.objects.get_or_create(user=user, post_id=post_id, defaults={"created_at": at})
    if not is_new and subscription.ended_at:
        Subscription.objects.filter(pk=subscription.pk).update(created_at=at, ended_at=None)
        subscription.refresh_from_db()
    return subscription


def end(*, user_id, post_id, at):
    """This will end the mail about one article; ended already, it stays as it was."""
    Subscription.objects.filter(user_id=user_id, post_id=post_id, ended_at=None).update(ended_at=at)


def end_all(*, user_id, at):
    """This will end the mail about every article."""
    Subscription.objects.filter(user_id=user_id, ended_at=None).update(ended_at=at)


def switch(*, user, is_on, at):
    """This will have somebody written to about comments, or about none. What they asked for by article stays."""
    if is_on:
        NoMail.objects.filter(user=user).delete()
    else:
        NoMail.objects.get_or_create(user=user, defaults={"since": at})


def is_on(user_id):
    """This will tell whether somebody may be written to about comments: everybody who has not said no to all of it."""
    return not NoMail.objects.filter(user_id=user_id).exists()


def can_be_told(at):
    """This will keep the people who may get such mail: active, not blocked, not averse, at an address proved theirs."""
    address = EmailAddress.objects.filter(user=OuterRef("pk"), verified=True, email__iexact=OuterRef("email"))
    block = Block.objects.filter(Q(until=None) | Q(until__gt=at), user=OuterRef("pk"), lifted_at=None)
    no_mail = NoMail.objects.filter(user=OuterRef("pk"))
    return get_user_model().objects.filter(Exists(address), ~Exists(block), ~Exists(no_mail), is_active=True)


def subscribed(post_id, *, at):
    """This will keep the people who want to hear of answers under an article, and may."""
    standing = Subscription.objects.filter(user=OuterRef("pk"), post_id=post_id, ended_at=None)
    return can_be_told(at).filter(Exists(standing))


def stopping_path(user_id, post_id):
    """This will give the path that ends one person's mail about one article, without logging in."""
    return reverse("notices", args=[signing.Signer(salt=SALT).sign_object([user_id, post_id])])


def find(token):
    """This will give (user_id, post_id) of such a path, or None if it is not one of ours."""
    try:
        user_id, post_id = signing.Signer(salt=SALT).unsign_object(token)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return user_id, post_id
