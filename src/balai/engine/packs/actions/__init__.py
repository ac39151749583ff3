"""Acts on packs and services."""

from .exporting import export
from .installing import install
from .keys import trust_key, withdraw_key
from .loading import load
from .offering import close_service, open_service, share_usage
from .upgrading import roll_back, upgrade
from .values import set_value

__all__ = [
    "close_service",
    "export",
    "install",
    "load",
    "open_service",
    "roll_back",
    "set_value",
    "share_usage",
    "trust_key",
    "upgrade",
    "withdraw_key",
]
