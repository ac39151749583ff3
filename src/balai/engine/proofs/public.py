"""The front door of proofs: give a challenge, hand photos in, let a second person decide."""

from balai.engine.proofs.actions import decide, forget_pictures, hand_in, issue
from balai.engine.proofs.likeness import Likeness, look_at
from balai.engine.proofs.models import Capture, Challenge, Proof
from balai.engine.proofs.permissions import is_own
from balai.engine.proofs.queries import decided, overdue, proof_of, proofs_of, waiting, with_photos
from balai.engine.proofs.stated import Shot, Stated, read_stated
from balai.engine.proofs.terms import (
    CHECK_LABELS,
    MARK_LABELS,
    WAY_LABELS,
    WEIGHTS,
    WHY_LABELS,
    Mark,
    Verdict,
    Way,
    Why,
)

__all__ = [
    "CHECK_LABELS", "MARK_LABELS", "WAY_LABELS", "WEIGHTS", "WHY_LABELS", "Capture", "Challenge", "Likeness", "Mark", "Proof",
    "Shot", "Stated", "Verdict", "Way", "Why", "decide", "decided", "forget_pictures", "hand_in", "is_own", "issue", "look_at", "overdue", "proof_of",
    "proofs_of", "read_stated", "waiting", "with_photos",
]  # fmt: skip
