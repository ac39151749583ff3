"""How fast a book of eighty programmes is typeset.

    python benches/books.py --programmes 80 --rounds 5

Every programme has a heading, 33 facts and a yearly table; there is a Gantt picture and a table of 33 columns for all of
them. Our way (blocks, layout, the book's Typst source, PDF/A-2a; DOCX) beside bare typst on the very same files. One
process, no database. Aim: under 20 s for the PDF.
"""

import argparse
import os
import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import django
import typst

AT = datetime(2026, 11, 28, 2, 0, tzinfo=UTC)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--programmes", type=int, default=80)
    arguments.add_argument("--rounds", type=int, default=5)
    asked = arguments.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "balai.config.settings.test")
    django.setup()

    from balai.engine.publications.press import pdf as press
    from balai.engine.publications.press.word import book_docx

    imprint = press.Imprint(region="Kabupaten Rekaan", version="Versi 1", date="hari ini", issued="hari ini")

    def bare(content: dict) -> Callable[[], bytes]:
        files = _fed(press, content, imprint)
        return lambda: typst.compile(
            files, font_paths=press.fonts(), ignore_system_fonts=True, pdf_standards="a-2a"
        )

    def ours(content: dict) -> Callable[[], bytes]:
        return lambda: press.book_pdf(content, imprint, at=AT)

    def ours_docx(content: dict) -> Callable[[], bytes]:
        return lambda: book_docx(content, imprint, at=AT)

    took: dict[str, list[float]] = {"ours": [], "bare": [], "ours_docx": []}
    sizes: list[int] = []
    for number in range(asked.rounds):
        # Typst remembers what it has set: every run gets a book of its own.
        for seed, work in enumerate((ours, bare, ours_docx)):
            seconds, file = _timed(work(book(asked.programmes, seed=number * 3 + seed)))
            took[work.__name__].append(seconds)
            sizes += [len(file)] if work is ours else []
    middle = {name: statistics.median(times) for name, times in took.items()}
    print(f"books.size: {statistics.median(sizes) / 1e6:.1f} MB")
    print(f"books.pdf: {middle['ours']:.2f} s")
    print(f"books.bare: {middle['bare']:.2f} s")
    print(f"books.ratio: {middle['ours'] / middle['bare']:.2f}")
    print(f"books.docx: {middle['ours_docx']:.2f} s")


def _fed(press: Any, content: dict, imprint: Any) -> dict[str, bytes]:
    """What our way hands to typst."""
    fed: dict[str, bytes] = {}
    kept, press._compiled = press._compiled, lambda files, at, **options: fed.update(files) or b""
    try:
        press.book_pdf(content, imprint, at=AT)
    finally:
        press._compiled = kept
    return fed


def book(programmes: int, *, seed: int) -> dict:
    """A content as `content.write` freezes it."""
    from balai.engine.publications.public import Facts, Heading, Paragraph, Picture, Table

    blocks: list = [Paragraph("Kata pengantar rekaan. " * 60)]
    for n in range(programmes):
        facts = tuple(
            (f"Kolom {k}", f"Isi {k} program {n} buku {seed} " + "dengan keterangan " * (k % 6))
            for k in range(33)
        )
        years = tuple(
            (str(year), f"{n + year + seed}", "Rp 1.250.000.000", "-") for year in range(2020, 2030)
        )
        blocks += [
            Heading(f"Program contoh {n} buku {seed}"),
            Facts(facts),
            Table(
                ("Tahun", "Target", "Pagu", "Realisasi"),
                years,
                caption=f"Program {n} per tahun",
                right=(1, 2),
            ),
        ]
    names = tuple(f"Kolom {k}" for k in range(33))
    rows = tuple(
        tuple(f"isi {k} buku {seed} {'rekaan ' * (k % 4)}" for k in range(33)) for _n in range(programmes)
    )
    blocks += [
        Picture(_gantt(programmes), "Peta jalan", wide=True),
        Table(names, rows, caption="Semua", wide=True),
    ]
    return _frozen(blocks)


def _frozen(blocks: list) -> dict:
    from balai.engine.publications.blocks import packed

    chapter = {"code": "ISI", "title": "Program", "blocks": [packed(block) for block in blocks]}
    return {"title": "Buku contoh", "subtitle": "", "edition_label": "2026", "chapters": [chapter]}


def _gantt(programmes: int) -> str:
    bars = "".join(
        f'<text x="4" y="{n * 12 + 10}" font-size="9">Program {n}</text>'
        f'<rect x="{200 + n * 5}" y="{n * 12 + 2}" width="240" height="8" fill="#0f4f5c"/>'
        for n in range(programmes)
    )
    return f'<svg viewBox="0 0 1000 {programmes * 12}">{bars}</svg>'


def _timed(work: Callable[[], bytes]) -> tuple[float, bytes]:
    began = time.perf_counter()
    file = work()
    return time.perf_counter() - began, file


if __name__ == "__main__":
    main()
