"""A file of risks: read, looked at, entered, and undone if it was the wrong one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone

from balai.domains.risks.actions.judging import assess_risk
from balai.domains.risks.actions.registering import checked, close_risk, register_risk
from balai.domains.risks.models import Risk, RiskImport
from balai.domains.risks.permissions import KEEPERS, must_keep
from balai.domains.risks.queries.reference import reference
from balai.domains.risks.rules.columns import COLUMNS, TITLES, ReadRow, read_row
from balai.domains.risks.terms import LENS_LABELS, MOST_ROWS, SIGN_LABELS, UNREAD_LABELS, Act, Stage
from balai.engine.journal import public as journal
from balai.engine.organizations import public as organizations
from balai.foundation.actor import Actor
from balai.foundation.errors import Conflict, Forbidden, NotFound, Refused
from balai.kits.spreadsheet import read_cells
from balai.kits.titles import letters

KEYS = UUID("8d0f2b52-6d0e-5c4e-9c55-7a1f5f0c8a10")
JUDGED = "Dinilai menurut berkas yang dimuat: {file}"
TAKEN_BACK = "Pemuatan berkasnya dibatalkan."


@dataclass(frozen=True, slots=True)
class Line:
    """A row as it would be entered: `faults` are (cell, what was typed, refusal) and keep it out, as does `is_known`."""

    number: int
    event: str
    read: ReadRow
    faults: tuple[tuple[str, str, Refused], ...]
    is_known: bool

    @property
    def is_fresh(self) -> bool:
        return not self.faults and not self.is_known


@transaction.atomic
def send_risks(*, data: bytes, file_name: str, by: Actor, at: datetime) -> RiskImport:
    """Read a file and keep what was read for looking at; nothing is entered yet. Titles may be named otherwise.

    Raises Forbidden NOT_YOURS; Refused FILE_…, FILE_NO_TITLE.
    """
    _must_import(by)
    table = TITLES.table_of(read_cells(data, most_rows=MOST_ROWS))
    sent = RiskImport.objects.create(
        file_name=file_name[:200],
        columns=[
            [letters(place), title, table.fields.get(place, "")]
            for place, title in enumerate(table.titles)
            if title
        ],
        rows=[{"number": number, "cells": _cells(number, row, table.fields)} for number, row in table.rows],
        sent_by_id=by.user_id,
        sent_at=at,
    )
    data_of = {"rows": len(sent.rows)}
    journal.append(code=Act.IMPORT_SENT, subject=("risk_import", sent.pk), by=by, at=at, data=data_of)
    return sent


def _cells(number: int, row: list[str], fields: Mapping[int, str]) -> dict[str, dict[str, str]]:
    return {
        name: {"cell": f"{letters(place)}{number}", "text": row[place] if place < len(row) else ""}
        for place, name in fields.items()
    }


def preview(sent: RiskImport, *, by: Actor, at: datetime) -> list[Line]:
    """What would be entered now, row by row: what keeps it out, and whether the register has it already."""
    names = _names(at)
    known = {
        (opd, event.casefold())
        for opd, event in Risk.objects.filter(closed_on=None).values_list("opd_id", "event")
    }
    found = []
    for row in sent.rows:
        texts = {name: cell["text"] for name, cell in row["cells"].items()}
        read = read_row(texts, names)
        # Nobody opens a whole file to the public unread: its owner does that, one by one.
        read.given["is_open"] = False
        key = (read.given["opd_id"], texts.get("event", "").casefold())
        found.append(
            Line(row["number"], texts.get("event", ""), read, _faults(row, read, by, at), key in known)
        )
        known.add(key)
    return found


def _faults(
    row: Mapping[str, Any], read: ReadRow, by: Actor, at: datetime
) -> tuple[tuple[str, str, Refused], ...]:
    """The words that nobody knows, then what the register itself would refuse."""
    found = [_unread(row, name) for name in read.unread]
    try:
        checked(read.given, at)
        must_keep(by, read.given["opd_id"], on=timezone.localdate(at))
    except Refused as refusal:
        name = "opd" if refusal.code in {"OPD_UNKNOWN", "NOT_YOURS"} else refusal.field or "event"
        if name not in read.unread:
            found.append((*_where(row, name), refusal))
    return tuple(found)


def _unread(row: Mapping[str, Any], name: str) -> tuple[str, str, Refused]:
    way = UNREAD_LABELS.get(name, UNREAD_LABELS[""])
    return (*_where(row, name), Refused("CELL_UNREAD", way, field=name))


def _where(row: Mapping[str, Any], name: str) -> tuple[str, str]:
    cell = row["cells"].get(name)
    return (cell["cell"], cell["text"][:60]) if cell else (COLUMNS.get(name, (name, ()))[0], "")


def _names(at: datetime) -> dict[str, dict[str, Any]]:
    """For each field with words of its own: word, casefolded -> code."""
    today = timezone.localdate(at)
    of = reference(on=today)
    found = {
        "sign": {**_words(SIGN_LABELS), "negatif": "NEGATIVE", "positif": "POSITIVE", "peluang": "POSITIVE"},
        "lens": _words(LENS_LABELS),
        "category": _words(of.labels("categories")),
        "impact_area": _words(of.labels("areas")),
    }
    opds: dict[str, Any] = {}
    for opd in organizations.active_opds(on=today):
        opds |= {word.casefold(): opd.pk for word in (opd.name, opd.short_name, opd.code) if word}
    return {**found, "opd": opds}


def _words(labels: Mapping[Any, str]) -> dict[str, Any]:
    return {word.casefold(): str(code) for code, label in labels.items() for word in (str(code), label)}


@transaction.atomic
def enter_risks(*, import_id: int, by: Actor, at: datetime) -> int:
    """Enter the rows that nothing keeps out, judged where they say so, and return how many. Twice is once.

    Raises NotFound IMPORT_UNKNOWN; Forbidden NOT_YOURS; Conflict IMPORT_UNDONE.
    """
    sent = _locked(import_id, by)
    if sent.undone_at is not None:
        raise Conflict("IMPORT_UNDONE", "Pemuatan ini sudah dibatalkan. Unggah berkasnya lagi.")
    if sent.entered_at is not None:
        return 0
    fresh = [line for line in preview(sent, by=by, at=at) if line.is_fresh]
    for line in fresh:
        risk = register_risk(given=line.read.given, key=uuid5(KEYS, f"{sent.pk}:{line.number}"), by=by, at=at)
        Risk.objects.filter(pk=risk.pk).update(imported_in=sent)
        if line.read.steps:
            likelihood, impact = line.read.steps
            why = JUDGED.format(file=sent.file_name)
            assess_risk(
                risk_id=risk.pk,
                stage=Stage.INHERENT,
                likelihood=likelihood,
                impact=impact,
                why=why,
                by=by,
                at=at,
            )
    sent.entered_at = at
    sent.save(update_fields=["entered_at"])
    journal.append(
        code=Act.IMPORTED, subject=("risk_import", sent.pk), by=by, at=at, data={"rows": len(fresh)}
    )
    return len(fresh)


@transaction.atomic
def undo_risks(*, import_id: int, by: Actor, at: datetime) -> tuple[int, int]:
    """Take back what nobody has touched since; return how many went and how many stay because somebody works with them.

    What was never judged vanishes; a judgement is for good, so a risk that the file judged is closed with the reason. Twice is
    once. Raises NotFound IMPORT_UNKNOWN; Forbidden NOT_YOURS.
    """
    sent = _locked(import_id, by)
    if sent.undone_at is not None or sent.entered_at is None:
        return 0, 0
    own = list(sent.risks.filter(closed_on=None).order_by("pk"))
    untouched = [risk for risk in own if _is_untouched(risk)]
    for risk in untouched:
        if risk.assessments.exists():
            close_risk(risk_id=risk.pk, why=TAKEN_BACK, by=by, at=at)
        else:
            risk.delete()
    gone, kept = len(untouched), len(own) - len(untouched)
    sent.undone_at = at
    sent.save(update_fields=["undone_at"])
    data = {"gone": gone, "kept": kept}
    journal.append(code=Act.IMPORT_UNDONE, subject=("risk_import", sent.pk), by=by, at=at, data=data)
    return gone, kept


def _is_untouched(risk: Risk) -> bool:
    """As the import left it: at most its own judgement, and nothing planned, borne or wired."""
    count = risk.assessments.count()
    leaned = (risk.treatments, risk.acceptances, risk.triggers)
    return count <= 1 and risk.version == 1 + count and not any(rows.exists() for rows in leaned)


def _locked(import_id: int, by: Actor) -> RiskImport:
    _must_import(by)
    # One file at a time: two with the same rows would enter them twice.
    RiskImport.objects.select_for_update(of=("self",)).order_by("pk").first()
    sent = RiskImport.objects.select_for_update(of=("self",)).filter(pk=import_id).first()
    if sent is None or not may_see(sent, by):
        raise NotFound("IMPORT_UNKNOWN", "Pemuatan ini tidak ada.")
    return sent


def may_see(sent: RiskImport, by: Actor) -> bool:
    """Who sent it, and whoever keeps everybody's risks."""
    try:
        must_keep(by, None, on=timezone.localdate(sent.sent_at))
    except Forbidden:
        return sent.sent_by_id is not None and sent.sent_by_id == by.user_id
    return True


def _must_import(by: Actor) -> None:
    if by.kind != "SYSTEM" and by.role not in KEEPERS:
        raise Forbidden("NOT_YOURS", "Risiko dimuat oleh admin OPD, perencana, koordinator, atau pimpinan.")
