"""Files in an S3-compatible store. Nobody but the site reads them: it asks for consent each time and has no public URL.

No ACL is sent: without one an object is private, and new buckets at Amazon refuse every other.
"""

import functools
import logging
from io import BytesIO
from threading import Lock

from boto3.exceptions import Boto3Error
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.core.files.base import File
from storages.backends.s3 import S3Storage
from storages.utils import clean_name

from clinic_site.breaker import Breaker

PAUSE = 5  # seconds
WAITS = {"connect_timeout": 3, "read_timeout": 10, "retries": {"mode": "standard", "total_max_attempts": 2}}  # seconds
# Checksums only where S3 itself demands them: other makers' stores do not know the newer ones.
PLAINLY = {"request_checksum_calculation": "when_required", "response_checksum_validation": "when_required"}
IN_ONE_PIECE = TransferConfig(use_threads=False, multipart_threshold=64 * 1024 * 1024)  # whole or not at all
log = logging.getLogger(__name__)


class Away(OSError):
    """The store does not answer, or refuses. Code that keeps files knows it as the OSError of any storage."""


@functools.cache
def breaker_of(endpoint):
    """This will give the one breaker of a process for a store, which keeps the pictures and the private files."""
    return Breaker(PAUSE)


def asks(method):
    """This will decorate what asks the store, so that every failure but a missing file is `Away`, and soon told."""

    @functools.wraps(method)
    def asking(self, *args, **kwargs):
        if not self.breaker.may_ask():
            raise Away("The store of files did not answer a moment ago.")
        try:
            answer = method(self, *args, **kwargs)
        except (ClientError, Boto3Error) as error:  # it did answer
            self.breaker.answered()
            raise Away(f"The store of files refused: {error}") from error
        except BotoCoreError as error:
            if self.breaker.failed():
                log.warning("The store of files does not answer: %s", error)
            raise Away(f"The store of files does not answer: {error}") from error
        except BaseException:
            self.breaker.answered()
            raise
        self.breaker.answered()
        return answer

    return asking


class ObjectStorage(S3Storage):
    connecting = Lock()

    def __init__(self, **settings):
        is_named = "endpoint_url" in settings
        style = {"addressing_style": "path" if is_named else "auto"}
        config = Config(signature_version="s3v4", s3=style, **WAITS, **PLAINLY)
        super().__init__(**{"client_config": config, "transfer_config": IN_ONE_PIECE, "default_acl": None} | settings)
        self.breaker = breaker_of(self.endpoint_url)

    @property
    def connection(self):
        """One for all threads: its client may be shared, and making it takes a tenth of a second."""
        with self.connecting:
            if "shared" not in self.__dict__:
                session = self._create_session()
                self.shared = session.resource(
                    "s3", region_name=self.region_name, endpoint_url=self.endpoint_url, config=self.client_config
                )
        return self.shared

    @asks
    def _open(self, name, mode="rb"):
        """This will fetch a whole file in one question: they are of a few megabytes at most."""
        key = self._normalize_name(clean_name(name))
        try:
            found = self.connection.meta.client.get_object(Bucket=self.bucket_name, Key=key)
        except ClientError as error:
            if error.response["ResponseMetadata"]["HTTPStatusCode"] == 404:
                raise FileNotFoundError(f"There is no file {name}.") from error
            raise
        return File(BytesIO(found["Body"].read()), name)

    def url(self, name, *args, **kwargs):
        raise ValueError("Only the site reads these files: they have no address of their own.")

    _save = asks(S3Storage._save)
    delete = asks(S3Storage.delete)
    exists = asks(S3Storage.exists)
    size = asks(S3Storage.size)
    listdir = asks(S3Storage.listdir)
    get_modified_time = asks(S3Storage.get_modified_time)
