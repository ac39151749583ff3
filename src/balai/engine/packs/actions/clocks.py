"""The clocks of a service as a dated parameter: what the pack says, with the region's values put in."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from balai.engine.parameters import public as parameters

from ..queries import clock_code, given_values
from ..rules.description import Pack
from ..terms import CLOCK_PREFIX

# The first clocks of a version hold from long ago: an application may be entered late, from paper.
SINCE = date(2000, 1, 1)


def write_clocks(pack: Pack, *, on: date) -> bool:
    """Bring the parameter `cases.clock.<pack>@<version>` to what holds from that day on; whether it could be said.

    Not possible while a value that a clock needs has no answer. Cases that run keep the clocks of their day.
    """
    values = {spec.code: spec.default for spec in pack.values} | given_values(pack.id, on=on, pack=pack)
    clocks = _filled(pack.flow.clocks, values)
    if clocks is None:
        return False
    code = CLOCK_PREFIX + clock_code(pack)
    known = parameters.value(code, on=on, default=None)
    if known == clocks:
        return True
    put(
        code=code,
        value=clocks,
        valid_from=SINCE if known is None else on,
        legal_reference="",
        source=f"paket {pack.id} {pack.version}",
    )
    return True


def put(*, code: str, value: Any, valid_from: date, legal_reference: str, source: str) -> None:
    """A value from that day on; one that begins on the very day is replaced. Raises Refused PARAMETER_OVERLAPS."""
    row = {
        "code": code,
        "value": value,
        "valid_from": valid_from,
        "valid_to": None,
        "legal_reference": legal_reference,
        "source": source,
        "verified": bool(legal_reference),
    }
    parameters.load_parameters([row])


def _filled(clocks: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any] | None:
    """The clock set with `$value` replaced; None while one of them has no answer."""
    found = dict(clocks)
    for part in ("limits", "ladder"):
        rows = [{key: _value(item, values) for key, item in row.items()} for row in clocks.get(part, ())]
        if any(item is None for row in rows for item in row.values()):
            return None
        found[part] = rows
    return found


def _value(item: Any, values: Mapping[str, Any]) -> Any:
    return values.get(item[1:]) if isinstance(item, str) and item.startswith("$") else item
