"""Threads for programs."""

from typing import Any

from django.http import HttpRequest
from ninja import Router

from balai.engine.threads import queries
from balai.engine.threads.terms import STEPS
from balai.foundation.errors import NotFound

router = Router(tags=["benang"])


@router.get("/benang/buntu", summary="Di mana benang terputus terlalu awal")
def dead_ends(request: HttpRequest) -> list[dict[str, Any]]:
    """Every expectation with how many fall short of it, and the first hundred of them."""
    found = queries.dead_ends(visible=queries.visible_kinds(request.user))
    return [
        {"code": one.code, "label": one.label, "kind": one.kind, "count": len(ids), "ids": ids[:100]}
        for one, ids in found
    ]


@router.get("/benang/{kind}/{number}", summary="Dari mana sesuatu berasal dan menghasilkan apa")
def thread(request: HttpRequest, kind: str, number: str, steps: int = STEPS) -> dict[str, Any]:
    """The walk from one thing: knots and the links between them, with who said so, when and why."""
    visible = queries.visible_kinds(request.user)
    walked = queries.walk(kind, number, visible=visible, steps=max(1, min(steps, STEPS)))
    if (kind, number) not in walked.knots:
        raise NotFound("THING_UNKNOWN", "Ini tidak ada, atau tidak lagi ada.")
    return {
        "knots": [
            {"kind": one.kind, "id": one.id, "title": one.title, "url": one.url, "step": walked.steps[end]}
            for end, one in walked.knots.items()
        ],
        "ties": [{"start": list(start), "end": list(end)} for start, end in walked.ties],
        "before": [_tie(one) for one in queries.before(kind, number, visible=visible)],
        "after": [_tie(one) for one in queries.after(kind, number, visible=visible)],
        "is_cut_short": walked.is_cut_short,
    }


def _tie(tie: queries.Tie) -> dict[str, Any]:
    return {"kind": tie.knot.kind, "id": tie.knot.id, "why": tie.why, "at": tie.at, "by": tie.who}
