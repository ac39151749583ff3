"""The words of the workshops (bimtek) and of the commitments signed there."""

from enum import StrEnum

STAGES = "masterplan.bimtek_stages"
HEAD = "HEAD"


class InstitutionKind(StrEnum):
    """Who sits in a workshop."""

    OPD = "OPD"
    VILLAGE = "VILLAGE"
    BUMD = "BUMD"
    CAMPUS = "CAMPUS"
    COMMUNITY = "COMMUNITY"
    OTHER = "OTHER"


class Sheet(StrEnum):
    """A worksheet whose rows write straight into the plan."""

    READINESS = "READINESS"
    SWOT = "SWOT"
    GAP = "GAP"
    KEYWORD = "KEYWORD"
    CANDIDATE = "CANDIDATE"
    QUICK_WIN = "QUICK_WIN"
    ROADMAP = "ROADMAP"
    REVIEW = "REVIEW"


class Gate(StrEnum):
    """What may be asked before a stage is closed; which, a stage says as data."""

    READINESS_SCORED = "READINESS_SCORED"
    SWOT_QUADRANTS = "SWOT_QUADRANTS"
    KEYWORDS = "KEYWORDS"
    CANDIDATES = "CANDIDATES"
    OUTSIDERS = "OUTSIDERS"
    QUICK_WINS = "QUICK_WINS"
    ACTION_PLAN = "ACTION_PLAN"
    REMARKS = "REMARKS"
    BOOK = "BOOK"
    ROADMAP = "ROADMAP"
    FINAL_QUICK_WINS = "FINAL_QUICK_WINS"
    SIGNED = "SIGNED"
    VISIT = "VISIT"


INSTITUTION_LABELS = {
    InstitutionKind.OPD: "OPD",
    InstitutionKind.VILLAGE: "Desa atau kelurahan",
    InstitutionKind.BUMD: "BUMD",
    InstitutionKind.CAMPUS: "Perguruan tinggi",
    InstitutionKind.COMMUNITY: "Komunitas",
    InstitutionKind.OTHER: "Lainnya",
}
# Who must sit there beside the agencies from the second stage on.
OUTSIDERS = (InstitutionKind.VILLAGE, InstitutionKind.BUMD, InstitutionKind.CAMPUS)
SHEET_LABELS = {
    Sheet.READINESS: "Penilaian kesiapan",
    Sheet.SWOT: "SWOT",
    Sheet.GAP: "Analisis kesenjangan",
    Sheet.KEYWORD: "Kata kunci visi",
    Sheet.CANDIDATE: "Calon program",
    Sheet.QUICK_WIN: "Calon quick win",
    Sheet.ROADMAP: "Peta jalan",
    Sheet.REVIEW: "Reviu bab",
}
SHEET_HINT_LABELS = {
    Sheet.READINESS: "Setiap baris menjadi nilai kesiapan. Yang sudah dinilai diganti; nilai lamanya tetap di riwayat.",
    Sheet.SWOT: "Setiap baris menjadi satu butir SWOT dari kelompok Anda.",
    Sheet.GAP: "Setiap baris menjadi satu kesenjangan beserta cara menutupnya.",
    Sheet.KEYWORD: "Satu kata atau ungkapan pendek per baris.",
    Sheet.CANDIDATE: "Setiap baris menjadi program berstatus usulan dalam rencana.",
    Sheet.QUICK_WIN: "Aksi nyata 6–12 bulan yang menajamkan layanan yang ada dan menyentuh warga langsung.",
    Sheet.ROADMAP: "Setiap baris menetapkan periode satu program di peta jalan.",
    Sheet.REVIEW: "Setiap baris menjadi catatan pada satu bab; penulis buku menyelesaikannya.",
}


class WorkshopAct(StrEnum):
    """What the journal says about workshops."""

    OPENED = "WORKSHOP_OPENED"
    CHANGED = "WORKSHOP_CHANGED"
    JOINED = "WORKSHOP_JOINED"
    LEFT = "WORKSHOP_LEFT"
    ROW_WRITTEN = "WORKSHEET_ROW_WRITTEN"
    ROW_UNDONE = "WORKSHEET_ROW_UNDONE"
    REMARK_SETTLED = "REVIEW_REMARK_SETTLED"
    CLOSED = "WORKSHOP_CLOSED"
    REOPENED = "WORKSHOP_REOPENED"
    SIGNED = "COMMITMENT_SIGNED"
    WITHDRAWN = "COMMITMENT_WITHDRAWN"
