"""An officer works at the place without a signal: takes the case, states it done with proof; each act arrives once, in order."""

import re
import sqlite3

import pytest

from . import hands

POINT = {"latitude": -6.908, "longitude": 109.73}
FIELD = "/petugas/lapangan/"


@pytest.fixture
def desk(address, open_page):
    """The agency's admin."""
    page = open_page(**hands.DESK)
    hands.sign_in(page, address, "admin.dpupr")
    return page


@pytest.fixture
def case(address, phone, desk):
    """A citizen's report that the admin gave to the field officer; a word of its title."""
    word = hands.rare_word()
    code = hands.report(phone, address, text=f"{word}: jalan berlubang di depan pasar.")
    hands.find_case(desk, address, code)
    hands.open_act(desk, "tugaskan").locator("[name=user]").select_option(label="Petugas Contoh DPUPR")
    hands.do(desk, "tugaskan")
    return word


@pytest.fixture
def officer(address, open_page, case):
    """The phone of a field officer, who opened the list of the field once."""
    page = open_page(**hands.PHONE, geolocation=POINT, permissions=["geolocation"])
    hands.sign_in(page, address, "petugas.dpupr")
    page.goto(address + FIELD)
    href = page.get_by_role("link", name=case).get_attribute("href")
    hands.kept(page, FIELD, href)
    return page


def keep(page, slug, button):
    """Press the button of an act; the list without a signal follows."""
    page.locator(f"form:has([name=what][value={slug}])").get_by_role("button", name=button).click()
    page.wait_for_url(f"**{FIELD}luring/")
    hands.ready(page)


def open_kept(page, case):
    page.get_by_role("link", name=case).click()
    page.wait_for_url(re.compile(r"/luring/\d+/"))
    hands.ready(page)


def prove(page, case, photo):
    """State that it is done, with a photo taken there."""
    open_kept(page, case)
    page.locator("#selesai summary").click()
    page.fill("#selesai-text", "Lubang sudah ditambal aspal.")
    page.set_input_files("#selesai-photos", str(photo))
    page.get_by_text("Lokasi tercatat").wait_for()
    keep(page, "selesai", "Nyatakan selesai")


def version_of(number, folder):
    with sqlite3.connect(f"file:{folder}/balai.sqlite3?mode=ro", uri=True) as base:
        return base.execute("SELECT version FROM cases_case WHERE id = ?", [number]).fetchone()[0]


def test_taken_and_done_without_a_signal(address, officer, case, tmp_path):
    page = officer
    page.context.set_offline(True)
    page.goto(address + FIELD)
    assert page.inner_text("h1") == "Bekerja tanpa sinyal"
    open_kept(page, case)
    keep(page, "terima", "Terima dan kerjakan")
    prove(page, case, hands.photograph(tmp_path, seed=77))
    assert page.inner_text("[data-list]").count("menunggu sinyal") == 2
    kept = page.evaluate("async () => JSON.stringify(await window.balaiCourier.all('entries'))")
    assert "ditambal" not in kept

    page.context.set_offline(False)
    page.goto(address + FIELD)
    page.locator("[data-list] a").nth(1).wait_for()
    assert page.inner_text("[data-list]").count("terkirim") == 2, page.inner_text("[data-list]")
    page.locator("[data-list] a").first.click()
    page.wait_for_url(re.compile(r"/petugas/kasus/\d+/"))
    thread = page.inner_text("main")
    assert thread.count("Lubang sudah ditambal aspal.") == 1
    assert "Ditangani, belum dikonfirmasi" in thread


def test_who_was_not_the_quicker_is_told_and_loses_nothing(address, officer, case, desk, folder, tmp_path):
    page = officer
    open_kept(page, case)
    page.context.set_offline(True)
    page.locator("#jawab summary").click()
    page.fill("#jawab-text", "Tim kami tiba besok pagi.")
    keep(page, "jawab", "Jawab pelapor")
    hands.do(desk, "terima")

    page.context.set_offline(False)
    page.goto(address + FIELD)
    page.get_by_text("baru saja diubah orang lain").first.wait_for()
    page.get_by_role("link", name="Lihat isian Anda").click()
    assert page.input_value("#teks") == "Tim kami tiba besok pagi."
    with page.expect_navigation():
        page.get_by_role("button", name="Kirim lagi").click()
    assert page.inner_text("main").count("Tim kami tiba besok pagi.") == 1

    # In hand now: the list of the field fetches a challenge while there is a signal, and the proof answers it without one.
    page.goto(address + FIELD)
    hands.ready(page)
    href = page.get_by_role("link", name=case).get_attribute("href")
    number = href.rstrip("/").rsplit("/", 1)[-1]
    # The phone keeps the case as it is now, not as it was before the other was quicker.
    hands.kept(page, FIELD, href, f'name="version" value="{version_of(number, folder)}"')
    carried = page.evaluate("(number) => JSON.parse(localStorage.getItem(`balai-proof-${number}`))", number)
    page.context.set_offline(True)
    page.goto(address + FIELD)
    prove(page, case, hands.photograph(tmp_path, seed=78))
    page.context.set_offline(False)
    page.goto(address + FIELD)
    page.locator("[data-list] li", has_text="Nyatakan selesai").get_by_role("link").click()
    page.wait_for_url(re.compile(r"/petugas/kasus/\d+/"))
    thread = page.inner_text("main")
    assert "Ditangani, belum dikonfirmasi" in thread
    assert "tidak diambil di aplikasi" not in thread
    with sqlite3.connect(f"file:{folder}/balai.sqlite3?mode=ro", uri=True) as base:
        asked = "SELECT used_at FROM proofs_challenge WHERE token = ?"
        [used] = base.execute(asked, [carried["challenge"]]).fetchone()
    assert used  # by this proof, and by no other
