"""An article's public comments as an Atom feed."""

from django.contrib.syndication.views import Feed
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from blog.comments.closing import conversation_of
from blog.comments.models import Comment, Conversation
from blog.editions.addresses import in_full
from blog.editions.models import Edition
from blog.stamps.marks import keep

NEWEST = 50


class AtomFeed(Atom1Feed):
    """Atom whose date stays the same while there is nothing in it, so that who has it already can be told so."""

    def latest_post_date(self):
        return super().latest_post_date() if self.items else self.feed["empty_since"]


class Comments(Feed):
    feed_type = AtomFeed

    def feed_extra_kwargs(self, edition):
        return {"empty_since": edition.first_published_at}

    def get_object(self, request, slug):
        edition = get_object_or_404(Edition.objects.live(at=timezone.now()), slug=slug)
        keep(request, post_id=edition.post_id)
        if conversation_of(edition).policy == Conversation.Policy.OFF:
            raise Http404
        return edition

    def title(self, edition):
        return _("Comments on %(title)s") % {"title": edition.title}

    def subtitle(self, edition):
        return _("Readers’ own words, not medical advice. Answers from the clinic say who gave them.")

    def link(self, edition):
        return in_full(edition.get_absolute_url())

    def feed_url(self, edition):
        return in_full(reverse("comments_feed", args=[edition.slug]))

    def items(self, edition):
        public = Comment.objects.public().filter(post_id=edition.post_id).select_related("author", "practitioner")
        return public.order_by("-published_at", "-pk")[:NEWEST]

    def item_link(self, comment):
        return in_full(comment.get_absolute_url())

    def item_author_name(self, comment):
        if comment.practitioner:
            return f"{comment.practitioner.name}, {comment.practitioner.role}"
        return comment.author.display_name

    def item_title(self, comment):
        said = _("Answer by %(writer)s") if comment.is_from_staff else _("Comment by %(writer)s")
        return said % {"writer": self.item_author_name(comment)}

    def item_description(self, comment):
        return comment.body_html

    def item_pubdate(self, comment):
        return comment.published_at

    def item_updateddate(self, comment):
        return max(filter(None, (comment.published_at, comment.edited_at)), default=None)


@require_safe
@conditional_page
def feed(request, slug):
    """This will answer with the feed, or 304 by its tag alone: its newest date does not move when a comment goes."""
    response = Comments()(request, slug=slug)
    del response.headers["Last-Modified"]
    response.headers["Cache-Control"] = "public, no-cache"
    return response
