"""The words of moderation."""

from enum import StrEnum


class HidingReason(StrEnum):
    """Why a report is not shown to others. It is worked on all the same."""

    PRIVATE = "PRIVATE"
    ABUSE = "ABUSE"
    ADVERTISING = "ADVERTISING"
    FALSE = "FALSE"
    NO_REPORT = "NO_REPORT"


REASON_LABELS = {
    HidingReason.PRIVATE: "Memuat data pribadi seseorang",
    HidingReason.ABUSE: "Memuat ancaman, hinaan, atau kata-kata kasar",
    HidingReason.ADVERTISING: "Iklan atau penipuan",
    HidingReason.FALSE: "Isinya terbukti tidak benar",
    HidingReason.NO_REPORT: "Bukan laporan",
}
HIDDEN, SHOWN = "REPORT_HIDDEN", "REPORT_SHOWN"
MODERATE = "reports.moderate"
APPEAL_KIND = "report"
