"""The journal's front door."""

from .actions import ChainCut, Draft, append, append_many, publish_root, seal, unsaved_entry
from .followers import follow, rewind, run_followers, unfollow
from .models import Entry
from .queries import histories, history
from .terms import FaultKind
from .verification import Fault, count_unsealed, verify

__all__ = [
    "ChainCut",
    "Draft",
    "Entry",
    "Fault",
    "FaultKind",
    "append",
    "append_many",
    "count_unsealed",
    "follow",
    "histories",
    "history",
    "publish_root",
    "rewind",
    "run_followers",
    "seal",
    "unfollow",
    "unsaved_entry",
    "verify",
]
