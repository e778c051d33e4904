"""The page and the file that show a regulator or an insurer how one article came to say what it says."""

from django.contrib import admin
from django.http import JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from blog import rules
from blog.audit.actions import record
from blog.audit.models import Entry
from blog.posts.dossier import dossier
from blog.posts.views import find


def gather(request, post, *, at):
    """This will gather the evidence that this person may see: a consent's reference is for those who keep consents."""
    return dossier(post, at=at, with_references=not rules.refusal_to_keep_consents(request.user))


@require_safe
def page(request, pk):
    """This will show the evidence, to be read or printed."""
    rules.require(rules.refusal_to_see_unsigned(request.user))
    at = timezone.now()
    post = find(pk, at=at)
    context = {"title": _("Evidence"), "post": post, "evidence": gather(request, post, at=at)}
    return render(request, "blog/posts/evidence.html", admin.site.each_context(request) | context)


@require_POST
def download(request, pk):
    """This will hand out the evidence as a JSON file, and record who took it away."""
    rules.require(rules.refusal_to_see_unsigned(request.user))
    at = timezone.now()
    post = find(pk, at=at)
    evidence = gather(request, post, at=at)
    record(at=at, by=request.user, act=Entry.Act.EXPORTED, subject=post, post_id=post.pk, digest=post.live_digest or "")
    response = JsonResponse(evidence, json_dumps_params={"ensure_ascii": False, "indent": 2})
    response.headers["Content-Disposition"] = f'attachment; filename="evidence-{post.pk}-{timezone.localdate(at)}.json"'
    response.headers["Cache-Control"] = "private, no-store"
    return response
