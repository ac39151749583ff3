"""Tables of innovations, by subject."""

from .liveness import Alarm, LifeChange, Liveness
from .register import Innovation, Steward
from .usage import Tally, UsageDay, UsageEvent, UsageSource

__all__ = [
    "Alarm",
    "Innovation",
    "LifeChange",
    "Liveness",
    "Steward",
    "Tally",
    "UsageDay",
    "UsageEvent",
    "UsageSource",
]
