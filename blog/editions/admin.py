"""What staff see of what was signed: every edition, which nobody can change, and the topics."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.urls import path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from blog import rules
from blog.editions import reviews, tags
from blog.editions.models import Edition, Tag, Topic
from blog.guard import check
from blog.screens import ManagerAdmin, ReadOnlyAdmin


@admin.register(Topic)
class TopicAdmin(ManagerAdmin):
    """Managers keep the topics; whoever writes can look at them."""

    actions = None
    view_on_site = False
    list_display = ["name", "slug", "motif", "following"]
    ordering = ["name"]

    def get_queryset(self, request):
        confirmed = Count("followers", filter=Q(followers__confirmed_at__isnull=False))
        return super().get_queryset(request).annotate(following=confirmed)

    @admin.display(description=_("followed by mail"), ordering="following")
    def following(self, topic):
        return topic.following

    def has_module_permission(self, request):
        return not rules.refusal_to_write(request.user)

    def has_view_permission(self, request, obj=None):
        return not rules.refusal_to_write(request.user)

    def get_readonly_fields(self, request, obj=None):
        """The address of a topic that readers may have kept stays."""
        return ["slug"] if obj and obj.editions.exists() else []

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ["name"]}


class TagForm(forms.ModelForm):
    """A tag's label. It stands at the top of a public page without a signature, so the guard reads it here too."""

    def clean_name(self):
        names = tags.names_in(self.cleaned_data["name"])
        if len(names) != 1:
            raise ValidationError(gettext("A tag is one name without a comma."))
        others = Tag.objects.exclude(pk=self.instance.pk).values_list("name", flat=True)
        if names[0].casefold() in {other.casefold() for other in others}:
            raise ValidationError(gettext("Another tag has this name."))
        stopping = [found for found in check(names[0], surface="tag") if found.severity == "block"]
        if stopping:
            raise ValidationError(stopping[0].reason)
        return names[0]


@admin.register(Tag)
class TagAdmin(ManagerAdmin):
    """Managers rename tags. New ones come to be where an article is written."""

    form = TagForm
    actions = None
    list_display = ["name", "slug"]
    search_fields = ["name"]
    ordering = ["name"]

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        """Only what no signature names: the address of a tag that readers may have kept stays."""
        return super().has_delete_permission(request, obj) and (obj is None or not obj.editions.exists())

    def get_readonly_fields(self, request, obj=None):
        return ["slug"] if obj and obj.editions.exists() else []

    def view_on_site(self, tag):
        return tag.get_absolute_url() if tag.editions.live(timezone.now()).exists() else None


@admin.register(Edition)
class EditionAdmin(ReadOnlyAdmin):
    list_display = ["title", "signed_by_name", "signed_at", "public", "short_digest"]
    list_filter = ["signed_by"]
    search_fields = ["title", "signed_by_name", "digest"]
    ordering = ["-signed_at", "-pk"]
    fieldsets = [
        (
            _("Signature"),
            {
                "fields": [
                    "signed_by_name", "signed_by_role", "signed_by_registration", "signer", "signed_at", "digest",
                    "is_whole_review", "is_self_signed", "change_note", "last_reviewed_at", "review_due_at", "public",
                ]
            },
        ),
        (
            _("Signed words"),
            {
                "fields": [
                    "title", "slug", "standfirst", "text", "printed_sources", "topic_name", "printed_tags",
                    "author_name", "author_role", "author_registration", "interests", "search_title",
                    "search_description", "social_title", "social_description",
                ]
            },
        ),
    ]  # fmt: skip

    def refusal(self, user):
        return rules.refusal_to_write(user)

    def get_urls(self):
        """This will put the list of reviews before the pages of single editions."""
        view = self.admin_site.admin_view(reviews.reviews)
        return [path("reviews/", view, name="blog_edition_reviews"), *super().get_urls()]

    def get_queryset(self, request):
        """This will leave out the long columns, which only one edition's own page reads."""
        return super().get_queryset(request).defer("body", "body_html", "text", "contents", "sources")

    @admin.display(description=_("public"))
    def public(self, edition):
        start = date_format(timezone.localtime(edition.live_from), "j F Y")
        if edition.live_until is None or edition.live_until > timezone.now():
            return format_html(
                '<a href="{}">{}</a>', edition.get_absolute_url(), gettext("Since %(day)s") % {"day": start}
            )
        end = date_format(timezone.localtime(edition.live_until), "j F Y")
        return gettext("%(start)s to %(end)s") % {"start": start, "end": end}

    @admin.display(description=_("digest"))
    def short_digest(self, edition):
        return edition.digest[:12]

    @admin.display(description=_("tags"))
    def printed_tags(self, edition):
        return ", ".join(edition.tags)

    @admin.display(description=_("sources"))
    def printed_sources(self, edition):
        return "\n".join(
            f"{number}. {source['title']}. {source['publisher']}, {source['year']}. {source['url']}"
            for number, source in enumerate(edition.sources, 1)
        )
