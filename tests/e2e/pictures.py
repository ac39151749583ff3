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

GAP, GROUND = 28, (226, 219, 204)
HEIGHT = 780
DESK = {"viewport": {"width": 1280, "height": 1000}}
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
    """A hole in a road, a broken bridge, and cars on a pavement with two drawn people."""
    hole, bridge, cars = (
        forgeries.scene(number, seed=5, repaired=False).resize((1200, 900)) for number in (0, 6, 4)
    )
    drawn, boxes = pictures(2, kind="FACE")[1]
    with Image.open(io.BytesIO(drawn)) as people:
        for place, (x, y, width, height) in zip(((260, 420), (760, 380)), boxes, strict=True):
            left, top = round(x * people.width), round(y * people.height)
            right, bottom = left + round(width * people.width), top + round(height * people.height)
            cars.paste(people.crop((left, top, right, bottom)), place)
    made = {"lubang": hole, "jembatan": bridge, "orang": cars}
    for name, picture in made.items():
        (folder / f"{name}.jpg").write_bytes(forgeries.jpeg(picture))
    return {name: folder / f"{name}.jpg" for name in made}


def _offline(opened: Callable[..., Any], address: str, photos: dict[str, Path]) -> list[Image.Image]:
    page = opened(**hands.PHONE)
    page.goto(address)
    hands.ready(page)
    page.evaluate("navigator.serviceWorker.register('/sw.js')")
    hands.kept(page, "/", "/lapor/kotak-keluar/")
    page.context.set_offline(True)
    page.goto(f"{address}/lapor/")
    hands.ready(page)
    hands.write(page, text=WAITING, photo=photos["jembatan"])
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
    _looked_at(opened(), page, address)
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
    hands.report(first, address, text=hands.ROAD, photo=photos["lubang"])
    page = opened(**hands.PHONE)
    _looked_at(opened(), first, address)
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


def _looked_at(visitor: Any, page: Any, address: str) -> None:
    """Others see a photo once the machine has looked for faces on it; the worker does that within a minute or two."""
    public = page.locator("main a[href^='/laporan/']").first.get_attribute("href")
    for _ in range(300):
        visitor.goto(address + public)
        photo = visitor.locator("main img").first.get_attribute("src")
        if "svg" not in visitor.request.get(address + photo).headers["content-type"]:
            return
        visitor.wait_for_timeout(500)
    raise RuntimeError("the photo is still being looked at")


def _shot(page: Any) -> Image.Image:
    page.wait_for_load_state("networkidle")
    shot = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    return shot.resize((shot.width * HEIGHT // shot.height, HEIGHT), Image.Resampling.LANCZOS)


def _row(shots: list[Image.Image]) -> Image.Image:
    """Side by side on a quiet ground, in 128 colours."""
    width = sum(shot.width for shot in shots) + GAP * (len(shots) + 1)
    row = Image.new("RGB", (width, HEIGHT + 2 * GAP), GROUND)
    left = GAP
    for shot in shots:
        row.paste(shot, (left, GAP))
        left += shot.width + GAP
    return row.quantize(128, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
