"""The words of needs."""

from enum import StrEnum


class Source(StrEnum):
    """Who says so."""

    CITIZEN = "CITIZEN"
    VILLAGE = "VILLAGE"
    OPD = "OPD"
    POLICE = "POLICE"
    INSTITUTION = "INSTITUTION"
    REPORTS = "REPORTS"


class Standing(StrEnum):
    """What became of a need. Follows from what was done: see `rules.following`."""

    PENDING = "PENDING"
    HIDDEN = "HIDDEN"
    NEW = "NEW"
    WEIGHED = "WEIGHED"
    ANSWERED = "ANSWERED"
    DECLINED = "DECLINED"


class Moderation(StrEnum):
    """Whether everybody may read it: what strangers sent waits until somebody has looked."""

    PENDING = "PENDING"
    SHOWN = "SHOWN"
    HIDDEN = "HIDDEN"


class Criterion(StrEnum):
    """What a need is weighed by. PEOPLE and SOURCES are counted, the others are judged, each from 0 to 1."""

    PEOPLE = "PEOPLE"
    URGENCY = "URGENCY"
    SOURCES = "SOURCES"
    VULNERABLE = "VULNERABLE"
    LEGAL = "LEGAL"
    FEASIBLE = "FEASIBLE"


class Act(StrEnum):
    """What the journal says about needs."""

    PROPOSED = "NEED_PROPOSED"
    SHOWN = "NEED_SHOWN"
    HIDDEN = "NEED_HIDDEN"
    WEIGHED = "NEED_WEIGHED"
    MERGED = "NEED_MERGED"
    UNMERGED = "NEED_UNMERGED"
    ANSWERED = "NEED_ANSWERED"
    DECLINED = "NEED_DECLINED"
    REOPENED = "NEED_REOPENED"
    DRAWN = "NEED_DRAWN_FROM_REPORTS"
    FILE_READ = "NEEDS_FILE_READ"
    IMPORTED = "NEEDS_IMPORTED"


SOURCE_LABELS = {
    Source.CITIZEN: "Warga",
    Source.VILLAGE: "Desa atau kelurahan",
    Source.OPD: "Perangkat daerah",
    Source.POLICE: "Kepolisian",
    Source.INSTITUTION: "Lembaga, kampus, atau komunitas",
    Source.REPORTS: "Ditarik dari laporan warga",
}
STANDING_LABELS = {
    Standing.PENDING: "Menunggu diperiksa",
    Standing.HIDDEN: "Tidak dimuat",
    Standing.NEW: "Baru",
    Standing.WEIGHED: "Ditimbang",
    Standing.ANSWERED: "Dijawab program",
    Standing.DECLINED: "Tidak dijawab, dengan alasan",
}
STANDING_TONES = {
    Standing.PENDING: "warn",
    Standing.HIDDEN: "muted",
    Standing.NEW: "info",
    Standing.WEIGHED: "warn",
    Standing.ANSWERED: "ok",
    Standing.DECLINED: "muted",
}
CRITERION_LABELS = {
    Criterion.PEOPLE: "Orang yang tersentuh",
    Criterion.URGENCY: "Mendesaknya",
    Criterion.SOURCES: "Banyaknya sumber",
    Criterion.VULNERABLE: "Warga miskin dan rentan",
    Criterion.LEGAL: "Kewajiban menurut aturan",
    Criterion.FEASIBLE: "Dapat dikerjakan",
}
JUDGED = (Criterion.URGENCY, Criterion.VULNERABLE, Criterion.LEGAL, Criterion.FEASIBLE)
# The five steps that people choose from when they judge, in hundredths.
STEP_LABELS = {
    0: "0: tidak sama sekali",
    25: "0,25: sedikit",
    50: "0,5: sedang",
    75: "0,75: besar",
    100: "1: penuh",
}

# What was odd about a cell of an imported sheet, and what to write there.
ODD_LABELS = {
    "TITLE_MISSING": "Kebutuhannya belum ditulis, atau terlalu pendek.",
    "TOO_LONG": "Terlalu panjang; yang masuk hanya bagian depannya.",
    "SOURCE_UNKNOWN": "“{text}” bukan sumber yang dikenal; dicatat sebagai lembaga.",
    "DIMENSION_UNKNOWN": "“{text}” bukan salah satu dari enam dimensi; dikosongkan.",
    "PEOPLE_UNKNOWN": "“{text}” bukan jumlah orang; dikosongkan.",
    "DAY_UNKNOWN": "“{text}” bukan tanggal; dicatat hari ini.",
    "DAY_AHEAD": "“{text}” masih akan datang; dicatat hari ini.",
    "KECAMATAN_UNKNOWN": "“{text}” bukan kecamatan di sini; dikosongkan.",
    "DESA_TWICE": "Ada {most} desa bernama “{text}”; desanya dikosongkan.",
    "DESA_UNKNOWN": "“{text}” tidak ditemukan; desanya dikosongkan.",
    "KNOWN": "Kebutuhan ini sudah ada di daftar; tidak dimasukkan lagi.",
}
ADVICE_LABELS = {
    "TITLE_MISSING": "Tulis kebutuhannya dalam satu kalimat.",
    "TOO_LONG": "Ringkas menjadi {most} huruf.",
    "SOURCE_UNKNOWN": "Pilih: warga, desa, OPD, polisi, atau lembaga.",
    "DIMENSION_UNKNOWN": "Pilih misalnya Smart Living.",
    "PEOPLE_UNKNOWN": "Tulis angkanya saja, misalnya 1.200.",
    "DAY_UNKNOWN": "Tulis misalnya 06-08-2019.",
    "DAY_AHEAD": "Tulis tanggal kebutuhan itu disampaikan.",
    "KECAMATAN_UNKNOWN": "Periksa ejaannya.",
    "DESA_TWICE": "Isi juga kecamatannya.",
    "DESA_UNKNOWN": "Periksa ejaan dan kecamatannya.",
    "KNOWN": "Bila memang berbeda, ubah kalimatnya.",
}

THREAD_KIND = "NEED"
PROGRAMME = "PROGRAMME"
REPORT_KNOT = "CASE"
REPORT_CASE = "CITIZEN_REPORT"
WEIGHTS, REASONS = "needs.weights", "needs.reasons"

TITLE_LIMIT, TEXT_LIMIT, NAME_LIMIT = 200, 4000, 200
MOST_PEOPLE = 10_000_000
# So many reports of a group are tied to the need one by one; the count and the rule say how many there were.
MOST_TIED = 50
FILE_LIMIT, MOST_ROWS = 2_000_000, 2000
