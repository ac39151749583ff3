"""Receipts: anybody who holds the code of an entry learns whether it still stands as it was written, not what it says.

A code is the number of the entry, hidden behind a proof that its holder was given it: `proof` is made from the salt of
the entry, which nobody sees. So a code leads to one row by its key, none can be guessed, and neighbours look unlike.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Any

from django.utils import timezone

from balai.foundation.errors import NotFound, Refused
from balai.foundation.ids import ALPHABET, normalize_tracking_code, with_check_symbol

from . import rules, tree
from .models import Crown, Entry, Link
from .planting import read_nodes
from .terms import GENESIS, RECEIPT_LENGTH

_BASE, _HALF = len(ALPHABET), (RECEIPT_LENGTH - 1) // 2
_MOST = _BASE**_HALF


class Standing(StrEnum):
    """What is to be said of a receipt."""

    WAITING = "WAITING"  # committed, not in the chain yet
    SEALED = "SEALED"  # in the chain, no root over it yet
    ROOTED = "ROOTED"  # under a published root
    CHANGED = "CHANGED"  # the entry is not what was sealed
    REMOVED = "REMOVED"  # the entry is gone, its link is not
    BROKEN = "BROKEN"  # its link does not fit its neighbours or the published crown


@dataclass(frozen=True, slots=True)
class Checked:
    """The answer to a code. `path` leads from the link to the crown."""

    code: str
    standing: Standing
    at: datetime | None = None
    link: Link | None = None
    crown: Crown | None = None
    path: tuple[bytes, ...] = ()

    @property
    def is_whole(self) -> bool:
        return self.standing in {Standing.WAITING, Standing.SEALED, Standing.ROOTED}

    @property
    def root_due(self) -> date:
        """The day whose root will cover an entry that no root covers yet; it is published just after that day."""
        return timezone.localdate()

    @property
    def published_on(self) -> date:
        return self.root_due + timedelta(days=1)


def receipt_code(entry_id: int, salt: str) -> str:
    """The code of an entry, such as `4XK-7M2-PDQ-8TR-W3H`."""
    proof = _number(sha256(f"receipt|{entry_id}|{salt}".encode()).digest()) % _MOST
    return with_check_symbol(_written((entry_id + _mask(proof)) % _MOST) + _written(proof))


def code_of(entry: Entry) -> str:
    """The same, of a row."""
    return receipt_code(entry.pk, entry.salt)


def check_receipt(raw: str) -> Checked:
    """What became of the entry that a code stands for, however the code was typed. A handful of small queries.

    Raises Refused CODE_MALFORMED, CODE_WRONG_CHECK; NotFound RECEIPT_UNKNOWN.
    """
    try:
        code = normalize_tracking_code(raw, length=RECEIPT_LENGTH)
    except Refused as refusal:
        raise Refused(refusal.code, _REFUSAL_LABELS[refusal.code], field="code") from None
    symbols = code.replace("-", "")
    proof = _read(symbols[_HALF : 2 * _HALF])
    entry_id = (_read(symbols[:_HALF]) - _mask(proof)) % _MOST
    entry = Entry.objects.filter(pk=entry_id).first()
    link = Link.objects.filter(entry_id=entry_id).first()
    if entry is None:
        if link is None:
            raise _unknown()
        return Checked(code, Standing.REMOVED, link=link)
    if link and rules.digest_of(entry.content) != link.digest:
        return Checked(code, Standing.CHANGED, link=link)
    # Asked after the digest: whoever changed the salt has changed the entry.
    if receipt_code(entry.pk, entry.salt) != code:
        raise _unknown()
    return _placed(code, entry, link)


def _placed(code: str, entry: Entry, link: Link | None) -> Checked:
    if link is None:
        return Checked(code, Standing.WAITING, entry.at)
    if not _fits(link):
        return Checked(code, Standing.BROKEN, entry.at, link)
    crown = Crown.objects.filter(position__gte=link.position).order_by("root_id").first()
    if crown is None:
        return Checked(code, Standing.SEALED, entry.at, link)
    try:
        steps = tree.path(link.position - 1, crown.position, read_nodes(crown.position))
    except LookupError:
        steps = []
    reached = tree.climb(link.position - 1, crown.position, tree.leaf(link.hash), steps)
    holds = reached is not None and reached.hex() == crown.hash and _keeps(crown)
    return Checked(code, Standing.ROOTED if holds else Standing.BROKEN, entry.at, link, crown, tuple(steps))


def _fits(link: Link) -> bool:
    """Its own sum is right, and both neighbours point at each other through it."""
    near = Link.objects.filter(position__in=(link.position - 1, link.position + 1))
    rows = {row.position: row for row in near}
    before, after = rows.get(link.position - 1), rows.get(link.position + 1)
    return (
        rules.link_hash(link.position, link.previous_hash, link.digest) == link.hash
        and link.previous_hash == (before.hash if before else GENESIS if link.position == 1 else None)
        and (after is None or after.previous_hash == link.hash)
    )


def _keeps(crown: Crown) -> bool:
    """The root that the crown belongs to stands where the chain has it."""
    return Link.objects.filter(position=crown.position, hash=crown.root.hash).exists()


def as_file(checked: Checked, *, content: bytes | None = None) -> dict[str, Any]:
    """The receipt as its holder keeps it: enough to check it without us, see docs/check_receipt.py.

    `content` is the entry itself, for whoever filed it; without it the file says nothing of what was done.
    """
    link, crown = checked.link, checked.crown
    found: dict[str, Any] = {
        "format": rules.FORMAT,
        "kode": checked.code,
        "keadaan": checked.standing.value,
        "dicatat": checked.at.isoformat() if checked.at else None,
    }
    if content is not None:
        found["isi"] = content.decode()
    if link:
        found["mata_rantai"] = {
            "posisi": link.position, "sidik": link.digest, "sebelumnya": link.previous_hash, "hash": link.hash,
        }  # fmt: skip
    if crown:
        found["pohon"] = {
            "tanggal": crown.root_id.isoformat(), "ukuran": crown.position, "puncak": crown.hash,
            "jalur": [step.hex() for step in checked.path],
        }  # fmt: skip
    return found


_REFUSAL_LABELS = {
    "CODE_MALFORMED": "Kode tanda terima terdiri atas 15 huruf dan angka, misalnya 3HR-7KD-0QW-9XN-4T2.",
    "CODE_WRONG_CHECK": "Kode tanda terima ini keliru: ada huruf atau angka yang salah ketik. Periksa lagi kodenya.",
}


def _unknown() -> NotFound:
    return NotFound(
        "RECEIPT_UNKNOWN",
        "Tidak ada catatan dengan kode ini. Periksa lagi penulisannya; kalau persis seperti di tanda terima Anda, laporkan kepada Inspektorat dan sertakan berkas tanda terimanya.",
        field="code",
    )


def _mask(proof: int) -> int:
    return _number(sha256(f"mask|{proof}".encode()).digest()) % _MOST


def _number(digest: bytes) -> int:
    return int.from_bytes(digest[:12])


def _written(value: int) -> str:
    symbols = ""
    for _ in range(_HALF):
        value, digit = divmod(value, _BASE)
        symbols = ALPHABET[digit] + symbols
    return symbols


def _read(symbols: str) -> int:
    value = 0
    for symbol in symbols:
        value = value * _BASE + ALPHABET.index(symbol)
    return value
