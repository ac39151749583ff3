"""A case is sent on to another body. It is no hand-over: holder, promise and clocks stay as they are.

Whoever holds the case watches what comes back and answers the reporter; the other body is one more that was asked.
"""

from datetime import datetime

from django.db import transaction

from balai.domains.citizen_reports.models import Report
from balai.domains.citizen_reports.models_peers import Body, Relay, RelayMessage
from balai.domains.citizen_reports.relay.permissions import must_relay
from balai.domains.citizen_reports.relay.queries import came_from, may_leave, origin_of
from balai.domains.citizen_reports.relay.rules.routes import Facts, match
from balai.domains.citizen_reports.terms import Identity
from balai.domains.citizen_reports.terms_peers import Direction, RelayState
from balai.engine.cases import public as cases
from balai.engine.journal import public as journal
from balai.foundation.actor import Actor
from balai.foundation.errors import Conflict, NotFound, Refused
from balai.foundation.text import clean_text

_AGAIN = frozenset({RelayState.CANCELLED, RelayState.FAILED, RelayState.REFUSED})


@transaction.atomic
def relay_case(*, case_id: int, body_id: int, reason: str = "", by: Actor, at: datetime) -> Relay:
    """Send a case on. Raises NotFound CASE_UNKNOWN, BODY_UNKNOWN; Forbidden NOT_YOURS; Conflict RELAYED_ALREADY; Refused
    RELAY_PRIVATE, RELAY_UNDER_HEAD, RELAY_ENDED, RELAY_LOOP, RELAY_NO_ROUTE, TEXT_…."""
    case = cases.locked(case_id)
    must_relay(by, case)
    report = Report.objects.select_related("case", "category").filter(pk=case_id).first()
    body = Body.objects.filter(pk=body_id, is_active=True).exclude(endpoint="").first()
    if report is None or body is None:
        raise NotFound("BODY_UNKNOWN", "Pilih badan tujuan dari daftar.", field="body")
    service = _service(report, body)
    why = clean_text(reason, field="reason", label="Alasan", minimum=0, maximum=300)
    relay = Relay.objects.filter(case=case, body=body).first() or Relay(case=case, body=body)
    if relay.pk and relay.state not in _AGAIN:
        raise Conflict("RELAYED_ALREADY", "Laporan ini sudah diteruskan ke badan itu.", field="body")
    relay.service_code, relay.reason, relay.state = service, why, RelayState.WAITING
    relay.asked_at, relay.asked_by_id = at, by.user_id
    relay.attempts, relay.next_try_at, relay.last_error, relay.answer = 0, at, "", ""
    relay.save()
    _journal("CASE_RELAYED", relay, by=by, at=at, service=service)
    return relay


def _service(report: Report, body: Body) -> str:
    """The service code there. Everything that keeps a report in the house is refused here."""
    if not may_leave(report):
        raise Refused("RELAY_PRIVATE", "Laporan rahasia atau tersembunyi tidak pernah keluar dari sini.")
    if report.case.head_id is not None:
        raise Refused(
            "RELAY_UNDER_HEAD", "Laporan ini disatukan dengan laporan lain. Teruskan laporan induknya."
        )
    if report.case.state not in {*cases.OPEN_STATES, cases.State.ANSWERED}:
        raise Refused("RELAY_ENDED", "Laporan ini sudah berakhir; tidak ada lagi yang diteruskan.")
    if came_from(report, body, origin_of(report.pk)):
        raise Refused(
            "RELAY_LOOP",
            "Laporan ini datang dari badan itu (atau melewatinya). Bila bukan wewenang Anda, jawab dengan alasannya.",
            field="body",
        )
    found = match(body.routes, Facts(report.category_id, report.area_id or "", report.public_text))
    if found is None:
        raise Refused(
            "RELAY_NO_ROUTE",
            "Belum ada layanan di {body} untuk kategori ini. Minta koordinator menambahkannya di daftar badan lain.",
            field="body",
            body=body.name,
        )
    return found.service


@transaction.atomic
def cancel_relay(*, relay_id: int, by: Actor, at: datetime) -> Relay:
    """Take a sending back that has not gone yet. Raises NotFound; Forbidden; Conflict RELAY_GONE."""
    relay = locked(relay_id, by)
    if relay.state not in {RelayState.WAITING, RelayState.FAILED, RelayState.REFUSED} or relay.is_unsure:
        raise Conflict("RELAY_GONE", "Laporan ini sudah atau mungkin sudah sampai di sana.")
    relay.state, relay.next_try_at = RelayState.CANCELLED, None
    relay.save(update_fields=["state", "next_try_at"])
    _journal("RELAY_CANCELLED", relay, by=by, at=at)
    return relay


@transaction.atomic
def retry_relay(*, relay_id: int, by: Actor, at: datetime) -> Relay:
    """Try again what was given up: the report, or words about it. Raises NotFound; Forbidden; Refused NOTHING_FAILED."""
    relay = locked(relay_id, by)
    words = RelayMessage.objects.filter(relay=relay, direction=Direction.OUT, failed_at__isnull=False)
    count = words.update(failed_at=None, attempts=0, next_try_at=at)
    if relay.state in {RelayState.FAILED, RelayState.REFUSED}:
        relay.state, relay.attempts, relay.next_try_at = RelayState.WAITING, 0, at
        relay.save(update_fields=["state", "attempts", "next_try_at"])
    elif not count:
        raise Refused("NOTHING_FAILED", "Tidak ada yang gagal pada pengiriman ini.")
    _journal("RELAY_RETRIED", relay, by=by, at=at, words=count)
    return relay


@transaction.atomic
def allow_contact(*, report: Report, relay_id: int, by: Actor, at: datetime) -> Relay:
    """The reporter lets a body have name and address. Nothing of it left before. Saying it twice is saying it once.

    Raises NotFound RELAY_UNKNOWN; Refused CONTACT_NONE."""
    relay = Relay.objects.select_for_update().filter(pk=relay_id, case=report.pk).first()
    if relay is None or relay.state == RelayState.CANCELLED:
        raise NotFound("RELAY_UNKNOWN", "Penerusan ini tidak ditemukan.")
    if report.identity == Identity.ANONYMOUS or not (report.email or report.phone):
        raise Refused("CONTACT_NONE", "Tidak ada kontak yang dapat diteruskan pada laporan ini.")
    if relay.contact_allowed_at is not None:
        return relay
    relay.contact_allowed_at = at
    relay.save(update_fields=["contact_allowed_at"])
    # What was sent already is followed by a word; what waits takes the contact along.
    if relay.state == RelayState.SENT:
        RelayMessage.objects.create(
            relay=relay,
            direction=Direction.OUT,
            update_id=f"kontak-{relay.pk}",
            status="UNCHANGED",
            text="Pelapor bersedia dihubungi.",
            with_contact=True,
            at=at,
            next_try_at=at,
        )
    _journal("RELAY_CONTACT_ALLOWED", relay, by=by, at=at)
    return relay


def locked(relay_id: int, by: Actor) -> Relay:
    """The relay, held until the transaction ends, for who may send its case on."""
    relay = Relay.objects.select_for_update(of=("self",)).select_related("case", "body").filter(pk=relay_id)
    found = relay.first()
    if found is None:
        raise NotFound("RELAY_UNKNOWN", "Penerusan ini tidak ditemukan.")
    must_relay(by, found.case)
    return found


def _journal(code: str, relay: Relay, *, by: Actor, at: datetime, **data: object) -> None:
    details = {"relay": relay.pk, "body": relay.body.code, **data}
    journal.append(code=code, subject=("case", relay.case_id), by=by, at=at, data=details)
