"""Somebody writes a NIK and a plate, sees what others will see, corrects it by the code; an officer covers a face."""

import io

from PIL import Image

from . import hands

TEXT = "Mobil G 4321 XY parkir di trotoar tiap pagi. NIK saya 3325010101900000, tolong ditindak."
BETTER = "Sebuah mobil parkir di trotoar tiap pagi, pejalan kaki turun ke jalan."


def _written(page, address, folder):
    """The four steps; on the last one the page shows what others will see."""
    page.goto(f"{address}/lapor/")
    hands.ready(page)
    hands.write(page, text=TEXT, photo=hands.photograph(folder, seed=77, name="trotoar.jpg"))
    hands.go_on(page)
    page.select_option("#id_area", label=hands.PLACE)
    hands.go_on(page)
    page.select_option("#id_category", index=3)
    hands.go_on(page)
    page.wait_for_selector(".seen mark")
    return page.locator(".seen")


def _sent(page):
    page.get_by_text("Tanpa nama", exact=True).click()
    page.get_by_role("button", name="Kirim laporan", exact=True).click()
    page.wait_for_selector(".tracking-code")
    return page.inner_text(".tracking-code").strip()


def _covered(page):
    """A box over the left upper quarter, by the mouse; another one by keys alone. What a machine proposed goes first."""
    page.get_by_role("button", name="Hapus semua kotak").first.click()
    stage = page.locator(".cover-stage").first
    stage.scroll_into_view_if_needed()
    frame = stage.bounding_box()
    page.mouse.move(frame["x"] + 5, frame["y"] + 5)
    page.mouse.down()
    page.mouse.move(frame["x"] + frame["width"] / 2, frame["y"] + frame["height"] / 2, steps=3)
    page.mouse.up()
    page.get_by_role("button", name="Tambah kotak", exact=True).first.click()
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("ArrowLeft")
    assert page.locator(".cover-box").count() == 2


def _pixel(page, url, x, y):
    answer = page.request.get(url)
    assert answer.ok, url
    with Image.open(io.BytesIO(answer.body())) as image:
        return image.convert("RGB").getpixel((int(image.width * x), int(image.height * y)))


def test_private_before_public(open_page, address, tmp_path):
    citizen = open_page(**hands.PHONE)
    seen = _written(citizen, address, tmp_path)
    assert "[pelat disamarkan]" in seen.inner_text() and "[NIK disamarkan]" in seen.inner_text()
    assert "3325010101900000" not in seen.inner_text()
    code = _sent(citizen)

    citizen.get_by_role("link", name="Perbaiki tulisan, foto, atau titiknya").click()
    citizen.fill("#teks", BETTER)
    with citizen.expect_navigation():
        citizen.get_by_role("button", name="Simpan tulisan").click()
    citizen.goto(f"{address}/lacak/{code}/")
    number = citizen.locator("main a[href^='/laporan/']").first.inner_text()

    visitor = open_page()
    visitor.goto(f"{address}/laporan/{number}/")
    words = visitor.locator("main").inner_text()
    assert "turun ke jalan" in words and "G 4321" not in words and "3325" not in words
    photo = visitor.locator(".photos a").first.get_attribute("href")

    desk = open_page(**hands.DESK)
    hands.sign_in(desk, address, "koordinator")
    hands.find_case(desk, address, code)
    assert "Pelapor mengubah tulisan" in desk.locator("main").inner_text()
    box = desk.locator("details", has_text="Apa yang dilihat umum dari foto")
    if box.get_attribute("open") is None:  # it stands open where a machine has proposed something
        box.locator("summary").click()
    desk.get_by_role("link", name="Tutup wajah, pelat, atau kertas").first.click()
    hands.ready(desk)
    _covered(desk)
    with desk.expect_navigation():
        desk.get_by_role("button", name="Simpan penutup").click()
    assert desk.locator(".cover-shown").is_visible()

    assert max(_pixel(visitor, f"{address}{photo}", 0.2, 0.2)) < 100
    original = desk.locator(".cover-stage img").get_attribute("src")
    assert max(_pixel(desk, f"{address}{original}", 0.2, 0.2)) > 0
    assert visitor.request.get(f"{address}{original}").status == 404
