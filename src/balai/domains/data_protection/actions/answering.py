"""The officer does what was asked, and says so. What cannot be undone takes two people."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from balai.domains.data_protection.models import DataRequest
from balai.domains.data_protection.permissions import must
from balai.domains.data_protection.queries.requests import holdings_of
from balai.domains.data_protection.rules.register import purpose
from balai.domains.data_protection.terms import (
    CONFIRM,
    COPIES,
    COPY_KEPT,
    MOST_TEXT,
    OPEN_STEPS,
    WORK,
    Act,
    Ground,
    Right,
    Step,
)
from balai.engine.cases import public as cases
from balai.engine.cases.public import State
from balai.engine.data_subjects import public as subjects
from balai.engine.data_subjects.public import Record
from balai.engine.journal import public as journal
from balai.foundation.actor import Actor
from balai.foundation.errors import Conflict, Forbidden, Refused
from balai.foundation.text import clean_text

Chosen = Sequence[tuple[str, int]]


@transaction.atomic
def begin(*, request_id: int, by: Actor, at: datetime) -> DataRequest:
    """Take a request in hand; twice is once. Raises Forbidden NOT_YOURS; Conflict REQUEST_CLOSED."""
    row = _held(request_id, by)
    if row.case.step == Step.NEW:
        cases.step(case=row.case, to_step=Step.WORK, state=State.IN_PROGRESS, by=by, at=at)
    return row


@transaction.atomic
def correct(
    *, request_id: int, kind: str, row_id: int, name: str, value: str, by: Actor, at: datetime
) -> None:
    """Correct one fact as its room does. The journal says which column of which row, never what stood there.

    Raises Refused IDENTITY_UNPROVEN, ROW_FOREIGN, FIELD_FIXED, TEXT_…; Forbidden NOT_YOURS.
    """
    row = begin(request_id=request_id, by=by, at=at)
    found = _own(row, [(kind, row_id)])[0]
    held = subjects.holding(kind)
    if held is None or held.correct is None or name not in {fact.name for fact in found.facts if fact.name}:
        raise Refused("FIELD_FIXED", "Isian ini tidak dapat diperbaiki di sini.", field="value")
    held.correct(row_id, name, value, by, at)
    data = {"request": request_id, "kind": kind, "column": name}
    journal.append(code=Act.CORRECTED, subject=("personal_data", row_id), by=by, at=at, data=data)


@transaction.atomic
def restrict(*, request_id: int, chosen: Chosen, by: Actor, at: datetime) -> int:
    """Stop the processing of these rows. Raises Refused IDENTITY_UNPROVEN, ROW_FOREIGN, ROWS_MISSING; Forbidden NOT_YOURS."""
    row = begin(request_id=request_id, by=by, at=at)
    for one in _own(row, chosen):
        subjects.restrict(kind=one.kind, row_id=one.row_id, by=by, at=at, request_id=request_id)
    return len(chosen)


@transaction.atomic
def release(*, request_id: int, chosen: Chosen, by: Actor, at: datetime) -> int:
    """Let them be processed again, also after the request was answered. Raises as `restrict`."""
    must(by, WORK)
    row = DataRequest.objects.select_related("case").get(pk=request_id)
    for one in _own(row, chosen):
        subjects.release(kind=one.kind, row_id=one.row_id, by=by, at=at)
    return len(chosen)


@transaction.atomic
def withdraw_consent(*, request_id: int, chosen: Chosen, by: Actor, at: datetime) -> int:
    """What rests on consent ends with it: news stop, names and addresses that were left freely go.

    Raises Refused IDENTITY_UNPROVEN, ROW_FOREIGN, ROWS_MISSING, NO_CONSENT; Forbidden NOT_YOURS.
    """
    row = begin(request_id=request_id, by=by, at=at)
    for one in _own(row, chosen):
        held = subjects.holding(one.kind)
        if held is None or held.withdraw is None:
            raise Refused(
                "NO_CONSENT",
                "Pemrosesan {title} bukan atas dasar persetujuan.",
                field="rows",
                title=one.title,
            )
        held.withdraw(one.row_id, by, at)
        data = {"request": request_id, "kind": one.kind}
        journal.append(code=Act.CONSENT_ENDED, subject=("personal_data", one.row_id), by=by, at=at, data=data)
    return len(chosen)


@transaction.atomic
def propose_erasure(*, request_id: int, chosen: Chosen, text: str, by: Actor, at: datetime) -> DataRequest:
    """Name what is to be erased, with the words to the one who asked; a second person carries it out.

    Raises Refused IDENTITY_UNPROVEN, ROW_FOREIGN, ROWS_MISSING, TEXT_…; Forbidden NOT_YOURS; Conflict REQUEST_CLOSED.
    """
    row = begin(request_id=request_id, by=by, at=at)
    found = _own(row, chosen)
    row.chosen = [[one.kind, one.row_id] for one in found]
    row.outcome_text = _words(text)
    row.decided_by_id = by.user_id
    row.save(update_fields=["chosen", "outcome_text", "decided_by"])
    cases.step(
        case=cases.locked(request_id), to_step=Step.SECOND, state=State.IN_PROGRESS, by=by, at=at
    )  # fmt: skip
    return row


@transaction.atomic
def confirm_erasure(*, request_id: int, by: Actor, at: datetime) -> DataRequest:
    """Somebody else looked, and it is done: rows are erased, those that the law keeps stay with their reason, and the answer goes out.

    Raises Forbidden NOT_YOURS, also for whoever proposed it; Conflict NOT_PROPOSED.
    """
    must(by, CONFIRM)
    case = cases.locked(request_id)
    row = DataRequest.objects.select_for_update().get(pk=request_id)
    row.case = case
    if case.step != Step.SECOND:
        raise Conflict("NOT_PROPOSED", "Belum ada penghapusan yang menunggu dipastikan.")
    if by.user_id == row.decided_by_id:
        raise Forbidden("NOT_YOURS", "Penghapusan dipastikan orang lain, bukan yang mengusulkannya.")
    kept = _erase(row, by=by, at=at)
    row.kept, row.seconded_by_id = kept, by.user_id
    row.save(update_fields=["kept", "seconded_by"])
    step = Step.PARTLY if kept and len(kept) < len(row.chosen) else Step.REFUSED if kept else Step.GRANTED
    return _answered(row, step, by=by, at=at, ground=Ground.ARCHIVES if step is Step.REFUSED else "")


@transaction.atomic
def send_back(*, request_id: int, by: Actor, at: datetime) -> None:
    """The second person does not agree: back to work. Raises Forbidden NOT_YOURS; Conflict NOT_PROPOSED."""
    must(by, CONFIRM)
    case = cases.locked(request_id)
    if case.step != Step.SECOND:
        raise Conflict("NOT_PROPOSED", "Belum ada penghapusan yang menunggu dipastikan.")
    cases.step(case=case, to_step=Step.WORK, state=State.IN_PROGRESS, by=by, at=at)


@transaction.atomic
def answer(
    *, request_id: int, step: str, text: str, ground: str = "", by: Actor, at: datetime
) -> DataRequest:
    """Say what became of the request. A copy can be fetched for two weeks; a refusal names its ground.

    Raises Refused IDENTITY_UNPROVEN, GROUND_MISSING, STEP_UNKNOWN, SECOND_MISSING, TEXT_…; Forbidden NOT_YOURS; Conflict
    REQUEST_CLOSED.
    """
    row = begin(request_id=request_id, by=by, at=at)
    if step not in {Step.GRANTED, Step.PARTLY, Step.REFUSED}:
        raise Refused("STEP_UNKNOWN", "Pilih hasilnya.", field="step")
    if step != Step.REFUSED:
        _must_be_known(row)
        if row.right == Right.ERASURE:
            raise Refused(
                "SECOND_MISSING", "Penghapusan diusulkan dahulu, lalu dipastikan petugas kedua.", field="step"
            )
    elif ground not in Ground.__members__:
        raise Refused("GROUND_MISSING", "Pilih dasar penolakannya.", field="ground")
    row.outcome_text = _words(text)
    row.decided_by_id = by.user_id
    row.save(update_fields=["outcome_text", "decided_by"])
    return _answered(row, Step(step), by=by, at=at, ground=ground if step != Step.GRANTED else "")


def consents(kind: str) -> bool:
    """Whether a kind of rows rests on consent, as the register says, or has something that was left freely."""
    held = subjects.holding(kind)
    about = purpose(held.purpose) if held else None
    return bool(held and held.withdraw) or bool(about and about.basis == "CONSENT")


def _answered(row: DataRequest, step: Step, *, by: Actor, at: datetime, ground: str) -> DataRequest:
    row.ground, row.decided_at = ground, at
    if row.right in COPIES and step is not Step.REFUSED:
        row.copy_until = at + COPY_KEPT
        data = {"records": len(holdings_of(row))}
        journal.append(code=Act.COLLECTED, subject=("case", row.pk), by=by, at=at, data=data)
    row.save(update_fields=["ground", "decided_at", "copy_until"])
    case = cases.locked(row.pk)
    row.case = cases.step(
        case=case, to_step=step, state=State.ANSWERED, by=by, at=at, reason=ground
    )  # fmt: skip
    return row


def _erase(row: DataRequest, *, by: Actor, at: datetime) -> list[list[object]]:
    """Erase what was chosen; gives [kind, id, reason] of what stays."""
    mine = {(one.kind, one.row_id): one for one in holdings_of(row)}
    kept: list[list[object]] = []
    for kind, row_id in row.chosen:
        one, held = mine.get((kind, row_id)), subjects.holding(kind)
        if one is None:
            continue  # gone since, or somebody else's
        is_held = subjects.held_rows(kind, [row_id], on=at.date())
        if one.kept_because or is_held or held is None or held.erase is None:
            kept.append([kind, row_id, one.kept_because or "LEGAL_HOLD"])
            continue
        held.erase(row_id, by, at)
        data = {"request": row.pk, "kind": kind}
        journal.append(code=Act.ERASED, subject=("personal_data", row_id), by=by, at=at, data=data)
    return kept


def _held(request_id: int, by: Actor) -> DataRequest:
    must(by, WORK)
    case = cases.locked(request_id)
    row = DataRequest.objects.select_for_update().get(pk=request_id)
    row.case = case
    if case.step not in OPEN_STEPS:
        raise Conflict("REQUEST_CLOSED", "Permintaan ini sudah dijawab.")
    return row


def _must_be_known(row: DataRequest) -> None:
    if row.proven_at is None:
        raise Refused("IDENTITY_UNPROVEN", "Pastikan dahulu bahwa pemohonnya benar orang itu.")


def _own(row: DataRequest, chosen: Chosen) -> list[Record]:
    """The rows that were chosen, each certainly of whoever asked. Raises Refused."""
    _must_be_known(row)
    if not chosen:
        raise Refused("ROWS_MISSING", "Pilih sedikitnya satu catatan.", field="rows")
    mine = {(one.kind, one.row_id): one for one in holdings_of(row)}
    found = [mine.get((kind, row_id)) for kind, row_id in chosen]
    if None in found:
        raise Refused("ROW_FOREIGN", "Catatan itu bukan milik pemohon.", field="rows")
    return found  # type: ignore[return-value]


def _words(text: str) -> str:
    return clean_text(text, field="text", label="Jawaban", minimum=10, maximum=MOST_TEXT)
