"""A small invented region with agencies and officers, and promises in it. For the tests of the case engine."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any
from uuid import uuid4

from balai.engine.cases.kinds import CaseKind
from balai.engine.cases.models import Case, Watcher
from balai.engine.cases.public import Opening, open_case
from balai.engine.documents.public import Document
from balai.engine.journal.public import Entry, history
from balai.engine.notices.public import Recipient
from balai.engine.organizations.public import Area, Opd
from balai.engine.parameters.public import Parameter
from balai.engine.people.public import Role
from balai.engine.people.testing import make_opd, make_user
from balai.foundation.actor import CITIZEN, Actor

CLOCK = "TIGA_HARI"
# Monday, an ordinary working week without holidays.
MONDAY = datetime(2026, 6, 8, 2, 0, tzinfo=UTC)
REPORTER_MAIL = "pelapor.rekaan@contoh.example"
KIND = CaseKind(
    code="JANJI_REKAAN",
    label="Janji rekaan",
    reporters=lambda cases: {case.pk: [Recipient(email=REPORTER_MAIL)] for case in cases},
    public_url=lambda case: "" if case.is_confidential else f"/laporan/{case.pk}/",
    reporter_url=lambda case: f"/lacak/{case.tracking_code}/",
    categories=lambda: {"JALAN": "Jalan rusak"},
    has_families=True,
)
CLOCKS = {
    "name": "Tiga hari kerja (rekaan)",
    "limits": [
        {"code": "FORWARD", "amount": 24, "unit": "HOURS"},
        {"code": "DECIDE", "amount": 1, "unit": "WORKING_DAYS"},
        {"code": "ANSWER", "amount": 3, "unit": "WORKING_DAYS"},
        {"code": "SOLVE", "amount": 5, "unit": "WORKING_DAYS"},
        {"code": "LAPSE", "amount": 10, "unit": "WORKING_DAYS"},
    ],
    "ladder": [
        {"to": "OFFICER", "share": 0.75},
        {"to": "HEAD_OF_OPD", "amount": 0, "unit": "WORKING_DAYS"},
        {"to": "COORDINATOR", "amount": 1, "unit": "WORKING_DAYS"},
        {"to": "SEKDA", "amount": 2, "unit": "WORKING_DAYS"},
    ],
}
LISTS = {
    f"cases.clock.{CLOCK}": CLOCKS,
    "cases.refusal_reasons": [{"code": "NOT_OURS", "label": "Bukan kewenangan kami"}],
    "cases.pause_reasons": [
        {"code": "WEATHER", "label": "Menunggu cuaca", "amount": 3, "unit": "WORKING_DAYS"}
    ],
    "cases.closing_reasons": [{"code": "DUPLICATE", "label": "Sudah dilaporkan"}],
    "cases.proof_refusal_reasons": [{"code": "NOT_DONE", "label": "Belum tampak selesai"}],
    "cases.reply_templates": [
        {"code": "OK", "label": "Terima kasih", "text": "Laporan {nomor} kami terima, {opd}."}
    ],
}
_numbers = count(1)


def hours(amount: float) -> timedelta:
    return timedelta(hours=amount)


def make_region() -> None:
    """Coordinator, inspectorate, three agencies (ROADS, WATER, LIGHTS), one kecamatan, clocks and reasons; once."""
    if Parameter.objects.filter(code=f"cases.clock.{CLOCK}").exists():
        return
    for code, value in LISTS.items():
        Parameter.objects.create(code=code, value=value, valid_from=date(2000, 1, 1))
    make_opd("COORDINATOR", is_coordinator=True)
    make_opd("INSPECTORATE", is_inspectorate=True)
    for code in ("ROADS", "WATER", "LIGHTS"):
        make_opd(code)
    Area.objects.get_or_create(
        code="99.01.01",
        defaults={"name": "Rekaan", "level": "KECAMATAN", "latitude": -7.0, "longitude": 109.8},
    )


def opd(code: str = "ROADS") -> Opd:
    make_region()
    return Opd.objects.get(code=code)


def officer(code: str = "ROADS", role: str = Role.OPD_ADMIN) -> Actor:
    """Somebody of that agency, without an account."""
    return Actor("OFFICER", opd_id=opd(code).pk, role=role)


def coordinator() -> Actor:
    return officer("COORDINATOR", Role.COORDINATOR)


def account(role: Role = Role.OPD_ADMIN, code: str = "ROADS", **fields: Any):
    """An officer with an account."""
    agency = opd(code)
    if role in {Role.OPD_ADMIN, Role.FIELD_OFFICER, Role.COORDINATOR}:
        fields.setdefault("opd", agency)
    return make_user(role, email=f"petugas{next(_numbers)}@contoh.invalid", **fields)


def opening(holder: str = "ROADS", **fields: Any) -> Opening:
    values = {
        "kind": KIND.code,
        "title": "Jalan berlubang di Rekaan",
        "clock_set": CLOCK,
        "category_code": "JALAN",
    }
    return Opening(holder_id=opd(holder).pk, **{**values, **fields})


def make_case(holder: str = "ROADS", *, at: datetime = MONDAY, **fields: Any) -> Case:
    """A case that was opened on Monday at nine."""
    return open_case(opening=opening(holder, **fields), by=CITIZEN, at=at)


def proof(
    *, taken_at: datetime | None, latitude: float | None = -7.0, longitude: float | None = 109.8
) -> Document:
    """The row of a photo; its files are no business of a case."""
    number = next(_numbers)
    return Document.objects.create(
        token=uuid4().hex,
        stored_on=date(2026, 6, 8),
        kind="PROOF",
        content_type="image/jpeg",
        width=64,
        height=48,
        size=1000,
        size_small=100,
        sha256=f"{number:064x}",
        difference_hash=number,
        created_at=MONDAY,
        taken_at=taken_at,
        latitude=latitude,
        longitude=longitude,
    )


def entries(case: Case) -> list[Entry]:
    return list(history(subject=("case", case.pk)))


def codes(case: Case) -> list[str]:
    return [entry.code for entry in entries(case)]


def watch(case: Case, user) -> Watcher:
    return Watcher.objects.create(case=case, user=user, key=f"user:{user.pk}", since=MONDAY)


def keys(cases: Sequence[Case]) -> set[int]:
    return {case.pk for case in cases}
