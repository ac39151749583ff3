"""The words of liveness: what it is made of, what bounds it, and how an agency stands in a year."""

from enum import StrEnum


class Signal(StrEnum):
    """What liveness is made of."""

    USAGE = "USAGE"
    RESULT = "RESULT"
    CITIZENS = "CITIZENS"
    STEWARDSHIP = "STEWARDSHIP"
    RESOURCES = "RESOURCES"
    EVIDENCE = "EVIDENCE"


class Light(StrEnum):
    """How an agency stands in a year."""

    GREEN = "GREEN"
    YELLOW = "YELLOW"
    RED = "RED"
    GREY = "GREY"


SIGNAL_LABELS = {
    Signal.USAGE: "Pemakaian",
    Signal.RESULT: "Hasil",
    Signal.CITIZENS: "Penilaian warga",
    Signal.STEWARDSHIP: "Pengampu",
    Signal.RESOURCES: "Sumber daya",
    Signal.EVIDENCE: "Bukti",
}

SIGNAL_WHY_LABELS = {
    Signal.USAGE: "Seberapa banyak dipakai dibanding targetnya, oleh berapa unit, naik atau turun, dan kapan terakhir.",
    Signal.RESULT: "Capaian terhadap target hasil; memudar bila ukurannya lebih tua daripada setahun.",
    Signal.CITIZENS: "Indeks kepuasan, banyaknya responden, dan aduan yang selesai dalam 180 hari.",
    Signal.STEWARDSHIP: "Pengampu terisi, kapan ia terakhir berbuat, dan serah terimanya.",
    Signal.RESOURCES: "Anggaran tahun berjalan dan SK tim yang berlaku.",
    Signal.EVIDENCE: "Umur bukti terverifikasi yang terakhir.",
}

GATE_LABELS = {
    "ENDED": "Sudah diakhiri secara resmi.",
    "NEW": "Baru diluncurkan: belum dinilai.",
    "SILENT": "Semua sumbernya tertutup selama jendela ini: belum terukur, bukan nol.",
    "NO_SOURCE": "Belum ada sumber data pemakaian yang tersambung: belum terukur, bukan mati.",
    "DEAD": "Sudah lama tidur tanpa satu pun pemakaian.",
    "DORMANT": "Tidak ada pemakaian selama batas tidur.",
    "UNVERIFIED": "Tidak ada pemakaian dalam jendela ini yang dibuktikan sumber yang baik.",
    "IDLE": "Dua jendela berturut-turut tanpa pemakaian: paling tinggi kritis.",
    "VACANT": "Pengampu kosong lebih dari sebulan: paling tinggi melemah.",
}

LIGHT_LABELS = {
    Light.GREEN: "Hijau",
    Light.YELLOW: "Kuning",
    Light.RED: "Merah",
    Light.GREY: "Belum ada catatan",
}

LIGHT_TONES = {Light.GREEN: "ok", Light.YELLOW: "warn", Light.RED: "late", Light.GREY: "muted"}
