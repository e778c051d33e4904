"""Which accounts were erased, kept beside the database: a backup that is older would bring them back.

One small file for each in the private storage: no name and no address, but the account's number, when it was made (a
number may be given again after a restore), and whether what they wrote stays.
"""

import json

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction

from accounts.models import User
from accounts.own_data import own
from accounts.own_data.parts import ERASERS

FOLDER = "erased"


def note(user, *, keep_words, at):
    """This will put an account on the list, once the transaction that erases it is committed."""
    storage, name = storages["private"], name_of(user)
    written = json.dumps({"keep_words": keep_words, "at": at.isoformat()}).encode()

    def write():
        if not storage.exists(name):
            storage.save(name, ContentFile(written))

    transaction.on_commit(write, robust=True)  # what is erased stays erased, whatever becomes of the list


def name_of(user):
    return f"{FOLDER}/{user.pk}-{user.date_joined.timestamp():.6f}"


def erase_again(*, at):
    """This will erase the accounts on the list that an older backup has brought back, and return how many.

    Whoever it is was told when it was first done. Safe to repeat, and for several workers at once.
    """
    listed = set(names())
    keys = {int(key) for key, _, _ in (name.partition("-") for name in listed) if key.isdecimal() and len(key) < 19}
    there = User.objects.filter(pk__in=keys).order_by("pk")
    back = [user for user in there if name_of(user).removeprefix(f"{FOLDER}/") in listed and not own.is_gone(user)]
    return sum(erase_one(user.pk, at=at) for user in back)


def names():
    try:
        return storages["private"].listdir(FOLDER)[1]
    except FileNotFoundError:
        return []


@transaction.atomic
def erase_one(key, *, at):
    user = User.objects.select_for_update(no_key=True).get(pk=key)
    if own.is_gone(user):
        return False  # done by another worker
    with storages["private"].open(name_of(user)) as file:
        keep_words = bool(json.loads(file.read())["keep_words"])
    everything(user, keep_words=keep_words, at=at)
    return True


def everything(user, *, keep_words, at):
    """This will erase one account in every part of the site, in the caller's transaction, and put it on the list."""
    for eraser in ERASERS:
        eraser(user, keep_words=keep_words, at=at)
    own.account(user)
    note(user, keep_words=keep_words, at=at)
