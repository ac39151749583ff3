"""What a message asks of the hall itself, and what is not kept of it."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from balai.engine.conversations.terms import WINDOW_HOURS

# Sixteen digits, however they are set: NIK and KK. Those who write them by chat write them by mistake.
_SIXTEEN = re.compile(r"(?<!\d)(?:\d[ .\-]?){15}\d(?!\d)")
# As they are printed, and as people write them: nine signs in threes, or at one go with a digit among them.
_CODE = re.compile(
    r"\b[0-9A-Z]{3}-[0-9A-Z]{3}-[0-9A-Z]{3}\b"
    r"|\b(?=.{0,10}\d)[0-9A-Za-z]{3}([ \-–—._/])[0-9A-Za-z]{3}\1[0-9A-Za-z]{3}\b"
    r"|\b(?=[A-Za-z]*\d)(?=\d*[A-Za-z])[0-9A-Za-z]{9}\b"
)
MASK = "[16 angka dihapus]"
_STOP = frozenset({"stop", "berhenti", "unsubscribe", "stop semua", "berhenti kirim", "unreg"})
_START = frozenset({"mulai", "resume", "mulai lagi", "reg"})
# After so many failures almost a day has gone by.
_PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 2, 5, 15, 60, 240, 720))


class Wish(StrEnum):
    """What every conversation understands, whoever speaks in it."""

    STOP = "STOP"
    START = "START"


def wish_of(text: str) -> Wish | None:
    """Whether the whole message is a word that stops or starts what is sent unasked."""
    word = " ".join(re.findall(r"\w+", text.casefold()))
    return Wish.STOP if word in _STOP else Wish.START if word in _START else None


def without_sixteen(text: str) -> tuple[str, bool]:
    """`text` without numbers of sixteen digits, and whether there were any."""
    kept, found = _SIXTEEN.subn(MASK, text)
    return kept, bool(found)


def without_codes(text: str) -> str:
    """`text` without tracking codes: they are the reporter's power to confirm and to contest, not the officer's.

    >>> without_codes("Kode lacak: K7M-4Q2-XPD. https://balai.example/lacak/K7M-4Q2-XPD/")
    'Kode lacak: •••. https://balai.example/lacak/•••/'
    """
    return _CODE.sub("•••", text)


def next_try(*, attempts: int, at: datetime, most: int) -> datetime | None:
    """When a message is tried again after so many failures; None when it is given up."""
    return None if attempts >= most else at + _PAUSES[min(attempts, len(_PAUSES)) - 1]


def is_late(*, last_in: datetime | None, at: datetime) -> bool:
    """Whether the person has not written for a day: WhatsApp then takes approved forms only."""
    return last_in is None or at - last_in >= timedelta(hours=WINDOW_HOURS)


def spent(memory_until: datetime | None, at: datetime) -> bool:
    """Whether what was being talked about is too old to be meant by the next message."""
    return memory_until is not None and memory_until <= at


def merged(defaults: Mapping[str, int], given: Mapping[str, int] | None) -> dict[str, int]:
    """The defaults with what the region decided otherwise."""
    return {**defaults, **(given or {})}
