"""What a pack is tried and learned with."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from .words import Text


@dataclass(frozen=True, slots=True)
class TrainingStep:
    code: str
    title: Text
    text: Text
    role: str
    sample: str = ""


@dataclass(frozen=True, slots=True)
class BaselineIndicator:
    """A figure to compare with: what it was before, with its source. `value` None: not known."""

    code: str
    label: Text
    unit: Text
    value: int | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample case with the expected result. `expect` keys: result, route, amount_rupiah, refused (code), faults
    (fields of the form), missing (papers), state (after `moves`)."""

    name: str
    filed_on: date
    answers: Mapping[str, Any]
    papers: tuple[str, ...]
    lookups: Mapping[str, Any]
    values: Mapping[str, Any]
    moves: tuple[str, ...]
    expect: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Variant:
    """Another region's rules as parameters of the same pack."""

    name: str
    source: str
    values: Mapping[str, Any]
    samples: tuple[Sample, ...]
    confidence: str = ""
