"""The words of the room."""

CASE_KIND = "INSTRUCTION"
TITLE_LIMIT, TEXT_LIMIT = 160, 4000

AUDIENCE = "dibaca pimpinan"

TABS = {
    "open": "Belum selesai",
    "late": "Lewat batas",
    "waiting": "Menunggu pimpinan",
    "done": "Selesai",
}
