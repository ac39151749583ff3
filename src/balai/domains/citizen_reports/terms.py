"""The words of the room."""

from enum import StrEnum

# What data subjects call a report by.
HOLDING = "citizen_reports.Report"
CASE_KIND = "CITIZEN_REPORT"


class ReportType(StrEnum):
    """The three national kinds (SP4N-LAPOR!)."""

    COMPLAINT = "COMPLAINT"
    ASPIRATION = "ASPIRATION"
    INFORMATION = "INFORMATION"


class Identity(StrEnum):
    """Who may know the reporter. OPEN: the handling agency sees the name; never the public.

    HIDDEN: neither public nor agency, only the coordinator. ANONYMOUS: no name is kept; an address left for news is shown to nobody.
    CONFIDENTIAL: as HIDDEN, and the report itself is nowhere public nor visible to the agency it accuses.
    """

    OPEN = "OPEN"
    HIDDEN = "HIDDEN"
    ANONYMOUS = "ANONYMOUS"
    CONFIDENTIAL = "CONFIDENTIAL"


class Channel(StrEnum):
    WEB = "WEB"
    DESK = "DESK"
    API = "API"
    OPEN311 = "OPEN311"
    WHATSAPP = "WHATSAPP"
    TELEGRAM = "TELEGRAM"
    SMS = "SMS"
    EMAIL = "EMAIL"


TYPE_LABELS = {
    ReportType.COMPLAINT: "Pengaduan",
    ReportType.ASPIRATION: "Aspirasi",
    ReportType.INFORMATION: "Permintaan informasi",
}
IDENTITY_LABELS = {
    Identity.OPEN: "Nama saya boleh diketahui instansi yang menangani",
    Identity.HIDDEN: "Sembunyikan nama saya dari publik dan dari instansi",
    Identity.ANONYMOUS: "Tanpa nama",
    Identity.CONFIDENTIAL: "Rahasia: laporan ini tidak ditampilkan di mana pun",
}
# The same, as the handling officer reads it.
IDENTITY_DESK_LABELS = {
    Identity.OPEN: "Nama boleh diketahui instansi",
    Identity.HIDDEN: "Nama disembunyikan dari instansi",
    Identity.ANONYMOUS: "Tanpa nama",
    Identity.CONFIDENTIAL: "Rahasia",
}
CHANNEL_LABELS = {
    Channel.WEB: "Situs",
    Channel.DESK: "Loket",
    Channel.API: "Aplikasi",
    Channel.OPEN311: "Open311",
    Channel.WHATSAPP: "WhatsApp",
    Channel.TELEGRAM: "Telegram",
    Channel.SMS: "SMS",
    Channel.EMAIL: "Surel",
}

# Confidential reports that wait on a phone are sealed for this label (kits/sealing.py).
SEAL_LABEL = "citizen_reports:outbox"
MOST_PHOTOS = 4
# An officer looked at the full numbers that a reporter typed.
NUMBERS_SHOWN = "REPORT_NUMBERS_SHOWN"
# Well-formed tracking codes that nobody has, from one place within ten minutes.
MOST_GUESSES = 20
TEXT_LIMIT, LANDMARK_LIMIT = 4000, 200
