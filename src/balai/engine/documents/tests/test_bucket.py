"""The same documents in a real S3-speaking server on loopback."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from urllib.request import Request, urlopen

import boto3
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.test import Client
from moto.server import ThreadedMotoServer

from balai.engine.documents import permissions
from balai.engine.documents.actions.sweeping import sweep_orphans
from balai.engine.documents.bucket import options
from balai.engine.documents.public import Document, prepare_photo, store_photo, url, visibility
from balai.engine.documents.storage import StorageAway
from balai.engine.documents.tests.conftest import fresh_storages
from balai.engine.documents.tests.images import photo
from balai.foundation.actor import CITIZEN
from balai.foundation.errors import Refused

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def server() -> Iterator[ThreadedMotoServer]:
    running = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    # All such servers of one process share their memory.
    urlopen(Request(f"http://{host}:{port}/moto-api/reset", method="POST")).close()
    yield running
    running.stop()


@pytest.fixture
def bucket(server: ThreadedMotoServer, settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    """A private bucket, and the settings that lead to it."""
    host, port = server.get_host_and_port()
    service = boto3.resource(
        "s3",
        endpoint_url=f"http://{host}:{port}",
        aws_access_key_id="kunci",
        aws_secret_access_key="rahasia/+",
        region_name="us-east-1",
    )
    made = service.create_bucket(Bucket="dokumen")
    settings.DOCUMENTS_S3 = f"http://kunci:rahasia%2F%2B@{host}:{port}/dokumen"
    fresh_storages()
    monkeypatch.setattr(permissions, "_CHECKS", {})
    visibility("OPEN", lambda document, user: True)
    yield made
    fresh_storages()


def names(bucket) -> list[str]:
    return sorted(item.key for item in bucket.objects.all())


def kept(at: datetime) -> Document:
    return store_photo(upload=photo(), kind="OPEN", by=CITIZEN, at=at)


def test_put_get_and_delete(bucket, at: datetime, client: Client) -> None:
    document = kept(at)
    assert names(bucket) == sorted([document.name(), document.name(small=True)])
    stored = bucket.Object(document.name()).get()
    answer = client.get(url(document))
    assert answer.status_code == 200
    content = b"".join(answer.streaming_content)
    assert content == stored["Body"].read()
    assert (len(content), stored["ContentType"]) == (document.size, "image/jpeg")
    storages["documents"].delete(document.name())
    assert names(bucket) == [document.name(small=True)]
    assert client.get(url(document)).status_code == 404


def test_objects_are_private(bucket, at: datetime) -> None:
    grants = bucket.Object(kept(at).name()).Acl().grants
    assert [grant["Permission"] for grant in grants] == ["FULL_CONTROL"]
    assert "URI" not in grants[0]["Grantee"]


def test_orphans_are_swept(bucket, at: datetime) -> None:
    prepare_photo(upload=photo(), at=at)
    document = kept(at)
    assert sweep_orphans(at=at + timedelta(days=2)) == 2
    assert names(bucket) == sorted([document.name(), document.name(small=True)])


def test_a_server_that_is_away_refuses_and_keeps_nothing(
    bucket, server, at: datetime, client: Client
) -> None:
    document = kept(at)
    server.stop()
    with pytest.raises(Refused) as caught:
        kept(at)
    assert (caught.value.code, caught.value.status, caught.value.field) == ("STORAGE_AWAY", 503, "photos")
    assert list(Document.objects.all()) == [document]
    answer = client.get(url(document))
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    server.start()


def test_a_server_that_refuses_is_away_too(bucket, settings, at: datetime) -> None:
    settings.DOCUMENTS_S3 = settings.DOCUMENTS_S3.replace("/dokumen", "/tidak-ada")
    fresh_storages()
    with pytest.raises(StorageAway):
        storages["documents"].save("a/b.jpg", ContentFile(b"x"))


@pytest.mark.parametrize(
    "address", ["s3://k:s@host/b", "https://host/b", "https://k:s@host/", "https://k@host/b", "dokumen"]
)
def test_a_wrong_address_stops_the_start(address: str) -> None:
    with pytest.raises(ImproperlyConfigured):
        options(address)


def test_an_address_is_read() -> None:
    read = options("https://k%2Fey:s%40cret@s3.example:9000/dokumen?region=ap-southeast-3")
    assert (read["access_key"], read["secret_key"], read["bucket_name"]) == ("k/ey", "s@cret", "dokumen")
    assert (read["endpoint_url"], read["region_name"]) == ("https://s3.example:9000", "ap-southeast-3")
