"""Typesetting of books: `book.typ` for PDF, `word.py` for DOCX, both from the same frozen blocks."""
