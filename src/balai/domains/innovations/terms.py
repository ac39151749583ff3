"""The words of innovations that all of its subjects share. A subject adds its own in `terms_<subject>.py`."""

from enum import StrEnum


class Stage(StrEnum):
    """Stages of PP 38/2017."""

    INITIATIVE = "INITIATIVE"
    TRIAL = "TRIAL"
    ADOPTED = "ADOPTED"


class Origin(StrEnum):
    """Whose idea it was (PP 38/2017: head, council member, civil servant, OPD, citizen)."""

    HEAD = "HEAD"
    COUNCIL = "COUNCIL"
    OFFICER = "OFFICER"
    OPD = "OPD"
    CITIZEN = "CITIZEN"


class Form(StrEnum):
    """The three forms of PP 38/2017."""

    GOVERNANCE = "GOVERNANCE"
    PUBLIC_SERVICE = "PUBLIC_SERVICE"
    OTHER = "OTHER"


class SourceClass(StrEnum):
    """Where it comes from: an agency, a village, the people."""

    OPD = "OPD"
    VILLAGE = "VILLAGE"
    COMMUNITY = "COMMUNITY"


class Rhythm(StrEnum):
    """How often it is used when it is well; decides the window of liveness."""

    DAILY = "DAILY"
    WEEKLY = "WEEKLY"
    MONTHLY = "MONTHLY"
    SEASONAL = "SEASONAL"


class Life(StrEnum):
    """What an innovation is, measured from its use."""

    NEW = "NEW"
    ALIVE = "ALIVE"
    WEAKENING = "WEAKENING"
    CRITICAL = "CRITICAL"
    DORMANT = "DORMANT"
    DEAD = "DEAD"
    UNPROVEN = "UNPROVEN"
    UNMEASURED = "UNMEASURED"
    ENDED = "ENDED"


STAGE_LABELS = {Stage.INITIATIVE: "Inisiatif", Stage.TRIAL: "Uji coba", Stage.ADOPTED: "Penerapan"}

ORIGIN_LABELS = {
    Origin.HEAD: "Kepala daerah",
    Origin.COUNCIL: "Anggota DPRD",
    Origin.OFFICER: "ASN",
    Origin.OPD: "Perangkat daerah",
    Origin.CITIZEN: "Masyarakat",
}

FORM_LABELS = {
    Form.GOVERNANCE: "Tata kelola pemerintahan daerah",
    Form.PUBLIC_SERVICE: "Pelayanan publik",
    Form.OTHER: "Inovasi daerah lainnya",
}

CLASS_LABELS = {
    SourceClass.OPD: "Perangkat daerah",
    SourceClass.VILLAGE: "Desa atau kelurahan",
    SourceClass.COMMUNITY: "Masyarakat",
}

RHYTHM_LABELS = {
    Rhythm.DAILY: "Harian",
    Rhythm.WEEKLY: "Mingguan",
    Rhythm.MONTHLY: "Bulanan",
    Rhythm.SEASONAL: "Musiman",
}

LIFE_LABELS = {
    Life.NEW: "Masa tumbuh",
    Life.ALIVE: "Hidup",
    Life.WEAKENING: "Melemah",
    Life.CRITICAL: "Kritis",
    Life.DORMANT: "Tidur",
    Life.DEAD: "Mati",
    Life.UNPROVEN: "Tidak terbukti",
    Life.UNMEASURED: "Belum terukur",
    Life.ENDED: "Selesai dengan hormat",
}

LIFE_TONES = {
    Life.NEW: "info",
    Life.ALIVE: "ok",
    Life.WEAKENING: "warn",
    Life.CRITICAL: "late",
    Life.DORMANT: "late",
    Life.DEAD: "late",
    Life.UNPROVEN: "warn",
    Life.UNMEASURED: "muted",
    Life.ENDED: "muted",
}


class SourceKind(StrEnum):
    """From where use is told."""

    SERVICE = "SERVICE"
    CASES = "CASES"
    APPLICATION = "APPLICATION"
    TALLY = "TALLY"


SOURCE_LABELS = {
    SourceKind.SERVICE: "Layanan di Balai",
    SourceKind.CASES: "Kasus di Balai",
    SourceKind.APPLICATION: "Aplikasi lain lewat API",
    SourceKind.TALLY: "Hitungan bertanda tangan",
}

ODD_LABELS = {
    "WRONG_ORDER": "Penerapan lebih dulu daripada uji coba",
    "NO_OPD": "OPD pemilik tidak dikenal atau kosong",
    "NO_DATE": "Diterapkan tanpa tanggal",
    "NO_NUMBER": "Tanpa nomor register",
    "DOUBLE": "Mungkin tercatat dua kali",
    "FUTURE": "Tanggal belum tiba",
    "UNREAD": "Ada isian yang tidak terbaca",
    "OTHER": "Lainnya",
}

VACANT_LABELS = {
    "NONE": "Belum pernah punya pengampu",
    "ENDED": "Pengampunya berhenti",
    "GONE": "Akun pengampunya ditutup",
    "MOVED": "Pengampunya pindah ke OPD lain",
}

# Hundredths: how good a source is, by who tells.
MACHINE, THIRD_PARTY, DOCUMENT, OWN_CLAIM = 100, 80, 50, 20


class AlarmKind(StrEnum):
    """Why somebody has to look: a date after the launch, or use that fell."""

    DAY_30 = "DAY_30"
    DAY_90 = "DAY_90"
    DAY_180 = "DAY_180"
    FADING = "FADING"
    DORMANT = "DORMANT"


class AlarmLevel(StrEnum):
    """Whose turn it is."""

    STEWARD = "STEWARD"
    HEAD = "HEAD"
    REGENT = "REGENT"


ALARM_LABELS = {
    AlarmKind.DAY_30: "30 hari setelah diluncurkan",
    AlarmKind.DAY_90: "90 hari setelah diluncurkan",
    AlarmKind.DAY_180: "180 hari setelah diluncurkan",
    AlarmKind.FADING: "Pemakaian turun di bawah seperempat awalnya",
    AlarmKind.DORMANT: "Tidur: perlu keputusan",
}

LEVEL_LABELS = {
    AlarmLevel.STEWARD: "Pengampu",
    AlarmLevel.HEAD: "Kepala OPD",
    AlarmLevel.REGENT: "Bupati",
}

# Follow-ups after the launch, in days, with the kind that stands for each.
FOLLOW_UPS = ((30, AlarmKind.DAY_30), (90, AlarmKind.DAY_90), (180, AlarmKind.DAY_180))


class Act(StrEnum):
    """What the journal says about innovations."""

    REGISTERED = "INNOVATION_REGISTERED"
    CHANGED = "INNOVATION_CHANGED"
    IMPORTED = "INNOVATIONS_IMPORTED"
    IMPORT_SENT = "INNOVATION_FILE_SENT"
    IMPORT_UNDONE = "INNOVATION_IMPORT_UNDONE"
    MERGED = "INNOVATION_MERGED"
    UNMERGED = "INNOVATION_MERGE_UNDONE"
    RATED = "INNOVATION_RATED"
    ENDED = "INNOVATION_ENDED"
    STEWARD_APPOINTED = "STEWARD_APPOINTED"
    HANDED_OVER = "STEWARD_HANDED_OVER"
    SOURCE_ADDED = "USAGE_SOURCE_ADDED"
    SOURCE_KEY = "USAGE_KEY_ISSUED"
    SOURCE_CLOSED = "USAGE_SOURCE_CLOSED"
    SOURCE_SILENT = "USAGE_SOURCE_SILENT"
    TALLIED = "USAGE_TALLIED"
    COUNTERSIGNED = "USAGE_COUNTERSIGNED"
    USAGE_TAKEN = "USAGE_TAKEN"
    LIFE_CHANGED = "INNOVATION_LIFE_CHANGED"
    ALARM_RAISED = "ALARM_RAISED"
    ALARM_LIFTED = "ALARM_ESCALATED"
    ALARM_ANSWERED = "ALARM_ANSWERED"
    ALARM_POSTPONED = "ALARM_POSTPONED"


# The follower of the journal that counts served cases as use.
FOLLOWER = "innovations.usage"
