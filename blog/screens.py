"""What the admin screens of every part are built on."""

from django.contrib import admin

from blog import rules


class ManagerAdmin(admin.ModelAdmin):
    """A screen that managers work on and nobody else sees."""

    def has_module_permission(self, request):
        return not rules.refusal_to_manage(request.user)

    def has_view_permission(self, request, obj=None):
        return not rules.refusal_to_manage(request.user)

    has_add_permission = has_module_permission
    has_change_permission = has_view_permission
    has_delete_permission = has_view_permission


class ReadOnlyAdmin(admin.ModelAdmin):
    """A screen on which nobody changes anything. Who may look, each one says."""

    actions = None
    view_on_site = False
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER

    def refusal(self, user):
        raise NotImplementedError

    def has_module_permission(self, request):
        return not self.refusal(request.user)

    def has_view_permission(self, request, obj=None):
        return not self.refusal(request.user)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
