"""Without JavaScript everything that matters still works: reporting, following, the map's words, the desk."""

import re

import pytest

from . import hands


@pytest.fixture
def plain_phone(open_page):
    return open_page(java_script_enabled=False, **hands.PHONE, **hands.elsewhere())


def test_a_report_with_a_photo_is_filed_on_one_page(address, plain_phone):
    page = plain_phone
    page.goto(f"{address}/lapor/")
    assert page.locator("fieldset.step:visible").count() == 4
    page.fill("#id_text", hands.ROAD)
    page.set_input_files(
        "#id_photos", {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": hands.small_jpeg()}
    )
    page.select_option("#id_area", label=hands.PLACE)
    page.get_by_role("button", name="Kirim laporan").click()
    code = page.inner_text(".tracking-code").strip()
    assert page.locator(".photos img").count() == 1
    assert hands.facts(page)["Kategori"] == "Jalan berlubang atau rusak"  # chosen from the words alone
    page.goto(f"{address}/lacak/{code}/")
    page.locator("summary", has_text="Tambah keterangan").click()
    page.fill("#tambah", "Malam hari gelap sekali.")
    page.get_by_role("button", name="Kirim", exact=True).click()
    assert "Malam hari gelap sekali." in page.inner_text(".timeline")
    page.goto(f"{address}/lacak/{code}/#tarik")
    page.locator("#tarik").get_by_role("button", name="Tarik laporan").click()
    assert "Ditarik pelapor" in page.inner_text("main")


def test_a_refused_form_keeps_the_words_and_the_photo(address, plain_phone):
    page = plain_phone
    page.goto(f"{address}/lapor/")
    page.fill("#id_text", hands.ROAD)
    page.set_input_files(
        "#id_photos", {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": hands.small_jpeg(60)}
    )
    page.select_option("#id_area", label=hands.PLACE)
    page.fill("#id_email", "bukan-surel")
    page.get_by_role("button", name="Kirim laporan").click()
    assert page.locator("#error-summary a").count() == 1
    assert page.input_value("#id_text") == hands.ROAD
    page.fill("#id_email", "")
    page.get_by_role("button", name="Kirim laporan").click()
    assert page.locator(".photos img").count() == 1


def test_the_map_says_what_it_needs_and_where_the_same_stands(address, plain_phone):
    plain_phone.goto(f"{address}/peta/")
    told = plain_phone.inner_text("main")
    assert "Peta memerlukan JavaScript" in told
    plain_phone.get_by_role("link", name="Lihat sebagai daftar").click()
    assert re.search(r"/laporan/$", plain_phone.url)


def test_the_desk_filters_and_accepts(address, open_page, phone):
    code = hands.report(phone, address)
    desk = open_page(java_script_enabled=False, **hands.DESK)
    hands.sign_in(desk, address, "admin.dpupr")
    desk.locator("summary", has_text="Saring").click()
    desk.fill("#f-q", code)
    desk.get_by_role("button", name="Terapkan").click()
    assert desk.locator("[data-row]").count() == 1
    desk.locator("[data-row] input[name=case]").check()
    desk.locator("summary", has_text="Tindakan untuk yang dicentang").click()
    desk.get_by_role("button", name="Terima semua").click()
    assert "1 kasus selesai diproses." in desk.inner_text("main")
