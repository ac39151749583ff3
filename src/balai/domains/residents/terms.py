"""Fixed words of the register: states, kinds, limits."""

from enum import StrEnum


class Status(StrEnum):
    """Whether a person lives in the village, as the register knows it."""

    LIVING = "LIVING"
    DEAD = "DEAD"
    MOVED = "MOVED"


STATUS_LABELS = {
    Status.LIVING: "Tinggal di desa",
    Status.DEAD: "Meninggal",
    Status.MOVED: "Pindah atau pergi",
}
STATUS_TONES = {Status.LIVING: "ok", Status.DEAD: "muted", Status.MOVED: "info"}
# What the column `status_dasar` of a village file means here: 1 hidup, 2 mati, 3 pindah, 4 hilang, 6 pergi, 9 tidak valid.
STATUS_OF_CODE = {
    "": Status.LIVING,
    "1": Status.LIVING,
    "2": Status.DEAD,
    "3": Status.MOVED,
    "4": Status.MOVED,
    "6": Status.MOVED,
    "9": Status.MOVED,
}


class ImportKind(StrEnum):
    """What a file is about: the people of a village, or who stands on a list of the poor."""

    RESIDENTS = "RESIDENTS"
    POVERTY = "POVERTY"


class ImportState(StrEnum):
    """DRAFT: the columns are not settled. CHECKED: every row was examined."""

    DRAFT = "DRAFT"
    CHECKED = "CHECKED"
    APPLIED = "APPLIED"
    UNDONE = "UNDONE"
    DISCARDED = "DISCARDED"


STATE_LABELS = {
    ImportState.DRAFT: "Belum diperiksa",
    ImportState.CHECKED: "Diperiksa, belum disimpan",
    ImportState.APPLIED: "Tersimpan",
    ImportState.UNDONE: "Dibatalkan",
    ImportState.DISCARDED: "Dibuang",
}
STATE_TONES = {
    ImportState.DRAFT: "muted",
    ImportState.CHECKED: "warn",
    ImportState.APPLIED: "ok",
    ImportState.UNDONE: "info",
    ImportState.DISCARDED: "muted",
}


class Work(StrEnum):
    """What is being done with an import in the background right now."""

    NONE = ""
    CHECK = "CHECK"
    APPLY = "APPLY"
    UNDO = "UNDO"


WORK_LABELS = {
    Work.CHECK: "Berkas sedang diperiksa",
    Work.APPLY: "Data sedang disimpan",
    Work.UNDO: "Impor sedang dibatalkan",
}


class ChangeKind(StrEnum):
    """How a person's row came to be as it is."""

    IMPORTED = "IMPORTED"
    ADDED = "ADDED"
    EDITED = "EDITED"
    DIED = "DIED"
    MOVED = "MOVED"
    RETURNED = "RETURNED"


CHANGE_LABELS = {
    ChangeKind.IMPORTED: "Dari impor berkas",
    ChangeKind.ADDED: "Ditambahkan",
    ChangeKind.EDITED: "Diperbaiki",
    ChangeKind.DIED: "Dicatat meninggal",
    ChangeKind.MOVED: "Dicatat pindah",
    ChangeKind.RETURNED: "Dicatat kembali tinggal di desa",
}

LIST_LABELS = {
    "DTSEN": "DTSEN (Data Tunggal Sosial dan Ekonomi Nasional)",
    "DTKS": "DTKS (Data Terpadu Kesejahteraan Sosial)",
}

# Why somebody looks at numbers in full. The answer is kept with the entry of the journal.
PURPOSE_LABELS = {
    "SERVICE": "Melayani orang ini atau keluarganya",
    "CORRECTION": "Mencocokkan dengan KTP atau KK",
    "OFFICIAL": "Permintaan resmi instansi",
    "BACKUP": "Cadangan atau pindah aplikasi",
}

MOST_BYTES = 20 * 1024 * 1024
MOST_ROWS = 50_000
MOST_COLUMNS = 200
MOST_FINDINGS = 20_000
# Files up to this many rows are checked while the officer waits: under two seconds.
SMALL_FILE = 1_500
# Fewer people than this in a cell of a table could be recognised.
SMALLEST_CELL = 5

LIST_AGENCY = "residents.list_agency"
# What people may have restricted (UU 27/2022 Pasal 41).
RESTRICTABLE = "residents.Resident"
