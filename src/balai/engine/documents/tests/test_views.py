"""Handing out photos."""

from datetime import datetime
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory
from django.urls import reverse

from balai.engine.documents import permissions, serving, views
from balai.engine.documents.public import Document, store_photo, thumbnail_url, url, visibility
from balai.engine.documents.tests.images import photo
from balai.foundation.actor import CITIZEN

pytestmark = pytest.mark.django_db


class Officer:
    """Somebody who is signed in; the view only hands the user on."""

    is_authenticated = True


@pytest.fixture(autouse=True)
def kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(permissions, "_CHECKS", {})
    visibility("OPEN", lambda document, user: True)
    visibility("OFFICE", lambda document, user: user.is_authenticated)


def body(answer) -> bytes:
    """Read to the end, which also ends the request."""
    return b"".join(answer.streaming_content)


def kept(at: datetime, kind: str) -> Document:
    return store_photo(upload=photo(), kind=kind, by=CITIZEN, at=at)


def test_a_public_photo_may_be_kept_by_caches(folder: Path, at: datetime, client: Client) -> None:
    document = kept(at, "OPEN")
    answer = client.get(url(document))
    assert answer.status_code == 200
    assert body(answer) == (folder / document.name()).read_bytes()
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["Content-Length"] == str(document.size)
    assert answer["Cache-Control"] == "public, max-age=600"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"] == f'inline; filename="{document.token}.jpg"'
    assert "Cookie" not in answer.get("Vary", "")


def test_the_thumbnail_is_another_file(folder: Path, at: datetime, client: Client) -> None:
    document = kept(at, "OPEN")
    answer = client.get(thumbnail_url(document))
    assert body(answer) == (folder / document.name(small=True)).read_bytes()
    large = client.get(url(document))
    body(large)
    assert answer["ETag"] != large["ETag"]
    assert thumbnail_url(document) == url(document).replace(".jpg", "-k.jpg")


def test_an_unchanged_photo_is_not_sent_again(folder: Path, at: datetime, client: Client) -> None:
    address = url(kept(at, "OPEN"))
    first = client.get(address)
    body(first)
    etag = first["ETag"]
    answer = client.get(address, headers={"If-None-Match": etag})
    assert (answer.status_code, answer.content, answer["ETag"]) == (304, b"", etag)


@pytest.mark.parametrize(
    ("kind", "user", "status", "cache"),
    [
        ("OFFICE", AnonymousUser(), 404, None),
        ("OFFICE", Officer(), 200, "private, no-store"),
        ("UNREGISTERED", Officer(), 404, None),
    ],
)
def test_each_kind_brings_its_own_rule(kind, user, status, cache, folder: Path, at: datetime) -> None:
    document = kept(at, kind)
    request = RequestFactory().get(url(document))
    request.user = user
    if status == 404:
        with pytest.raises(views.Http404):
            views.photo(request, document.token, "")
        return
    answer = views.photo(request, document.token, "")
    answer.file_to_stream.close()
    assert (answer.status_code, answer["Cache-Control"]) == (status, cache)


@pytest.mark.parametrize(
    "name",
    [
        "0" * 32 + ".jpg",
        "0" * 31 + ".jpg",
        "../" + "0" * 32 + ".jpg",
        "..%2f..%2fetc%2fpasswd",
        "0" * 32 + "-k-k.jpg",
        "0" * 32 + ".jpg%00",
    ],
)
def test_what_is_not_an_address_of_a_photo_is_not_found(name: str, client: Client, folder: Path) -> None:
    root = reverse("documents:photo", args=["0" * 32, ""]).removesuffix("0" * 32 + ".jpg")
    assert client.get(root + name).status_code == 404


def test_a_lost_file_is_not_found_and_reported(folder: Path, at: datetime, client: Client, caplog) -> None:
    document = kept(at, "OPEN")
    (folder / document.name()).unlink()
    assert client.get(url(document)).status_code == 404
    assert [record.getMessage() for record in caplog.records if record.name == serving.__name__] == [
        f"document {document.pk} has no file"
    ]


def test_only_reading_is_allowed(folder: Path, at: datetime, client: Client) -> None:
    assert client.post(url(kept(at, "OPEN"))).status_code == 405
    assert views.photo.permission == "public"
