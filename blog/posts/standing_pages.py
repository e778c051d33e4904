"""The manager's screen for the standing pages. It stands here because the editor of articles does."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from js_asset import Media

from blog.editions.body import plain_text_of
from blog.guard import check
from blog.house.actions import save_page
from blog.house.models import Page
from blog.posts import editor
from blog.posts.fields import BodyField
from blog.screens import ManagerAdmin


class PageForm(forms.ModelForm):
    body = BodyField(label=_("Text"))

    class Meta:
        model = Page
        fields = ("title", "body")

    def clean(self):
        """This will refuse what a clinic may not say: nobody signs these pages, and readers see them at once."""
        super().clean()
        for name, surface in (("title", "title"), ("body", "body")):
            text = self.cleaned_data.get(name) or ""
            text = plain_text_of(text) if name == "body" else text
            for finding in check(text, surface=surface):
                if finding.severity == "block":
                    self.add_error(name, ValidationError(f"“{finding.words}”: {finding.reason}"))


@admin.register(Page)
class PageAdmin(ManagerAdmin):
    form = PageForm
    actions = None
    list_display = ["title", "changed_at"]
    ordering = ["title"]

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def render_change_form(self, request, context, *args, **kwargs):
        context["media"] = Media.from_media(context["media"], nonce=str(request.csp_nonce))
        return editor.allow(super().render_change_form(request, context, *args, **kwargs))

    def save_model(self, request, obj, form, change):
        if form.has_changed():
            save_page(page=obj, by=request.user, at=timezone.now())
