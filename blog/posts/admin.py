"""The desk on which articles are written."""

from django.contrib import admin
from django.db import transaction
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from js_asset import Media

from blog import rules
from blog.posts import (
    asking,
    drafts,
    editor,
    evidence,
    on_a_day,
    restore,
    signing,
    taking_down,
    versions,
    views,
    writing,
)  # fmt: skip
from blog.posts.actions import count_save, note_writer
from blog.posts.forms import PostForm, SourceForm, SourceFormSet
from blog.posts.models import Post, Source
from blog.posts.standing import standing, with_standing

LEADS_HERE = _("Readers know the article by this address. Once a new one is signed, the old address will lead here.")


class SourceInline(admin.TabularInline):
    model = Source
    form = SourceForm
    formset = SourceFormSet
    fields = ["position", "title", "publisher", "year", "url", "checked_on"]
    ordering = ["position", "pk"]
    extra = 1
    max_num = 99

    def has_view_permission(self, request, obj=None):
        return not rules.refusal_to_write(request.user)

    has_add_permission = has_view_permission
    has_change_permission = has_view_permission
    has_delete_permission = has_view_permission


@admin.register(Post)
class PostAdmin(admin.ModelAdmin):
    form = PostForm
    inlines = [SourceInline]
    actions = None
    list_display = ["title", "topic", "standing", "changed_at"]
    list_filter = ["topic"]
    search_fields = ["title", "standfirst", "body"]
    ordering = ["-changed_at"]
    show_facets = admin.ShowFacets.NEVER
    change_form_template = "blog/posts/change_form.html"
    object_history_template = "blog/posts/history.html"
    fieldsets = [
        (None, {"fields": ["title", "slug", "standfirst", "topic", "tags", "cover", "body"]}),
        (
            _("Author and interests"),
            {"fields": ["author_name", ("author_role", "author_registration"), "interests"]},
        ),
        (
            _("Search and social"),
            {
                "fields": ["search_title", "search_description", "social_title", "social_description"],
                "classes": ["collapse"],
            },
        ),
        (_("Change note"), {"fields": ["change_note"]}),
    ]

    def has_module_permission(self, request):
        return not rules.refusal_to_write(request.user)

    has_add_permission = has_module_permission

    def has_view_permission(self, request, obj=None):
        return not rules.refusal_to_write(request.user)

    has_change_permission = has_view_permission

    def has_delete_permission(self, request, obj=None):
        """Only what never was signed: an edition keeps its post, and a comment its article."""
        may = not rules.refusal_to_write(request.user)
        return may and (obj is None or not (obj.editions.exists() or obj.comments.exists()))

    def get_queryset(self, request):
        return with_standing(super().get_queryset(request), at=timezone.now())

    @admin.display(description=_("state"))
    def standing(self, post):
        return standing(post)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """This will leave a plain list of topics: they are kept on their own screen."""
        if db_field.name == "topic":
            return db_field.formfield(**kwargs)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj and obj.was_signed else {"slug": ["title"]}

    def get_object(self, request, object_id, from_field=None):
        """This will read a post that is about to be saved while nobody else saves it."""
        if request.method == "POST":
            versions.hold(object_id)
        return super().get_object(request, object_id, from_field)

    def get_form(self, request, obj=None, change=False, **kwargs):
        """This will show what its writer typed before and did not save, if there is such a draft."""
        request.draft = writing.draft_to_show(request, obj)
        form = super().get_form(request, obj, change=change, **kwargs)
        form.typed = drafts.typed_in(request.draft) if request.draft else None
        if obj and obj.was_signed:
            form.base_fields["slug"].help_text = LEADS_HERE
        return form

    def get_formset_kwargs(self, request, obj, inline, prefix):
        typed = writing.formset_data(request, obj)
        return super().get_formset_kwargs(request, obj, inline, prefix) | ({"data": typed} if typed else {})

    def get_urls(self):
        pages = {
            "preview": views.preview,
            "compare": views.compare_with_live,
            "sign": signing.sign,
            "ask": asking.ask,
            "changes": asking.changes,
            "override": asking.override,
            "withdraw": taking_down.withdraw,
            "cancel": taking_down.cancel,
            "on": on_a_day.on,
            "evidence": evidence.page,
        }
        ours = [
            path(f"<int:pk>/{name}/", self.admin_site.admin_view(view), name=f"blog_post_{name}")
            for name, view in pages.items()
        ]
        ours += [
            path(f"{post}/{page}/", self.admin_site.admin_view(view), name=f"blog_post_{name}")
            for post in ("<int:pk>", "add")
            for name, page, view in (("draft", "draft", writing.draft), ("discard", "draft/discard", writing.discard))
        ]
        ours += [
            path(
                "<int:pk>/evidence.json", self.admin_site.admin_view(evidence.download), name="blog_post_evidence_json"
            ),
            path(
                "<int:pk>/restore/<int:edition_pk>/",
                self.admin_site.admin_view(restore.restore),
                name="blog_post_restore",
            ),
        ]
        return ours + super().get_urls()

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        """This will add where the post stands and what can be done with it, and let the editor's script run."""
        context["media"] = Media.from_media(context["media"], nonce=str(request.csp_nonce))
        context["show_save_and_add_another"] = False
        if obj:
            context |= views.desk_of(obj, request.user)
        context |= writing.beside(request, context, obj)
        response = editor.allow(super().render_change_form(request, context, add, change, form_url, obj))
        if context["is_meanwhile"]:
            response.status_code = 409
        return response

    def save_model(self, request, obj, form, change):
        """This will save what changed; opening and saving an article leaves its date alone."""
        form.digest_before = digest(obj.pk) if change else None
        if not change or form.has_changed():
            super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        """This will count every save that changed something, and note the writer of words a clinician would sign."""
        super().save_related(request, form, formsets, change)
        post, at = form.instance, timezone.now()
        if digest(post.pk) != form.digest_before:
            note_writer(post=post, writer=request.user, at=at)
        elif form.has_changed() or any(formset.has_changed() for formset in formsets):
            count_save(post=post, by=request.user, at=at)
        drafts.forget(post_id=post.pk if change else None, by=request.user)


@transaction.atomic
def digest(pk):
    """This will read the digest of the stored words, while nobody else signs or changes them."""
    return Post.objects.select_for_update().get(pk=pk).digest
