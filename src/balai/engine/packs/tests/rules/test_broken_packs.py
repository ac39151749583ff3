"""Whatever stands in a pack: it is read, or refused with faults; nothing else happens, and nothing hangs."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from balai.engine.packs.rules.drawing import draw_flow
from balai.engine.packs.rules.explaining import explain_table
from balai.engine.packs.rules.faults import PackFault, PackFaults
from balai.engine.packs.rules.located import read_yaml
from balai.engine.packs.rules.reading import read_pack
from balai.engine.packs.rules.simulate import simulate
from balai.engine.packs.rules.soundness import check

from .grants import CALENDAR, grant_files, values

PLAIN = {name: read_yaml(name, text).plain() for name, text in grant_files().items()}


def paths(value: Any, above: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield above
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from paths(inner, (*above, key))


PLACES = [(name, path) for name, value in PLAIN.items() for path in paths(value)]
junk = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**19), 10**19),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=12),
    st.sampled_from(
        ["$agency", "$nothing", "today", "death_date", "{x}", "", "VERIFYING", "> $full_days", "1..2", "{"]
    ),
    st.lists(st.integers(0, 3) | st.text(max_size=3), max_size=3),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
)


def replaced(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    if not path:
        return new
    copy = value.copy()
    copy[path[0]] = replaced(value[path[0]], path[1:], new)
    return copy


@pytest.mark.slow
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from(PLACES), junk), min_size=1, max_size=2))
def test_any_part_may_be_anything(changes: list[tuple[tuple[str, tuple[Any, ...]], Any]]) -> None:
    files = dict(grant_files())
    (name, _), _ = changes[0]
    plain = PLAIN[name]
    for (file, path), new in changes[:1] + [change for change in changes[1:] if change[0][0] != name]:
        plain = replaced(PLAIN[file], path, new)
        # JSON is YAML, apart from escapes for halves of characters.
        files[file] = json.dumps(plain, ensure_ascii=False, indent=1)
    try:
        pack = read_pack(files)
    except PackFaults as found:
        assert all(isinstance(fault, PackFault) and fault.message for fault in found.faults)
        return
    if not check(pack):
        draw_flow(pack)
        explain_table(pack, pack.eligibility, values())
        for sample in pack.samples[:2]:
            simulate(pack, sample, calendar=CALENDAR)
