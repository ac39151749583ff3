"""A service as its pack describes it. Made by `reading`, checked by `soundness`, used by everything else.

Every text that people read is a `Text` in both languages. `$name` in a table or a limit stands for the region's
value of that name; the values themselves are not in here: they belong to the region, not to the pack.
"""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Text:
    """Words in Indonesian and in English."""

    id: str
    en: str

    def in_language(self, code: str) -> str:
        """The words in that language; Indonesian for any other."""
        return self.en if code == "en" and self.en else self.id


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is written: the file of the pack and its line."""

    file: str
    line: int = 1


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


@dataclass(frozen=True, slots=True)
class Choice:
    code: str
    label: Text


# Types of fields. NIK and KK are sixteen digits; MONEY whole rupiah; AREA a desa or kelurahan of the region.
FIELD_TYPES = (
    "TEXT", "LONG_TEXT", "NIK", "KK", "DATE", "TIME", "NUMBER", "MONEY", "CHOICE", "YES_NO", "PHONE", "EMAIL", "AREA",
    "BANK_ACCOUNT",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Field:
    """One question of the form. `when` maps other fields to the answers that make it asked; `prefill` names the
    person and the column of the residents register that answers it (`deceased.name`)."""

    code: str
    type: str
    label: Text
    help: Text = Text("", "")
    required: bool = True
    choices: tuple[Choice, ...] = ()
    when: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    prefill: str = ""
    minimum: int | None = None
    maximum: int | None = None
    max_length: int = 200
    not_after: str = ""
    not_before: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Questions that belong together: one step of the form. `person` names the person they are about."""

    code: str
    title: Text
    fields: tuple[Field, ...]
    person: str = ""
    help: Text = Text("", "")


@dataclass(frozen=True, slots=True)
class Paper:
    """A file to be attached: `routes` that need it (empty: all), `values` of the region that ask for it."""

    code: str
    label: Text
    help: Text = Text("", "")
    routes: tuple[str, ...] = ()
    required: bool = True
    if_value: str = ""
    when: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    kind: str = "PHOTO_OR_PDF"


@dataclass(frozen=True, slots=True)
class Fact:
    """Something computed from the answers: `function` of `facts.FUNCTIONS` with its arguments."""

    code: str
    function: str
    arguments: Mapping[str, Any]
    label: Text


@dataclass(frozen=True, slots=True)
class TableInput:
    """A column of a decision table. `type`: BOOLEAN, INTEGER (with bounds) or CHOICE (with codes)."""

    code: str
    type: str
    label: Text
    minimum: int = 0
    maximum: int = 0
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TableRow:
    """`when`: input code -> condition as written; absent inputs match anything. `then`: what follows."""

    number: int
    when: Mapping[str, Any]
    then: Mapping[str, Any]
    line: int = 0


@dataclass(frozen=True, slots=True)
class DecisionTable:
    """Exactly one row holds for every possible input: overlaps and holes are errors."""

    inputs: tuple[TableInput, ...]
    rows: tuple[TableRow, ...]


@dataclass(frozen=True, slots=True)
class FlowState:
    """A state of the flow. `stage` is what it means to the clocks: a `State` of the case engine; `office` who holds
    it; `wait` (a number of days or `$value`) and `reason` belong to ON_HOLD. `is_good`: it counts as served."""

    code: str
    label: Text
    stage: str
    office: str = "AGENCY"
    is_final: bool = False
    is_good: bool = False
    wait: int | str = 0
    reason: str = ""
    tone: str = ""


# What a move does besides moving. A letter is issued by "ISSUE <letter>", a message told by "TELL <message>".
EFFECTS = ("RESERVE", "RELEASE", "PAY", "RECORD_DEATH", "ISSUE", "TELL", "HOLD_UNIQUE", "FREE_UNIQUE")
NEEDS = ("TEXT", "RECEIPT", "CHANNEL", "SIGNATURE")


@dataclass(frozen=True, slots=True)
class Move:
    """A move of the flow. `otherwise`: where it leads when the money is not there; `not_by`: moves whose author may
    not do this one; `most`: how often, for a move that leads back; `if_value`: only where that value is true."""

    code: str
    label: Text
    sources: tuple[str, ...]
    target: str
    by: tuple[str, ...]
    effects: tuple[str, ...] = ()
    otherwise: str = ""
    needs: tuple[str, ...] = ()
    not_by: tuple[str, ...] = ()
    most: int = 0
    if_value: str = ""
    unless_value: str = ""
    done: Text = Text("", "")
    is_main: bool = False
    icon: str = "check"
    tone: str = ""
    is_automatic: bool = False


@dataclass(frozen=True, slots=True)
class Flow:
    """States and moves. `clocks` is a clock set as the case engine reads it; amounts may be `$value`."""

    start: str
    states: tuple[FlowState, ...]
    moves: tuple[Move, ...]
    clocks: Mapping[str, Any]

    def state(self, code: str) -> FlowState:
        """The state with that code. Raises KeyError."""
        return find(self.states, code)

    def move(self, code: str) -> Move:
        """The move with that code. Raises KeyError."""
        return find(self.moves, code)


@dataclass(frozen=True, slots=True)
class Unique:
    """Two applications with the same `fields` cannot both live. Where a field of them is empty, `without` is
    compared instead (people without NIK)."""

    code: str
    fields: tuple[str, ...]
    without: tuple[str, ...] = ()
    message: Text = Text("", "")


@dataclass(frozen=True, slots=True)
class Money:
    """What is paid, from which account, through which channels (a value that lists CASH, TRANSFER, VIRTUAL_ACCOUNT).
    `amount` is `$value`, or a table whose rows give `amount`."""

    account: str
    amount: str | DecisionTable
    channels: str
    payee: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter that the service issues. `pattern` of its number: {number} {code} {village} {roman_month} {year};
    `signer` is a role of the pack; `template` a Typst file of the pack; `series`: VILLAGE_YEAR or AGENCY_YEAR."""

    code: str
    title: Text
    template: str
    classification: str
    pattern: str
    signer: str
    series: str = "VILLAGE_YEAR"


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
    unit: Text = Text("", "")
    may_be_empty: bool = False

    @property
    def must_be_asked(self) -> bool:
        """Whether the pack has no answer of its own."""
        return self.default is None and not self.may_be_empty


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
class Origin:
    region: str
    name: str
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Pack:
    """The whole description. `variants`: name -> other regions' rules for the same service.

    `templates` are the names of its Typst files; `schema` is the form as a JSON Schema, word for word; `places` says where things are written, by names such as
    `moves.approve` or `fields.death_date`.
    """

    id: str
    version: str
    name: Text
    summary: Text
    group: str
    channel: str
    cost: Text
    duration: Text
    keywords: tuple[str, ...]
    origin: Origin
    licence: str
    platform: str
    legal_basis: tuple[LegalBasis, ...]
    roles: tuple[PackRole, ...]
    filers: tuple[str, ...]
    personal_data: tuple[PersonalField, ...]
    sections: tuple[Section, ...]
    papers: tuple[Paper, ...]
    facts: tuple[Fact, ...]
    eligibility: DecisionTable
    flow: Flow
    unique: tuple[Unique, ...]
    money: Money | None
    letters: tuple[Letter, ...]
    messages: Mapping[str, Text]
    values: tuple[ValueSpec, ...]
    training: tuple[TrainingStep, ...]
    indicators: tuple[BaselineIndicator, ...]
    samples: tuple[Sample, ...]
    variants: Mapping[str, "Variant"] = field(default_factory=dict)
    also: tuple[str, ...] = ()
    title: str = ""
    opd: str = ""
    templates: tuple[str, ...] = ()
    schema: Mapping[str, Any] = field(default_factory=dict, repr=False)
    places: Mapping[str, Place] = field(default_factory=dict, repr=False, compare=False)

    @property
    def fields(self) -> Mapping[str, Field]:
        """All questions by code, in their order."""
        return {field.code: field for section in self.sections for field in section.fields}


@dataclass(frozen=True, slots=True)
class Variant:
    """Another region's rules as parameters of the same pack."""

    name: str
    source: str
    values: Mapping[str, Any]
    samples: tuple[Sample, ...]
    confidence: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the rules say of an application. `result`: ELIGIBLE, REFUSED or MANUAL (somebody must judge);
    `message` a code of the pack's messages; `row` the number of the row that decided."""

    result: str
    route: str
    message: str
    row: int
    facts: Mapping[str, Any]
    amount_rupiah: int | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with what was filled in: the field or paper, a code, and a sentence in Indonesian.

    `values` are what the sentence was filled with, so that it can be said again in another language.
    """

    field: str
    code: str
    message: str
    values: Mapping[str, str | int] = dataclasses.field(default_factory=dict, compare=False)


def find(items: tuple[Any, ...], code: str) -> Any:
    """The item with that code. Raises KeyError."""
    for item in items:
        if item.code == code:
            return item
    raise KeyError(code)
