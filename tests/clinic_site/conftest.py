"""The settings file as another machine would read it."""

import os
import runpy

import pytest
from django.conf import settings

OURS = (
    "CACHE_URL", "MEDIA_STORAGE_URL",
    "ALLOWED_HOSTS", "CI", "DATABASE_URL", "DATA_DIR", "DEBUG", "DEFAULT_FROM_EMAIL", "EMAIL_URL", "SECRET_KEY",
    "SITE_URL", "TRUSTED_PROXY_COUNT", "GOOGLE_CLIENT_ID", "GOOGLE_CLIENT_SECRET", "APPLE_CLIENT_ID", "APPLE_TEAM_ID",
    "APPLE_KEY_ID", "APPLE_PRIVATE_KEY", "STATIC_ROOT", "LOG_FORMAT", "DOOR", "METRICS_PORT", "METRICS_HOST",
    "BACKUP_DIR",
)  # fmt: skip
KEY = "a-key-for-tests-that-is-long-enough-0123456789-abcdefghijklmnopqrstuvwxyz"

PRODUCTION = {
    "DEBUG": "off",
    "SECRET_KEY": KEY,
    "SITE_URL": "https://clinic.example",
    "EMAIL_URL": "smtp+tls://clinic:secret@mail.example:587",
    "TRUSTED_PROXY_COUNT": "1",
}


@pytest.fixture
def environment(monkeypatch, tmp_path):
    """An environment that says nothing but where the data folder is."""
    for name in OURS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "a data folder"))
    return os.environ


@pytest.fixture
def read_settings(environment, monkeypatch):
    """This will give a function that reads the settings file with more environment, and returns what it sets."""

    def read(**more):
        for name, value in more.items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(str(settings.BASE_DIR / "clinic_site" / "settings.py"))

    return read
