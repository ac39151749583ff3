"""Maturity on paper: the owner scores its sheet, whoever plans verifies it."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from balai.domains.innovations.actions.maturity_sheet import edition_of, innovation_of, tell
from balai.domains.innovations.models import IgaAnswer, IgaSheet, Innovation
from balai.domains.innovations.permissions import may_keep
from balai.domains.innovations.rules.iga import TOP, Edition, Line
from balai.domains.innovations.rules.iga_scores import benefit_level, score
from balai.domains.innovations.terms_maturity import Act, Aspect
from balai.engine.organizations.public import plans
from balai.engine.people.public import Role
from balai.foundation.actor import Actor
from balai.foundation.errors import Conflict, Forbidden, Refused
from balai.foundation.text import clean_text

NOTE_LIMIT = 1000


def may_score(by: Actor, innovation: Innovation | None, *, on: date) -> bool:
    """The owner its innovation, who plans and the coordinator all of them and the sheet of the region."""
    return may_keep(by, innovation.opd_id if innovation else None, on=on)


def may_verify(by: Actor, innovation: Innovation | None, *, on: date) -> bool:
    """Who plans, and the coordinator; never the owner itself."""
    is_office = by.kind == "SYSTEM" or by.role == Role.COORDINATOR or plans(by.opd_id, on=on)
    is_own = innovation is not None and innovation.opd_id is not None and innovation.opd_id == by.opd_id
    return is_office and not is_own


@transaction.atomic
def score_sheet(
    *,
    innovation_id: int | None,
    edition: str,
    answers: Mapping[str, Mapping[str, Any]],
    version: int,
    by: Actor,
    at: datetime,
) -> IgaSheet:
    """Set own levels: row -> {level 0..3, note?} or, where an amount decides, {basis, amount, note?}. None of others change.

    `version` is that of the sheet when it was read, 0 before there was one. Raises NotFound; Forbidden NOT_YOURS; Conflict
    SHEET_MOVED; Refused EDITION_BROKEN, ROW_UNKNOWN, LEVEL_UNKNOWN, BASIS_NEEDED, TEXT_….
    """
    innovation = innovation_of(innovation_id)
    if not may_score(by, innovation, on=timezone.localdate(at)):
        raise Forbidden("NOT_YOURS", "Yang menilai: OPD pemiliknya, perencana, atau koordinator.")
    rules = edition_of(edition)
    sheet = _sheet(innovation, rules, version, at)
    known = {one.row: one for one in sheet.answers.all()}
    changed = []
    for row, given in answers.items():
        values = _answer(rules, _line(rules, row, innovation), given)
        answer = known.get(row) or IgaAnswer(sheet=sheet, row=row, level=0)
        if answer.pk is None and not values["level"] and not values["note"]:
            continue
        if answer.pk and all(getattr(answer, field) == value for field, value in values.items()):
            continue
        if answer.level != values["level"]:
            answer.verified_level = answer.verified_by_id = answer.verified_at = None
            answer.verified_note = ""
        for field, value in values.items():
            setattr(answer, field, value)
        answer.answered_by_id, answer.answered_at = by.user_id, at
        answer.save()
        changed.append(row)
    if changed:
        _sum_up(sheet, rules, innovation, at)
        tell(Act.SCORED, sheet, by, at, {"rows": changed})
    return sheet


@transaction.atomic
def verify_sheet(
    *,
    innovation_id: int | None,
    edition: str,
    verdicts: Mapping[str, Mapping[str, Any]],
    version: int,
    by: Actor,
    at: datetime,
) -> IgaSheet:
    """Set verified levels beside the owner's: row -> {level 0..3, note?}; a level of None takes the verdict back.

    A lower level than the owner's needs a note. Raises NotFound SHEET_UNKNOWN; Forbidden OWN_SHEET; Conflict SHEET_MOVED;
    Refused EDITION_BROKEN, ROW_UNKNOWN, LEVEL_UNKNOWN, REASON_MISSING, TEXT_….
    """
    innovation = innovation_of(innovation_id)
    if not may_verify(by, innovation, on=timezone.localdate(at)):
        raise Forbidden(
            "OWN_SHEET", "Yang memeriksa: perencana atau koordinator, bukan OPD pemiliknya sendiri."
        )
    rules = edition_of(edition)
    sheet = _sheet(innovation, rules, version, at)
    known = {one.row: one for one in sheet.answers.all()}
    changed = []
    for row, given in verdicts.items():
        answer = known.get(row)
        if answer is None:
            raise Refused("ROW_UNKNOWN", "Butir {row} belum dinilai pemiliknya.", row=row)
        level, note = _level(given.get("level"), row, may_be_none=True), _note(given.get("note"))
        if (answer.verified_level, answer.verified_note) == (level, note):
            continue
        if level is not None and level < answer.level and not note:
            raise Refused("REASON_MISSING", "Butir {row}: tulis mengapa tarafnya lebih rendah.", row=row)
        answer.verified_level, answer.verified_note = level, note
        answer.verified_by_id, answer.verified_at = by.user_id, at
        answer.save()
        changed.append(row)
    if changed:
        _sum_up(sheet, rules, innovation, at)
        tell(Act.VERIFIED, sheet, by, at, {"rows": changed})
    return sheet


def _sheet(innovation: Innovation | None, rules: Edition, version: int, at: datetime) -> IgaSheet:
    sheet, _is_new = IgaSheet.objects.select_for_update().get_or_create(
        innovation=innovation, edition_id=rules.code, defaults={"changed_at": at, "version": 0}
    )
    if sheet.version != version:
        raise Conflict(
            "SHEET_MOVED",
            "Lembar ini baru saja diubah orang lain. Isian Anda masih ada: periksa lalu simpan lagi.",
        )
    return sheet


def _line(rules: Edition, row: str, innovation: Innovation | None) -> Line:
    line = rules.line(row)
    if line is None or line.aspect is not (Aspect.INNOVATION if innovation else Aspect.REGION):
        raise Refused("ROW_UNKNOWN", "Butir {row} tidak ada di lembar ini.", row=row)
    return line


def _answer(rules: Edition, line: Line, given: Mapping[str, Any]) -> dict[str, Any]:
    note = _note(given.get("note"))
    if not line.measured_by:
        return {"level": _level(given.get("level"), line.code), "note": note, "basis": "", "amount": None}
    code, amount = given.get("basis") or "", given.get("amount")
    basis = next((one for one in rules.bases[line.measured_by] if one.code == code), None)
    if (basis is None) != (amount is None):
        raise Refused(
            "BASIS_NEEDED",
            "Butir {row}: pilih tepat satu basis ukur dan isi angkanya.",
            field=line.code,
            row=line.code,
        )
    level = 0 if basis is None else benefit_level(basis, amount)
    return {"level": level, "note": note, "basis": code if basis else "", "amount": amount}


def _level(raw: Any, row: str, *, may_be_none: bool = False) -> int | None:
    if raw is None and may_be_none:
        return None
    if not isinstance(raw, int) or not 0 <= raw <= TOP:
        raise Refused("LEVEL_UNKNOWN", "Butir {row}: pilih taraf 0 sampai 3.", field=row, row=row)
    return raw


def _note(raw: str | None) -> str:
    return clean_text(raw or "", field="note", label="Catatan", minimum=0, maximum=NOTE_LIMIT)


def _sum_up(sheet: IgaSheet, rules: Edition, innovation: Innovation | None, at: datetime) -> None:
    rows, aspect = list(sheet.answers.all()), Aspect.INNOVATION if innovation else Aspect.REGION
    sheet.self_score = score(rules, {one.row: one.level for one in rows}, aspect)
    seen = {one.row: one.verified_level for one in rows if one.verified_level is not None}
    sheet.verified_score = score(rules, seen, aspect) if seen else None
    sheet.filled, sheet.verified = sum(one.level > 0 for one in rows), len(seen)
    sheet.version += 1
    sheet.changed_at = at
    sheet.save()
