from tests.reading.conftest import publish  # noqa: F401
