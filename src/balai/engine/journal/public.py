"""The journal's front door."""

from .actions import ChainCut, Draft, append, append_many, publish_root, seal, unsaved_entry
from .followers import follow, rewind, run_followers, unfollow
from .models import Entry
from .queries import histories, history, latest_root, line_of
from .receipts import Checked, Standing, as_file, check_receipt, code_of, receipt_code
from .rules import canonical
from .terms import RECEIPT_LENGTH, FaultKind
from .verification import Fault, count_unsealed, verify

__all__ = [
    "RECEIPT_LENGTH",
    "ChainCut",
    "Checked",
    "Draft",
    "Entry",
    "Fault",
    "FaultKind",
    "Standing",
    "append",
    "append_many",
    "as_file",
    "canonical",
    "check_receipt",
    "code_of",
    "count_unsealed",
    "follow",
    "histories",
    "history",
    "latest_root",
    "line_of",
    "publish_root",
    "receipt_code",
    "rewind",
    "run_followers",
    "seal",
    "unfollow",
    "unsaved_entry",
    "verify",
]
