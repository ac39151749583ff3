"""Names that indicators are built on."""

from enum import StrEnum

# Between the parts of a key; therefore no part may contain it.
SEPARATOR = "|"


class Span(StrEnum):
    """How much time a cell sums up."""

    DAY = "D"
    MONTH = "M"
    YEAR = "Y"


class Reason(StrEnum):
    """Why an estimate has no value."""

    NONE = ""
    TOO_FEW = "TOO_FEW"
    MOSTLY_OPEN = "MOSTLY_OPEN"
    BEYOND_SCALE = "BEYOND_SCALE"


REASON_LABELS = {
    Reason.NONE: "",
    Reason.TOO_FEW: "Jumlahnya belum cukup untuk dihitung.",
    Reason.MOSTLY_OPEN: "Terlalu banyak yang belum selesai, sehingga belum dapat dihitung.",
    Reason.BEYOND_SCALE: "Lebih dari 90 hari.",
}


class Direction(StrEnum):
    """Which way is better; NONE where neither is."""

    UP = "UP"
    DOWN = "DOWN"
    NONE = "NONE"


class PointStatus(StrEnum):
    """How far a yearly figure can be trusted."""

    PUBLISHED = "PUBLISHED"
    DERIVED = "DERIVED"
    OWN = "OWN"
    NOT_FOUND = "NOT_FOUND"
    EXAMPLE = "EXAMPLE"


POINT_LABELS = {
    PointStatus.PUBLISHED: "Terbit",
    PointStatus.DERIVED: "Turunan dari angka terbit",
    PointStatus.OWN: "Catatan sendiri",
    PointStatus.NOT_FOUND: "Tidak ditemukan",
    PointStatus.EXAMPLE: "Contoh",
}

# Families of yearly series, in the order of their tabs.
FAMILY_LABELS = {
    "MACRO": "Angka makro",
    "SMART_CITY": "Enam dimensi",
    "PROGRAMME": "Program",
    "INNOVATION": "Inovasi",
    "EVALUATION": "Evaluasi",
    "ISO_37122": "ISO 37122",
    "OWN": "Indikator sendiri",
}
