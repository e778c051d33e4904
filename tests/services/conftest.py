"""The services that a chain of clinics has: Redis, a stand-in for S3, PostgreSQL. Left out where missing."""

import pytest

from tests.services.running import S3, Redis


@pytest.fixture
def redis(tmp_path):
    service = Redis(tmp_path).start()
    yield service
    service.stop()


@pytest.fixture
def s3(tmp_path):
    service = S3(tmp_path).start()
    yield service
    service.stop()
