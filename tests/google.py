"""Google, played by a small server on this machine: it answers as Google's does once somebody has said yes there."""

import importlib
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer

import jwt
import pytest
from allauth.socialaccount import providers
from allauth.socialaccount.providers.google.provider import GoogleProvider
from allauth.socialaccount.providers.google.views import GoogleOAuth2Adapter
from django.urls import clear_url_caches

import accounts.entrance
import clinic_site.urls

FULL_NAME = {"name": "Nadia Rahman-Whitfield", "given_name": "Nadia", "picture": "https://lh3.example/nadia.jpg"}


class Google(BaseHTTPRequestHandler):
    """Gives away who somebody is, for any code."""

    claims = {}

    def do_POST(self):
        now = int(time.time())
        about = {"iss": "https://accounts.google.com", "aud": "an-id", "iat": now, "exp": now + 600} | self.claims
        answer = json.dumps({"access_token": "t0ken", "id_token": jwt.encode(about, "k" * 32), "expires_in": 600})
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(answer.encode())

    def log_message(self, *words):
        pass


def read_addresses_again():
    importlib.reload(accounts.entrance)
    importlib.reload(clinic_site.urls)
    clear_url_caches()


@pytest.fixture
def google(settings, monkeypatch):
    """This will switch Google on, as its keys do, and give a function that says who answers there."""
    app = {"client_id": "an-id", "secret": "a-secret"}
    settings.SOCIALACCOUNT_PROVIDERS = {
        "google": {"APP": app, "SCOPE": ["openid", "email"], "OAUTH_PKCE_ENABLED": True}
    }
    policy = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    settings.CONTENT_SECURITY_POLICY = {
        "DIRECTIVES": policy | {"form-action": ["'self'", "https://accounts.google.com"]}
    }
    monkeypatch.setattr(providers.registry, "provider_map", {"google": GoogleProvider})
    read_addresses_again()
    server = HTTPServer(("127.0.0.1", 0), Google)
    monkeypatch.setattr(GoogleOAuth2Adapter, "access_token_url", f"http://127.0.0.1:{server.server_port}/token")
    # It looks this often, in seconds, whether it should end. Every test would wait half a second for that.
    threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()

    def is_asked_about(email="nadia@example.org", *, verified=True, sub="108"):
        Google.claims = {"sub": sub, "email": email, "email_verified": verified} | FULL_NAME
        Google.claims = {name: value for name, value in Google.claims.items() if value is not None}

    is_asked_about()
    yield is_asked_about
    server.shutdown()
    server.server_close()
    settings.SOCIALACCOUNT_PROVIDERS = {}
    read_addresses_again()
