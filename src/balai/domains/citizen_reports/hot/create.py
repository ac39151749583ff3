"""A report comes in as JSON: checked by the ordinary rules, then its rows in one statement, which is one transaction."""

import json
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from itertools import count
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import Field, Model
from django.http import HttpRequest
from django.utils import timezone

from balai.domains.citizen_reports.actions.filing import check, opening_of, unsaved_report
from balai.domains.citizen_reports.actions.homes import coarsened
from balai.domains.citizen_reports.api.intake import client_key_of, draft_of, receipt_of
from balai.domains.citizen_reports.api.schemas import ReportIn
from balai.domains.citizen_reports.busy import count_sending
from balai.domains.citizen_reports.hot.answer import API_JSON, Answer, encoded
from balai.domains.citizen_reports.hot.statement import fetch
from balai.domains.citizen_reports.models import ExactPlace, Report
from balai.engine.cases.public import Act, Case, unsaved_case
from balai.engine.gate import public as gate
from balai.engine.journal import public as journal
from balai.engine.journal.public import Entry
from balai.foundation.actor import CITIZEN


def create(request: HttpRequest, body: bytes, key: str) -> Answer | None:
    """The answer of POST /api/reports to a new report; `key` is its Idempotency-Key. None for one that joins another.

    Raises whatever the checks raise, before anything is counted or written; what the gate raises; and psycopg.IntegrityError for a
    key that was used before, with which the ordinary door finds the report that is there.
    """
    now = timezone.now()
    payload = ReportIn.model_validate(json.loads(body))
    draft = draft_of(payload, payload.answers, client_key_of(key))
    if draft.same_as:
        return None
    checked = check(draft, (), now)
    case, details = unsaved_case(opening=opening_of(checked), at=now)
    report = unsaved_report(checked, case, by=CITIZEN, at=now)
    exact = coarsened(report, at=now) if checked.is_home else None
    entry = journal.unsaved_entry(
        journal.Draft(code=Act.OPENED, subject=("case", 0), by=CITIZEN, at=now, data=details)
    )
    # The ordinary door, which words what is refused here, does not count it again.
    count_sending(request)
    visitor = gate.check_request(request, door="intake", phone=payload.phone, at=now)
    traces = [] if case.is_confidential else gate.unsaved_traces(subject=("case", 0), visitor=visitor, at=now)
    kinds, digests = [str(one.kind) for one in traces], [one.digest for one in traces]
    values = [*_values(case), *_values(entry), *_values(report), now, kinds, digests]
    if exact:
        values += _values(exact)
    ((case.pk, entry_id),) = fetch(_sql(of_home=exact is not None), values)
    report.case = case
    receipt = journal.receipt_code(entry_id, entry.salt)
    return Answer("201 Created", encoded(receipt_of(report, receipt)), (API_JSON,))


# The columns that only the database knows: the new case's id, and the keys that the tables give themselves.
_GIVEN = {Case: {"id"}, Entry: {"id", "subject_id"}, Report: {"case_id"}, ExactPlace: {"case_id"}}


@cache
def _fields(model: type[Model]) -> tuple[Field, ...]:
    return tuple(field for field in model._meta.concrete_fields if field.column not in _GIVEN[model])


def _values(row: Model) -> Iterator[Any]:
    database = connections[DEFAULT_DB_ALIAS]
    for field in _fields(type(row)):
        value = field.get_db_prep_save(field.pre_save(row, add=True), database)
        # The driver looks long at an enumeration before it finds that it is text.
        yield str(value) if isinstance(value, StrEnum) else value


@cache
def _sql(*, of_home: bool) -> str:
    """Made from the tables' own definitions, so that a new column is written here too. Of a home it writes the exact place."""

    number = count(1)

    def columns(model: type[Model]) -> str:
        return ", ".join(f'"{field.column}"' for field in _fields(model))

    def places(model: type[Model]) -> str:
        types = [field.db_type(connection).split(" CHECK")[0] for field in _fields(model)]
        return ", ".join(f"${next(number)}::{kind}" for kind in types)

    written = (
        f"WITH new_case AS (INSERT INTO {Case._meta.db_table} ({columns(Case)}) VALUES ({places(Case)}) RETURNING id), "
        f"new_entry AS (INSERT INTO {Entry._meta.db_table} ({columns(Entry)}, subject_id) "
        f"SELECT {places(Entry)}, id::text FROM new_case RETURNING id), "
        f"new_report AS (INSERT INTO {Report._meta.db_table} ({columns(Report)}, case_id) "
        f"SELECT {places(Report)}, id FROM new_case RETURNING case_id), "
        f"new_traces AS (INSERT INTO {gate.Trace._meta.db_table} (kind, digest, at, subject_kind, subject_id) "
        f"SELECT one.kind, one.digest, ${next(number)}::timestamptz, 'case', id FROM new_case, "
        f"unnest(${next(number)}::text[], ${next(number)}::text[]) AS one (kind, digest))"
    )
    if of_home:
        written += (
            f", new_place AS (INSERT INTO {ExactPlace._meta.db_table} ({columns(ExactPlace)}, case_id) "
            f"SELECT {places(ExactPlace)}, id FROM new_case)"
        )
    return f"{written} SELECT case_id, (SELECT id FROM new_entry) FROM new_report"
