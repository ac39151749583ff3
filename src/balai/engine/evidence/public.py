"""The front door of evidence. Pages of rooms: `{% load evidence %}{% evidence_panel "INNOVATION" innovation.pk %}`."""

from .actions import end_use, keep, use_for, verify
from .kinds import (
    InstrumentRows,
    Thing,
    Things,
    instrument,
    instruments,
    name_kind_by,
    name_things_by,
    register_instrument,
    register_instruments,
)
from .models import Evidence, Use
from .queries import evidence_about, evidence_for, last_verified, upload_days
from .rules import is_seasonal
from .terms import KIND_LABELS, VERDICT_LABELS, VERDICT_TONES, EvidenceKind, Verdict

__all__ = [
    "KIND_LABELS",
    "VERDICT_LABELS",
    "VERDICT_TONES",
    "Evidence",
    "EvidenceKind",
    "InstrumentRows",
    "Thing",
    "Things",
    "Use",
    "Verdict",
    "end_use",
    "evidence_about",
    "evidence_for",
    "instrument",
    "instruments",
    "is_seasonal",
    "keep",
    "last_verified",
    "name_kind_by",
    "name_things_by",
    "register_instrument",
    "register_instruments",
    "upload_days",
    "use_for",
    "verify",
]
