"""From a template and its data to PDF/A-2b. No database, no clock, no network, no file but ours."""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import segno
import typst

from balai.foundation.errors import Refused

LONGEST_SOURCE = 64 * 1024
PAPERS = ("a4", "f4")
# Without a moment of its own a PDF carries this one, so that the same input always gives the same bytes.
_NO_MOMENT = datetime(2000, 1, 1, tzinfo=UTC)
_LIBRARY = Path(__file__).with_name("surat.typ")
# Typst has no way to write these words differently; with them gone a template can neither reach another file or a
# package, nor run code that it has put together at run time.
_FORBIDDEN = re.compile(r'\b(?:(?:import|include)\b(?!\s*"surat\.typ")|eval\b|plugin\b|std\b|dictionary\b)')
_UNPRINTABLE = re.compile(r'the text `"(.+?)"` could not be displayed')
_PLACE = re.compile(r"┌─ .*?([\w./-]+):(\d+):(\d+)")


def typeset(
    *,
    source: str,
    data: Mapping[str, Any],
    title: str,
    letter: Mapping[str, Any] | None = None,
    at: datetime | None = None,
    name: str = "surat",
    logo: bytes = b"",
) -> bytes:
    """The PDF/A-2b of a template: the same input and moment give the same bytes.

    `source` may `#import "surat.typ": *` and nothing else; `data` are plain JSON values. `letter` is what
    `letters.letter_info` gives (number, office, signer, …); without it a specimen stands there. `at` is written into the file
    as its moment of creation; `name` is how messages call the template. Raises Refused TEMPLATE_BROKEN with file,
    line and reason, TEXT_UNPRINTABLE with the sign that no font has.
    """
    _check_source(source, name)
    about = {**_specimen(), **(letter or {}), "title": title, "has_logo": bool(logo)}
    files = {
        "main.typ": source.encode(),
        "surat.typ": _library(),
        "data.json": _json(data),
        "letter.json": _json(about),
        "qr.svg": _qr(about["check_url"]),
    }
    if logo:
        files["logo"] = logo
    try:
        return typst.compile(
            files,
            root=_empty_folder(),
            font_paths=_fonts(),
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards="a-2b",
            timestamp=int((at or _NO_MOMENT).timestamp()),
        )
    except typst.TypstError as error:
        raise _broken(error, name) from None


def _check_source(source: str, name: str) -> None:
    if len(source) > LONGEST_SOURCE:
        raise Refused(
            "TEMPLATE_BROKEN",
            "Templat {file} terlalu panjang (paling banyak {most} huruf).",
            file=name,
            most=LONGEST_SOURCE,
        )
    hit = _FORBIDDEN.search(source)
    if hit:
        raise Refused(
            "TEMPLATE_BROKEN",
            'Templat {file} baris {line}: "{word}" tidak boleh dipakai. Yang boleh diimpor hanya "surat.typ".',
            file=name,
            line=source.count("\n", 0, hit.start()) + 1,
            word=hit.group().split()[0],
        )


def _broken(error: typst.TypstError, name: str) -> Refused:
    """The first place that the message names; faults inside our library are told as they are. A sign that the letters'
    font does not have is nobody's fault in the template: PDF/A refuses what cannot be shown."""
    sign = _UNPRINTABLE.search(error.message)
    if sign:
        return Refused(
            "TEXT_UNPRINTABLE",
            "Isian memuat tanda yang tidak dapat dicetak pada surat: {sign}. Ajukan kembali dengan huruf biasa.",
            sign=sign.group(1)[:20],
        )
    place = _PLACE.search(error.diagnostic)
    file, line = (place.group(1), int(place.group(2))) if place else ("main.typ", 1)
    return Refused(
        "TEMPLATE_BROKEN",
        "Templat {file} baris {line} keliru: {reason}.",
        file=name if file.endswith("main.typ") else file,
        line=line,
        reason=error.message.rstrip("."),
    )


def _specimen() -> dict[str, Any]:
    """What a letter says of itself when a template is only tried out."""
    return {
        "number": "000/000/XX/0000",
        "date": "2000-01-01",
        "place": "Contoh",
        "paper": "a4",
        "statement": "Contoh tampilan surat; belum ditandatangani.",
        "check_code": "000-000-000-000",
        "check_address": "balai.example/periksa/",
        "check_url": "https://balai.example/periksa/",
        "office": {
            "name": "Desa Contoh",
            "lines": ["Pemerintah Kabupaten Contoh", "Kecamatan Contoh", "Desa Contoh"],
            "address": "",
        },
        "signer": {
            "name": "Nama Contoh",
            "position": "Kepala Desa Contoh",
            "on_behalf_of": "",
            "rank": "",
            "nip": "",
        },
    }


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str).encode()


def _qr(address: str) -> bytes:
    """The address as a QR code with medium correction: it is printed small and folded."""
    out = BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", border=0, xmldecl=False, scale=4)
    return out.getvalue()


@cache
def _library() -> bytes:
    return _LIBRARY.read_bytes()


@cache
def _fonts() -> typst.Fonts:
    """The fonts inside the typst wheel and no others: a letter looks the same on every machine."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)


@cache
def _empty_folder() -> str:
    """The only folder that Typst may look into holds nothing."""
    return mkdtemp(prefix="balai-press-")
