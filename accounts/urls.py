"""The addresses of somebody's own account. Those for logging in and out are allauth's, under /accounts/."""

from django.urls import path

from accounts import views

urlpatterns = [
    path("", views.account, name="account"),
    path("name/", views.name, name="account_name"),
    path("second-factor/", views.make_second_factor, name="account_second_factor"),
    path("log-in-again/", views.log_in_again, name="account_log_in_again"),
    path("without-passkey/", views.join_without_passkey, name="account_join_without_passkey"),
]
