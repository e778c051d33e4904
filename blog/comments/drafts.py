"""The words of somebody who has to log in first, kept in their session until they are back at the form.

They are never posted by themselves. The session survives log-in, sign-up and e-mail verification, all without
JavaScript; it ends with the session, or when the comment is sent.
"""

from django.utils.timezone import now

KEY = "comment_drafts"
MOST = 5  # articles; the oldest draft goes first
LONGEST = 10_000  # characters; more than a comment may hold, so that a long one can still be shortened


def keep(request, *, edition, body, parent_id=None):
    """This will keep typed words for one article, in place of what was kept for it before."""
    if not body.strip():
        return
    drafts = request.session.get(KEY, {})
    drafts[str(edition.post_id)] = {
        "body": body[:LONGEST].replace("\0", ""),
        "parent_id": parent_id,
        "title": edition.title,
        "url": edition.get_absolute_url(),
        "kept_at": now().isoformat(),
    }
    newest = sorted(drafts.items(), key=lambda item: item[1]["kept_at"])[-MOST:]
    request.session[KEY] = dict(newest)


def find(request, post_id):
    """This will give the draft kept for an article, or None. It reads the session, so only for the logged-in."""
    return request.session.get(KEY, {}).get(str(post_id))


def newest(request):
    """This will give the draft kept last, or None: what the log-in page tells its writer about."""
    kept = request.session.get(KEY, {}).values()
    return max(kept, key=lambda draft: draft["kept_at"], default=None)


def forget(request, post_id):
    """This will drop the draft of an article, after its comment was sent."""
    drafts = request.session.get(KEY, {})
    if drafts.pop(str(post_id), None):
        request.session[KEY] = drafts
