"""All settings, from the environment, secure by default.

With no environment at all this is a newcomer's laptop: SQLite, mail to the console, plain http, a key of its own
kept in var/. As soon as DEBUG is set to off or a host that is not this machine is named, it is production: https
only, and a missing SECRET_KEY is an error.
"""

import contextlib
import os
import secrets
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from clinic_site.addresses import caches_at, storages_at
from clinic_site.logs import logging_as

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

DATA_DIR = Path(env("DATA_DIR", default="") or BASE_DIR / "var").absolute()
DATA_DIR.mkdir(parents=True, exist_ok=True)


# --- Where this runs -------------------------------------------------------------------------------------------------

THIS_MACHINE = {"localhost", "127.0.0.1", "[::1]"}

DEBUG = env.bool("DEBUG", default=False)
SITE_URL = (env("SITE_URL", default="") or "http://localhost:8000").rstrip("/")
if urlsplit(SITE_URL).scheme not in ("http", "https") or not urlsplit(SITE_URL).hostname:
    raise ImproperlyConfigured(f"SITE_URL is {SITE_URL!r}. Write it in full, such as https://clinic.example")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[]) or sorted(
    {urlsplit(SITE_URL).hostname} | (THIS_MACHINE if urlsplit(SITE_URL).hostname in THIS_MACHINE else set())
)
IS_LAPTOP = DEBUG or ("DEBUG" not in os.environ and set(ALLOWED_HOSTS) <= THIS_MACHINE)
TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)


def laptop_secret_key():
    """This will read the laptop's own key, making it first where there is none.

    The file appears whole or not at all, so that processes that start together read the same key.
    """
    path = DATA_DIR / "secret-key"
    if not path.exists():
        with tempfile.NamedTemporaryFile("w", dir=DATA_DIR) as file:
            file.write(secrets.token_urlsafe(50))
            file.flush()
            with contextlib.suppress(FileExistsError):
                os.link(file.name, path)
    return path.read_text()


SECRET_KEY = env("SECRET_KEY", default="")
if not SECRET_KEY and IS_LAPTOP:
    SECRET_KEY = laptop_secret_key()
elif not SECRET_KEY:
    raise ImproperlyConfigured(
        "SECRET_KEY is not set. Sessions and log-in codes are signed with it, so a site in production needs its own: "
        'make one with  python3 -c "import secrets; print(secrets.token_urlsafe(50))"  and put it in the environment.'
    )


# --- What it is made of ----------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "clinic_site.apps.ClinicAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.usersessions",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "js_asset",
    "django_prose_editor",
    "accounts",
    "blog",
    "clinic_site.backup",
]

MIDDLEWARE = [
    "clinic_site.health.machines_are_answered",
    "clinic_site.middleware.refuse_what_we_do_not_speak",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "clinic_site.middleware.permissions_policy",
    "clinic_site.middleware.what_is_personal_is_not_kept",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.account_pages",
    "accounts.middleware.sessions_are_listed",
]

ROOT_URLCONF = "clinic_site.urls"
WSGI_APPLICATION = "clinic_site.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "blog.clinic.context.clinic",
            ],
        },
    }
]

# The whole site speaks one language, the same to everybody, so that its pages can be kept. English stands in the code;
# another language is complete in clinic_site/locale.
LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]
LANGUAGE_CODE = env("LANGUAGE_CODE", default="") or "en-gb"
if LANGUAGE_CODE not in dict(LANGUAGES):
    raise ImproperlyConfigured(f"LANGUAGE_CODE is {LANGUAGE_CODE!r}. It must be one of {', '.join(dict(LANGUAGES))}.")
LOCALE_PATHS = [BASE_DIR / "clinic_site" / "locale"]
TIME_ZONE = "Europe/London"
USE_TZ = True
DATE_FORMAT = "j F Y"


# --- Where things are kept -------------------------------------------------------------------------------------------

database = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(DATA_DIR / "clinic.sqlite3")}
if env("DATABASE_URL", default=""):
    database = env.db("DATABASE_URL")
DATABASES = {"default": database}
IS_POSTGRESQL = database.get("ENGINE") == "django.db.backends.postgresql"
if IS_POSTGRESQL:
    database["CONN_MAX_AGE"] = 0  # the pool keeps the connections
    database["CONN_HEALTH_CHECKS"] = True  # or the first pages after a restart of PostgreSQL would fail
    # A machine that is cut off says nothing: neither side waits more than seconds for the other. Without this a host
    # would wait a quarter of an hour for its database, and PostgreSQL hold the rows of a lost host for two hours.
    database["OPTIONS"] = {
        "pool": {"min_size": 1, "max_size": 8, "timeout": 5, "reconnect_timeout": 2},
        "connect_timeout": 3,
        "tcp_user_timeout": 4000,  # milliseconds
        "keepalives_idle": 3,
        "keepalives_interval": 1,
        "keepalives_count": 2,
        "options": "-c tcp_keepalives_idle=4 -c tcp_keepalives_interval=1 -c tcp_keepalives_count=3 "
        "-c tcp_user_timeout=7000",
    } | database.get("OPTIONS", {})
elif database.get("ENGINE") == "django.db.backends.sqlite3":
    # IMMEDIATE and a timeout make writers wait for each other instead of failing; FULL means that what was
    # acknowledged survives a power cut.
    database["CONN_MAX_AGE"] = None  # opening costs more than most questions do
    database["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }
    database["TEST"] = {"NAME": str(DATA_DIR / "test.sqlite3")}  # a file: the browser tests read it from other threads
else:
    raise ImproperlyConfigured(
        "DATABASE_URL must name PostgreSQL (postgres://user:password@host:5432/name) or SQLite "
        "(sqlite:////folder/file.sqlite3). Without it the site keeps an SQLite file in its data folder."
    )

# Rate limits live in the cache, so every process must share it: a table in the database does.
table = {
    "BACKEND": "django.core.cache.backends.db.DatabaseCache",
    "LOCATION": "shared_cache",
    "OPTIONS": {"MAX_ENTRIES": 100_000},
}
CACHES = {"default": table}
if env("CACHE_URL", default=""):
    CACHES = caches_at(env("CACHE_URL"), table=table)

STATIC_URL = "/static/"
STATIC_ROOT = Path(env("STATIC_ROOT", default="") or DATA_DIR / "static").absolute()
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": DATA_DIR / "private",
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
if env("MEDIA_STORAGE_URL", default=""):
    STORAGES |= storages_at(env("MEDIA_STORAGE_URL"))
if DEBUG:
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ["woff2", "png", "jpg", "webp", "avif", "gz", "br", "map"]

MEDIA_ROOT = DATA_DIR / "media"
MEDIA_URL = "/media/"

# Slow work waits in a table of the database for `manage.py db_worker`.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default=f"no-reply@{urlsplit(SITE_URL).hostname}")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_TIMEOUT = 10


# --- Who people are --------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "display_name")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"

ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]
ACCOUNT_FORMS = {
    "signup": "accounts.joining.SignupForm",
    "login": "accounts.forms.LoginForm",
    "request_login_code": "accounts.forms.RequestLoginCodeForm",
    "confirm_login_code": "accounts.forms.ConfirmLoginCodeForm",
    "confirm_email_verification_code": "accounts.forms.ConfirmEmailVerificationCodeForm",
    "confirm_password_reset_code": "accounts.forms.ConfirmPasswordResetCodeForm",
    "reset_password": "accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "accounts.forms.ResetPasswordKeyForm",
    "change_password": "accounts.forms.ChangePasswordForm",
    "set_password": "accounts.forms.SetPasswordForm",
    "reauthenticate": "accounts.forms.ReauthenticateForm",
    "add_email": "accounts.forms.AddEmailForm",
}

# Everything that proves an address is a code typed in the same tab, so that the visitor keeps the tab and the comment.
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ALLAUTH_USER_CODE_FORMAT = {"length": 6}  # of 20 letters: 64 million codes, and three tries at each
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600  # the pages say ten minutes
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 600

# On top of allauth's own limits, nobody can have more than twenty codes an hour sent to one address.
ACCOUNT_RATE_LIMITS = {
    "request_login_code": "20/m/ip,3/m/key,20/h/key",
    "reset_password": "20/m/ip,5/m/key,20/h/key",
    "confirm_email": "1/10s/key,20/h/key",
    "follow_topic": "30/h/ip,6/h/key,12/d/key",  # somebody may give the address of another
}

ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = None  # whoever logs in says whether to be kept logged in
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_DEFAULT_HTTP_PROTOCOL = urlsplit(SITE_URL).scheme
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXY_COUNT
USERSESSIONS_ADAPTER = "accounts.sessions_adapter.SessionsAdapter"

# Accounts that nobody uses: an address that was never proved, and (0: never) members who do not log in.
UNPROVED_AFTER_DAYS = env.int("UNPROVED_AFTER_DAYS", default=14)
DORMANT_AFTER_DAYS = env.int("DORMANT_AFTER_DAYS", default=730)
# A passkey always asks the device for a finger, a face or a PIN, so it is two factors in one. Browsers make passkeys on
# plain http only for the name localhost.
MFA_ADAPTER = "accounts.second_factor_adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = MFA_PASSKEY_SIGNUP_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = IS_LAPTOP
MFA_TOTP_TOLERANCE = 1  # half a minute either way: telephones' clocks differ
MFA_RATE_LIMITS = {"webauthn_login": "30/m/ip"}  # a clinic's staff share one address
MFA_FORMS = {
    "authenticate": "accounts.second_factor_forms.AuthenticateForm",
    "reauthenticate": "accounts.second_factor_forms.ReauthenticateForm",
    "activate_totp": "accounts.second_factor_forms.ActivateTOTPForm",
    "deactivate_totp": "accounts.second_factor_forms.DeactivateTOTPForm",
    "generate_recovery_codes": "accounts.second_factor_forms.GenerateRecoveryCodesForm",
    "add_webauthn": "accounts.second_factor_forms.AddPasskeyForm",
    "signup_webauthn": "accounts.second_factor_forms.JoinWithPasskeyForm",
    "edit_webauthn": "accounts.second_factor_forms.EditPasskeyForm",
    "authenticate_webauthn": "accounts.second_factor_forms.AuthenticatePasskeyForm",
    "login_webauthn": "accounts.second_factor_forms.LoginPasskeyForm",
    "reauthenticate_webauthn": "accounts.second_factor_forms.ReauthenticatePasskeyForm",
}

# An account elsewhere lets people in only where all of its keys are in the environment.
SOCIALACCOUNT_ADAPTER = "accounts.elsewhere.ElsewhereAdapter"
SOCIALACCOUNT_FORMS = {
    "signup": "accounts.joining.SocialSignupForm",
    "disconnect": "accounts.elsewhere.TakeOffForm",
}
SOCIALACCOUNT_PROVIDERS = {}
ASKED_ELSEWHERE = []  # where browsers are sent to log in


def keys(*names):
    """This will read what belongs together: all of it, or nothing if none of it is set."""
    found = [env(name, default="").replace("\\n", "\n") for name in names]
    if any(found) and not all(found):
        missing = " and ".join(name for name, value in zip(names, found, strict=True) if not value)
        raise ImproperlyConfigured(f"{missing} is not set. It is needed with the rest of {', '.join(names)}.")
    return found if all(found) else None


if google := keys("GOOGLE_CLIENT_ID", "GOOGLE_CLIENT_SECRET"):
    app = {"client_id": google[0], "secret": google[1]}
    SOCIALACCOUNT_PROVIDERS["google"] = {"APP": app, "SCOPE": ["openid", "email"], "OAUTH_PKCE_ENABLED": True}
    ASKED_ELSEWHERE.append("https://accounts.google.com")
if apple := keys("APPLE_CLIENT_ID", "APPLE_TEAM_ID", "APPLE_KEY_ID", "APPLE_PRIVATE_KEY"):
    app = {"client_id": apple[0], "key": apple[1], "secret": apple[2], "settings": {"certificate_key": apple[3]}}
    SOCIALACCOUNT_PROVIDERS["apple"] = {"APP": app, "SCOPE": ["email"]}
    ASKED_ELSEWHERE.append("https://appleid.apple.com")
INSTALLED_APPS += [f"allauth.socialaccount.providers.{provider}" for provider in SOCIALACCOUNT_PROVIDERS]

SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # no cookie of its own
CSRF_FAILURE_VIEW = "clinic_site.errors.csrf_failure"


# --- What browsers are told ------------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF, *ASKED_ELSEWHERE],  # it governs where we redirect after a form, too
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"

if not IS_LAPTOP:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
if TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

LOG_FORMAT = env("LOG_FORMAT", default="") or ("line" if IS_LAPTOP else "json")
if LOG_FORMAT not in ("json", "line"):
    raise ImproperlyConfigured(f"LOG_FORMAT is {LOG_FORMAT!r}. Use json or line.")
LOGGING = logging_as(LOG_FORMAT)


# --- What those who run it ask ---------------------------------------------------------------------------------------

DOOR = env("DOOR", default="")  # which of several web services this is, such as reading or writing
METRICS_PORT = int(env("METRICS_PORT", default="") or 0)  # 0: nobody may ask
METRICS_HOST = env("METRICS_HOST", default="") or "127.0.0.1"
BACKUP_DIR = env("BACKUP_DIR", default="")  # the metrics tell how old the newest file in it is
