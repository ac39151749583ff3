"""How fast a one-page letter is typeset and signed.

    python benches/letters.py --letters 100

Our way (library, data as JSON, qr, PDF/A-2b, PAdES B-B with the demo authority) beside the same Typst source compiled
and signed by bare typst and bare pyHanko. One core, no database. Aim: under 150 ms a letter.
"""

import argparse
import io
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import django
import typst
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers

AT = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
BODY = """
#title("Surat Keterangan Kematian")
#paragraph[Yang bertanda tangan di bawah ini menerangkan dengan sesungguhnya bahwa:]
#rows(
  ("Nama", strong(field("name"))), ("NIK", field("nik")), ("Tanggal lahir", date(field("born"))),
  ("Jenis kelamin", "Perempuan"), ("Agama", "Islam"), ("Alamat", "Dukuh Rekaan RT 002 RW 001 Desa Contohsari"),
)
#paragraph[telah meninggal dunia pada hari #weekday(field("died")) tanggal #date(field("died")) karena sakit.]
#paragraph[Surat ini dibuat berdasarkan laporan keluarga, untuk dipergunakan sebagaimana mestinya.]
#signature()
"""
SOURCE = '#import "surat.typ": *\n#show: letter\n' + BODY


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--letters", type=int, default=100)
    count = arguments.parse_args().letters
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "balai.config.settings.test")
    django.setup()

    from balai.adapters.local_signing.client import LocalSigning
    from balai.engine.documents.letterpress import press
    from balai.engine.documents.public import Signer

    place = tempfile.TemporaryDirectory(prefix="balai-letters-")  # gone when the process ends
    service, head = LocalSigning(folder=Path(place.name)), Signer("Wati Rekaan", "Kepala Desa")
    plain_signer = service._pen._signer  # the same key and certificates
    about = press._specimen() | {"title": "Surat", "has_logo": False}

    fonts, qr = typst.Fonts(include_system_fonts=False), press._qr(about["check_url"])

    def data(n: int) -> dict[str, str]:
        return {"name": f"Contoh {n}", "nik": f"99{n:014}", "born": "1940-03-12", "died": "2026-11-20"}

    def ours_typeset(n: int) -> bytes:
        return press.typeset(source=SOURCE, data=data(n), title="Surat", at=AT)

    def ours(n: int) -> bytes:
        pdf = ours_typeset(n)
        return service.sign(pdf, signer=head, reason=f"Surat {n}", location="Contohsari", at=AT)

    def bare(n: int) -> bytes:
        files = {
            "main.typ": SOURCE.encode(),
            "surat.typ": press._library(),
            "data.json": press._json(data(n)),
            "letter.json": press._json(about),
            "qr.svg": qr,
        }
        pdf = typst.compile(files, font_paths=fonts, ignore_system_fonts=True, pdf_standards="a-2b")
        meta = signers.PdfSignatureMetadata(field_name="T", subfilter=fields.SigSeedSubFilter.PADES)
        return signers.sign_pdf(
            IncrementalPdfFileWriter(io.BytesIO(pdf)), meta, signer=plain_signer
        ).getvalue()

    for work in (ours_typeset, ours, bare):
        work(-1)
    # In turns, so that whatever else the machine does falls on all of them.
    took: dict[str, list[float]] = {"ours_typeset": [], "ours": [], "bare": []}
    for n in range(count):
        for work in (ours_typeset, ours, bare):
            took[work.__name__].append(_timed(work, n))
    middle = {name: statistics.median(times) * 1000 for name, times in took.items()}
    print(f"letters.typeset: {middle['ours_typeset']:.1f} ms")
    print(f"letters.signed: {middle['ours']:.1f} ms")
    print(f"letters.bare: {middle['bare']:.1f} ms")


def _timed(work: Callable[[int], bytes], n: int) -> float:
    began = time.perf_counter()
    work(n)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
