"""Who takes part, on what ground, and what each region sets for itself."""

from dataclasses import dataclass
from typing import Any

from .words import NO_TEXT, Choice, Text


@dataclass(frozen=True, slots=True)
class Origin:
    region: str
    name: str
    contact: str = ""


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """A rule that the service stands on. `verified`: somebody read the signed text."""

    title: str
    reference: str = ""
    verified: bool = False


@dataclass(frozen=True, slots=True)
class PersonalField:
    """Why a field that is personal data is asked: purpose, ground in law, and for how long it is kept."""

    field: str
    purpose: Text
    basis: str
    retention_days: int
    is_specific: bool = False


@dataclass(frozen=True, slots=True)
class PackRole:
    """Who takes part. `office`: APPLICANT, VILLAGE (of the application's place) or AGENCY (the one that the
    region's value `agency` names); `people` are codes of `people.Role`."""

    code: str
    label: Text
    office: str
    people: tuple[str, ...]


# Types of the region's values. CHOICES is a list of codes; OPD and ACCOUNT are codes of an agency and of the ledger.
VALUE_TYPES = ("MONEY", "INTEGER", "BOOLEAN", "CHOICE", "CHOICES", "TEXT", "OPD", "ACCOUNT", "DATE")


@dataclass(frozen=True, slots=True)
class ValueSpec:
    """A value that each region sets for itself: its legal question, its type and its legal range.

    `may_be_empty`: "none" is an answer too, such as no deadline at all; it is then None.
    """

    code: str
    label: Text
    question: Text
    type: str
    default: Any = None
    minimum: int | None = None
    maximum: int | None = None
    choices: tuple[Choice, ...] = ()
    unit: Text = NO_TEXT
    may_be_empty: bool = False

    @property
    def must_be_asked(self) -> bool:
        """Whether the pack has no answer of its own."""
        return self.default is None and not self.may_be_empty
