"""Lists of coded reasons that the region keeps as dated parameters."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from balai.engine.parameters import public as parameters
from balai.foundation.errors import Refused
from balai.kits.ui.words import own_word


def code_list(name: str, *, at: datetime) -> list[dict[str, Any]]:
    """The rows `{code, label, label_en?, …}` of the list on that day; empty when the region has none."""
    return parameters.value(name, on=timezone.localdate(at), default=[])


def known_code(name: str, code: str, *, field: str, at: datetime) -> dict[str, Any]:
    """The row of `code`. Raises Refused REASON_UNKNOWN at `field`."""
    for row in code_list(name, at=at):
        if row["code"] == code:
            return row
    raise Refused("REASON_UNKNOWN", "Pilih salah satu alasan dari daftar.", field=field)


def label_of(name: str, code: str, *, at: datetime) -> str:
    """The label of a code (`label_en` under English, where the row has one), or the code itself when the list no longer has it."""
    return next((own_word(row, "label") for row in code_list(name, at=at) if row["code"] == code), code)
