"""The picture library of the admin: upload, describe, and what becomes of consents."""

from django.contrib import admin
from django.db.models import Exists, OuterRef
from django.forms.widgets import Script
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult

from blog import rules
from blog.images import desk
from blog.images.actions import describe_image, pair_images
from blog.images.forms import DescribeForm, PairForm
from blog.images.models import BeforeAfter, Image, Rendition

# The worker's own screen is for programmers, and asks the database twice on every page of the admin whether to show.
admin.site.unregister(DBTaskResult)


class PictureScreen(admin.ModelAdmin):
    """A screen for those who keep the library. Nothing on it is ever deleted: signed articles point at it."""

    show_full_result_count = False
    list_per_page = 50

    def has_module_permission(self, request):
        return not rules.refusal_to_keep_images(request.user)

    def has_view_permission(self, request, obj=None):
        return not rules.refusal_to_keep_images(request.user)

    has_add_permission = has_module_permission
    has_change_permission = has_view_permission

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Image)
class ImageAdmin(PictureScreen):
    form = DescribeForm
    fieldsets = [
        (None, {"fields": ["shows_person", "alt", "is_decorative", "caption", "credit"]}),
        (_("Focal point"), {"fields": [("focal_x", "focal_y")]}),
    ]
    list_display = ["thumbnail", "original_name", "description", "people", "uploaded_at"]
    list_display_links = ["original_name"]
    list_filter = ["shows_person"]
    search_fields = ["original_name", "alt", "caption", "credit"]
    ordering = ["-uploaded_at", "-pk"]

    class Media:
        css = {"all": ["css/admin-pictures.css"]}
        js = [Script("js/admin/focal-point.js", type="module")]

    def get_urls(self):
        """This will put our own pages before the screen's. The upload is ours because Django's holds a transaction,
        and so the database, all the while that a picture is being decoded."""
        pages = [
            ("add/", desk.upload, "blog_image_add"),
            ("<int:pk>/picture/<int:width>/", desk.picture, "blog_image_picture"),
            ("<int:pk>/consents/add/", desk.give_consent, "blog_image_give_consent"),
            ("<int:pk>/consents/<int:consent_pk>/withdraw/", desk.withdraw_consent, "blog_image_withdraw_consent"),
            ("<int:pk>/consents/<int:consent_pk>/mend/", desk.mend_reference, "blog_image_mend_reference"),
            ("<int:pk>/consents/<int:consent_pk>/proof/", desk.proof, "blog_image_proof"),
        ]
        ours = [path(route, self.admin_site.admin_view(view), {"screen": self}, name) for route, view, name in pages]
        return ours + super().get_urls()

    def get_queryset(self, request):
        files = Rendition.objects.filter(image=OuterRef("pk"))
        shown = Image.objects.may_be_shown(timezone.now()).filter(pk=OuterRef("pk"))
        images = super().get_queryset(request).select_related("uploaded_by")
        return images.annotate(has_files=Exists(files), is_shown=Exists(shown))

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.user = request.user
        return form

    def change_view(self, request, object_id, form_url="", extra_context=None):
        return super().change_view(request, object_id, form_url, desk.about_consents(request, object_id))

    def save_model(self, request, obj, form, change):
        describe_image(image=obj, by=request.user, **form.cleaned_data)

    @admin.display(description=_("picture"))
    def thumbnail(self, image):
        if not image.has_files:
            return gettext("No longer kept")
        address = reverse("admin:blog_image_picture", args=[image.pk, 320])
        return format_html('<img class="thumbnail" src="{}" alt="" width="96" height="72" loading="lazy">', address)

    @admin.display(description=_("description"))
    def description(self, image):
        return gettext("Decoration") if image.is_decorative else image.alt or gettext("Not described yet")

    @admin.display(description=_("people"))
    def people(self, image):
        if not image.shows_person:
            return gettext("Nobody")
        return gettext("With consent") if image.is_shown else gettext("No consent: not shown")


@admin.register(BeforeAfter)
class BeforeAfterAdmin(PictureScreen):
    form = PairForm
    list_display = ["__str__", "weeks_between", "declared", "made_at"]
    list_select_related = ["before", "after"]
    search_fields = ["before__original_name", "after__original_name", "caption"]
    ordering = ["-made_at", "-pk"]
    fieldsets = [
        (None, {"fields": ["before", "after", "weeks_between", "caption"]}),
        (
            _("Declaration"),
            {
                "fields": ["same_conditions", "unretouched", "typical_result"],
                "description": _(
                    "Readers are told this under the pair. Without all three nobody can sign it or see it."
                ),
            },
        ),
    ]

    def save_model(self, request, obj, form, change):
        made = pair_images(by=request.user, at=timezone.now(), pair=obj if change else None, **form.cleaned_data)
        obj.pk = made.pk

    @admin.display(description=_("declared"), boolean=True)
    def declared(self, pair):
        return pair.is_declared
