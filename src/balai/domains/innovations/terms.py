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


class Class_(StrEnum):
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
    Class_.OPD: "Perangkat daerah",
    Class_.VILLAGE: "Desa atau kelurahan",
    Class_.COMMUNITY: "Masyarakat",
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
