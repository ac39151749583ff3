"""Receipts of the reporter's own acts: what was filed, added, confirmed, contested or withdrawn, each with a code.

Anybody may check such a code at `/periksa/`; it opens nothing. The tracking code is the reporter's secret and never one.
"""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from balai.domains.citizen_reports.models import Report
from balai.engine.cases.public import ACT_LABELS, Act
from balai.engine.journal import public as journal
from balai.foundation.errors import NotFound
from balai.kits.ui.words import said

_ACT_CODES = frozenset(act.value for act in Act)


@dataclass(frozen=True, slots=True)
class OwnReceipt:
    """One act of the reporter, and the code that stands for it."""

    label: str
    at: datetime
    code: str

    @property
    def check_url(self) -> str:
        return reverse("letters:checked", args=[self.code])


def receipts_of(report: Report) -> list[OwnReceipt]:
    """The reporter's acts, oldest first; one query."""
    return [
        OwnReceipt(said(ACT_LABELS[Act(entry.code)]), entry.at, journal.code_of(entry))
        for entry in _own(report)
    ]


def first_receipt(report: Report) -> str:
    """The code of the filing itself; "" for a report that came from elsewhere without an entry."""
    return next((one.code for one in receipts_of(report)), "")


def receipt_with_content(report: Report, code: str) -> dict:
    """The receipt as a file, the entry itself included: for the reporter only. Raises NotFound RECEIPT_UNKNOWN."""
    for entry in _own(report):
        if journal.code_of(entry) == code:
            return journal.as_file(journal.check_receipt(code), content=journal.canonical(entry.content))
    raise NotFound("RECEIPT_UNKNOWN", "Laporan ini tidak punya tanda terima dengan kode itu.", field="code")


def _own(report: Report) -> list[journal.Entry]:
    entries = journal.history(subject=("case", report.pk))
    # Other entries about a case are no acts on it: somebody follows, a contact was allowed.
    acts = [entry for entry in entries if entry.code in _ACT_CODES]
    return [entry for entry in acts if entry.code == Act.OPENED or entry.by_kind == "CITIZEN"]
