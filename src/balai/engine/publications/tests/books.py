"""A book of the tests: registered for as long as a test needs it."""

from collections.abc import Iterator
from contextlib import contextmanager

from balai.engine.publications import kinds
from balai.engine.publications.public import (
    Bullets,
    Chapter,
    Facts,
    Heading,
    Note,
    Paragraph,
    Picture,
    Publication,
    Table,
    add_chapter,
    register_publication,
)

CODE, EDITION, PERMISSION = "BUKU_UJI", "2026", "publications.issue"
NASTY = '#set page * $x$ @ref \\ "kutip" <label> _garis_ `kode` [a] //komentar'
SVG = '<svg viewBox="0 0 40 10"><rect width="30" height="8" fill="#0f4f5c"/><text x="2" y="6">Rekaan</text></svg>'


def rows(count: int = 40) -> tuple[tuple[str, ...], ...]:
    return tuple((f"Program {n}", f"Rp {n}.000", NASTY) for n in range(count))


def blocks() -> list[object]:
    """One of each shape."""
    return [
        Heading(NASTY),
        Paragraph(f"Paragraf satu.\nBaris dua.\n\n{NASTY}"),
        Bullets(("butir", NASTY)),
        Facts((("Pagu", "Rp 1.000"), (NASTY, NASTY))),
        Note("Contoh: rekaan."),
        Table(("Program", "Pagu", "Catatan"), rows(), caption="Tabel panjang", right=(1,)),
        Picture(SVG, "Gambar rekaan", caption="Peta jalan", wide=True),
        Table(
            tuple(f"K{n}" for n in range(33)),
            (tuple(f"isi{n}" for n in range(33)),),
            caption="Tiga puluh tiga",
        ),
    ]


@contextmanager
def shelf(**writers) -> Iterator[dict]:
    """The publication with chapters `code=function`; by default one chapter with one of each shape."""
    kept = dict(kinds._publications), dict(kinds._chapters)
    register_publication(
        Publication(
            code=CODE,
            title="Buku Uji",
            subtitle="Rekaan",
            permission=PERMISSION,
            editions=lambda: [(EDITION, "Tahun 2026")],
        )
    )
    writers = writers or {"ISI": lambda edition, on: blocks()}
    for order, (code, write) in enumerate(writers.items()):
        add_chapter(Chapter(publication=CODE, code=code, title=f"Bab {code}", order=order, write=write))
    try:
        yield writers
    finally:
        kinds._publications.clear(), kinds._publications.update(kept[0])
        kinds._chapters.clear(), kinds._chapters.update(kept[1])
