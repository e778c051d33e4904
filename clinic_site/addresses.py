"""What CACHE_URL and MEDIA_STORAGE_URL say, as Django's settings want it."""

import importlib.util
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

WHERE_REDIS = "CACHE_URL must name Redis or Valkey: redis://user:password@host:6379/0, or rediss:// for TLS."
WHERE_FILES = (
    "MEDIA_STORAGE_URL must name a bucket: s3://KEY:SECRET@host:port/bucket?region=..., or s3://bucket?region=... for "
    "Amazon's own. A / in a key or secret is written %2F. After the ? may stand region, prefix and tls=off, no more."
)
S3_IS_MISSING = (
    "MEDIA_STORAGE_URL is set, but what speaks to S3 is not installed: pip install --require-hashes "
    "--requirement requirements-s3.txt"
)


def caches_at(address, *, table):
    """This will give CACHES with the limits in Redis, and in the table while Redis does not answer."""
    from redis.connection import parse_url

    try:
        is_whole = urlsplit(address).scheme in ("redis", "rediss") and parse_url(address).get("host")
    except ValueError:
        is_whole = False
    if not is_whole:
        raise ImproperlyConfigured(WHERE_REDIS)
    redis = {"BACKEND": "clinic_site.shared_cache.RedisOrTable", "LOCATION": address, "KEY_PREFIX": "clinic"}
    return {"default": redis, "table": table}


def storages_at(address):
    """This will give the storages of pictures and of private files, each in a folder of its own in one bucket."""
    options = options_of(address)
    if importlib.util.find_spec("storages") is None or importlib.util.find_spec("boto3") is None:
        raise ImproperlyConfigured(S3_IS_MISSING)
    prefix = options.pop("prefix")
    return {
        name: {
            "BACKEND": "clinic_site.object_storage.ObjectStorage",
            "OPTIONS": options | {"location": f"{prefix}/{folder}".lstrip("/")},
        }
        for name, folder in (("default", "media"), ("private", "private"))
    }


def options_of(address):
    """This will read an address; without a path, the host is a bucket at Amazon."""
    try:
        parts = urlsplit(address)
        asked = dict(parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query)))
        host, port, bucket = parts.hostname, parts.port, parts.path.strip("/")
    except ValueError:
        raise ImproperlyConfigured(WHERE_FILES) from None
    tls = asked.pop("tls", "on")
    options = {
        "bucket_name": bucket or host,
        "region_name": asked.pop("region", None),
        "prefix": asked.pop("prefix", "").strip("/"),
    }
    is_right = (
        parts.scheme == "s3"
        and host
        and "/" not in bucket
        and not parts.fragment
        and not asked
        and tls in ("on", "off")
    )
    if not is_right or bool(parts.username) != bool(parts.password) or (not bucket and (port or tls == "off")):
        raise ImproperlyConfigured(WHERE_FILES)
    if parts.username:
        options |= {"access_key": unquote(parts.username), "secret_key": unquote(parts.password)}
    if bucket:
        where = f"[{host}]" if ":" in host else host
        options["endpoint_url"] = f"http{'' if tls == 'off' else 's'}://{where}" + (f":{port}" if port else "")
    return options
