"""The pictures of README: `python -m tests.e2e.pictures URL FOLDER`, from a hall full of demo data (`balai run`).

Reports, a proof and a cover are written into that hall. Rows of phones and desks, one PNG each.
"""

import io
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PIL import Image

from balai.domains.citizen_reports.demo import forgeries
from benches.drawn_people import pictures

from . import hands
from .browser import launched

GAP, EDGE, GROUND = 28, 1, (226, 219, 204)
PHONE_HEIGHT, DESK = 780, {"viewport": {"width": 1120, "height": 780}}
WAITING = "Jembatan bambu di dukuh patah, anak sekolah memutar dua kilometer (contoh)."
PRIVATE = "Mobil G 4321 XY parkir di trotoar tiap pagi. NIK saya 3325010101900000, tolong ditindak (contoh)."
ALIKE = "Dalan bolong ngarep pasar, motor kerep tiba (contoh)."


def main(address: str, folder: str) -> None:
    """Every picture into FOLDER."""
    out, address = Path(folder), address.rstrip("/")
    out.mkdir(parents=True, exist_ok=True)
    with launched() as browser, TemporaryDirectory() as made:
        photos = _photos(Path(made))

        def opened(**options: Any) -> Any:
            context = browser.new_context(locale="id-ID", timezone_id="Asia/Jakarta", **options)
            context.set_default_timeout(30_000)
            return context.new_page()

        for name, take in TAKEN.items():
            _row(take(opened, address, photos)).save(out / f"{name}.png", optimize=True)


def _photos(folder: Path) -> dict[str, Path]:
    street = forgeries.scene(4, seed=5, repaired=False)
    (folder / "jalan.jpg").write_bytes(forgeries.jpeg(street))
    (folder / "orang.jpg").write_bytes(pictures(3, kind="FACE")[2][0])
    return {name: folder / f"{name}.jpg" for name in ("jalan", "orang")}


def _offline(opened: Callable[..., Any], address: str, photos: dict[str, Path]) -> list[Image.Image]:
    page = opened(**hands.PHONE)
    page.goto(address)
    hands.ready(page)
    page.evaluate("navigator.serviceWorker.register('/sw.js')")
    hands.kept(page, "/", "/lapor/kotak-keluar/")
    page.context.set_offline(True)
    page.goto(f"{address}/lapor/")
    hands.ready(page)
    hands.write(page, text=WAITING, photo=photos["jalan"])
    shots = [_shot(page)]
    hands.go_on(page)
    page.select_option("#id_area", label=hands.PLACE)
    hands.go_on(page)
    page.select_option("#id_category", index=1)
    hands.go_on(page)
    page.get_by_role("button", name="Simpan, kirim saat ada sinyal").click()
    page.wait_for_url("**/lapor/kotak-keluar/")
    page.get_by_text("menunggu sinyal").wait_for()
    shots.append(_shot(page))
    page.context.set_offline(False)
    page.evaluate("window.dispatchEvent(new Event('online'))")
    page.locator("[data-list] a:not(.btn)").wait_for()
    shots.append(_shot(page))
    page.locator("[data-list] a:not(.btn)").click()
    page.wait_for_selector(".tracking-code")
    return [*shots, _shot(page)]


def _private(opened: Callable[..., Any], address: str, photos: dict[str, Path]) -> list[Image.Image]:
    page = opened(**hands.PHONE)
    hands.fill_in(page, address, text=PRIVATE, photo=photos["orang"])
    page.wait_for_selector(".seen mark")
    page.locator(".seen").scroll_into_view_if_needed()
    seen = _shot(page)
    page.get_by_role("button", name="Kirim laporan", exact=True).click()
    page.wait_for_selector(".tracking-code")
    code = page.inner_text(".tracking-code").strip()
    desk = opened(**DESK)
    hands.sign_in(desk, address, "koordinator")
    hands.find_case(desk, address, code)
    box = desk.locator("details", has_text="Apa yang dilihat umum dari foto")
    if box.get_attribute("open") is None:
        box.locator("summary").click()
    desk.get_by_role("link", name="Tutup wajah, pelat, atau kertas").first.click()
    hands.ready(desk)
    return [seen, _shot(desk)]


def _same(opened: Callable[..., Any], address: str, photos: dict[str, Path]) -> list[Image.Image]:
    first = opened(**hands.PHONE)
    hands.report(first, address, text=hands.ROAD, photo=photos["jalan"])
    page = opened(**hands.PHONE)
    page.goto(f"{address}/lapor/")
    hands.ready(page)
    hands.write(page, text=ALIKE)
    hands.go_on(page)
    page.select_option("#id_area", label=hands.PLACE)
    hands.go_on(page)
    page.locator("#serupa .report-card").first.scroll_into_view_if_needed()
    return [_shot(page)]


def _proof(opened: Callable[..., Any], address: str, photos: dict[str, Path]) -> list[Image.Image]:
    desk = opened(**DESK)
    hands.sign_in(desk, address, "koordinator")
    desk.goto(f"{address}/petugas/bukti-lapangan/")
    desk.locator("main a[href^='/petugas/bukti-lapangan/']").last.click()
    hands.ready(desk)
    return [*_same(opened, address, photos), _shot(desk)]


TAKEN = {"tanpa-sinyal": _offline, "dilihat-orang": _private, "bukti": _proof}


def _shot(page: Any) -> Image.Image:
    page.wait_for_load_state("networkidle")
    return Image.open(io.BytesIO(page.screenshot())).convert("RGB")


def _row(shots: list[Image.Image]) -> Image.Image:
    """Side by side on a quiet ground, in 128 colours."""
    width = sum(shot.width for shot in shots) + GAP * (len(shots) + 1)
    row = Image.new("RGB", (width, PHONE_HEIGHT + 2 * GAP), GROUND)
    left = GAP
    for shot in shots:
        row.paste(shot.crop((0, 0, shot.width, PHONE_HEIGHT)), (left, GAP))
        left += shot.width + GAP
    return row.quantize(128, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
