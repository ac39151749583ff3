"""The words of evidence."""

from enum import StrEnum


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
