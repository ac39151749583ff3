"""The words of risks."""

from enum import StrEnum


class Sign(StrEnum):
    """Whether it hurts or helps."""

    NEGATIVE = "NEGATIVE"
    POSITIVE = "POSITIVE"


class Lens(StrEnum):
    """From which side it is seen: the three of the evaluation of Batang, March 2020."""

    IMPROVEMENT = "IMPROVEMENT"
    COMMUNITY = "COMMUNITY"
    SUSTAINABILITY = "SUSTAINABILITY"


class Stage(StrEnum):
    """What is assessed: the risk as it is without new measures, what is aimed at, what is left after them."""

    INHERENT = "INHERENT"
    TARGET = "TARGET"
    RESIDUAL = "RESIDUAL"


class Option(StrEnum):
    """What can be done about a risk. Five for each sign; escalating and accepting are open to both."""

    ESCALATE = "ESCALATE"
    MITIGATE = "MITIGATE"
    TRANSFER = "TRANSFER"
    AVOID = "AVOID"
    EXPLOIT = "EXPLOIT"
    ENHANCE = "ENHANCE"
    SHARE = "SHARE"
    ACCEPT = "ACCEPT"


class Comparison(StrEnum):
    """How a value is held against a threshold."""

    BELOW = "BELOW"
    AT_MOST = "AT_MOST"
    AT_LEAST = "AT_LEAST"
    ABOVE = "ABOVE"


class Measure(StrEnum):
    """What a trigger reads: a yearly series, or an indicator that is counted every day."""

    SERIES = "SERIES"
    COUNTED = "COUNTED"


class Verdict(StrEnum):
    """What a reading says of a trigger."""

    FIRE = "FIRE"
    STAY = "STAY"
    CALM = "CALM"
    REST = "REST"
    MISSING = "MISSING"


class Act(StrEnum):
    """What the journal says about risks."""

    REGISTERED = "RISK_REGISTERED"
    CHANGED = "RISK_CHANGED"
    CLOSED = "RISK_CLOSED"
    ASSESSED = "RISK_ASSESSED"
    TREATED = "RISK_TREATMENT_PLANNED"
    ACCEPTED = "RISK_ACCEPTED"
    TRIGGER_SET = "RISK_TRIGGER_SET"
    TRIGGER_ENDED = "RISK_TRIGGER_ENDED"
    TRIGGERED = "RISK_TRIGGERED"
    CALMED = "RISK_CALMED"
    IMPORT_SENT = "RISK_IMPORT_SENT"
    IMPORTED = "RISK_IMPORTED"
    IMPORT_UNDONE = "RISK_IMPORT_UNDONE"
    MATRIX_LOADED = "RISK_MATRIX_LOADED"


SIGN_LABELS = {Sign.NEGATIVE: "Negatif (merugikan)", Sign.POSITIVE: "Positif (peluang)"}
LENS_LABELS = {
    Lens.IMPROVEMENT: "Perbaikan",
    Lens.COMMUNITY: "Keterlibatan masyarakat",
    Lens.SUSTAINABILITY: "Keberlanjutan",
}
STAGE_LABELS = {
    Stage.INHERENT: "Sebelum penanganan",
    Stage.TARGET: "Sasaran setelah penanganan",
    Stage.RESIDUAL: "Dinilai setelah penanganan",
}
OPTION_LABELS = {
    Option.ESCALATE: "Eskalasi",
    Option.MITIGATE: "Mitigasi",
    Option.TRANSFER: "Transfer",
    Option.AVOID: "Penghindaran",
    Option.EXPLOIT: "Eksploitasi",
    Option.ENHANCE: "Peningkatan",
    Option.SHARE: "Pembagian",
    Option.ACCEPT: "Penerimaan",
}
# The five of each sign, as Permenpan RB 5/2020 lists them.
OPTIONS = {
    Sign.NEGATIVE: (Option.ESCALATE, Option.MITIGATE, Option.TRANSFER, Option.AVOID, Option.ACCEPT),
    Sign.POSITIVE: (Option.ESCALATE, Option.EXPLOIT, Option.ENHANCE, Option.SHARE, Option.ACCEPT),
}
COMPARISON_LABELS = {
    Comparison.BELOW: "di bawah",
    Comparison.AT_MOST: "paling tinggi",
    Comparison.AT_LEAST: "paling rendah",
    Comparison.ABOVE: "di atas",
}
MEASURE_LABELS = {Measure.SERIES: "Indikator tahunan", Measure.COUNTED: "Hitungan harian"}

# What to write in a cell of a file that nobody could read, by field; "" for all others.
UNREAD_LABELS = {
    "likelihood": "Tulis kemungkinan dan dampak berdua, masing-masing 1 sampai 5.",
    "impact": "Tulis kemungkinan dan dampak berdua, masing-masing 1 sampai 5.",
    "review_date": "Tulis tanggal seperti 2026-12-31.",
    "opd": "Tulis kode atau nama OPD seperti dalam daftar OPD.",
    "": "Pakai salah satu kata dari lembar kedua templat.",
}

THREAD_KIND, TREATMENT, ALARM = "RISK", "RISK_TREATMENT", "RISK_ALARM"
PROGRAMME = "PROGRAMME"
DUTY_LABELS = {TREATMENT: "Penanganan risiko", ALARM: "Risiko terpicu"}
APPETITE, TRIGGER_DAYS = "risks.appetite", "risks.trigger_days"
TEXT_LIMIT, EVENT_LIMIT, MOST_HOLD = 4000, 300, 366
MOST_ROWS, FILE_LIMIT = 500, 5_000_000
# A risk this high is accepted by the leadership alone.
HIGHEST_LEVEL = "VERY_HIGH"
LONGEST_ACCEPTANCE_DAYS = 366
