"""Signing through an Esign Client server, over real HTTP on the loopback interface."""

import json
import logging
import socket
from base64 import b64encode
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from balai.adapters.bsre_signing.client import BsreSigning
from balai.adapters.bsre_signing.fake import NIK, PASSPHRASE, FakeEsign
from balai.engine.documents.public import Credentials, Signer, SigningAway, SigningFailed, signing, typeset
from balai.engine.documents.signatures import read_signature

AT = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
HEAD = Signer("Wati Rekaan", "Kepala Desa Contohsari")
GOOD = Credentials(NIK, PASSPHRASE)
RECORDINGS = json.loads(Path(__file__).with_name("recordings.json").read_text())


def really_signed(pdf: bytes, reason: str, location: str) -> bytes:
    """By the demo authority that the settings bind."""
    return signing().sign(pdf, signer=HEAD, credentials=None, reason=reason, location=location, at=AT)


@pytest.fixture
def server() -> Iterator[FakeEsign]:
    with FakeEsign(sign=really_signed).running() as fake:
        yield fake


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return typeset(source='#import "surat.typ": *\n#show: letter\n#signature()', data={}, title="Rekaan")


def sign(server: FakeEsign, pdf: bytes, credentials: Credentials | None = GOOD, **options: Any) -> bytes:
    service = BsreSigning(server.address, **options)
    return service.sign(
        pdf, signer=HEAD, credentials=credentials, reason="Surat nomor 1", location="Contohsari", at=AT
    )


def refused(server: FakeEsign, pdf: bytes, *args: Any, **options: Any) -> SigningFailed:
    with pytest.raises(SigningFailed) as caught:
        sign(server, pdf, *args, **options)
    return caught.value


def test_a_letter_comes_back_signed(server: FakeEsign, pdf: bytes) -> None:
    report = read_signature(sign(server, pdf))
    assert report is not None and report.is_good
    ((path, body),) = server.asked
    assert path == "/api/v2/sign/pdf"
    assert (body["nik"], body["signatureProperties"]) == (
        NIK,
        [{"tampilan": "INVISIBLE", "location": "Contohsari", "reason": "Surat nomor 1"}],
    )


@pytest.mark.parametrize(
    ("credentials", "code", "field"),
    [
        (Credentials(NIK, "keliru"), "SIGNING_PASSPHRASE", "passphrase"),
        (Credentials("9901010101700009", PASSPHRASE), "SIGNING_UNREGISTERED", None),
        (Credentials("99", PASSPHRASE), "SIGNING_CREDENTIALS", "nik"),
        (Credentials(NIK, ""), "SIGNING_CREDENTIALS", "passphrase"),
        (None, "SIGNING_CREDENTIALS", "nik"),
    ],
)
def test_a_signer_who_cannot_sign_is_told_why(
    credentials, code, field, server: FakeEsign, pdf: bytes
) -> None:
    refusal = refused(server, pdf, credentials)
    assert (refusal.code, refusal.field, refusal.status) == (code, field, 400)


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ((200, b"<html>Bad gateway</html>"), "SIGNING_AWAY"),
        ((200, b"[]"), "SIGNING_AWAY"),
        ((200, b"{}"), "SIGNING_NONSENSE"),
        ((200, b'{"file": []}'), "SIGNING_NONSENSE"),
        ((200, b'{"file": [7]}'), "SIGNING_NONSENSE"),
        ((200, b'{"file": ["bukan base64!"]}'), "SIGNING_NONSENSE"),
        ((200, b'{"file": ["aGFsbw=="]}'), "SIGNING_NONSENSE"),
        ((302, b"{}"), "SIGNING_AWAY"),
        ((401, b'{"error": "Unauthorized"}'), "SIGNING_AWAY"),
        ((500, b'{"timestamp": "x", "status": 500, "error": "Internal Server Error"}'), "SIGNING_AWAY"),
        ((500, b'{"error": "Passphrase anda salah"}'), "SIGNING_PASSPHRASE"),
        ((400, b'{"error": "Sertifikat kadaluarsa", "status_code": 2021}'), "SIGNING_EXPIRED"),
        ((400, b'{"error": "Sesuatu", "status_code": 2999}'), "SIGNING_REFUSED"),
    ],
)
def test_whatever_the_server_answers_is_understood(answer, code: str, server: FakeEsign, pdf: bytes) -> None:
    server.broken = answer
    refusal = refused(server, pdf)
    assert refusal.code == code
    assert refusal.status == (503 if isinstance(refusal, SigningAway) else 400)


def test_a_server_that_is_slow_or_gone_is_away(server: FakeEsign, pdf: bytes) -> None:
    server.delay = 0.2
    assert refused(server, pdf, patience=0.05).code == "SIGNING_AWAY"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        gone = FakeEsign(sign=really_signed, port=free.getsockname()[1])
    assert refused(gone, pdf).code == "SIGNING_AWAY"


def test_neither_passphrase_nor_nik_is_logged_or_told(server: FakeEsign, pdf: bytes, caplog) -> None:
    caplog.set_level(logging.DEBUG)
    told = []
    for broken in (None, (500, b"{}"), (400, b'{"error": "x", "status_code": 2999}')):
        server.broken = broken
        told.append(repr(refused(server, pdf, Credentials(NIK, "sangat rahasia"))))
    told += [caplog.text, repr(GOOD), str(GOOD)]
    for secret in (NIK, "sangat rahasia", PASSPHRASE, "sandi-rekaan"):
        assert not any(secret in text for text in told)


@pytest.mark.parametrize(
    ("state", "code", "is_active"),
    [
        ("ISSUE", "ACTIVE", True),
        ("EXPIRED", "EXPIRED", False),
        ("REVOKE", "REVOKED", False),
        ("NO_CERTIFICATE", "UNKNOWN", False),
        ("WAITING_FOR_VERIFICATION", "OTHER", False),
    ],
)
def test_the_state_of_a_certificate(state: str, code: str, is_active: bool, server: FakeEsign) -> None:
    server.states[NIK] = state
    found = BsreSigning(server.address).status(NIK)
    assert (found.code, found.is_active) == (code, is_active)


def test_a_stranger_has_no_certificate(server: FakeEsign) -> None:
    service = BsreSigning(server.address)
    assert service.status("9901010101700009").code == "UNKNOWN"
    server.broken = (500, b"{}")
    with pytest.raises(SigningAway):
        service.status(NIK)


def test_the_server_may_be_asked_for_its_opinion(server: FakeEsign, pdf: bytes) -> None:
    service = BsreSigning(server.address)
    found = service.verify(sign(server, pdf))
    assert (found.is_valid, found.signers) == (True, ("Wati Rekaan",))
    assert service.verify(pdf).is_valid is False
    server.broken = (200, b"{}")
    with pytest.raises(SigningAway):
        service.verify(pdf)


@pytest.mark.parametrize(
    "address",
    ["", "http://a:b@bsre.example", "https://bsre.example", "ftp://a:b@bsre.example", "bsre.example"],
)
def test_an_address_that_cannot_be_used_stops_the_start(address: str) -> None:
    with pytest.raises(ImproperlyConfigured):
        BsreSigning(address)


def test_roots_come_from_a_file(tmp_path: Path) -> None:
    address = "https://a:b@bsre.example"
    assert BsreSigning(address).trust_roots() == []
    with pytest.raises(ImproperlyConfigured):
        BsreSigning(address, roots_file=str(tmp_path / "tiada.pem")).trust_roots()


def shape(value: Any) -> Any:
    """Keys and types, all the way down."""
    if isinstance(value, dict):
        return {key: shape(part) for key, part in value.items()}
    if isinstance(value, list):
        return [shape(part) for part in value[:1]]
    return type(value).__name__


def test_the_fake_agrees_with_the_recordings(server: FakeEsign, pdf: bytes) -> None:
    look = [{"tampilan": "INVISIBLE", "location": "x", "reason": "y"}]
    signed = server.sign(pdf, "y", "x")
    text, done = b64encode(pdf).decode(), b64encode(signed).decode()
    body = {"nik": NIK, "passphrase": PASSPHRASE, "signatureProperties": look, "file": [text]}
    calls = {
        "sign": ("/api/v2/sign/pdf", body),
        "sign_wrong_passphrase": ("/api/v2/sign/pdf", {**body, "passphrase": "keliru"}),
        "sign_unknown_user": ("/api/v2/sign/pdf", {**body, "nik": "9901010101700009"}),
        "status": ("/api/v2/user/check/status", {"nik": NIK}),
        "verify": ("/api/v2/verify/pdf", {"file": done}),
    }
    for name, (path, sent) in calls.items():
        status, answer = server.answer(path, sent)
        assert (name, status, shape(answer)) == (
            name,
            RECORDINGS[name]["status"],
            shape(RECORDINGS[name]["body"]),
        )
