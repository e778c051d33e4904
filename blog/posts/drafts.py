"""What was typed and not saved: each writer's own, kept while they type, shown to them again, gone with a save."""

from datetime import timedelta

from django.db import transaction
from django.http import QueryDict
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from blog import rules
from blog.posts.models import Draft, Post
from blog.posts.versions import version_in

AT_WORK = timedelta(minutes=30)
KEPT_FOR = timedelta(days=30)
MOST_NAMED = 3


@transaction.atomic
def keep(*, post, by, typed, at):
    """This will keep a typed form in place of what the same person typed before. post: None for a new one."""
    rules.require(rules.refusal_to_write(by))
    if post:
        list(Post.objects.select_for_update().filter(pk=post.pk).values_list("pk"))
    kept = {"form": typed.urlencode(), "version": version_in(typed), "typed_at": at}
    Draft.objects.update_or_create(by=by, post=post, defaults=kept)


@transaction.atomic
def forget(*, post_id, by):
    """This will delete a person's own draft of a post, or of a new one if post_id is None."""
    rules.require(rules.refusal_to_write(by))
    Draft.objects.filter(post_id=post_id, by=by).delete()


def own(*, post_id, by):
    """This will find a person's own draft, or None."""
    return Draft.objects.filter(post_id=post_id, by=by).first()


def typed_in(draft):
    return QueryDict(draft.form)


def others_at_work(post, *, by, at):
    """This will give a sentence for everybody else who typed into this post in the last half hour, the latest first."""
    recent = Draft.objects.filter(post=post, typed_at__gt=at - AT_WORK).exclude(by=by).select_related("by")
    return [
        _("%(name)s is working on this article too: they last typed at %(when)s.")
        % {"name": draft.by.display_name, "when": clock(draft.typed_at, at=at)}
        for draft in recent.order_by("-typed_at", "pk")[:MOST_NAMED]
    ]


def saved_meanwhile(post, *, reader, at):
    """This will give the sentence on the save that a form opened before it has not seen."""
    said = {"when": clock(post.changed_at, at=at)}
    if post.changed_by_id == reader.pk:
        return _("You saved this article yourself at %(when)s, after this was opened.") % said
    if post.changed_by is None:
        return _("Somebody saved this article at %(when)s, after you opened it.") % said
    said["name"] = post.changed_by.display_name
    return _("%(name)s saved this article at %(when)s, after you opened it.") % said


def clock(moment, *, at):
    """This will say when something was: the time, with the day unless it was the day of `at`."""
    moment, today = timezone.localtime(moment), timezone.localtime(at).date()
    time = date_format(moment, "H:i")
    if moment.date() == today:
        return time
    return _("%(time)s on %(day)s") % {"time": time, "day": date_format(moment, "j F Y")}


def clear_old(*, at):
    """This will delete the drafts that nobody came back to in thirty days."""
    Draft.objects.filter(typed_at__lte=at - KEPT_FOR).delete()
