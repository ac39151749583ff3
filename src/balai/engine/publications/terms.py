"""The words and limits of publications."""

ISSUE = "publications.issue"
NOTE_LIMIT = 1000
# A chapter of a book nobody can open any more is a fault, not a book.
MOST_BLOCKS, MOST_SVG = 20_000, 4 * 1024 * 1024

PDF, DOCX = "pdf", "docx"
CONTENT_TYPES = {
    PDF: "application/pdf",
    DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
# What is made anew for one place within ten minutes; what lies ready is always handed out.
MOST_MADE, MADE_SECONDS = 12, 600


class Act:
    """Codes of the journal."""

    ISSUED = "PUBLICATION_ISSUED"


CHANGE_LABELS = {"SAME": "Tetap", "CHANGED": "Berubah", "ADDED": "Baru", "REMOVED": "Dihapus"}
CHANGE_TONES = {"SAME": "muted", "CHANGED": "info", "ADDED": "ok", "REMOVED": "late"}
