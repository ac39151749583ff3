"""A report as JSON, for its reporter and for everybody: one statement instead of six."""

import json
from datetime import datetime
from functools import cache
from typing import Any

from django.db.models.expressions import RawSQL
from django.http import HttpRequest

from balai.domains.citizen_reports.api import rows
from balai.domains.citizen_reports.hot.answer import API_JSON, Answer, encoded
from balai.domains.citizen_reports.hot.statement import fetch
from balai.domains.citizen_reports.models import Report
from balai.domains.citizen_reports.numbers import case_id_of
from balai.domains.citizen_reports.terms import MOST_GUESSES
from balai.engine.cases.public import Remark, thread_of
from balai.engine.documents.public import Document
from balai.engine.journal.public import Entry
from balai.foundation.ids import normalize_tracking_code
from balai.kits.http.throttle import stop_spent

# What belongs to a case, as JSON arrays beside its row. The row's own columns are the ordinary interface's.
_PHOTOS = """(SELECT json_agg(json_build_array(a.role, a.is_public, a.remark_id, d.token) ORDER BY a.id)::text
    FROM cases_attachment a JOIN documents_document d ON d.id = a.document_id WHERE a.case_id = cases_case.id)"""
_REMARKS = """(SELECT json_agg(json_build_array(m.id, m.text, m.is_public))::text
    FROM cases_remark m WHERE m.case_id = cases_case.id)"""
_ENTRIES = """(SELECT json_agg(json_build_array(e.id, e.code, e.at, e.by_kind, e.by_opd_id, e.data) ORDER BY e.id)::text
    FROM journal_entry e WHERE e.subject_kind = 'case' AND e.subject_id = cases_case.id::text)"""
_PUBLIC = (*rows.COLUMNS, "hot_photos")
_OWN = (*rows.COLUMNS, *rows.OWN_COLUMNS, "hot_photos", "hot_remarks", "hot_entries")


def report(number: str) -> Answer | None:
    """The answer of GET /api/reports/{number}; None when there is no such public report."""
    found = fetch(_public_sql(), [case_id_of(number)])
    if not found:
        return None
    row = dict(zip(_PUBLIC, found[0], strict=True))
    photos = [
        rows.photo_row(Document(token=token))
        for role, is_public, _, token in _list(row["hot_photos"])
        if role == "REPORT" and is_public
    ]
    return Answer("200 OK", encoded(rows.report_row(row, photos)), (API_JSON,))


def tracked(request: HttpRequest, code: str) -> Answer | None:
    """The answer of GET /api/track/{code}; None when no report has the code.

    Raises TooOften for whoever guessed too often before; wrong codes are counted by the ordinary door.
    """
    wanted = normalize_tracking_code(code)
    stop_spent(request, scope="track", limit=MOST_GUESSES)
    found = fetch(_own_sql(), [wanted])
    if not found:
        return None
    row = dict(zip(_OWN, found[0], strict=True))
    if row["case__head_id"]:
        return None  # its thread is another's: the ordinary door reads it
    own, by_remark = [], {}
    for role, is_public, remark, token in _list(row["hot_photos"]):
        photo = Document(token=token)
        if role == "REPORT":
            own.append(rows.photo_row(photo))
        if remark is not None and is_public:
            by_remark.setdefault(remark, []).append(photo)
    remarks = {
        key: Remark(id=key, text=text, is_public=public) for key, text, public in _list(row["hot_remarks"])
    }
    entries = (
        Entry(id=key, code=act, at=datetime.fromisoformat(at), by_kind=kind, by_opd_id=opd, data=data)
        for key, act, at, kind, opd, data in _list(row["hot_entries"])
    )
    shown = rows.tracked_row(row, own, thread_of(entries, remarks, by_remark, public_only=True))
    for step in shown["thread"]:
        step["photos"] = [{"url": photo["url"], "thumbnail": photo["thumbnail"]} for photo in step["photos"]]
    return Answer("200 OK", encoded(shown), (API_JSON, ("Cache-Control", "no-store")))


def _list(text: str | None) -> list[list[Any]]:
    return json.loads(text) if text else []


@cache
def _public_sql() -> str:
    chosen = Report.objects.filter(is_public=True, pk=0).annotate(hot_photos=RawSQL(_PHOTOS, ()))
    return _compiled(chosen.values_list(*_PUBLIC))


@cache
def _own_sql() -> str:
    chosen = Report.objects.filter(case__tracking_code="?").annotate(
        hot_photos=RawSQL(_PHOTOS, ()), hot_remarks=RawSQL(_REMARKS, ()), hot_entries=RawSQL(_ENTRIES, ())
    )
    return _compiled(chosen.values_list(*_OWN))


def _compiled(reports: Any) -> str:
    """The SQL that the ordinary interface would send, with one place left open for the key."""
    sql, values = reports.query.sql_with_params()
    if len(values) != 1:
        raise AssertionError(f"one open place expected, found {values!r}")
    return sql.replace("%s", "$1")
