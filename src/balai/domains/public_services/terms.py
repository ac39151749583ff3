"""Fixed words of the room: codes that are stored, and bounds."""

from datetime import timedelta

CASE_KIND = "SERVICE"

# What the journal says beside the acts on a case.
SIGNATORY_APPOINTED = "SIGNATORY_APPOINTED"
SIGNATORY_ENDED = "SIGNATORY_ENDED"
BATCH_MADE = "PAYMENT_BATCH_MADE"
BATCH_SENT = "PAYMENT_BATCH_SENT"
LINE_RETURNED = "PAYMENT_LINE_RETURNED"
PAPER_ADDED = "SERVICE_PAPER_ADDED"
DEATHS_IMPORTED = "DEATHS_IMPORTED"
DEATH_SENT = "DEATH_SENT"
SURVEY_ANSWERED = "SURVEY_ANSWERED"
NUMBERS_SHOWN = "SERVICE_NUMBERS_SHOWN"

PAPER_KIND = "SERVICE_PAPER"
RECEIPT_KIND = "SERVICE_RECEIPT"
# The code under which the signed receipt stands among the papers of an application.
RECEIPT = "RECEIPT"

# A draft that nobody touched for so long is forgotten, with its files.
DRAFT_KEPT = timedelta(days=30)
MOST_DRAFTS = 300
MOST_PAPERS = 30
MOST_ANSWER_CHARACTERS = 60_000

# Ways in which money leaves. Cash wants a signed receipt, the others go through a file for the bank.
CASH, TRANSFER, VIRTUAL_ACCOUNT = "CASH", "TRANSFER", "VIRTUAL_ACCOUNT"
CHANNEL_LABELS = {
    CASH: "Tunai di kantor",
    TRANSFER: "Transfer ke rekening",
    VIRTUAL_ACCOUNT: "Rekening virtual",
}

# Automatic moves follow each other at most so often: a pack cannot keep the program busy.
MOST_AUTOMATIC = 10
# Served from the waiting list in one transaction each, at most so many per run.
MOST_SERVED = 2_000

SERVICE, REGISTRY = "SERVICE", "REGISTRY"

# Which agency keeps the civil registry here: a parameter of the region.
REGISTRY_AGENCY = "public_services.registry_agency"
# What people may have restricted (UU 27/2022 Pasal 41).
RESTRICTABLE = "public_services.Application"
