"""What readers answered, for those who write, to read and no more."""

from django.contrib import admin
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from blog import rules
from blog.screens import ReadOnlyAdmin
from blog.usefulness.models import Answer


@admin.register(Answer)
class AnswerAdmin(ReadOnlyAdmin):
    list_display = ["at", "title", "is_useful", "said"]
    list_filter = ["is_useful", ("post", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["edition"]
    list_per_page = 50
    ordering = ["-at", "-pk"]
    fields = ["at", "edition", "is_useful", "said"]

    def refusal(self, user):
        return rules.refusal_to_write(user)

    @admin.display(description=_("article"), ordering="edition__title")
    def title(self, answer):
        return answer.edition.title

    @admin.display(description=_("what they said"))
    def said(self, answer):
        return format_html("<bdi>{}</bdi>", answer.words) if answer.words else "–"
