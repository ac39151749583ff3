"""The journal's front door."""

from .actions import ChainCut, Draft, append, append_many, publish_root, seal
from .followers import follow, rewind, run_followers, unfollow
from .models import Entry
from .queries import histories, history

__all__ = [
    "ChainCut",
    "Draft",
    "Entry",
    "append",
    "append_many",
    "follow",
    "histories",
    "history",
    "publish_root",
    "rewind",
    "run_followers",
    "seal",
    "unfollow",
]
