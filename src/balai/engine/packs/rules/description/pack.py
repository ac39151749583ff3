"""The whole of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .flow import Flow, Letter
from .form import Field, Paper, Section
from .parties import LegalBasis, Origin, PackRole, PersonalField, ValueSpec
from .practice import BaselineIndicator, Sample, TrainingStep, Variant
from .ruling import DecisionTable, Fact, Money, Unique
from .words import Place, Text


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
