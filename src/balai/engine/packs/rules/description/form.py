"""The form and the papers that go with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .words import NO_TEXT, Choice, Text

# Types of fields. NIK and KK are sixteen digits; MONEY whole rupiah; AREA a desa or kelurahan of the region.
FIELD_TYPES = (
    "TEXT", "LONG_TEXT", "NIK", "KK", "DATE", "TIME", "NUMBER", "MONEY", "CHOICE", "YES_NO", "PHONE", "EMAIL", "AREA",
    "BANK_ACCOUNT",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Field:
    """One question of the form. `when` maps other fields to the answers that make it asked; `prefill` names the
    person and the column of the residents register that answers it (`deceased.name`); `offered` the region's value
    (CHOICES) that says which of the choices are offered here."""

    code: str
    type: str
    label: Text
    help: Text = NO_TEXT
    required: bool = True
    choices: tuple[Choice, ...] = ()
    when: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    prefill: str = ""
    minimum: int | None = None
    maximum: int | None = None
    max_length: int = 200
    not_after: str = ""
    not_before: str = ""
    offered: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Questions that belong together: one step of the form. `person` names the person they are about."""

    code: str
    title: Text
    fields: tuple[Field, ...]
    person: str = ""
    help: Text = NO_TEXT


@dataclass(frozen=True, slots=True)
class Paper:
    """A file to be attached: `routes` that need it (empty: all), `values` of the region that ask for it."""

    code: str
    label: Text
    help: Text = NO_TEXT
    routes: tuple[str, ...] = ()
    required: bool = True
    if_value: str = ""
    when: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    kind: str = "PHOTO_OR_PDF"
