"""The front door of evidence."""

from .models import Evidence
from .queries import last_verified, upload_days
from .terms import EvidenceKind, Verdict

__all__ = ["Evidence", "EvidenceKind", "Verdict", "last_verified", "upload_days"]
