"""Named questions of the room, by subject."""

from balai.domains.public_services.queries.applications import (
    Tracked,
    by_age,
    counts,
    filtered,
    letters_of,
    moves_open,
    of_case,
    papers_of,
    seen_by,
    tracked,
    what_happened,
)
from balai.domains.public_services.queries.deaths import OneSided, one_sided
from balai.domains.public_services.queries.drafts import (
    Form,
    answers_of,
    draft_of,
    drafts_of,
    form_of,
    missing,
    packs_of,
    prefilled,
)
from balai.domains.public_services.queries.money import (
    batches,
    is_at_bank,
    is_waited_for,
    lines_due,
    to_transfer,
    waiting,
)
from balai.domains.public_services.queries.offices import head_of, signatories, signatory_of, signer_now
from balai.domains.public_services.queries.receipts import receipt_pdf
from balai.domains.public_services.queries.ruling import Ruling, lookups_of, resolved, ruling

__all__ = [
    "Form",
    "OneSided",
    "Ruling",
    "Tracked",
    "answers_of",
    "batches",
    "by_age",
    "counts",
    "draft_of",
    "drafts_of",
    "filtered",
    "form_of",
    "head_of",
    "is_at_bank",
    "is_waited_for",
    "letters_of",
    "lines_due",
    "lookups_of",
    "missing",
    "moves_open",
    "of_case",
    "one_sided",
    "packs_of",
    "papers_of",
    "prefilled",
    "receipt_pdf",
    "resolved",
    "ruling",
    "seen_by",
    "signatories",
    "signatory_of",
    "signer_now",
    "to_transfer",
    "tracked",
    "waiting",
    "what_happened",
]
