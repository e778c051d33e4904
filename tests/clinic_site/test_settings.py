"""One settings file: a newcomer's laptop without any environment, and a site in production that has no weak default."""

import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from tests.clinic_site.conftest import KEY

SECURE = ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT")


def manage(environment, *words, **more):
    command = [sys.executable, settings.BASE_DIR / "manage.py", *words]
    return subprocess.run(command, env=dict(environment) | more, capture_output=True, text=True)


def test_without_any_environment_it_is_a_laptop_on_sqlite_over_plain_http(read_settings, tmp_path):
    read = read_settings()

    assert (read["DEBUG"], read["IS_LAPTOP"]) == (False, True)
    assert read["DATABASES"]["default"]["ENGINE"] == "django.db.backends.sqlite3"
    assert read["DATABASES"]["default"]["NAME"] == str(tmp_path / "a data folder" / "clinic.sqlite3")
    assert read["ALLOWED_HOSTS"] == ["127.0.0.1", "[::1]", "localhost"]
    assert read["EMAIL_BACKEND"] == "django.core.mail.backends.console.EmailBackend"
    assert [name for name in SECURE if read.get(name)] == []


def test_a_laptop_keeps_one_key_that_only_its_owner_can_read(read_settings, tmp_path):
    first, second = read_settings()["SECRET_KEY"], read_settings()["SECRET_KEY"]

    assert first == second
    assert len(first) >= 50
    assert stat.S_IMODE((tmp_path / "a data folder" / "secret-key").stat().st_mode) == 0o600


def test_processes_that_start_together_read_the_same_new_key(read_settings, tmp_path):
    make_key = read_settings()["laptop_secret_key"]
    (tmp_path / "a data folder" / "secret-key").unlink()

    with ThreadPoolExecutor(8) as threads:
        keys = set(threads.map(lambda _: make_key(), range(40)))

    assert (len(keys), "" in keys) == (1, False)


@pytest.mark.parametrize(
    "more",
    [
        {"DEBUG": "off"},
        {"SITE_URL": "https://clinic.example"},
        {"ALLOWED_HOSTS": "clinic.example"},
        {"ALLOWED_HOSTS": "*"},
        {"ALLOWED_HOSTS": "localhost,clinic.example"},
    ],
)
def test_in_production_a_missing_key_is_an_error_and_no_key_is_made(read_settings, tmp_path, more):
    with pytest.raises(ImproperlyConfigured, match=r"^SECRET_KEY is not set\."):
        read_settings(**more)

    assert not (tmp_path / "a data folder" / "secret-key").exists()


def test_the_command_line_says_a_missing_key_in_one_line(environment):
    result = manage(environment, "check", DEBUG="off")

    assert (result.returncode, result.stdout, result.stderr.count("\n")) == (1, "", 1)
    assert result.stderr.startswith("This site is not set up: SECRET_KEY is not set.")


def test_in_production_cookies_and_pages_go_over_https_only(read_settings):
    read = read_settings(SITE_URL="https://clinic.example", SECRET_KEY=KEY)

    assert [read[name] for name in SECURE] == [True, True, True]
    assert read["SECURE_HSTS_SECONDS"] == 31_536_000
    assert read["ALLOWED_HOSTS"] == ["clinic.example"]
    assert read["ACCOUNT_DEFAULT_HTTP_PROTOCOL"] == "https"


def test_another_port_of_this_machine_is_still_a_laptop(read_settings):
    read = read_settings(SITE_URL="http://localhost:9000/")

    assert (read["IS_LAPTOP"], read["SITE_URL"]) == (True, "http://localhost:9000")


@pytest.mark.parametrize("address", ["clinic.example", "ftp://clinic.example", "https://", "/"])
def test_a_site_address_that_is_not_whole_is_an_error(read_settings, address):
    with pytest.raises(ImproperlyConfigured, match=r"Write it in full, such as https://clinic\.example$"):
        read_settings(SITE_URL=address)


def test_forwarded_headers_are_believed_only_behind_a_proxy_that_was_named(read_settings):
    assert "SECURE_PROXY_SSL_HEADER" not in read_settings(SECRET_KEY=KEY, SITE_URL="https://clinic.example")

    read = read_settings(TRUSTED_PROXY_COUNT="1")

    assert read["SECURE_PROXY_SSL_HEADER"] == ("HTTP_X_FORWARDED_PROTO", "https")
    assert read["ALLAUTH_TRUSTED_PROXY_COUNT"] == 1


def test_postgresql_by_its_address_gets_a_pool_and_keeps_its_own_options(read_settings):
    read = read_settings(DATABASE_URL="postgres://clinic:s%40fe@db.example:5433/clinic?sslmode=require")

    database = read["DATABASES"]["default"]
    assert (database["ENGINE"], database["PASSWORD"]) == ("django.db.backends.postgresql", "s@fe")
    assert (database["HOST"], database["PORT"], database["NAME"]) == ("db.example", 5433, "clinic")
    assert database["OPTIONS"]["sslmode"] == "require"
    assert database["OPTIONS"]["pool"]["max_size"] == 8
    assert (database["CONN_MAX_AGE"], database["CONN_HEALTH_CHECKS"]) == (0, True)


def test_sqlite_by_its_address_is_as_safe_as_the_default_one(read_settings):
    read = read_settings(DATABASE_URL="sqlite:////srv/clinic.sqlite3")

    assert read["DATABASES"]["default"]["NAME"] == "/srv/clinic.sqlite3"
    assert read["DATABASES"]["default"]["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


@pytest.mark.filterwarnings("ignore:Engine not recognized")
@pytest.mark.parametrize("address", ["mysql://root@localhost/clinic", "nonsense", "oracle://x"])
def test_any_other_database_is_an_error(read_settings, address):
    with pytest.raises(ImproperlyConfigured, match=r"^DATABASE_URL must name PostgreSQL"):
        read_settings(DATABASE_URL=address)


def test_a_language_that_there_is_not_is_an_error_that_names_those_there_are(read_settings):
    with pytest.raises(ImproperlyConfigured, match=r"^LANGUAGE_CODE is 'fr'\. It must be one of en-gb, cy\.$"):
        read_settings(LANGUAGE_CODE="fr")


def test_the_site_speaks_the_language_of_its_environment(read_settings):
    assert read_settings(LANGUAGE_CODE="cy")["LANGUAGE_CODE"] == "cy"


def test_an_empty_variable_counts_as_none(read_settings):
    read = read_settings(DATABASE_URL="", SITE_URL="", DATA_DIR="", SECRET_KEY="", ALLOWED_HOSTS="")

    assert (read["SITE_URL"], read["IS_LAPTOP"]) == ("http://localhost:8000", True)
    assert read["DATA_DIR"] == settings.BASE_DIR / "var"


GOOGLE = {"GOOGLE_CLIENT_ID": "an-id", "GOOGLE_CLIENT_SECRET": "a-secret"}
APPLE = {
    "APPLE_CLIENT_ID": "an-id",
    "APPLE_TEAM_ID": "a-team",
    "APPLE_KEY_ID": "a-key",
    "APPLE_PRIVATE_KEY": "-----BEGIN\\nabc\\nEND-----",
}
PRINT = (
    "from django.urls import get_resolver; from django.conf import settings; from accounts import cookies;"
    "names = {n for n in get_resolver().reverse_dict}; "
    "print(sorted(n for n in names if str(n).startswith(('google_', 'apple_', 'socialaccount_'))));"
    "print(settings.CONTENT_SECURITY_POLICY['DIRECTIVES']['form-action']);"
    "print([one.name for one in cookies.everything()])"
)


def test_without_keys_nobody_logs_in_with_an_account_elsewhere(read_settings):
    read = read_settings()

    assert read["SOCIALACCOUNT_PROVIDERS"] == {}
    assert [app for app in read["INSTALLED_APPS"] if "providers" in app] == []
    assert read["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]["form-action"] == ["'self'"]


def test_with_its_keys_each_appears_and_browsers_may_be_sent_there(read_settings):
    read = read_settings(**GOOGLE, **APPLE)

    providers = read["SOCIALACCOUNT_PROVIDERS"]
    assert list(providers) == ["google", "apple"]
    assert providers["google"]["APP"] == {"client_id": "an-id", "secret": "a-secret"}
    assert providers["apple"]["APP"]["settings"] == {"certificate_key": "-----BEGIN\nabc\nEND-----"}
    assert read["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]["form-action"] == [
        "'self'",
        "https://accounts.google.com",
        "https://appleid.apple.com",
    ]


@pytest.mark.parametrize("left_out", [*GOOGLE, *APPLE])
def test_half_of_the_keys_is_an_error_that_names_the_other_half(read_settings, left_out):
    some = {name: value for name, value in (GOOGLE | APPLE).items() if name != left_out}

    with pytest.raises(ImproperlyConfigured, match=rf"^{left_out} is not set\."):
        read_settings(**some)


@pytest.mark.parametrize(("keys", "is_on"), [({}, False), (GOOGLE | APPLE, True)])
def test_a_site_that_starts_has_their_addresses_and_cookie_only_with_the_keys(environment, keys, is_on):
    said = manage(environment, "shell", "--no-imports", "-c", PRINT, **keys).stdout

    assert ("google_login" in said, "apple_login" in said, "socialaccount_signup" in said) == (is_on, is_on, is_on)
    assert ("accounts.google.com" in said, "apple-login-session" in said) == (is_on, is_on)
    assert "comment drafts" in said
