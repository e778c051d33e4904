"""Every address of the site."""

from django.contrib import admin
from django.urls import include, path

from clinic_site import errors

urlpatterns = [
    path("account/", include("accounts.urls")),
    path("accounts/", include("accounts.entrance")),
    path("account/data/", include("accounts.own_data.urls")),
    path("admin/", admin.site.urls),
    path("", include("blog.urls")),
]

handler400 = errors.bad_request
handler403 = "accounts.views.refused"
handler404 = errors.not_found
handler500 = errors.server_error
