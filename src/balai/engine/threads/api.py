"""Threads for programs."""

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Router, Schema

from balai.engine.threads import queries
from balai.engine.threads.terms import STEPS
from balai.foundation.errors import NotFound
from balai.kits.http.described import answers, described, refusal

router = Router(tags=["Benang merah"])


class DeadEnd(Schema):
    """An expectation, how many things fall short of it, and the first hundred of them."""

    code: str
    label: str
    kind: str
    count: int
    ids: list[str]


class KnotOut(Schema):
    """A thing on a thread; `step` counts from where the walk began, backwards below 0."""

    kind: str
    id: str
    title: str
    url: str
    step: int


class Ends(Schema):
    """What led to what: (kind, id) each."""

    start: tuple[str, str]
    end: tuple[str, str]


class TieOut(Schema):
    """A direct neighbour, with who tied it, when and why."""

    kind: str
    id: str
    why: str
    at: datetime | None
    by: str


class Thread(Schema):
    """A walk both ways from one thing."""

    knots: list[KnotOut]
    ties: list[Ends]
    before: list[TieOut]
    after: list[TieOut]
    is_cut_short: bool


_DEAD_END = {
    "code": "inovasi-tanpa-pemakaian",
    "label": "Inovasi tanpa pemakaian",
    "kind": "INNOVATION",
    "count": 1,
    "ids": ["12"],
}
_THREAD = {
    "knots": [
        {"kind": "CASE", "id": "1", "title": "Jalan rusak", "url": "/laporan/BTG-26-000001/", "step": 0},
        {"kind": "NEED", "id": "3", "title": "Jalan usaha tani (contoh)", "url": "/kebutuhan/3/", "step": 1},
    ],
    "ties": [{"start": ["CASE", "1"], "end": ["NEED", "3"]}],
    "before": [],
    "after": [
        {
            "kind": "NEED",
            "id": "3",
            "why": "Usulan Musrenbang 2026 nomor 14",
            "at": "2026-03-17T08:15:00+07:00",
            "by": "Bapperida",
        }
    ],
    "is_cut_short": False,
}
_REFUSALS = {
    404: refusal("THING_UNKNOWN", "Ini tidak ada, atau tidak lagi ada."),
    422: refusal("INVALID", "Isian ini harus bilangan bulat.", "steps"),
}


@router.get(
    "/benang/buntu",
    summary="Di mana benang terputus terlalu awal",
    operation_id="dead_ends",
    response=answers(list[DeadEnd]),
    openapi_extra=described(good={200: [_DEAD_END]}),
)
def dead_ends(request: HttpRequest) -> list[dict[str, Any]]:
    """Setiap harapan, berapa yang belum memenuhinya, dan seratus yang pertama."""
    found = queries.dead_ends(visible=queries.visible_kinds(request.user))
    return [
        {"code": one.code, "label": one.label, "kind": one.kind, "count": len(ids), "ids": ids[:100]}
        for one, ids in found
    ]


@router.get(
    "/benang/{kind}/{thing}",
    summary="Dari mana sesuatu berasal dan menghasilkan apa",
    operation_id="walk_thread",
    response=answers(Thread, *_REFUSALS),
    openapi_extra=described(good={200: _THREAD}, refusals=_REFUSALS),
)
def thread(
    request: HttpRequest,
    kind: Annotated[str, Path(example="CASE")],
    thing: Annotated[str, Path(description="nomor atau kodenya menurut jenisnya")],
    steps: int = STEPS,
) -> dict[str, Any]:
    """Simpul dan hubungan di antaranya ke dua arah, dengan siapa yang mengatakannya, kapan, dan mengapa."""
    visible = queries.visible_kinds(request.user)
    walked = queries.walk(kind, thing, visible=visible, steps=max(1, min(steps, STEPS)))
    if (kind, thing) not in walked.knots:
        raise NotFound("THING_UNKNOWN", "Ini tidak ada, atau tidak lagi ada.")
    return {
        "knots": [
            {"kind": one.kind, "id": one.id, "title": one.title, "url": one.url, "step": walked.steps[end]}
            for end, one in walked.knots.items()
        ],
        "ties": [{"start": start, "end": end} for start, end in walked.ties],
        "before": [_tie(one) for one in queries.before(kind, thing, visible=visible)],
        "after": [_tie(one) for one in queries.after(kind, thing, visible=visible)],
        "is_cut_short": walked.is_cut_short,
    }


def _tie(tie: queries.Tie) -> dict[str, Any]:
    return {"kind": tie.knot.kind, "id": tie.knot.id, "why": tie.why, "at": tie.at, "by": tie.who}
