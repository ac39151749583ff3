"""What a browser packs for its outbox: four bytes of length, that much JSON, then the files one after another."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from balai.foundation.errors import Refused

HEAD_BYTES = 4
MOST_FIELDS = 500
# A parcel holds a form with its photos, shrunk; a form whose photos could not be shrunk is larger.
MOST_BYTES = 48 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class ParcelFile:
    """A file of a form: the name of its field, its own name, its bytes."""

    field: str
    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Parcel:
    """A form as it was filled in: its fields as typed, its files."""

    fields: Mapping[str, str]
    files: Sequence[ParcelFile]


def unpack(content: bytes) -> Parcel:
    """The form in an opened box. Raises Refused BOX_BROKEN for anything that no form of ours made."""
    start = HEAD_BYTES + int.from_bytes(content[:HEAD_BYTES], "big")
    try:
        head = json.loads(content[HEAD_BYTES:start])
        fields = {str(name): plain_text(value) for name, value in head["fields"].items()}
        files = _files(head["files"], content, start)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise broken() from None
    if len(fields) > MOST_FIELDS:
        raise broken()
    return Parcel(fields, files)


def _files(rows: Any, content: bytes, start: int) -> list[ParcelFile]:
    found, at = [], start
    for row in rows:
        size = int(row["size"])
        if size < 0 or at + size > len(content):
            raise broken()
        found.append(
            # A picture that a page drew has no name; it is a picture all the same.
            ParcelFile(
                plain_text(row["field"]), plain_text(row.get("name", ""))[:200], content[at : at + size]
            )
        )
        at += size
    return found


def plain_text(value: Any) -> str:
    """A text as a form sends it. Raises TypeError for what is no text."""
    if not isinstance(value, str):
        raise TypeError
    # People type neither noughts nor half a sign; programs can send both.
    return value.replace("\0", "").encode(errors="replace").decode()


def broken() -> Refused:
    """The refusal of what no form of ours made."""
    return Refused("BOX_BROKEN", "Kiriman dari ponsel ini tidak dapat dibuka. Isi kembali formulirnya.")
