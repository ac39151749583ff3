"""The words of the three books."""

BOOK_I, BOOK_II, BOOK_III = "MASTERPLAN.BUKU_I", "MASTERPLAN.BUKU_II", "MASTERPLAN.BUKU_III"
BOOKS = {BOOK_I: "Buku I", BOOK_II: "Buku II", BOOK_III: "Buku III"}
BOOK_TITLE_LABELS = {
    BOOK_I: "Analisis Strategis",
    BOOK_II: "Masterplan",
    BOOK_III: "Ringkasan Eksekutif",
}
