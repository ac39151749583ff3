"""Acts of the room."""

from .evidence import accept_difference, confirm_training
from .mentoring import comment, invite_mentor, revoke_mentor
from .offers import discard_offer, install_offer, offer_pack
from .sandbox import advance_sandbox, start_sandbox
from .usage import receive_usage, usage_file

__all__ = [
    "accept_difference",
    "advance_sandbox",
    "comment",
    "confirm_training",
    "discard_offer",
    "install_offer",
    "invite_mentor",
    "offer_pack",
    "receive_usage",
    "revoke_mentor",
    "start_sandbox",
    "usage_file",
]
