"""The gallery in a real browser: axe finds nothing, nothing runs off the side, at three widths, light and dark."""

import threading
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from PIL import Image

from balai.kits.ui.tests.test_budget import DIST

CHROMIUM = Path("/usr/bin/chromium")
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
# A bar that stays at the bottom of a phone covers whatever link scrolls under it; that is its nature, not a small target.
COVERED = {("/ui/kerja/", "target-size")}

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.slow,
    pytest.mark.skipif(
        not CHROMIUM.exists() or not (DIST / "ui.css").exists(), reason="no browser, or not built"
    ),
]


class _Quiet(WSGIRequestHandler):
    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def address(plain):
    """A server of the interface alone."""
    server = make_server("127.0.0.1", 0, StaticFilesHandler(WSGIHandler()), handler_class=_Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def browser():
    """Debian's own Chromium."""
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as player:
        yield player.chromium.launch(
            executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-background-networking"]
        )


@pytest.mark.parametrize("width", [320, 360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_gallery_is_accessible(browser, address, width, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, locale="id-ID"
    )
    faults = []
    for path in ("/ui/", "/ui/kerja/", "/ui/cetak/", "/ui/aksesibilitas/"):
        page = context.new_page()
        page.on("pageerror", lambda error, path=path, faults=faults: faults.append((path, str(error))))
        page.goto(address + path, wait_until="load")
        page.wait_for_function("document.documentElement.classList.contains('js')")
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            faults.append((path, "runs off the side"))
        found = {(path, fault["id"]) for fault in axe.run(page, options=RULES).response["violations"]}
        faults += sorted(found - COVERED)
    context.close()
    assert faults == []


def test_a_chart_is_saved_as_a_picture_of_twice_its_size_by_keyboard(browser, address, tmp_path):
    context = browser.new_context(locale="id-ID")
    page = context.new_page()
    page.goto(f"{address}/ui/")
    button = page.locator("[data-module=picture] [data-png]")
    page.locator("[data-module=picture]").scroll_into_view_if_needed()
    button.wait_for(state="visible")
    with page.expect_download() as download:
        button.press("Enter")
    assert download.value.suggested_filename == "contoh.png"
    download.value.save_as(tmp_path / "contoh.png")
    with Image.open(tmp_path / "contoh.png") as picture:
        assert picture.size == (640, 480)
        # The drawing is in it, not an empty canvas.
        assert picture.convert("RGB").getpixel((4, 4)) == (0xCF, 0xE2, 0xE4)
    context.close()


def test_typed_words_survive_and_contacts_do_not(browser, address):
    context = browser.new_context(locale="id-ID")
    page = context.new_page()
    page.goto(f"{address}/ui/")
    page.wait_for_function("document.querySelector('[data-module=draft]').dataset.starteddraft")
    page.wait_for_selector("html[data-ready]", state="attached")
    page.fill("#id_title", "Lampu jalan mati")
    page.fill("#id_contact", "warga@contoh.example")
    page.reload()
    page.wait_for_function("document.querySelector('#id_title').value")
    assert page.input_value("#id_title") == "Lampu jalan mati"
    assert page.input_value("#id_contact") == ""
    context.close()


def test_photos_are_shrunk_before_they_are_sent(browser, address, tmp_path):
    image = pytest.importorskip("PIL.Image")
    source = tmp_path / "besar.png"
    image.effect_noise((2400, 1800), 60).convert("RGB").save(source)
    context = browser.new_context(locale="id-ID")
    page = context.new_page()
    page.goto(f"{address}/ui/")
    page.wait_for_selector("html[data-ready]", state="attached")
    page.set_input_files("#id_photos", [str(source)])
    page.wait_for_selector(".photo-list img")
    name, size = page.evaluate(
        "(({name, size}) => [name, size])(document.querySelector('#id_photos').files[0])"
    )
    assert name == "besar.jpg"
    assert size < 450_000 < source.stat().st_size
    page.click(".photo-list button")
    assert page.evaluate("document.querySelector('#id_photos').files.length") == 0
    context.close()


def test_keys_of_the_inbox(browser, address):
    context = browser.new_context(locale="id-ID")
    page = context.new_page()
    page.goto(f"{address}/ui/kerja/")
    page.wait_for_selector("html[data-ready]", state="attached")
    for key in ("j", "j", "x"):
        page.keyboard.press(key)
    assert page.evaluate("document.activeElement.textContent") == "Sampah menumpuk di pasar"
    assert page.locator("tr[data-selected]").count() == 1
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "id_q"
    context.close()


def test_menu_and_confirmation_work_without_script(browser, address):
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": 360, "height": 740}, locale="id-ID"
    )
    page = context.new_page()
    page.goto(f"{address}/ui/")
    page.click("summary:has-text('Menu')")
    assert page.locator(".menu-panel nav").is_visible()
    page.goto(f"{address}/ui/#tutup")
    assert page.locator("#tutup").is_visible()
    context.close()
