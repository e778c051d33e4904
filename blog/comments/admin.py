"""The moderation desk, the list of all comments, and the replies that staff use again and again."""

from django import forms
from django.contrib import admin
from django.urls import path
from django.utils.translation import gettext_lazy as _

from blog import rules
from blog.comments import balance, blocking, case, desk, policy, scope
from blog.comments.actions import refusal_of_answer
from blog.comments.models import CannedReply, Comment
from blog.screens import ReadOnlyAdmin


@admin.register(Comment)
class CommentAdmin(ReadOnlyAdmin):
    """The desk stands where the list would be, and a comment's case where its form would be."""

    list_display = ["words", "author_name", "article", "state", "created_at"]
    list_filter = ["state"]
    search_fields = ["body"]
    ordering = ["-created_at", "-pk"]

    def refusal(self, user):
        return rules.refusal_to_see_desk(user)

    def has_view_permission(self, request, obj=None):
        if obj is None:
            return super().has_view_permission(request)
        return not rules.refusal_to_see_case(request.user, obj)

    def get_urls(self):
        pages = [
            ("", desk.desk, "changelist"),
            ("all/", self.all_comments, "all"),
            ("take/", desk.take, "take"),
            ("undo/", desk.undo, "undo"),
            ("blocks/", blocking.members, "blocks"),
            ("blocks/<int:pk>/", blocking.member, "block"),
            ("article/<int:pk>/", policy.policy, "policy"),
            ("balance/", balance.report, "balance"),
            ("scope/", scope.scope, "scope"),
            ("<int:pk>/change/", case.case, "change"),
            ("<int:pk>/pass-on/", case.escalate, "escalate"),
            ("<int:pk>/take/", case.take, "take_one"),
        ]
        ours = [
            path(route, self.admin_site.admin_view(view), name=f"blog_comment_{name}") for route, view, name in pages
        ]
        return ours + super().get_urls()

    def all_comments(self, request):
        """This will list every comment there ever was, to search in."""
        rules.require(rules.refusal_to_moderate(request.user))
        return self.changelist_view(request)

    def get_queryset(self, request):
        comments = super().get_queryset(request).select_related("author", "edition", "practitioner")
        return comments.only(
            "body", "state", "created_at", "is_urgent", "escalated_at", "author__display_name", "edition__title",
            "practitioner__name",
        )  # fmt: skip

    @admin.display(description=_("comment"))
    def words(self, comment):
        line = " ".join(comment.body.split())
        return line if len(line) <= 80 else f"{line[:79]}…"

    @admin.display(description=_("author"))
    def author_name(self, comment):
        return comment.practitioner.name if comment.practitioner else comment.author.display_name

    @admin.display(description=_("article"))
    def article(self, comment):
        return comment.edition.title


class ReplyForm(forms.ModelForm):
    def clean_body(self):
        """This will refuse what staff could not send either."""
        body = self.cleaned_data["body"]
        if refusal := refusal_of_answer(body, None):
            raise forms.ValidationError(refusal)
        return body


@admin.register(CannedReply)
class CannedReplyAdmin(admin.ModelAdmin):
    form = ReplyForm
    actions = None
    list_display = ["name"]
    search_fields = ["name", "body"]
    ordering = ["name"]
    show_full_result_count = False

    def has_module_permission(self, request):
        return not rules.refusal_to_moderate(request.user)

    def has_view_permission(self, request, obj=None):
        return not rules.refusal_to_moderate(request.user)

    has_add_permission = has_module_permission
    has_change_permission = has_view_permission
    has_delete_permission = has_view_permission
