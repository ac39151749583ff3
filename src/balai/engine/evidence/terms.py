"""The words of evidence."""

from enum import StrEnum

SEE, KEEP, VERIFY = "evidence.see", "evidence.keep", "evidence.verify"
# The kind under which the documents part keeps the files.
DOCUMENT_KIND = "EVIDENCE"
TITLE_LIMIT, NOTE_LIMIT, LINK_LIMIT = 200, 2000, 500
# Proofs that come in a heap just before a deadline show the deadline, not the year.
SEASON_DAYS, SEASON_SHARE, SEASON_LEAST = 14, 0.6, 5


class EvidenceKind(StrEnum):
    """What a proof is."""

    DECREE = "DECREE"
    REPORT = "REPORT"
    PHOTO = "PHOTO"
    VIDEO = "VIDEO"
    DATA = "DATA"
    LINK = "LINK"
    OTHER = "OTHER"


class Verdict(StrEnum):
    """What somebody else than its owner says of a proof."""

    WAITING = "WAITING"
    GOOD = "GOOD"
    BAD = "BAD"


KIND_LABELS = {
    EvidenceKind.DECREE: "Keputusan atau peraturan",
    EvidenceKind.REPORT: "Laporan atau dokumen",
    EvidenceKind.PHOTO: "Foto",
    EvidenceKind.VIDEO: "Video",
    EvidenceKind.DATA: "Data",
    EvidenceKind.LINK: "Tautan",
    EvidenceKind.OTHER: "Lainnya",
}
VERDICT_LABELS = {
    Verdict.WAITING: "Menunggu pemeriksaan",
    Verdict.GOOD: "Terverifikasi",
    Verdict.BAD: "Tidak membuktikan",
}
VERDICT_TONES = {Verdict.WAITING: "warn", Verdict.GOOD: "ok", Verdict.BAD: "late"}


class Act(StrEnum):
    """Codes of the journal."""

    KEPT = "EVIDENCE_KEPT"
    VERIFIED = "EVIDENCE_VERIFIED"
    USED = "EVIDENCE_USED"
    USE_ENDED = "EVIDENCE_USE_ENDED"
