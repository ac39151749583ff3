"""The numbers of the room: a follower of the journal that adds to the engine's indicators.

Every amount stands on the day on which the application was filed, so that what was decided and what is still open stem
from the same intake. A key is `region`, `service/<pack>`, `opd/<id>` (who serves it) or `kec/<code>`.
"""

from collections.abc import Iterator
from datetime import date

from balai.domains.public_services.models import Application
from balai.domains.public_services.terms import CASE_KIND
from balai.engine.cases.public import Act, Case
from balai.engine.indicators import public as indicators
from balai.engine.indicators.public import Delta, Indicator, bucket_of
from balai.engine.journal.public import Entry
from balai.engine.packs import public as packs
from balai.engine.packs.public import FlowState

FOLLOWER = "public_services.counting"
FILED, OPEN, SERVED, REFUSED = "services.filed", "services.open", "services.served", "services.refused"
DECIDED, PAID = "services.decided", "services.paid_rupiah"

INDICATORS = [
    Indicator(code=FILED, label="Permohonan masuk", unit="permohonan", description="Permohonan layanan menurut hari masuknya.", follower=FOLLOWER),
    Indicator(code=OPEN, label="Belum selesai", unit="permohonan", description="Permohonan yang belum selesai, menurut hari masuknya.", follower=FOLLOWER),
    Indicator(code=SERVED, label="Selesai dilayani", unit="permohonan", description="Permohonan yang dilayani sampai selesai.", follower=FOLLOWER),
    Indicator(code=REFUSED, label="Ditolak atau ditarik", unit="permohonan", description="Permohonan yang berakhir tanpa layanan.", follower=FOLLOWER),
    Indicator(code=DECIDED, label="Lama sampai selesai", unit="permohonan", description="Waktu dari masuk sampai akhir, apa pun hasilnya.", follower=FOLLOWER),
    Indicator(code=PAID, label="Dibayarkan", unit="rupiah", description="Uang yang dibayarkan kepada penerima.", follower=FOLLOWER),
]  # fmt: skip
ACTS = {Act.OPENED, Act.STEPPED}


def count(entries: list[Entry]) -> None:
    """Follower: add what each entry changes. Replaying the journal from its beginning gives the same numbers."""
    ids = {int(entry.subject_id) for entry in entries}
    cases = Case.objects.filter(kind=CASE_KIND).in_bulk(ids)
    rows = Application.objects.in_bulk(list(cases))
    deltas: list[Delta] = []
    for entry in entries:
        key = int(entry.subject_id)
        if key in cases and key in rows:
            deltas.extend(_deltas(entry, cases[key], rows[key]))
    indicators.add(deltas)


def _deltas(entry: Entry, case: Case, application: Application) -> Iterator[Delta]:
    data = entry.data or {}
    if entry.code == Act.OPENED:
        yield from _each(case, application, {FILED: 1, OPEN: 1})
        return
    state = _state(application, data.get("step", ""))
    if state is None or not state.is_final:
        return
    amounts = {OPEN: -1, SERVED if state.is_good else REFUSED: 1}
    yield from _each(case, application, amounts)
    yield from _each(case, application, {DECIDED: 1}, bucket=bucket_of(entry.at - case.opened_at))
    if state.is_good and application.payment_id:
        yield from _each(case, application, {PAID: application.amount_rupiah or 0})


def _state(application: Application, code: str) -> FlowState | None:
    states = packs.pack_of(application.pack_version_id).flow.states
    return next((state for state in states if state.code == code), None)


def _each(
    case: Case, application: Application, amounts: dict[str, int], *, bucket: int = 0
) -> Iterator[Delta]:
    """The amounts for the region, the service, the agency (or the village's government) and the kecamatan."""
    keys: list[tuple[str, ...] | str] = ["region", ("service", application.service)]
    keys.append(("opd", str(application.agency_id or case.holder_id)))
    if case.area_id:
        keys.append(("kec", ".".join(case.area_id.split(".")[:3])))
    for code, amount in amounts.items():
        for key in keys:
            yield Delta(indicator=code, day=_day(application), keys=key, bucket=bucket, amount=amount)


def _day(application: Application) -> date:
    return application.filed_date
