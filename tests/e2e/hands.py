"""What people do with their hands: report, sign in, act. Each step waits for the page that follows."""

import io
import re
import secrets
from datetime import datetime
from pathlib import Path
from typing import Any

from PIL import ExifTags, Image

# The demo accounts, as `balai run` prints them.
DOMAIN, PASSWORD = "demo.balai.invalid", "balai-demo-2026"
PHONE = {"viewport": {"width": 360, "height": 780}, "has_touch": True, "is_mobile": True}
DESK = {"viewport": {"width": 1280, "height": 900}}
ROAD = "Jalan berlubang di depan pasar, sudah dua motor terperosok minggu ini."
PLACE = "Kauman"


def photograph(
    folder: Path, *, side: int = 1200, seed: int = 40, name: str = "foto.jpg", at: datetime | None = None
) -> Path:
    """A JPEG as a phone makes it; `seed` makes another one. With `at` the camera wrote down time (UTC) and place."""
    exif = Image.Exif()
    if at:
        shot = exif.get_ifd(ExifTags.IFD.Exif)
        shot[ExifTags.Base.DateTimeOriginal] = at.strftime("%Y:%m:%d %H:%M:%S")
        shot[ExifTags.Base.OffsetTimeOriginal] = "+00:00"
        exif.get_ifd(ExifTags.IFD.GPSInfo).update(
            {
                ExifTags.GPS.GPSLatitudeRef: "S",
                ExifTags.GPS.GPSLatitude: (6.0, 54.0, 28.8),
                ExifTags.GPS.GPSLongitudeRef: "E",
                ExifTags.GPS.GPSLongitude: (109.0, 43.0, 48.0),
            }
        )
    path = folder / name
    # Noise at a tenth of the size, enlarged: about as hard to compress as a photo of a street.
    grain = Image.effect_noise((side // 10, side // 13), seed).convert("RGB")
    grain.resize((side, side * 3 // 4)).save(path, "JPEG", quality=88, exif=exif)
    return path


def rare_word() -> str:
    """A word that stands nowhere else, a hexadecimal number without figures: those may look like somebody's, and are masked."""
    return "".join(secrets.choice("bcdf") + secrets.choice("ae") for _ in range(6))


def elsewhere() -> dict[str, Any]:
    """Options of a visitor from an address of his own. Who has no scripts would wait a minute at a house that the other
    journeys made busy; everybody else solves its puzzle."""
    return {"extra_http_headers": {"X-Forwarded-For": f"203.0.113.{secrets.randbelow(250) + 1}"}}


def small_jpeg(shade: int = 120) -> bytes:
    """A tiny valid photo."""
    out = io.BytesIO()
    Image.new("RGB", (320, 240), (shade, 90, 60)).save(out, "JPEG")
    return out.getvalue()


def sign_in(page: Any, address: str, name: str, password: str = PASSWORD) -> None:
    """Through the page for officers; `name` is an address, or what stands before the @ of a demo account."""
    page.goto(f"{address}/masuk/")
    page.fill("[name=login]", name if "@" in name else f"{name}@{DOMAIN}")
    page.fill("[name=password]", password)
    page.get_by_role("button", name="Masuk", exact=True).click()
    page.wait_for_url(lambda url: "/masuk/" not in url)


def ready(page: Any) -> None:
    """The modules of the page have started, as the page says itself; faster than waiting for the line to be quiet."""
    page.wait_for_selector("html[data-ready]", state="attached")


def quiet(page: Any) -> None:
    """Besides, nothing has travelled for half a second: what comes after the modules, such as pins of a map, is there."""
    ready(page)
    page.wait_for_load_state("networkidle")


# Narrow workers go before the one of all pages, but only once they are at work.
_KEPT = """async ([scope, path, words]) => {
  const ready = async () => {
    const kept = await navigator.serviceWorker.getRegistration(scope);
    return kept?.scope.endsWith(scope) && kept.active?.state === 'activated' && (await (await caches.match(path))?.text())?.includes(words);
  };
  while (!(await ready())) await new Promise((go) => setTimeout(go, 50));
}"""


def kept(page: Any, scope: str, path: str, words: str = "") -> None:
    """Wait until the phone keeps that blank page, as it is since it has these words. The content policy keeps playwright
    from polling with words."""
    page.evaluate(_KEPT, [scope, path, words])


def write(page: Any, *, text: str = ROAD, photo: Path | None = None) -> None:
    """The first step of the form, up to the button."""
    page.fill("#id_text", text)
    if photo:
        page.set_input_files("#id_photos", str(photo))
        page.wait_for_selector(".photo-list img")


def go_on(page: Any) -> None:
    """To the next step."""
    page.get_by_role("button", name="Lanjut").click()


def fill_in(page: Any, address: str, *, text: str = ROAD, photo: Path | None = None) -> None:
    """The whole form, up to the last button."""
    page.goto(f"{address}/lapor/")
    ready(page)
    write(page, text=text, photo=photo)
    go_on(page)
    page.select_option("#id_area", label=PLACE)
    go_on(page)
    page.locator("[data-category]").first.click()
    go_on(page)


def report(page: Any, address: str, *, text: str = ROAD, photo: Path | None = None) -> str:
    """File a report; returns its tracking code, and leaves the receipt on the screen."""
    fill_in(page, address, text=text, photo=photo)
    page.get_by_role("button", name="Kirim laporan").click()
    page.wait_for_selector(".tracking-code")
    return page.inner_text(".tracking-code").strip()


def find_case(page: Any, address: str, code: str) -> None:
    """The officer looks a case up by its code and opens it."""
    page.goto(f"{address}/petugas/?q={code}")
    page.locator("[data-open]").first.click()
    page.wait_for_url(re.compile(r"/petugas/kasus/\d+/"))


def open_act(page: Any, slug: str) -> Any:
    """Unfold the form of one act; returns its box."""
    box = page.locator(f"details#{slug}")
    if box.get_attribute("open") is None:
        box.locator("summary").first.click()
    return box


def do(page: Any, slug: str) -> None:
    """Press the button of an act, whether it has a form or not."""
    with page.expect_navigation():
        page.locator(f"form[action$='/{slug}/'] button.btn-primary").click()


def solve(page: Any, *, photo: Path, text: str, latitude: str = "", longitude: str = "") -> None:
    """State that the work is done, with proof; where the place is stated it goes before the camera's."""
    box = open_act(page, "selesai")
    box.locator("[name=text]").fill(text)
    box.locator("[name=photos]").set_input_files(str(photo))
    if latitude:
        box.get_by_text("Isi waktu dan tempat sendiri").click()
        box.locator("[name=latitude]").fill(latitude)
        box.locator("[name=longitude]").fill(longitude)
    do(page, "selesai")


def facts(page: Any) -> dict[str, str]:
    """The list of facts on a page, as {term: value}."""
    rows = page.locator("main dl.facts").first.locator("> div")
    return {
        row.locator("dt").inner_text(): " ".join(row.locator("dd").inner_text().split()) for row in rows.all()
    }
