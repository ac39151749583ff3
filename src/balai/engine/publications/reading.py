"""How frozen chapters and their differences are put before a reader on a screen."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.http import Http404, HttpResponse

from balai.engine.publications.blocks import Block, Picture
from balai.engine.publications.content import blocks_of
from balai.engine.publications.press.sheets import paragraphs
from balai.engine.publications.rules.compare import SAME, BlockChange, ChapterChange, compare
from balai.engine.publications.rules.drawing import standalone
from balai.engine.publications.terms import CHANGE_LABELS, CHANGE_TONES
from balai.kits.ui.words import said


def chapter_page(chapters: Sequence[Mapping[str, Any]], code: str) -> dict[str, Any] | None:
    """The chapter with its neighbours; None where there is no such chapter."""
    at = next((at for at, row in enumerate(chapters) if row["code"] == code), None)
    if at is None:
        return None
    return {
        "chapter": chapters[at],
        "shown": shown(blocks_of(chapters[at])),
        "previous": chapters[at - 1] if at else None,
        "next": chapters[at + 1] if at + 1 < len(chapters) else None,
    }


def shown(blocks: Iterable[Block]) -> list[dict[str, Any]]:
    """Blocks for the template: shape, number in the chapter, the block, its paragraphs."""
    return [
        {
            "shape": type(block).__name__,
            "at": at,
            "block": block,
            "paragraphs": paragraphs(block.text) if hasattr(block, "text") else [],
            "right": set(getattr(block, "right", ())),
        }
        for at, block in enumerate(blocks)
    ]


def picture_response(blocks: Sequence[Block], at: int) -> HttpResponse:
    """The drawing at that place of a chapter. It was checked when it was frozen, and runs nothing all the same."""
    block = blocks[at] if at < len(blocks) else None
    if not isinstance(block, Picture):
        raise Http404
    response = HttpResponse(standalone(block.svg), content_type="image/svg+xml")
    response["X-Content-Type-Options"] = "nosniff"
    # The header of the whole house forbids the styles that a drawing may have inside.
    response._csp_exempt = True  # type: ignore[attr-defined]
    response["Content-Security-Policy"] = "sandbox; default-src 'none'; style-src 'unsafe-inline'"
    return response


def compared(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[ChapterChange]:
    """The differences between two frozen contents."""
    return compare(_read(before), _read(after))


def _read(content: Mapping[str, Any]) -> list[tuple[str, str, list[Block]]]:
    return [(row["code"], row["title"], blocks_of(row)) for row in content["chapters"]]


def changes_shown(changes: Sequence[ChapterChange]) -> dict[str, Any]:
    """Chapters with their changes, those without any by name only, and a sum in words."""
    told = [one for one in changes if one.kind != SAME]
    counts = {kind: sum(block.kind == kind for one in told for block in one.blocks) for kind in CHANGE_LABELS}
    return {
        "chapters": [
            {"chapter": one, **_mark(one.kind), "blocks": [_block(block) for block in one.blocks]}
            for one in told
        ],
        "unchanged": [one.title for one in changes if one.kind == SAME],
        "counts": [(said(CHANGE_LABELS[kind]), number) for kind, number in counts.items() if number],
    }


def _mark(kind: str) -> dict[str, str]:
    return {"label": said(CHANGE_LABELS[kind]), "tone": CHANGE_TONES[kind]}


def _block(change: BlockChange) -> dict[str, Any]:
    one = change.after or change.before
    return {
        "change": change,
        **_mark(change.kind),
        "shape": said(SHAPE_LABELS[change.shape]),
        "rows": [{"row": row, **_mark(row.kind)} for row in change.rows],
        "whole": shown([one])[0] if one is not None and change.kind != "CHANGED" else None,
    }


SHAPE_LABELS = {
    "Heading": "Judul",
    "Paragraph": "Paragraf",
    "Bullets": "Daftar",
    "Facts": "Keterangan",
    "Table": "Tabel",
    "Picture": "Gambar",
    "Note": "Catatan",
}
