"""Tables of innovations, by subject."""

from .liveness import LifeChange, Liveness
from .register import Innovation, Steward
from .usage import UsageDay, UsageEvent, UsageSource

__all__ = ["Innovation", "LifeChange", "Liveness", "Steward", "UsageDay", "UsageEvent", "UsageSource"]
