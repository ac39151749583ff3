"""A proof taken on the page closes a case; the same picture handed in for another one is found, refused and sent back."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from . import hands
from .browser import FLAGS, chromium

CAMERA = ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"]
SPOT = {"latitude": -6.9081, "longitude": 109.7301, "accuracy": 9}
FIXED = "Lubang ditambal dengan aspal dingin dan dipadatkan."
WHY = "Foto ini sama dengan bukti untuk laporan lain. Ambil foto baru di tempat yang dilaporkan."


@pytest.fixture
def worker(browser, address):
    """A field officer whose phone has a camera and satellites."""
    camera = browser.browser_type.launch(executable_path=chromium(), args=[*FLAGS, *CAMERA])
    context = camera.new_context(
        locale="id-ID", timezone_id="Asia/Jakarta", geolocation=SPOT, permissions=["geolocation", "camera"], **hands.PHONE
    )  # fmt: skip
    context.set_default_timeout(15_000)
    page = context.new_page()
    hands.sign_in(page, address, "petugas.dpupr")
    yield page
    camera.close()


def test_a_proof_is_faked_and_found(address, open_page, phone, worker, tmp_path):
    first, second = (
        _accepted(open_page, phone, address, words)
        for words in (hands.ROAD, hands.ROAD + " Di sebelah barat.")
    )
    _capture(worker, first)
    assert "Ditangani" in worker.inner_text("main .page-head")
    assert "tidak diambil di aplikasi" not in worker.inner_text(".timeline")
    photo = tmp_path / "lama.jpg"
    photo.write_bytes(_shown(worker, _proof_of(worker)))

    worker.goto(second)
    box = hands.open_act(worker, "selesai")
    box.get_by_text("Isi waktu dan tempat sendiri").click()
    box.locator("[name=taken_at]").fill(datetime.now(ZoneInfo("Asia/Jakarta")).strftime("%Y-%m-%dT%H:%M"))
    box.locator("[name=latitude]").fill(str(SPOT["latitude"]))
    box.locator("[name=longitude]").fill(str(SPOT["longitude"]))
    hands.solve(worker, photo=photo, text=FIXED)
    assert "diperiksa petugas lain" in worker.inner_text(".timeline")
    assert worker.goto(f"{address}/petugas/bukti-lapangan/").status == 403

    other = open_page(**hands.DESK)
    hands.sign_in(other, address, "admin.dishub")
    other.goto(f"{address}/petugas/bukti-lapangan/?halaman=semua")
    other.locator(".proof-list a", has_text=hands.ROAD[:30]).last.click()
    told = other.inner_text("main")
    assert (
        "Foto terdahulu yang serupa" in told
        and "Gambarnya sama dengan foto yang sudah pernah dikirim" in told
    )
    other.get_by_label("Tidak diterima").check()
    other.select_option("[name=reason]", "OLD_PHOTO")
    other.fill("[name=text]", WHY)
    with other.expect_navigation():
        other.get_by_role("button", name="Catat penilaian").click()

    worker.goto(second)
    assert "Dikerjakan" in worker.inner_text("main .page-head") and WHY in worker.inner_text(".timeline")
    _capture(worker, second)
    assert "Ditangani" in worker.inner_text("main .page-head")


def _accepted(open_page, phone, address, words):
    """A report of a citizen that the roads agency has taken in hand; the address of its case."""
    code = hands.report(phone, address, text=words)
    admin = open_page(**hands.DESK)
    hands.sign_in(admin, address, "admin.dpupr")
    hands.find_case(admin, address, code)
    hands.do(admin, "terima")
    return admin.url


def _capture(page, case_url):
    page.goto(case_url)
    hands.ready(page)
    box = hands.open_act(page, "selesai")
    box.locator("[name=text]").fill(FIXED)
    box.get_by_role("button", name="Ambil foto bukti").click()
    page.wait_for_selector("[data-where]:has-text('Lokasi tercatat')")
    box.locator("[data-shoot]").click()
    page.wait_for_selector("[data-shots] img")
    assert "diambil di aplikasi" in box.inner_text()
    hands.do(page, "selesai")


def _shown(page, address):
    """The photo as others see it, once the search for faces and plates has let it through."""
    for _ in range(120):
        answer = page.request.get(address)
        if answer.headers["content-type"] == "image/jpeg":
            return answer.body()
        page.wait_for_timeout(500)
    raise AssertionError("the photo is still held back")


def _proof_of(page):
    """The whole picture of the last proof on the page."""
    return page.url.partition("/petugas/")[0] + page.locator(".timeline .photos a").last.get_attribute("href")
