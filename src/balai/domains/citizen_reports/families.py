"""What is shown of a report that stands under another: the state and the history of its head, the words of its own."""

from dataclasses import dataclass, replace

from balai.domains.citizen_reports.models import Report
from balai.engine.cases import public as cases
from balai.engine.cases.public import Act, Case, ThreadItem

# Acts whose words are, or may be, a reporter's.
_WORDS_OF_REPORTERS = frozenset({Act.REMARKED, Act.CONTESTED, Act.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class Shown:
    """The case that speaks for a report, its public thread, and where it is read; "" where that is hidden or the own."""

    case: Case
    thread: list[ThreadItem]
    head_url: str


def shown(report: Report) -> Shown:
    """What the pages of this report show of its case, or of the head that it stands under."""
    case = report.case.head or report.case
    thread = shown_thread(report.pk, report.case.head_id)
    is_member = report.case.head_id is not None and _is_public(case.pk)
    return Shown(case, thread, cases.kind_of(case).public_url(case) if is_member else "")


def shown_thread(case_id: int, head_id: int | None) -> list[ThreadItem]:
    """The public history. What a hidden head's reporter wrote is hidden here too; what the office did is not."""
    speaks = head_id or case_id
    thread = cases.threads([speaks], public_only=True)[speaks]
    if head_id is None or _is_public(head_id):
        return thread
    return [hushed(item) for item in thread]


def hushed(item: ThreadItem) -> ThreadItem:
    """An act as it is told where the case in whose thread it stands is hidden."""
    return replace(item, text="", photos=()) if item.act in _WORDS_OF_REPORTERS else item


def duplicate_notes(head_number: str, state_label: str) -> str:
    """What other programs read of a report under a head; the number of a hidden head is "" and not said."""
    return f"Disatukan dengan {head_number or 'laporan lain'}: {state_label}"


def _is_public(case_id: int) -> bool:
    return Report.objects.filter(pk=case_id, is_public=True).exists()
