"""A pothole, from the phone of the person who saw it to the day she says herself that it is gone."""

import re
import time
from datetime import UTC, datetime

from . import hands

FIXED = "Lubang ditambal dengan aspal dingin dan dipadatkan."
CONTESTED = "Yang ditambal hanya satu lubang, yang dekat halte masih ada."
NAME = "Wulan Rekaan"


def test_a_report_is_refused_handed_over_solved_contested_and_confirmed(
    address, open_page, phone, photo, tmp_path
):
    before = _opened(open_page(), address)
    code = _report_with_photo(phone, address, photo)
    promised = hands.facts(phone)["Jawaban dijanjikan"]
    number = phone.locator("main a[href^='/laporan/']").first.inner_text()
    assert hands.facts(phone)["Dipegang"].startswith("Dinas Pekerjaan Umum dan Penataan Ruang")

    dpupr = _desk(open_page, address, "admin.dpupr")
    case_url = _refuse(dpupr, address, code, to="Dinas Perhubungan")
    dishub = _desk(open_page, address, "admin.dishub")
    _accept_and_answer(dishub, address, code)
    field = open_page(**hands.PHONE)
    hands.sign_in(field, address, "petugas.dishub")
    _solve(field, case_url, tmp_path, seed=50)

    phone.goto(f"{address}/lacak/")
    phone.fill("#kode", code.lower().replace("-", " "))
    phone.get_by_role("button", name="Lacak").click()
    assert "Apakah sudah benar-benar selesai?" in phone.inner_text("main")
    phone.get_by_text("Belum selesai", exact=True).click()
    phone.fill("#sanggah", CONTESTED)
    phone.get_by_role("button", name="Kirim sanggahan").click()
    phone.wait_for_selector(".messages, .alert")
    again = hands.facts(phone)
    assert again["Dipegang"].startswith("Dinas Perhubungan")
    assert again["Jawaban dijanjikan"].startswith(promised)

    _solve(field, case_url, tmp_path, seed=70, latitude="-6.9081", longitude="109.7301")
    phone.goto(f"{address}/lacak/{code}/")
    phone.get_by_role("button", name="Ya, sudah selesai").click()
    phone.wait_for_selector("main :text('Dikonfirmasi pelapor')")
    _public_page_tells_all_but_the_name(open_page(), address, number)
    _wait_for_count(open_page(), address, before + 1)


def _report_with_photo(phone, address, photo):
    phone.goto(f"{address}/lapor/")
    hands.ready(phone)
    assert phone.get_by_role("button", name="Kirim laporan").count() == 0  # one step at a time
    hands.write(phone, photo=photo)
    hands.go_on(phone)
    phone.select_option("#id_area", label=hands.PLACE)
    hands.go_on(phone)
    phone.get_by_role("button", name="Jalan berlubang atau rusak", exact=True).click()
    assert phone.input_value("#id_category") == "JLN01"
    hands.go_on(phone)
    phone.check("[name=identity][value=OPEN]")
    phone.fill("#id_name", NAME)
    phone.get_by_role("button", name="Kirim laporan").click()
    phone.wait_for_selector(".tracking-code")
    assert phone.locator(".receipt-qr svg").is_visible()
    code = phone.inner_text(".tracking-code").strip()
    assert re.fullmatch(r"[0-9A-Z]{3}(-[0-9A-Z]{3}){2}", code)
    return code


def _desk(open_page, address, name):
    page = open_page(**hands.DESK)
    hands.sign_in(page, address, name)
    assert page.url == f"{address}/petugas/"
    return page


def _refuse(page, address, code, *, to):
    assert page.locator("[data-open]", has_text=hands.ROAD[:30]).count() >= 1
    hands.find_case(page, address, code)
    case_url = page.url
    box = hands.open_act(page, "tolak")
    box.locator("[name=reason][value=OTHER_AGENCY]").check()
    box.locator("[name=opd]").select_option(label=to)
    box.locator("[name=text]").fill("Lubang berada di halaman terminal, aset perhubungan.")
    hands.do(page, "tolak")
    assert page.url == f"{address}/petugas/"  # it is not theirs any more
    return case_url


def _accept_and_answer(page, address, code):
    hands.find_case(page, address, code)
    hands.do(page, "terima")
    box = hands.open_act(page, "jawab")
    box.locator("[name=text]").fill("Kami jadwalkan penambalan besok pagi.")
    hands.do(page, "jawab")
    assert "Kami jadwalkan penambalan besok pagi." in page.inner_text(".timeline")


def _solve(page, case_url, folder, *, seed, **place):
    page.goto(case_url)
    photo = hands.photograph(folder, seed=seed, name=f"bukti-{seed}.jpg", at=datetime.now(UTC))
    hands.solve(page, photo=photo, text=FIXED, **place)
    assert "Ditangani" in page.inner_text("main .page-head"), page.locator("main .alert").all_inner_texts()


def _public_page_tells_all_but_the_name(page, address, number):
    page.goto(f"{address}/laporan/{number}/")
    told = page.inner_text("main")
    assert "DPUPR → Dishub" in told
    assert (told.count(FIXED), CONTESTED in told, NAME in page.content()) == (2, True, False)
    facts = hands.facts(page)
    for fact in ("Dijawab", "Ditangani", "Dikonfirmasi pelapor"):
        assert re.search(r"baru saja|lalu", facts[fact]), (fact, facts[fact])


def _opened(page, address):
    page.goto(f"{address}/statistik/")
    tile = page.locator(".tile", has_text="Laporan masuk").first
    return int(re.search(r"\d+", tile.inner_text())[0])


def _wait_for_count(page, address, wanted):
    """The worker seals the journal every second; the figures follow."""
    until = time.monotonic() + 15
    while (seen := _opened(page, address)) < wanted and time.monotonic() < until:
        time.sleep(0.5)
    assert seen >= wanted
