"""The content of a book: written by the rooms, checked, and frozen as plain JSON."""

import hashlib
import json
import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from balai.engine.publications.blocks import Block, Picture, Table, packed, unpacked
from balai.engine.publications.kinds import Chapter, Publication, chapters
from balai.engine.publications.rules.drawing import check_drawing
from balai.engine.publications.terms import MOST_BLOCKS, MOST_SVG
from balai.foundation.errors import NotFound, Refused

log = logging.getLogger(__name__)
# What neither paper nor a database can hold.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Failure:
    """A chapter that could not be written, and why in words."""

    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class Written:
    """A book as the data make it now. `failures` names the chapters that are missing from `content`."""

    content: dict[str, Any]
    failures: tuple[Failure, ...]

    @property
    def is_empty(self) -> bool:
        return not self.content["chapters"]


def write(publication: Publication, edition: str, *, on: date) -> Written:
    """Every chapter from the data of this moment; a chapter that fails costs the others nothing and is named.

    Raises NotFound EDITION_UNKNOWN.
    """
    label = dict(publication.editions()).get(edition)
    if label is None:
        raise NotFound("EDITION_UNKNOWN", "Terbitan ini tidak mempunyai edisi itu.")
    rows, failures = [], []
    for chapter in chapters(publication.code):
        try:
            blocks = _checked(chapter.write(edition, on))
        except Refused as refusal:
            failures.append(Failure(chapter.title, refusal.message))
        except Exception:
            # One room's bug must not keep the others' chapters from being read.
            log.exception("chapter %s of %s failed", chapter.code, publication.code)
            failures.append(Failure(chapter.title, "Ada kesalahan program saat menyusun bab ini."))
        else:
            if blocks:
                rows.append(_row(chapter, blocks))
    content = {
        "title": publication.title,
        "subtitle": publication.subtitle,
        "edition_label": label,
        "chapters": rows,
    }
    return Written(_printable(content), tuple(failures))


def _row(chapter: Chapter, blocks: Sequence[Block]) -> dict[str, Any]:
    rows = json.loads(json.dumps([packed(block) for block in blocks], ensure_ascii=False))
    return {"code": chapter.code, "title": chapter.title, "blocks": rows}


def _checked(blocks: Sequence[Block]) -> Sequence[Block]:
    """Raises Refused TABLE_UNEVEN, DRAWING_…, CHAPTER_TOO_LONG."""
    if len(blocks) > MOST_BLOCKS:
        raise Refused("CHAPTER_TOO_LONG", "Bab ini terlalu panjang.")
    for block in blocks:
        if isinstance(block, Table):
            _check_table(block)
        elif isinstance(block, Picture):
            if len(block.svg) > MOST_SVG:
                raise Refused("CHAPTER_TOO_LONG", "Sebuah gambar dalam bab ini terlalu besar.")
            check_drawing(block.svg)
    return blocks


def _check_table(table: Table) -> None:
    columns = len(table.headings)
    if any(len(row) != columns for row in table.rows) or (table.widths and len(table.widths) != columns):
        raise Refused(
            "TABLE_UNEVEN",
            'Tabel "{caption}" mempunyai baris yang jumlah kolomnya tidak sama dengan kepalanya.',
            caption=table.caption or table.headings[0],
        )


def _printable(value: Any) -> Any:
    """The same without signs that cannot be printed."""
    if isinstance(value, str):
        return _UNPRINTABLE.sub("", value)
    if isinstance(value, list):
        return [_printable(one) for one in value]
    if isinstance(value, dict):
        return {key: _printable(one) for key, one in value.items()}
    return value


def digest(content: dict[str, Any]) -> str:
    """SHA-256 of the content, whatever order a database keeps its keys in."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def blocks_of(row: dict[str, Any]) -> list[Block]:
    """The blocks of a frozen chapter."""
    return [unpacked(block) for block in row["blocks"]]
