"""How long Buku II takes end to end, from the rows of the plan to a PDF and a DOCX.

    BALAI_DATA_DIR=/path/of/a/hall python benches/masterplan_book.py --edition batang-2019 --rounds 5

Reads an existing hall (the demonstration has 80 programmes) and writes nothing. Ours is chapters from the database, layout
and typst; bare is one run of typst over the very same files. Aim: under 20 s for the PDF.
"""

import argparse
import os
import statistics
import time
from datetime import date

import django
import typst


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--edition", default="batang-2019")
    arguments.add_argument("--book", default="MASTERPLAN.BUKU_II")
    arguments.add_argument("--rounds", type=int, default=5)
    asked = arguments.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "balai.config.settings.base")
    django.setup()

    from django.utils import timezone

    from balai.engine.publications import queries
    from balai.engine.publications.content import write
    from balai.engine.publications.press import pdf as press
    from balai.engine.publications.press.word import book_docx

    at = timezone.now()
    publication = queries.known(asked.book)
    kept: list[dict[str, bytes]] = []
    compiled = press._compiled
    took: dict[str, list[float]] = {"write": [], "pdf": [], "docx": [], "bare": []}
    for number in range(asked.rounds):
        # Typst remembers what it has set: every run gets a date of its own.
        imprint = press.Imprint(region="Kabupaten", version=f"Versi {number}", date=str(number), issued="")
        began = time.perf_counter()
        book = write(publication, asked.edition, on=date.today())
        took["write"].append(time.perf_counter() - began)

        def watched(files, at, **options):
            kept.append(dict(files))
            return compiled(files, at, **options)

        press._compiled = watched
        began = time.perf_counter()
        press.book_pdf(book.content, imprint, at=at)
        took["pdf"].append(time.perf_counter() - began)
        began = time.perf_counter()
        book_docx(book.content, imprint, at=at)
        took["docx"].append(time.perf_counter() - began)
    for number, files in enumerate(kept):
        again = {**files, "main.typ": files["main.typ"] + f"\n// {number}\n".encode()}
        began = time.perf_counter()
        typst.compile(again, font_paths=press.fonts(), ignore_system_fonts=True, pdf_standards="a-2a")
        took["bare"].append(time.perf_counter() - began)
    middle = {name: statistics.median(times) for name, times in took.items()}
    ours = middle["write"] + middle["pdf"]
    print(f"masterplan_book.write: {middle['write']:.2f} s")
    print(f"masterplan_book.pdf: {ours:.2f} s")
    print(f"masterplan_book.docx: {middle['write'] + middle['docx']:.2f} s")
    print(f"masterplan_book.bare: {middle['bare']:.2f} s")
    print(f"masterplan_book.ratio: {ours / middle['bare']:.2f}")


if __name__ == "__main__":
    main()
