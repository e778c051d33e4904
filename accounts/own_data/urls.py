"""The addresses under which somebody takes their data away or deletes their account."""

from django.urls import path

from accounts.own_data import views

urlpatterns = [
    path("", views.page, name="own_data"),
    path("export/", views.export, name="own_data_export"),
    path("delete/", views.leave, name="own_data_leave"),
    path("keep/", views.stay, name="own_data_stay"),
    path("log-in-again/", views.log_in_again, name="own_data_log_in_again"),
]
