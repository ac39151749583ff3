"""What a new version of a pack means for the values that a region has set: pure comparison of two descriptions."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from balai.foundation.errors import Refused

from .rules.description import Pack, ValueSpec
from .rules.values import check_value

# Kinds of conflicts. The first three stop an upgrade until somebody has chosen.
BLOCKING = ("OUT_OF_RANGE", "NEW_QUESTION", "TYPE_CHANGED")
KINDS = (*BLOCKING, "DEFAULT_CHANGED", "QUESTION_CHANGED", "REMOVED")


@dataclass(frozen=True, slots=True)
class Conflict:
    """A value of the region that the new version sees otherwise. `before` and `after` are the packs' own answers,
    `local` the region's (None: it set none)."""

    code: str
    kind: str
    before: Any = None
    after: Any = None
    local: Any = None

    @property
    def is_blocking(self) -> bool:
        """Whether the upgrade waits for a choice."""
        return self.kind in BLOCKING


@dataclass(frozen=True, slots=True)
class Upgrade:
    """From one version to another: the codes of local values that stay as they are, and each conflict."""

    before: str
    after: str
    kept: tuple[str, ...]
    conflicts: tuple[Conflict, ...]


def compare(old: Pack, new: Pack, local: Mapping[str, Any]) -> Upgrade:
    """What becomes of the values `local` when `old` is replaced by `new`. Values of the region are never dropped:
    one that the new version no longer asks for is reported as REMOVED and stays in the books."""
    before, after = _specs(old), _specs(new)
    conflicts = [
        found
        for code in dict.fromkeys([*after, *before])
        if (found := _conflict(code, before.get(code), after.get(code), local))
    ]
    lost = {
        conflict.code
        for conflict in conflicts
        if conflict.kind in {"REMOVED", "OUT_OF_RANGE", "TYPE_CHANGED"}
    }
    kept = tuple(code for code in after if code in local and code not in lost)
    return Upgrade(old.version, new.version, kept, tuple(conflicts))


def _specs(pack: Pack) -> dict[str, ValueSpec]:
    return {spec.code: spec for spec in pack.values}


def _conflict(
    code: str, before: ValueSpec | None, after: ValueSpec | None, local: Mapping[str, Any]
) -> Conflict | None:
    has, mine = code in local, local.get(code)
    old, new = before.default if before else None, after.default if after else None
    if after is None:
        return Conflict(code, kind="REMOVED", before=old, after=None, local=mine) if has else None
    if not has:
        return Conflict(code, kind="NEW_QUESTION", before=old, after=new) if after.must_be_asked else None
    if before and before.type != after.type:
        return Conflict(code, kind="TYPE_CHANGED", before=old, after=new, local=mine)
    if not _fits(after, mine):
        return Conflict(code, kind="OUT_OF_RANGE", before=old, after=new, local=mine)
    if before and old != new and mine != new:
        return Conflict(code, kind="DEFAULT_CHANGED", before=old, after=new, local=mine)
    if before and before.question != after.question:
        return Conflict(code, kind="QUESTION_CHANGED", before=old, after=new, local=mine)
    return None


def _fits(spec: ValueSpec, value: Any) -> bool:
    try:
        check_value(spec, value)
    except Refused:
        return False
    return True
