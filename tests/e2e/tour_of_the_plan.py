"""The part of the walk (tour.py) that passes the rooms of the plan, from the need to the yearly evaluation."""

from collections.abc import Iterator
from typing import Any

from . import hands

# A stop is an address, or an address with what leads on from there to one thing: the first link that fits.
Way = str | tuple[str, str]
PUBLIC: dict[str, Way] = {
    "kebutuhan": "/kebutuhan/",
    "kebutuhan-satu": ("/kebutuhan/", "th a"),
    "rencana": "/rencana/",
    "program": "/rencana/program/",
    "program-satu": ("/rencana/quick-win/", ".card-title a"),
    "peta-jalan": "/rencana/peta-jalan/",
    "strategi": "/rencana/strategi/",
    "bimtek-satu": ("/rencana/bimtek/", ".card li a"),
    "peraturan-satu": ("/rencana/peraturan/", "th a"),
    "inovasi": "/inovasi/",
    "inovasi-satu": ("/inovasi/daftar/?hidup=ALIVE", "th a"),
    "inovasi-kelangsungan": "/inovasi/kelangsungan/",
    "inovasi-kematangan": "/inovasi/kematangan/",
    "inovasi-indeks": "/inovasi/indeks/",
    "gagasan": "/gagasan/",
    "evaluasi-instrumen": ("/evaluasi/", "a[href^='/evaluasi/instrumen/']"),
    "evaluasi-tahun": "/evaluasi/tahun/",
    "indikator-satu": ("/indikator/", "th a"),
    "benang": "/benang/",
    "terbitan-bab": ("/terbitan/MASTERPLAN.BUKU_I/batang-2019/1/", "ol a"),
    "kewajiban": "/kewajiban/",
}
COORDINATOR: dict[str, Way] = {
    "risiko": "/risiko/",
    "risiko-baru": "/risiko/baru/",
    "bukti": "/bukti/",
    "penilaian-satu": ("/evaluasi/penilaian/", "th a"),
    "tinjauan": "/evaluasi/tinjauan/",
    "alarm": "/inovasi/alarm/",
    "kebutuhan-periksa": "/kebutuhan/periksa/",
    "program-impor": "/rencana/impor/",
    "gagasan-periksa": "/gagasan/periksa/",
}


# These go on after the modules of the page have started.
_LATE = "main [data-module*=map], main [data-module*=chart], main [hx-trigger=load]"


def settled(page: Any) -> None:
    """Everything that the page loads is there."""
    (hands.quiet if page.locator(_LATE).count() else hands.ready)(page)


def walk_the_plan(page: Any, address: str, ways: dict[str, Way]) -> Iterator[tuple[str, Any]]:
    """These stops, with everything unfolded, as (name, page)."""
    for name, way in ways.items():
        path, link = (way, "") if isinstance(way, str) else way
        page.goto(address + path)
        if link:
            page.goto(address + page.locator(f"main {link}").first.get_attribute("href"))
        settled(page)
        page.evaluate("document.querySelectorAll('main details').forEach((part) => { part.open = true; })")
        yield name, page
