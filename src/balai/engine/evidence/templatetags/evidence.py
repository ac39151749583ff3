"""`{% evidence_panel "INNOVATION" innovation.pk %}`: the proofs about a thing, on its own page.
`{% evidence_beside proofs row=value about=end %}`: the proofs beside a row of an instrument, wherever the row is shown."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django import template
from django.urls import reverse

from balai.engine.evidence import queries
from balai.engine.evidence.models import Evidence
from balai.engine.evidence.terms import KEEP, KIND_LABELS, SEE, Verdict
from balai.engine.people.public import may
from balai.kits.ui.words import said

register = template.Library()


@register.inclusion_tag("evidence/_panel.html", takes_context=True)
def evidence_panel(
    context: template.Context, about_kind: str, about_id: Any, opd_id: Any = ""
) -> dict[str, Any]:
    """Officers see the proofs and may add one; everybody else how many there are and how many were found good.

    `opd_id` is filled in as the owner of a new one."""
    user = getattr(context.get("request"), "user", None)
    rows = queries.evidence_about(about_kind, [str(about_id)]).get(str(about_id), [])
    return {
        "rows": [(one, said(KIND_LABELS[one.kind])) for one in rows],
        "good": sum(one.verdict == Verdict.GOOD for one in rows),
        "sees": may(user, SEE),
        "keeps": may(user, KEEP),
        "about_kind": about_kind,
        "about_id": about_id,
        "opd_id": opd_id,
    }


@register.inclusion_tag("evidence/_beside.html", takes_context=True)
def evidence_beside(
    context: template.Context,
    rows: Sequence[Evidence] | None,
    *,
    row: str,
    about: str,
    opd_id: Any = "",
    is_own: bool = False,
) -> dict[str, Any]:
    """The proofs `rows` beside `row` (`INSTRUMENT|edition|row`), for officers with their titles, and the way to lay more there.

    `about` (`KIND:id`) and `opd_id` are those of a new proof; `is_own`: only proofs of that agency count here."""
    user = getattr(context.get("request"), "user", None)
    asked = {"baris": row, "tentang": about, "opd": opd_id or "", "hanya": "1" if is_own else ""}
    address = urlencode({name: value for name, value in asked.items() if value})
    return {
        "rows": rows or [],
        "sees": may(user, SEE),
        "keeps": may(user, KEEP),
        "address": f"{reverse('evidence:beside')}?{address}",
    }
