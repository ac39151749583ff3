"""Typesetting: letters as Typst templates to PDF/A. `surat.typ` is the library that every template imports."""
