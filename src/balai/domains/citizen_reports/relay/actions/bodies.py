"""The list of other bodies: kept by the coordinator and the operator, checked against the bodies themselves."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils.text import slugify

from balai.domains.citizen_reports.actions.keys import issue_key, revoke_key
from balai.domains.citizen_reports.models_peers import Body
from balai.domains.citizen_reports.reference import reference
from balai.domains.citizen_reports.relay import letters
from balai.domains.citizen_reports.relay.permissions import must_keep
from balai.domains.citizen_reports.relay.ports import Offer, PeerAway, PeerRefused, peer
from balai.domains.citizen_reports.relay.rules.routes import read_routes
from balai.engine.journal import public as journal
from balai.foundation.actor import Actor
from balai.foundation.errors import Conflict, NotFound, Refused
from balai.foundation.text import clean_text

MOST_HOSTS = 20


@dataclass(frozen=True, slots=True)
class Settings:
    """What is said about a body. `key` "" leaves the one that is there; `routes` and `hosts` are lines of text."""

    name: str
    endpoint: str = ""
    jurisdiction: str = ""
    key: str = ""
    routes: str = ""
    hosts: str = ""
    is_active: bool = True


@transaction.atomic
def save_body(*, body_id: int | None, given: Settings, version: int = 0, by: Actor, at: datetime) -> Body:
    """A new body, or the present settings of one. Raises Forbidden NOT_YOURS; NotFound BODY_UNKNOWN; Conflict BODY_MOVED,
    BODY_KNOWN; Refused TEXT_…, ENDPOINT_INVALID, ROUTE_INVALID, HOST_INVALID."""
    must_keep(by)
    body = Body(created_at=at) if body_id is None else _locked(body_id)
    if body_id is not None and body.version != version:
        raise Conflict(
            "BODY_MOVED",
            "Badan ini baru saja diubah orang lain. Isian Anda masih ada: periksa lalu simpan lagi.",
        )
    body.name = clean_text(given.name, field="name", label="Nama", minimum=3, maximum=120)
    if body_id is None:
        body.code = slugify(body.name)[:40] or "badan"
        if Body.objects.filter(code=body.code).exists():
            raise Conflict("BODY_KNOWN", "Badan dengan nama ini sudah ada dalam daftar.", field="name")
    body.endpoint = _endpoint(given.endpoint.strip())
    body.jurisdiction = clean_text(
        given.jurisdiction, field="jurisdiction", label="Kode yurisdiksi", minimum=0, maximum=80
    )
    if given.key.strip():
        body.key = clean_text(given.key, field="key", label="Kunci API", maximum=300)
    body.routes = read_routes(given.routes, categories=set(reference().categories))
    body.media_hosts = _hosts(given.hosts)
    body.is_active = given.is_active
    body.version += 0 if body_id is None else 1
    body.save()
    # Neither the key nor the address of an intranet belongs into the journal.
    journal.append(
        code="BODY_SAVED", subject=("body", body.code), by=by, at=at,
        data={"name": body.name, "active": body.is_active, "routes": len(body.routes)},
    )  # fmt: skip
    return body


def _endpoint(address: str) -> str:
    if not address:
        return ""
    try:
        parts = urlsplit(address)
        host, _port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        host, parts = "", urlsplit("")
    secure = parts.scheme == "https" or (parts.scheme == "http" and host in settings.PEER_PRIVATE_HOSTS)
    if (
        not host
        or not secure
        or parts.username
        or parts.query
        or len(address) > 300
        or not address.isprintable()
    ):
        raise Refused(
            "ENDPOINT_INVALID",
            "Tulis alamat lengkap yang diawali https://, misalnya https://lapor.contoh.go.id/open311/v2/.",
            field="endpoint",
        )
    return address


def _hosts(text: str) -> list[str]:
    hosts = [line.strip().lower() for line in text.replace(",", "\n").splitlines() if line.strip()]
    for host in hosts:
        if len(host) > 120 or not host.isascii() or any(sign in host for sign in "/:@ ?#"):
            raise Refused(
                "HOST_INVALID",
                "Tulis nama host saja, satu per baris, misalnya foto.contoh.go.id.",
                field="hosts",
            )
    return hosts[:MOST_HOSTS]


@transaction.atomic
def give_key(*, body_id: int, by: Actor, at: datetime) -> str:
    """A new key with which this body writes to us; the one before opens nothing any more. Shown this once.

    Raises Forbidden; NotFound."""
    must_keep(by)
    body = _locked(body_id)
    before = body.incoming_key
    body.incoming_key, secret = issue_key(label=body.name[:80], by=by, at=at)
    body.save(update_fields=["incoming_key"])
    if before is not None and before.revoked_at is None:
        revoke_key(key_id=before.pk, by=by, at=at)
    return secret


def check_body(*, body_id: int, by: Actor, at: datetime) -> Sequence[Offer]:
    """Ask a body what it offers, and keep the answer. Raises Forbidden; NotFound; Refused BODY_AWAY, BODY_REFUSES."""
    must_keep(by)
    body = Body.objects.filter(pk=body_id).first()
    if body is None or not body.endpoint:
        raise NotFound("BODY_UNKNOWN", "Badan ini tidak punya alamat untuk dihubungi.")
    try:
        offers = peer().services(letters.address_of(body))
    except PeerAway as error:
        Body.objects.filter(pk=body.pk).update(last_error=error.code, failing_since=body.failing_since or at)
        raise Refused(
            "BODY_AWAY", "Badan itu tidak dapat dihubungi sekarang ({why}). Periksa alamatnya, lalu coba lagi.",
            why=error.code,
        ) from None  # fmt: skip
    except PeerRefused as error:
        raise Refused(
            "BODY_REFUSES",
            "Badan itu menolak ({why}). Periksa alamat dan kode yurisdiksinya.",
            why=error.code,
        ) from None
    rows = [{**asdict(offer), "flags": sorted(offer.flags)} for offer in offers][:500]
    with transaction.atomic():
        Body.objects.filter(pk=body.pk).update(
            services=rows, answered_at=at, last_error="", failing_since=None
        )
        journal.append(
            code="BODY_CHECKED", subject=("body", body.code), by=by, at=at, data={"services": len(rows)}
        )
    return offers


def _locked(body_id: int) -> Body:
    body = Body.objects.select_for_update(of=("self",)).filter(pk=body_id).first()
    if body is None:
        raise NotFound("BODY_UNKNOWN", "Badan ini tidak ada dalam daftar.")
    return body
