"""The words and limits of files and letters."""

from enum import StrEnum

MOST_BYTES = 10 * 1024 * 1024
# A "50 MP" phone writes 8192 x 6144; so many pixels must still pass.
MOST_PIXELS = 50 * 1024 * 1024
LONGEST_SIDE = 1600
LONGEST_SIDE_SMALL = 288  # twice the 144 px at which lists and galleries show it
QUALITY = 82
QUALITY_SMALL = 65

CONTENT_TYPE = "image/jpeg"
PDF = "application/pdf"
EXTENSIONS = {CONTENT_TYPE: "jpg", PDF: "pdf"}

MOST_PDF_BYTES = 8 * 1024 * 1024
MOST_PDF_PAGES = 200
# Pages, notes and bookmarks, a few for each page; what has more is not a paper, and would take seconds to look through.
MOST_PDF_OBJECTS = 4_000

# Documents of this kind are the PDF files of letters; nobody reaches them but by the letter's own address.
LETTER_KIND = "LETTER"
CHECK_CODE_LENGTH = 12
# Covered copies of photos; nobody reaches them but by the address of the photo that they stand for.
COVER_KIND = "COVER"
# So many wrong codes or files of one place within ten minutes, then it waits.
MOST_GUESSES = 20
MOST_FILES = 30
GUESS_SECONDS = 600


class LetterState(StrEnum):
    """DRAFT has its number and its text, SIGNED is in force, REVOKED is not (any more)."""

    DRAFT = "DRAFT"
    SIGNED = "SIGNED"
    REVOKED = "REVOKED"


LETTER_STATE_LABELS = {
    LetterState.DRAFT: "Menunggu tanda tangan",
    LetterState.SIGNED: "Berlaku",
    LetterState.REVOKED: "Dicabut",
}
LETTER_STATE_TONES = {LetterState.DRAFT: "info", LetterState.SIGNED: "ok", LetterState.REVOKED: "late"}
