"""From the village counter to the money: one entry, one payment, and the family follows it by its code."""

import re

from . import hands
from .services import DEATH_PAPERS, answer, attach, begin, deceased, offered, press, unfold

SERVICE = "santunan-kematian"


def test_family_receives_death_benefit(address, open_page, tmp_path):
    mark = hands.rare_word()
    village = open_page(**hands.PHONE)
    hands.sign_in(village, address, "desa")
    begin(village, SERVICE)
    about = deceased(mark)
    answer(village, **offered(village, about))
    for seed, paper in enumerate(DEATH_PAPERS):
        attach(
            village, paper, hands.photograph(tmp_path, seed=int(mark, 16) % 9000 + seed, name=f"{paper}.jpg")
        )
    assert "Sudah lengkap" in village.inner_text("[data-missing]"), village.inner_text("[data-missing]")
    press(village, "Kirim, lalu lihat")
    village.wait_for_url(re.compile(r"/petugas/layanan/\d+/"))
    case_url = village.url
    code = re.search(r"[0-9A-Z]{3}(-[0-9A-Z]{3}){2}", village.inner_text("main"))[0]
    assert about["deceased_nik"] not in village.content()

    verifier = open_page(**hands.DESK)
    hands.sign_in(verifier, address, "admin.dinsos")
    verifier.goto(f"{address}/petugas/layanan/?q={code}")
    with verifier.expect_navigation():
        verifier.locator("[data-open]").first.click()
    assert verifier.url == case_url
    press(verifier, "Nyatakan lengkap dan benar")
    press(verifier, "Setujui dan cadangkan uang")
    if "menunggu dana" in verifier.inner_text("aside"):
        _the_budget_grows(open_page(**hands.DESK), address)
        _served(verifier, address, case_url)
    assert "sudah disediakan" in verifier.inner_text("aside"), verifier.inner_text("aside")

    cashier = open_page(**hands.PHONE)
    hands.sign_in(cashier, address, "petugas.dinsos")
    cashier.goto(f"{address}/petugas/layanan/bayar/")
    assert about["deceased_name"] in cashier.inner_text("main")
    cashier.goto(case_url)
    box = unfold(cashier, "pay")
    box.locator("[name=channel][value=CASH]").check()
    box.locator("[name=receipt]").set_input_files(
        str(hands.photograph(tmp_path, seed=77, name="kuitansi.jpg"))
    )
    box.locator(".photo-list img").wait_for()
    with cashier.expect_navigation():
        box.get_by_role("button", name="Bayarkan").click()
    assert "sudah dibayar" in cashier.inner_text("aside"), cashier.inner_text("main")

    family = open_page(**hands.PHONE)
    family.goto(f"{address}/layanan/lacak/{code}/")
    told = family.inner_text("main")
    assert "Dibayar" in told
    assert about["deceased_nik"] not in family.content()
    assert about["heir_nik"] not in family.content()

    # The same person once more: the rule of the pack says no, whoever tries.
    second = open_page(**hands.PHONE)
    hands.sign_in(second, address, "desa")
    begin(second, SERVICE)
    answer(second, **offered(second, about))
    for seed, paper in enumerate(DEATH_PAPERS):
        attach(second, paper, hands.photograph(tmp_path, seed=9100 + seed, name=f"lagi-{paper}.jpg"))
    press(second, "Kirim, lalu lihat")
    assert "sudah pernah diajukan" in second.inner_text("#error-summary")
    assert second.locator("[name$='-deceased_name']").input_value() == about["deceased_name"]


def _the_budget_grows(page, address):
    """Whoever keeps the region's money raises the ceiling of the fund, enough for all who wait before us."""
    hands.sign_in(page, address, "admin.bpkpad")
    page.goto(f"{address}/kas/")
    page.locator("a[href$='/pagu/']").first.click()
    page.fill("input[name=amount]", "50.000.000")
    page.fill("input[name=description], textarea[name=description]", "Pergeseran anggaran contoh")
    press(page, "Catat perubahan")


def _served(page, address, case_url):
    """The waiting list is served by itself within seconds; whoever looks may press for it."""
    page.goto(f"{address}/petugas/layanan/antrean/?layanan={SERVICE}")
    button = page.get_by_role("button", name="Layani sekarang menurut urutan")
    if button.count():
        with page.expect_navigation():
            button.click()
    page.goto(case_url)
