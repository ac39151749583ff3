"""The words of maturity on paper: the national index, its rows, and what stands beside life."""

from enum import StrEnum

INSTRUMENT = "IGA"
VERIFY = "innovations.verify"


class Aspect(StrEnum):
    """Whose row it is: of the government as a whole, or of each innovation."""

    REGION = "REGION"
    INNOVATION = "INNOVATION"


class Band(StrEnum):
    """Where an index puts a region."""

    VERY = "VERY"
    INNOVATIVE = "INNOVATIVE"
    LESS = "LESS"
    UNRATED = "UNRATED"


class Quadrant(StrEnum):
    """Paper and life together."""

    BOTH = "BOTH"
    PAPER_ONLY = "PAPER_ONLY"
    LIFE_ONLY = "LIFE_ONLY"
    NEITHER = "NEITHER"
    UNKNOWN = "UNKNOWN"


class Act(StrEnum):
    """What the journal says about maturity."""

    EDITIONS_LOADED = "IGA_EDITIONS_LOADED"
    SCORED = "IGA_SHEET_SCORED"
    VERIFIED = "IGA_SHEET_VERIFIED"
    ENTERED = "IGA_SHEET_ENTERED"
    WITHDRAWN = "IGA_SHEET_WITHDRAWN"


ASPECT_LABELS = {Aspect.REGION: "Satuan pemerintahan daerah", Aspect.INNOVATION: "Satuan inovasi daerah"}
BAND_LABELS = {
    Band.VERY: "Sangat inovatif",
    Band.INNOVATIVE: "Inovatif",
    Band.LESS: "Kurang inovatif",
    Band.UNRATED: "Tidak dapat dinilai",
}
BAND_TONES = {Band.VERY: "ok", Band.INNOVATIVE: "info", Band.LESS: "warn", Band.UNRATED: "muted"}
QUADRANT_LABELS = {
    Quadrant.BOTH: "Matang dan hidup",
    Quadrant.PAPER_ONLY: "Matang di kertas, tidur di lapangan",
    Quadrant.LIFE_ONLY: "Hidup di lapangan, belum lengkap di kertas",
    Quadrant.NEITHER: "Belum matang, belum hidup",
    Quadrant.UNKNOWN: "Pemakaiannya belum terukur",
}
QUADRANT_TONES = {
    Quadrant.BOTH: "ok",
    Quadrant.PAPER_ONLY: "late",
    Quadrant.LIFE_ONLY: "info",
    Quadrant.NEITHER: "warn",
    Quadrant.UNKNOWN: "muted",
}
# Why an edition gives no index, in words; the values fill the braces.
FAULT_LABELS = {
    "NO_ROWS": "Edisi ini tidak memuat butir penilaian.",
    "ROW_TWICE": "Butir {row} tertulis dua kali.",
    "ROW_MISSING": "Butir nomor {row} tidak ada.",
    "ROW_WEIGHT": "Butir {row} tidak punya bobot yang sah.",
    "ROW_LEVELS": "Butir {row} tidak menyebut ketiga tarafnya.",
    "ROW_BASES": "Butir {row} diukur dengan basis {name} yang tidak ada.",
    "MAXIMUM_MISSING": "Nilai tertinggi {aspect} tidak disebut.",
    "MAXIMUM": "Bobot {aspect} berjumlah {sum}, padahal nilai tertinggi yang diumumkan {published}.",
    "COUNT_MISSING": "Nilai untuk jumlah inovasi tidak disebut.",
    "COUNT": "Jumlah inovasi paling tinggi bernilai {sum}, padahal yang diumumkan {published}.",
    "TOTAL": "Seluruh bagian berjumlah {sum}, padahal yang diumumkan {published}.",
    "DIVISOR_MISSING": "Pembagi minimal tidak disebut.",
    "BANDS_OVERLAP": "Dua kategori bertumpuk di sekitar {at}.",
    "BANDS_GAP": "Antara {low} dan {high} tidak ada kategori.",
}
# What an innovation lacks before it may be entered into an edition.
ENTRY_LABELS = {
    "WINDOW": "Tanggal penerapannya di luar jendela edisi ini, {first} sampai {last}.",
    "NO_DATE": "Tanggal penerapannya belum diisi, padahal edisi ini hanya menerima yang diterapkan {first} sampai {last}.",
    "REPEATS": "Sudah diikutkan {times} kali; paling banyak {most} kali.",
    "NO_GROWTH": "Kematangannya harus bertambah dari {former} pada edisi {edition}; sekarang {now}.",
    "MANDATORY": "Butir wajib belum dinilai: {rows}.",
}
# Half of the greatest maturity, and the index of life below which the model says that it weakens at best.
PAPER_HALF, LIFE_LEAST = 0.5, 50
