"""Working copies, cleaned again when what an article may hold has changed."""

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from blog.audit.actions import record
from blog.audit.models import Entry
from blog.editions import body
from blog.posts.models import Post


@transaction.atomic
def clean_body(*, post_id, at, is_rehearsal=False):
    """This will clean a post's stored text again and return whether that changed it. Nobody is noted as its writer.

    is_rehearsal: store nothing. A changed text counts as a save, so that nobody writes over it unseen.
    """
    post = Post.objects.select_for_update().get(pk=post_id)
    cleaned = body.clean(post.body)
    if cleaned == post.body:
        return False
    if not is_rehearsal:
        changed = {"body": cleaned, "version": F("version") + 1, "changed_by": None, "changed_at": at}
        Post.objects.filter(pk=post.pk).update(**changed)
        post.body = cleaned
        why = _("The text was cleaned again, because what an article may hold has changed.")
        record(at=at, by=None, act=Entry.Act.WROTE, subject=post, post_id=post.pk, digest=post.digest, why=why)
    return True
