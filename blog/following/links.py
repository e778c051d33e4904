"""The two addresses that stand in mail to followers: signed, and without the address the mail went to."""

from django.core import signing
from django.urls import reverse

from blog.clinic.letterhead import letterhead
from blog.following.models import Follower
from blog.outbox.actions import one_press

CONFIRMING, ENDING = "following a topic", "ending to follow a topic"
NOT_OURS = (signing.BadSignature, ValueError, TypeError)


def confirming_path(follower, frequency):
    """This will give the path that confirms, for two days, that an address wants mail about a topic this often."""
    token = signing.TimestampSigner(salt=CONFIRMING).sign_object([follower.pk, frequency])
    return reverse("confirm_following", args=[token])


def find_confirming(token):
    """This will give (key of the follower, frequency) of such a path, or None if it is too old or not one of ours."""
    try:
        signer = signing.TimestampSigner(salt=CONFIRMING)
        pk, frequency = signer.unsign_object(token, max_age=Follower.LINK_LASTS)
    except NOT_OURS:
        return None
    return pk, frequency


def ending_path(follower):
    """This will give the path that ends one address's mail about a topic, without logging in. It works for good."""
    token = signing.Signer(salt=ENDING).sign_object([follower.pk, follower.topic_id])
    return reverse("end_following", args=[token])


def find_ending(token):
    """This will give (key of the follower, key of the topic) of such a path, or None if it is not one of ours."""
    try:
        pk, topic_id = signing.Signer(salt=ENDING).unsign_object(token)
    except NOT_OURS:
        return None
    return pk, topic_id


def ending_headers(follower):
    """This will give the headers by which a mail program ends the mail with one press."""
    return one_press(letterhead()["SITE_URL"] + ending_path(follower))
