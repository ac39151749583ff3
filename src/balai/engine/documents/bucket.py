"""Documents in an S3-compatible bucket: private objects, read through our own view only."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import File
from storages.backends.s3 import S3Storage

from balai.engine.documents.storage import StorageAway


@contextmanager
def _or_away() -> Iterator[None]:
    """What the service answers, or does not, as the one refusal that the rest of the house knows."""
    try:
        yield
    except (BotoCoreError, ClientError) as error:
        raise StorageAway from error


def options(address: str) -> dict[str, Any]:
    """Settings of django-storages from `https://KEY:SECRET@host[:port]/bucket?region=…`."""
    url = urlsplit(address)
    bucket = url.path.strip("/")
    if url.scheme not in {"http", "https"} or not (url.hostname and url.username and url.password and bucket):
        raise ImproperlyConfigured("BALAI_DOCUMENTS_S3: tulis https://KUNCI:RAHASIA@host/bucket?region=...")
    port = f":{url.port}" if url.port else ""
    return {
        "access_key": unquote(url.username),
        "secret_key": unquote(url.password),
        "bucket_name": bucket,
        "endpoint_url": f"{url.scheme}://{url.hostname}{port}",
        "region_name": dict(parse_qsl(url.query)).get("region", "us-east-1"),
        "default_acl": None,  # private: as the bucket says, and a bucket is private unless opened
        "querystring_auth": True,
        "file_overwrite": True,  # names are unguessable and written once
        "client_config": Config(
            connect_timeout=3,
            read_timeout=15,
            retries={"max_attempts": 2, "mode": "standard"},
            s3={"addressing_style": "path"},
            signature_version="s3v4",
            # Services that are not Amazon's rarely know the newer checksums.
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        ),
    }


class BucketStorage(S3Storage):
    """django-storages with our address, our patience and our refusal."""

    def __init__(self, address: str) -> None:
        super().__init__(**options(address))

    def _save(self, name: str, content: File) -> str:
        with _or_away():
            return super()._save(name, content)

    def _open(self, name: str, mode: str = "rb") -> File:
        with _or_away():
            return super()._open(name, mode)

    def delete(self, name: str) -> None:
        with _or_away():
            super().delete(name)

    def names(self, folder: str) -> Iterator[str]:
        """Every object whose name begins with the folder."""
        with _or_away():
            for item in self.bucket.objects.filter(Prefix=f"{folder}/"):
                yield item.key
