"""The books of a plan: which there are, and which chapters reviewers may remark on."""

from balai.domains.masterplan.terms_books import BOOKS
from balai.engine.publications.public import chapters


def chapter_choices() -> list[tuple[str, str]]:
    """("MASTERPLAN.BUKU_I/SWOT", "Buku I: Analisis SWOT") of every chapter of every book."""
    return [
        (f"{code}/{chapter.code}", f"{short}: {chapter.title}")
        for code, short in BOOKS.items()
        for chapter in chapters(code)
    ]
