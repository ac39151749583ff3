"""Numbers and names that the journal is built on."""

from enum import StrEnum

# What the first link of a chain points back to.
GENESIS = "0" * 64

# The sealer looks this many ids behind the highest sealed one for entries that were committed late: a
# PostgreSQL sequence hands out ids before commit. Anything later still is found by the complete sweep.
WINDOW = 5_000
SWEEP_EVERY_SECONDS = 3_600

SEAL_BATCH = 5_000
FOLLOW_BATCH = 500

MAX_FAULTS = 1_000

# Seven symbols for the number of the entry, seven that cannot be guessed, one that finds slips of the pen.
RECEIPT_LENGTH = 15


class FaultKind(StrEnum):
    """What `verify` can find wrong."""

    ENTRY_CHANGED = "ENTRY_CHANGED"
    ENTRY_REMOVED = "ENTRY_REMOVED"
    LINK_CHANGED = "LINK_CHANGED"
    LINK_MISSING = "LINK_MISSING"
    CHAIN_BROKEN = "CHAIN_BROKEN"
    CHAIN_FORKED = "CHAIN_FORKED"
    ENTRY_REORDERED = "ENTRY_REORDERED"
    TAIL_REMOVED = "TAIL_REMOVED"
    ROOT_DISAGREES = "ROOT_DISAGREES"
    TREE_DISAGREES = "TREE_DISAGREES"
    TOO_MANY = "TOO_MANY"


FAULT_SENTENCES = {
    FaultKind.ENTRY_CHANGED: "Isi catatan di posisi {position} diubah setelah dikunci.",
    FaultKind.ENTRY_REMOVED: "Catatan di posisi {position} dihapus.",
    FaultKind.LINK_CHANGED: "Mata rantai di posisi {position} diubah.",
    FaultKind.LINK_MISSING: "Mata rantai di posisi {position} hilang.",
    FaultKind.CHAIN_BROKEN: "Posisi {position} tidak menyambung dengan posisi sebelumnya.",
    FaultKind.CHAIN_FORKED: "Rantai bercabang di posisi {position}.",
    FaultKind.ENTRY_REORDERED: "Catatan di posisi {position} ditukar tempatnya dengan catatan lain.",
    FaultKind.TAIL_REMOVED: "Ujung rantai mulai posisi {position} dipotong.",
    FaultKind.ROOT_DISAGREES: "Akar harian untuk posisi {position} tidak lagi cocok dengan rantai.",
    FaultKind.TREE_DISAGREES: "Pohon tanda terima sampai posisi {position} tidak cocok dengan rantai.",
    FaultKind.TOO_MANY: "Terlalu banyak kesalahan; pemeriksaan berhenti di posisi {position}.",
}
