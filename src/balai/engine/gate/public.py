"""The front door of the gate."""

from balai.engine.gate.actions.banning import ban, lift
from balai.engine.gate.appealing import Appealable, Measure, appealable
from balai.engine.gate.checking import (
    ban_of,
    check,
    check_request,
    note,
    stop_banned,
    traces_of,
    unsaved_traces,
)
from balai.engine.gate.models import Ban, Trace
from balai.engine.gate.permissions import KEEP
from balai.engine.gate.queries import latest_appeal
from balai.engine.gate.refusals import Banned, PuzzleNeeded
from balai.engine.gate.terms import REASON_LABELS, Kind, Reason
from balai.engine.gate.visitors import Visitor, visitor_of

__all__ = [
    "KEEP",
    "REASON_LABELS",
    "Appealable",
    "Ban",
    "Banned",
    "Kind",
    "Measure",
    "PuzzleNeeded",
    "Reason",
    "Trace",
    "Visitor",
    "appealable",
    "ban",
    "ban_of",
    "check",
    "check_request",
    "latest_appeal",
    "lift",
    "note",
    "stop_banned",
    "traces_of",
    "unsaved_traces",
    "visitor_of",
]
