"""What a browser put into its outbox: four bytes of length, that much JSON, then the files one after another."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from balai.foundation.errors import Refused

HEAD_BYTES = 4
MOST_FIELDS = 500
PAPER_PREFIX = "paper-"


@dataclass(frozen=True, slots=True)
class BoxFile:
    """A file of a form: the paper it stands for, its name, its bytes."""

    paper: str
    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Box:
    """A form as it was filled in: the service, its answers as typed, its files, and whether it is to be filed."""

    service: str
    answers: Mapping[str, str]
    files: Sequence[BoxFile]
    is_finished: bool


def read_box(content: bytes) -> Box:
    """The form in an opened box. Raises Refused BOX_BROKEN for anything that no form of ours made."""
    length = int.from_bytes(content[:HEAD_BYTES], "big")
    start = HEAD_BYTES + length
    try:
        head = json.loads(content[HEAD_BYTES:start])
        fields = {str(name): _text(value) for name, value in head["fields"].items()}
        files = _files(head["files"], content, start)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise _broken() from None
    if len(fields) > MOST_FIELDS:
        raise _broken()
    act, service = fields.pop("act", ""), fields.pop("service", "")
    return Box(service, fields, files, act != "simpan")


def _files(rows: Any, content: bytes, start: int) -> list[BoxFile]:
    found, at = [], start
    for row in rows:
        size, paper = int(row["size"]), _text(row["field"])
        if size < 0 or at + size > len(content) or not paper.startswith(PAPER_PREFIX):
            raise _broken()
        found.append(
            BoxFile(paper.removeprefix(PAPER_PREFIX), _text(row["name"])[:200], content[at : at + size])
        )
        at += size
    return found


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    # A form sends neither noughts nor half a sign; JSON can write both.
    return value.replace("\0", "").encode(errors="replace").decode()


def _broken() -> Refused:
    return Refused("BOX_BROKEN", "Kiriman dari ponsel ini tidak dapat dibuka. Isi kembali formulirnya.")
