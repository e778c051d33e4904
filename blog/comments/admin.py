"""All comments, for moderators to look through. Nothing is decided here."""

from django.contrib import admin

from blog import rules
from blog.clinic.admin import ReadOnlyAdmin
from blog.comments.models import Comment


@admin.register(Comment)
class CommentAdmin(ReadOnlyAdmin):
    list_display = ["words", "author_name", "article", "state", "created_at"]
    list_filter = ["state"]
    search_fields = ["body"]
    ordering = ["-created_at", "-pk"]
    fields = ["author_name", "article", "state", "created_at", "body"]

    def refusal(self, user):
        return rules.refusal_to_moderate(user)

    def get_queryset(self, request):
        comments = super().get_queryset(request).select_related("author", "edition", "practitioner")
        return comments.only(
            "body", "state", "created_at", "author__display_name", "edition__title", "practitioner__name"
        )

    @admin.display(description="comment")
    def words(self, comment):
        line = " ".join(comment.body.split())
        return line if len(line) <= 80 else f"{line[:79]}…"

    @admin.display(description="author")
    def author_name(self, comment):
        return comment.practitioner.name if comment.practitioner else comment.author.display_name

    @admin.display(description="article")
    def article(self, comment):
        return comment.edition.title
