"""A service as its pack describes it. Made by `reading`, checked by `soundness`, used by everything else.

Every text that people read is a `Text` in both languages. `$name` in a table or a limit stands for the region's
value of that name; the values themselves are not in here: they belong to the region, not to the pack.
"""

from .flow import EFFECTS, NEEDS, Flow, FlowState, Letter, Move
from .form import FIELD_TYPES, Field, Paper, Section
from .pack import Pack
from .parties import VALUE_TYPES, LegalBasis, Origin, PackRole, PersonalField, ValueSpec
from .practice import BaselineIndicator, Sample, TrainingStep, Variant
from .ruling import DecisionTable, Fact, Money, Outcome, TableInput, TableRow, Unique
from .words import NO_TEXT, Choice, Fault, Place, Text, find

__all__ = [
    "EFFECTS",
    "FIELD_TYPES",
    "NEEDS",
    "NO_TEXT",
    "VALUE_TYPES",
    "BaselineIndicator",
    "Choice",
    "DecisionTable",
    "Fact",
    "Fault",
    "Field",
    "Flow",
    "FlowState",
    "LegalBasis",
    "Letter",
    "Money",
    "Move",
    "Origin",
    "Outcome",
    "Pack",
    "PackRole",
    "Paper",
    "PersonalField",
    "Place",
    "Sample",
    "Section",
    "TableInput",
    "TableRow",
    "Text",
    "TrainingStep",
    "Unique",
    "ValueSpec",
    "Variant",
    "find",
]
