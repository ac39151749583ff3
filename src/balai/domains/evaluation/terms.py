"""The words of evaluation: instruments, editions, assessments."""

from enum import StrEnum


class Standing(StrEnum):
    """Whether an edition can be scored. BROKEN ones stay visible with what is wrong with them."""

    USABLE = "USABLE"
    INCOMPLETE = "INCOMPLETE"
    BROKEN = "BROKEN"


class State(StrEnum):
    """Where an assessment is."""

    DRAFT = "DRAFT"
    SUBMITTED = "SUBMITTED"
    ASSESSED = "ASSESSED"
    FINAL = "FINAL"


class Side(StrEnum):
    """Whose level it is."""

    SELF = "SELF"
    ASSESSOR = "ASSESSOR"


class Act(StrEnum):
    """What the journal says."""

    EDITION_KEPT = "EVALUATION_EDITION_KEPT"
    OPENED = "EVALUATION_OPENED"
    SCORED = "EVALUATION_SCORED"
    SUBMITTED = "EVALUATION_SUBMITTED"
    RETURNED = "EVALUATION_RETURNED"
    ASSESSED = "EVALUATION_ASSESSED"
    REPLIED = "EVALUATION_REPLIED"
    FINISHED = "EVALUATION_FINISHED"


class Fault(StrEnum):
    """What keeps an edition from being scored."""

    EMPTY = "EMPTY"
    TOO_MANY = "TOO_MANY"
    COUNT = "COUNT"
    SUM = "SUM"
    HOLE = "HOLE"
    DOUBLE = "DOUBLE"
    NAMELESS = "NAMELESS"
    NOT_NUMBER = "NOT_NUMBER"
    NOT_POSITIVE = "NOT_POSITIVE"
    SCALE = "SCALE"
    STEP = "STEP"
    BASE = "BASE"
    LEVELS_UNKNOWN = "LEVELS_UNKNOWN"
    LEVEL_MISSING = "LEVEL_MISSING"
    BAND_DOUBLE = "BAND_DOUBLE"
    BAND_HOLE = "BAND_HOLE"


STANDING_LABELS = {
    Standing.USABLE: "Dapat dipakai",
    Standing.INCOMPLETE: "Belum lengkap",
    Standing.BROKEN: "Tidak dapat dipakai",
}
STANDING_TONES = {Standing.USABLE: "ok", Standing.INCOMPLETE: "warn", Standing.BROKEN: "late"}
STATE_LABELS = {
    State.DRAFT: "Sedang diisi",
    State.SUBMITTED: "Menunggu asesor",
    State.ASSESSED: "Sudah dinilai, menunggu tanggapan",
    State.FINAL: "Final",
}
STATE_TONES = {State.DRAFT: "muted", State.SUBMITTED: "info", State.ASSESSED: "warn", State.FINAL: "ok"}
SIDE_LABELS = {Side.SELF: "Penilaian mandiri", Side.ASSESSOR: "Penilaian asesor"}
# Every move that there is; DRAFT again only with a reason.
MOVES = {
    (State.DRAFT, State.SUBMITTED),
    (State.SUBMITTED, State.DRAFT),
    (State.SUBMITTED, State.ASSESSED),
    (State.ASSESSED, State.FINAL),
}
FAULT_LABELS = {
    Fault.EMPTY: "Belum ada satu baris pun.",
    Fault.TOO_MANY: "Barisnya {found}, paling banyak {most}.",
    Fault.COUNT: "Barisnya {found}, seharusnya {wanted}.",
    Fault.SUM: "Bobot {where} berjumlah {sum}, seharusnya {wanted}.",
    Fault.HOLE: "{row} tidak berbobot, padahal yang di sampingnya berbobot.",
    Fault.DOUBLE: "Kode {code} dipakai {count} kali.",
    Fault.NAMELESS: "{row}: kode (paling panjang 20 huruf) dan uraian harus diisi.",
    Fault.NOT_NUMBER: "Bobot {row} bukan bilangan: {weight}.",
    Fault.NOT_POSITIVE: "Bobot {row} harus lebih dari nol, tertulis {weight}.",
    Fault.SCALE: "Skala harus dari yang kecil ke yang besar, tertulis {low} sampai {high}.",
    Fault.STEP: "Langkah skala harus lebih dari nol, tertulis {step}.",
    Fault.BASE: "Pembagi harus lebih dari nol, tertulis {base}.",
    Fault.LEVELS_UNKNOWN: "{row} memakai daftar tingkat {levels} yang tidak ada.",
    Fault.LEVEL_MISSING: "Daftar tingkat {levels} tidak menguraikan tingkat {level}.",
    Fault.BAND_DOUBLE: "Predikat mulai {least} tertulis {count} kali.",
    Fault.BAND_HOLE: "Predikat berlubang: nilai mulai {low} dapat terjadi, predikat terendah mulai {least}.",
}
# What a sum is of, where it is not one part of an edition.
WHERE_LABELS = {"ALL": "seluruhnya"}
FAMILY = "EVALUATION"
REASON_LIMIT = 2000
