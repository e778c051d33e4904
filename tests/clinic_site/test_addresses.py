"""CACHE_URL and MEDIA_STORAGE_URL: what each may say, and a plain error for everything else."""

import importlib.util

import pytest
from django.core.exceptions import ImproperlyConfigured

from clinic_site.addresses import S3_IS_MISSING, options_of

HERE = "s3://key:sec%2Fret@files.example:9000/clinic?region=eu-west-2&tls=off&prefix=alder/row/"


def test_without_them_limits_are_in_the_database_and_files_in_the_data_folder(read_settings):
    read = read_settings(CACHE_URL="", MEDIA_STORAGE_URL="")

    assert list(read["CACHES"]) == ["default"]
    assert read["CACHES"]["default"]["BACKEND"] == "django.core.cache.backends.db.DatabaseCache"
    assert read["STORAGES"]["default"]["BACKEND"] == "django.core.files.storage.FileSystemStorage"


@pytest.mark.parametrize("address", ["redis://cache.example:6379/0", "rediss://clinic:a,b@cache.example:6380/1"])
def test_limits_in_redis_with_the_table_beside_it(read_settings, address):
    caches = read_settings(CACHE_URL=address)["CACHES"]

    assert caches["default"]["BACKEND"] == "clinic_site.shared_cache.RedisOrTable"
    assert caches["default"]["LOCATION"] == address
    assert caches["table"]["BACKEND"] == "django.core.cache.backends.db.DatabaseCache"


@pytest.mark.parametrize(
    "address",
    ["memcached://x", "redis://", "redis:///0", "redis://h:x/0", "redis://h/0?socket_timeout=soon", "nonsense"],
)
def test_any_other_cache_is_an_error(read_settings, address):
    with pytest.raises(ImproperlyConfigured, match=r"^CACHE_URL must name Redis or Valkey: redis://"):
        read_settings(CACHE_URL=address)


def test_pictures_and_private_files_lie_apart_in_one_bucket(read_settings):
    storages = read_settings(MEDIA_STORAGE_URL=HERE)["STORAGES"]

    both = {
        "bucket_name": "clinic", "region_name": "eu-west-2", "access_key": "key", "secret_key": "sec/ret",
        "endpoint_url": "http://files.example:9000",
    }  # fmt: skip
    assert storages["default"]["OPTIONS"] == both | {"location": "alder/row/media"}
    assert storages["private"]["OPTIONS"] == both | {"location": "alder/row/private"}
    assert "whitenoise" in storages["staticfiles"]["BACKEND"]


def test_a_bucket_alone_is_one_at_amazon_with_the_keys_that_its_own_tools_use():
    assert options_of("s3://clinic-pictures?region=eu-west-2") == {
        "bucket_name": "clinic-pictures", "region_name": "eu-west-2", "prefix": "",
    }  # fmt: skip


@pytest.mark.parametrize(
    "address",
    [
        "https://files.example/clinic", "s3://", "s3:///clinic", "s3://files.example:9000", "s3://h/a/b",
        "s3://h/clinic?acl=public-read", "s3://h/clinic?tls=maybe", "s3://key@h/clinic", "s3://h:99999999/clinic",
        "s3://bucket?tls=off", "s3://key:sec/ret@h/clinic", "s3://h/clinic#x", "nonsense",
    ],
)  # fmt: skip
def test_any_other_store_is_an_error_that_repeats_no_secret(read_settings, address):
    with pytest.raises(ImproperlyConfigured, match=r"^MEDIA_STORAGE_URL must name a bucket: s3://KEY") as error:
        read_settings(MEDIA_STORAGE_URL=address)

    assert "sec/ret" not in str(error.value)


def test_where_the_package_is_missing_the_error_names_the_file_that_brings_it(read_settings, monkeypatch):
    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "storages" else find(name))

    with pytest.raises(ImproperlyConfigured) as error:
        read_settings(MEDIA_STORAGE_URL=HERE)

    assert str(error.value) == S3_IS_MISSING
    assert "requirements-s3.txt" in S3_IS_MISSING
