"""`{% evidence_panel "INNOVATION" innovation.pk %}`: the proofs about a thing, on its own page."""

from typing import Any

from django import template

from balai.engine.evidence import queries
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
