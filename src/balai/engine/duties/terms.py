"""The words of duties."""

from balai.engine.cases.public import OPEN_STATES, Act, State

CASE_KIND, CLOCK_SET = "DUTY", "DUTY"
TITLE_LIMIT, TEXT_LIMIT = 160, 4000
# A duty beyond this many years is a mistake of the keyboard.
MOST_YEARS = 15

OWED = [state.value for state in OPEN_STATES]
# Reported by the holder; whoever gave it has not said whether it is so.
WAITING = [State.ANSWERED.value, State.SOLVED.value, State.LAPSED.value]
DONE = [State.CONFIRMED.value]
ENDED = [State.CLOSED.value, State.WITHDRAWN.value]

TAB_LABELS = {
    "open": "Belum selesai",
    "late": "Lewat tanggal",
    "waiting": "Menunggu dipastikan",
    "done": "Selesai",
    "ended": "Diakhiri",
}

# What the engine still offers. A date is a date: the holder neither pauses it nor ends it by himself.
ACTS = frozenset(
    {
        Act.ACCEPTED, Act.REFUSED, Act.REFERRED, Act.DECIDED, Act.REPLIED, Act.ANSWERED, Act.SOLVED, Act.CONFIRMED,
        Act.CONTESTED, Act.WITHDRAWN, Act.ASSIGNED, Act.REMARKED,
    }
)  # fmt: skip

# What the desk calls states, acts and buttons where it is an office that asked.
LABELS = {
    State.ANSWERED: "Dijawab, menunggu pemberi tugas",
    State.SOLVED: "Dilaporkan selesai, menunggu dipastikan",
    State.CONFIRMED: "Selesai, sudah dipastikan",
    State.LAPSED: "Belum dipastikan",
    State.CLOSED: "Ditutup",
    State.WITHDRAWN: "Diakhiri pemberi tugas",
    Act.OPENED: "Tugas diberikan",
    Act.SOLVED: "Dilaporkan selesai",
    Act.CONFIRMED: "Dipastikan selesai oleh pemberi tugas",
    Act.CONTESTED: "Dikembalikan: belum selesai",
    Act.WITHDRAWN: "Diakhiri pemberi tugas",
    "jawab": "Jawab pemberi tugas",
    "selesai": "Laporkan selesai",
    "pastikan": "Pastikan selesai",
    "sanggah": "Kembalikan: belum selesai",
    "tarik": "Akhiri tugas ini",
    "PROMISE": "Harus selesai",
    "PUBLIC": "Pemberi dan pemegang tugas",
}
AUDIENCE = "dibaca pemberi tugas dan perangkat daerah lain"
