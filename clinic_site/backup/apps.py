"""The app that brings the two commands."""

from django.apps import AppConfig


class BackupConfig(AppConfig):
    name = "clinic_site.backup"
