"""The words of the room: pieces of evidence and their weight, journal codes, limits."""

from enum import StrEnum


class Item(StrEnum):
    """What makes a service ready. Labels and weights below."""

    VALUES = "VALUES"
    AGENCY = "AGENCY"
    ACCOUNT = "ACCOUNT"
    SAMPLES = "SAMPLES"
    SANDBOX = "SANDBOX"
    TRAINING = "TRAINING"


ITEM_LABELS = {
    Item.VALUES: "Nilai daerah dijawab, dengan dasar hukum",
    Item.AGENCY: "Instansi pelaksana ditunjuk",
    Item.ACCOUNT: "Rekening anggaran dibuka",
    Item.SAMPLES: "Contoh kasus paket cocok dengan aturan daerah",
    Item.SANDBOX: "Satu berkas uji coba diselesaikan",
    Item.TRAINING: "Langkah pelatihan dijalani tiap peran",
}
# How much of the readiness each is worth; what a pack does not need is left out of the sum.
WEIGHTS = {
    Item.VALUES: 30,
    Item.AGENCY: 10,
    Item.ACCOUNT: 10,
    Item.SAMPLES: 20,
    Item.SANDBOX: 15,
    Item.TRAINING: 15,
}

PACK_OFFERED = "PACK_OFFERED"
ADOPTION_EVIDENCE = "ADOPTION_EVIDENCE"
ADOPTION_COMMENTED = "ADOPTION_COMMENTED"
MENTOR_INVITED = "MENTOR_INVITED"
MENTOR_REVOKED = "MENTOR_REVOKED"
SANDBOX_MOVED = "SANDBOX_MOVED"
USAGE_RECEIVED = "USAGE_RECEIVED"

MENTOR_DAYS = 60
COMMENT_LIMIT = 2000
# Groups smaller than this are not told apart from each other: nobody is to be recognised in a count.
SMALLEST = 5
GOOD, OTHER_END, RUNNING = "SERVED", "NOT_SERVED", "RUNNING"
OUTCOME_LABELS = {GOOD: "Dilayani", OTHER_END: "Tidak dilayani", RUNNING: "Masih berjalan"}
