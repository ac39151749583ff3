"""The front door of data subjects."""

from balai.engine.data_subjects.actions import forget_traces, keep_traces, release, restrict, tracing
from balai.engine.data_subjects.fingerprints import IndexColumn, register_index
from balai.engine.data_subjects.holdings import (
    Destroyer,
    Fact,
    Holding,
    Record,
    destroyers,
    holding,
    holdings,
    register_destroyer,
    register_holding,
)
from balai.engine.data_subjects.models import LegalHold, Restriction, Trace
from balai.engine.data_subjects.persons import Person, international, person
from balai.engine.data_subjects.queries import (
    held_rows,
    is_restricted,
    record,
    records_of,
    restricted_of,
    restricted_rows,
    traced,
)
from balai.engine.data_subjects.rotation import Need, encrypted_columns, needs, register_store, rotate

__all__ = [
    "Destroyer",
    "Fact",
    "Holding",
    "IndexColumn",
    "LegalHold",
    "Need",
    "Person",
    "Record",
    "Restriction",
    "Trace",
    "destroyers",
    "encrypted_columns",
    "forget_traces",
    "held_rows",
    "holding",
    "holdings",
    "international",
    "is_restricted",
    "keep_traces",
    "needs",
    "person",
    "record",
    "records_of",
    "register_destroyer",
    "register_holding",
    "register_index",
    "register_store",
    "release",
    "restrict",
    "restricted_of",
    "restricted_rows",
    "rotate",
    "traced",
    "tracing",
]  # fmt: skip
