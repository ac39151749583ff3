"""A letter that nobody has to come back for: applied for at home, checked, signed, fetched by link, and provably genuine."""

from datetime import date
from pathlib import Path

from . import hands
from .services import answer, owner_of_a_stall, press

SERVICE = "surat-keterangan-usaha"
VILLAGE = "33.25.11.2007"


def test_village_letter_signed_and_checked(address, open_page, tmp_path):
    mark = hands.rare_word()
    citizen = open_page(**hands.PHONE)
    code, owners_link = _applied(citizen, address, tmp_path, mark)

    village = open_page(**hands.DESK)
    hands.sign_in(village, address, "desa")
    _appoint_the_head(village, address)
    village.goto(f"{address}/petugas/layanan/?q={code}")
    with village.expect_navigation():
        village.locator("[data-open]").first.click()
    press(village, "Data sudah benar")
    _sign(village, address, mark)

    citizen.goto(owners_link)
    letter = citizen.get_by_role("link", name="Buka surat").first.get_attribute("href")
    pdf = _fetched(citizen, address, letter, tmp_path)

    stranger = open_page(**hands.PHONE)
    assert _checked(stranger, address, pdf) == "Berkas ini asli dan utuh"
    changed = tmp_path / "diubah.pdf"
    content = pdf.read_bytes()
    middle = len(content) // 2
    changed.write_bytes(content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :])
    assert _checked(stranger, address, changed) == "Dokumen ini telah diubah"
    assert f"990101010180{int(mark, 16) % 10_000:04}" not in stranger.content()


def _applied(page, address, folder, mark):
    """Somebody applies from home; returns the code and the secret link of the owner."""
    page.goto(f"{address}/layanan/{SERVICE}/ajukan/")
    page.select_option("[name=area]", VILLAGE)
    press(page, "Mulai mengisi")
    about = owner_of_a_stall(mark)
    for _ in range(8):
        hands.ready(page)
        if "/isi/" not in page.url:
            break
        here = {field: value for field, value in about.items() if page.locator(f"[name={field}]").count()}
        answer(page, **here)
        press(page, "Lanjut")
    for number, field in enumerate(page.locator("input[type=file]").all()):
        seed = int(mark, 16) % 9000 + number
        field.set_input_files(str(hands.photograph(folder, seed=seed, name=f"berkas-{seed}.jpg")))
        page.locator(".photo-list img").nth(number).wait_for()
    press(page, "Simpan dan lanjut")
    page.locator("[name=is_true]").check()
    press(page, "Kirim permohonan")
    code = page.inner_text(".tracking-code").strip()
    link = page.get_by_role("link", name="Tautan untuk disimpan").get_attribute("href")
    return code, address + link.removeprefix(address)


def _appoint_the_head(page, address):
    """The demo's village has nobody who signs yet."""
    page.goto(f"{address}/petugas/tanda-tangan/wakil/")
    if page.locator("main", has_text="Belum ada penanda tangan").count():
        page.locator("[name=kind][value=HEAD]").check()
        page.locator("[name=user]").select_option(index=1)
        page.fill("[name=position]", "Kepala Desa")
        page.fill("[name=valid_from]", date.today().replace(day=1).isoformat())
        press(page, "Tetapkan")


def _sign(page, address, mark):
    """Looked at, then signed with whatever the bound service asks for."""
    page.goto(f"{address}/petugas/tanda-tangan/")
    row = page.locator("[data-row]", has_text=mark)
    draft = page.request.get(address + row.get_by_role("link", name="Lihat").get_attribute("href"))
    assert (draft.status, draft.body()[:5]) == (200, b"%PDF-")
    for other in page.locator("[data-row]").all():
        other.locator("[name=case]").set_checked(mark in other.inner_text())
    if page.locator("[name=passphrase]").count():
        page.fill("[name=nik]", "9901010101700001")
        page.fill("[name=passphrase]", "rekaan")
    press(page, "Tandatangani yang ditandai")
    assert "ditandatangani" in page.inner_text("#hasil >> xpath=..")


def _fetched(page, address, link, folder):
    """The signed file behind the owner's link."""
    page.goto(address + link.removeprefix(address))
    file = page.get_by_role("link", name="Simpan PDF").get_attribute("href")
    response = page.request.get(address + file.removeprefix(address))
    path = Path(folder) / "surat.pdf"
    path.write_bytes(response.body())
    return path


def _checked(page, address, pdf):
    """What the public page says of a file, in one line."""
    page.goto(f"{address}/periksa/")
    page.set_input_files("[name=file]", str(pdf))
    with page.expect_navigation():
        page.locator("form:has([name=file]) button").click()
    return page.inner_text("#hasil").strip()
