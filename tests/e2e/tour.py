"""A walk past every page, in the states that matter: for the camera (look.py) and for axe (test_accessibility.py)."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from . import hands
from .services import begin
from .tour_of_the_plan import COORDINATOR as PLANNER
from .tour_of_the_plan import PUBLIC as PLAN
from .tour_of_the_plan import settled, walk_the_plan

PUBLIC = {
    "beranda": "/",
    "lacak": "/lacak/",
    "daftar": "/laporan/",
    "daftar-kosong": "/laporan/?q=tidakadayangbegini",
    "kecamatan": "/wilayah/33.25.01/",
    "peta": "/peta/",
    "statistik": "/statistik/",
    "musim": "/statistik/musim/",
    "perjalanan": "/statistik/perjalanan/",
    "jejak": "/transparansi/jejak/",
    "masuk": "/masuk/",
    "lupa": "/akun/lupa/",
    "aksesibilitas": "/ui/aksesibilitas/",
    "tidak-ada": "/begini-tidak-ada/",
}
ADMIN = {
    "kotak-admin": "/petugas/",
    "kotak-saring": "/petugas/?tab=all&q=jalan",
    "kotak-kosong": "/petugas/?q=tidakadayangbegini",
    "pemberitahuan": "/pemberitahuan/",
    "rekan": "/akun/petugas/",
    "rekan-baru": "/akun/petugas/tambah/",
    "akun": "/akun/",
    "kata-sandi": "/akun/kata-sandi/",
    "arahan-admin": "/arahan/",
}
COORDINATOR = {
    "kotak-koordinator": "/petugas/",
    "kotak-putuskan": "/petugas/?tab=decide",
    "arahan-koordinator": "/arahan/",
    "aturan": "/petugas/aturan/",
    "belajar": "/petugas/belajar/",
}
LEADER = {
    "pimpinan": "/pimpinan/",
    "pimpinan-kotak": "/petugas/",
    "arahan": "/arahan/",
    "arahan-baru": "/arahan/baru/",
}
VILLAGE = {
    "loket": "/loket/",
    "loket-cari": "/loket/?q=meninggal",
    "loket-luring": "/loket/luring/",
    "loket-formulir": "/loket/luring/surat-keterangan-usaha/",
    "permohonan-desa": "/petugas/layanan/?tab=all",
    "tanda-tangan": "/petugas/tanda-tangan/",
    "wakil": "/petugas/tanda-tangan/wakil/",
}
AGENCY = {
    "permohonan": "/petugas/layanan/?tab=all&q=contoh",
    "antrean-dana": "/petugas/layanan/antrean/",
    "pembayaran": "/petugas/layanan/bayar/",
    "kematian": "/petugas/layanan/kematian/",
}
# Pages of rooms that this installation need not have.
OPTIONAL = {"pimpinan", "arahan", "arahan-baru", "arahan-admin", "arahan-koordinator", "aturan"}

Stop = tuple[str, Any]


def walk(browser: Any, address: str, *, width: int, photo: Path, language: str = "id") -> Iterator[Stop]:
    """Every page once at this width, as (name, page). The caller looks at it before asking for the next."""
    yield from past_the_public(browser, address, width=width, language=language)
    if language == "id":
        yield from past_the_desks(browser, address, width=width, photo=photo)


def past_the_public(browser: Any, address: str, *, width: int, language: str = "id") -> Iterator[Stop]:
    """The pages of everybody."""
    with _people(browser, address, width, language, "citizen") as pages:
        yield from _open(pages["citizen"], address, PUBLIC)
        yield from _public_report(pages["citizen"], address)
        yield from walk_the_plan(pages["citizen"], address, PLAN)


def past_the_desks(browser: Any, address: str, *, width: int, photo: Path) -> Iterator[Stop]:
    """The pages of those who work there, with one report from its form to its end."""
    names = ("citizen", "admin", "coordinator", "leader", "village", "agency")
    with _people(browser, address, width, "id", *names) as pages:
        yield from _report_and_answer(pages["citizen"], pages["admin"], address, photo)
        yield from _open(pages["admin"], address, ADMIN)
        yield from _desk(pages["coordinator"], address, "koordinator", COORDINATOR)
        yield from walk_the_plan(pages["coordinator"], address, PLANNER)
        yield from _desk(pages["leader"], address, "bupati", LEADER)
        yield from _counter(pages["village"], address)
        yield from _services(pages["agency"], address)


@contextmanager
def _people(browser: Any, address: str, width: int, language: str, *names: str) -> Iterator[dict[str, Any]]:
    """A page for each of these people, with cookies of their own."""
    size = {"viewport": {"width": width, "height": 780 if width < 600 else 900}}
    options = {**size, "locale": "id-ID" if language == "id" else "en-GB"}
    people = {name: browser.new_context(**options) for name in names}
    for context in people.values():
        context.add_cookies([{"name": "django_language", "value": language, "url": address}])
    yield {name: context.new_page() for name, context in people.items()}
    for context in people.values():
        context.close()


def _open(page: Any, address: str, stops: dict[str, str]) -> Iterator[Stop]:
    for name, path in stops.items():
        answer = page.goto(address + path)
        if name in OPTIONAL and answer.status == 404:
            continue
        settled(page)
        yield name, page


def _public_report(page: Any, address: str) -> Iterator[Stop]:
    page.goto(f"{address}/laporan/")
    page.locator(".report-title a").first.click()
    page.wait_for_selector(".facts")
    _unfold(page)
    yield "laporan", page


def _unfold(page: Any) -> None:
    hands.ready(page)
    page.evaluate("document.querySelectorAll('main details').forEach((part) => { part.open = true; })")
    settled(page)


def _report_and_answer(citizen: Any, admin: Any, address: str, photo: Path) -> Iterator[Stop]:
    yield from _wizard(citizen, address, photo)
    code = citizen.inner_text(".tracking-code").strip()
    hands.sign_in(admin, address, "admin.dpupr")
    hands.find_case(admin, address, code)
    _unfold(admin)
    yield "kasus-baru", admin
    admin.reload()
    hands.do(admin, "terima")
    _unfold(admin)
    yield "kasus-dikerjakan", admin
    admin.locator("a[href$='/kontak/']").click()
    admin.wait_for_selector("h1:has-text('Kontak')")
    yield "kontak", admin
    hands.find_case(admin, address, code)
    box = hands.open_act(admin, "jawab")
    box.locator("[name=text]").fill("Tim kami memeriksa lokasi itu besok pagi.")
    box.locator("[name=is_final][value='1']").check()
    hands.do(admin, "jawab")
    citizen.goto(f"{address}/lacak/{code}/")
    _unfold(citizen)
    yield "dijawab", citizen
    citizen.fill("#sanggah", "Lubangnya masih ada.")
    citizen.get_by_role("button", name="Kirim sanggahan").click()
    citizen.wait_for_selector(".timeline :text('Lubangnya masih ada')")
    yield "disanggah", citizen
    citizen.goto(f"{address}/lacak/K7M-4Q2-XPA/")
    yield "kode-salah", citizen


def _wizard(page: Any, address: str, photo: Path) -> Iterator[Stop]:
    page.goto(f"{address}/lapor/")
    hands.ready(page)
    hands.write(page, photo=photo)
    yield "lapor-1", page
    hands.go_on(page)
    page.evaluate("document.querySelectorAll('form details').forEach((part) => { part.open = true; })")
    page.wait_for_selector("form .map .leaflet-pane", state="attached")
    page.select_option("#id_area", label=hands.PLACE)
    yield "lapor-2", page
    hands.go_on(page)
    page.locator("[data-category]").first.click()
    yield "lapor-3", page
    hands.go_on(page)
    page.check("[name=identity][value=CONFIDENTIAL]")
    yield "lapor-4-rahasia", page
    page.check("[name=identity][value=OPEN]")
    page.fill("#id_name", "Ibu Contoh")
    page.fill("#id_email", "bukan-surel")
    yield "lapor-4", page
    page.get_by_role("button", name="Kirim laporan").click()
    page.wait_for_selector("#error-summary")
    hands.ready(page)
    yield "lapor-keliru", page
    page.fill("#id_email", "ibu.contoh@surat.invalid")
    page.get_by_role("button", name="Kirim laporan").click()
    page.wait_for_selector(".tracking-code")
    hands.ready(page)
    yield "tanda-terima", page


def _desk(page: Any, address: str, name: str, stops: dict[str, str]) -> Iterator[Stop]:
    hands.sign_in(page, address, name)
    yield from _open(page, address, stops)
    page.goto(f"{address}/petugas/?tab={'decide' if name == 'koordinator' else 'all'}")
    if page.locator("[data-open]").count():
        page.locator("[data-open]").first.click()
        page.wait_for_selector("#riwayat")
        _unfold(page)
        yield f"kasus-{name}", page


def _counter(page: Any, address: str) -> Iterator[Stop]:
    """The village counter, with a client whose form lacks nearly everything."""
    hands.sign_in(page, address, "desa")
    yield from _open(page, address, VILLAGE)
    page.goto(f"{address}/loket/")
    begin(page, "santunan-kematian")
    page.get_by_role("button", name="Selesai, klien berikutnya").click()
    page.wait_for_selector("#error-summary")
    _unfold(page)
    yield "klien-kurang", page


def _services(page: Any, address: str) -> Iterator[Stop]:
    """The desk of the agency that pays, and one application where there is one."""
    hands.sign_in(page, address, "admin.dinsos")
    yield from _open(page, address, AGENCY)
    page.goto(f"{address}/petugas/layanan/?tab=all")
    if page.locator("[data-open]").count():
        page.locator("[data-open]").first.click()
        page.wait_for_selector("#riwayat")
        _unfold(page)
        yield "permohonan-satu", page
