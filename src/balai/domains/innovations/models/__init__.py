"""Tables of innovations, by subject."""

from .holes import RefusedEvent, SourceGap
from .imports import Merge, RegisterImport
from .liveness import Alarm, LifeChange, Liveness
from .maturity import IgaAnswer, IgaEdition, IgaSheet
from .opinions import Rating
from .peers import PeerRound, PeerSeat, PeerSubject
from .register import Innovation, Steward
from .usage import Tally, UsageDay, UsageEvent, UsageSource

__all__ = [
    "Alarm",
    "IgaAnswer",
    "IgaEdition",
    "IgaSheet",
    "Innovation",
    "LifeChange",
    "Liveness",
    "Merge",
    "PeerRound",
    "PeerSeat",
    "PeerSubject",
    "Rating",
    "RefusedEvent",
    "RegisterImport",
    "SourceGap",
    "Steward",
    "Tally",
    "UsageDay",
    "UsageEvent",
    "UsageSource",
]
