"""Kinds of duties, registered by rooms in `apps.ready()`."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass


def _no_owner(about_id: str) -> int | None:
    return None


@dataclass(frozen=True, slots=True)
class DutyKind:
    """What a room tells about its duties.

    `subject(ids)` gives title and address of what they belong to, by id; absent ids are not shown. `about_kind` is
    the code of those things where duties of this kind may be given by form; `owner(about_id)` the id of the agency
    whose admins may give them. `needs_proof` says that "done" wants a photo with time and place; kinds that are not
    `is_public` are listed to officers only.
    """

    code: str
    label: str
    subject: Callable[[Collection[str]], Mapping[str, tuple[str, str]]]
    about_kind: str = ""
    owner: Callable[[str], int | None] = _no_owner
    needs_proof: bool = False
    is_public: bool = True


_KINDS: dict[str, DutyKind] = {}


def register_duty_kind(kind: DutyKind) -> None:
    """Make `kind` known. Registering a code twice is a programming error."""
    if kind.code in _KINDS:
        raise ValueError(f"duty kind {kind.code} is registered twice")
    _KINDS[kind.code] = kind


def known_kind(code: str) -> DutyKind | None:
    return _KINDS.get(code)


def duty_kinds() -> list[DutyKind]:
    """All kinds, by label."""
    return sorted(_KINDS.values(), key=lambda kind: kind.label)


def kind_about(about_kind: str) -> DutyKind | None:
    """The kind that is given by form about such things; None where there is none."""
    return next((kind for kind in duty_kinds() if kind.about_kind == about_kind), None)
