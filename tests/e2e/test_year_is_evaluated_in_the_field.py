"""A year is evaluated in the field: planned, visited without a signal, recipients asked, a finding put right, all of it in the yearly report."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from . import hands

POINT = {"latitude": -6.908, "longitude": 109.73}


@pytest.fixture
def town(address, open_page):
    """Somebody signed in, by the name of a demo account: a desk, or a phone that knows where it is."""
    people = {}

    def signed_in(name, **options):
        if name not in people:
            people[name] = open_page(**(options or hands.DESK))
            hands.sign_in(people[name], address, name)
        return people[name]

    return signed_in


def pressed(page, name):
    """Press a button and wait for the page that follows."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def planned(page, address, mark):
    """The coordinator plans a review with one reviewer and one site today; returns the address of the site."""
    page.goto(f"{address}/evaluasi/tinjauan/baru/")
    page.fill("#id_title", f"Tinjauan contoh {mark}")
    pressed(page, "Simpan")
    page.locator("details summary", has_text="Tunjuk peninjau").click()
    page.locator("#id_user").select_option(label=reviewer_option(page))
    pressed(page, "Tunjuk")
    page.get_by_role("link", name="Tambah lokasi").click()
    page.fill("#id_name", f"Loket contoh {mark}")
    page.select_option("#id_opd_id", label="Dinas Pekerjaan Umum dan Penataan Ruang")
    page.fill("#id_visit_date", date.today().isoformat())
    page.fill("#id_words", "aduan jalan")
    pressed(page, "Cari")
    page.locator("[name=subject][value^='INNOVATION:']").first.check()
    page.select_option("#id_checklist_id", label="Layanan publik")
    page.select_option("#id_survey_id", index=1)
    page.locator("[name=reviewers]").first.check()
    pressed(page, "Simpan")
    page.get_by_role("link", name=f"Loket contoh {mark}").click()
    page.wait_for_url("**/tinjauan/lokasi/*/")
    return page.url


def reviewer_option(page):
    texts = page.locator("#id_user option").all_inner_texts()
    return next(text for text in texts if text.startswith("Petugas Contoh") and "DLH" in text.upper())


def visited_without_signal(page, address, number, photo):
    """The reviewer's phone has no signal: the checklist is filled in and kept."""
    page.goto(f"{address}/evaluasi/lapangan/")
    hands.kept(page, "/evaluasi/lapangan/", f"/evaluasi/lapangan/luring/{number}/lembar/")
    page.context.set_offline(True)
    page.goto(f"{address}/evaluasi/lapangan/")
    assert "Bekerja tanpa sinyal" in page.inner_text("h1")
    page.locator(f"a[href='/evaluasi/lapangan/luring/{number}/lembar/']").click()
    page.wait_for_selector("html.js")
    for name in ("open", "standard"):
        page.locator(f"[name=a-{name}][value=YES]").check()
    for name in ("ease", "staff", "access", "record"):
        page.locator(f"[name=a-{name}][value='2']").check()
    page.set_input_files("[name=photo-front]", str(photo))
    page.locator("[data-where]", has_text="ketelitian").wait_for()
    page.get_by_role("button", name="Simpan lembar").click()
    page.wait_for_url("**/lapangan/luring/")
    page.locator("[data-list] li", has_text="menunggu sinyal").wait_for()


def test_year_is_evaluated_in_the_field(address, open_page, town, photo, tmp_path):
    mark = hands.rare_word()
    lead = town("koordinator")
    site = planned(lead, address, mark)
    number = re.search(r"/lokasi/(\d+)/", site)[1]

    phone = town("petugas.dlh", **hands.PHONE, geolocation=POINT, permissions=["geolocation"])
    visited_without_signal(phone, address, number, photo)
    phone.context.set_offline(False)
    phone.goto(f"{address}/evaluasi/lapangan/")
    phone.locator("[data-list] li", has_text="terkirim").wait_for()
    phone.reload()

    lead.goto(site)
    assert lead.locator("#lembar ~ .table-box thead th").count() == 2  # the item, and one reviewer
    assert "2,00" in lead.inner_text("section:has(#lembar)")
    assert "-6.90800, 109.73000" in lead.inner_text("section:has(#lembar)")

    served = town("warga", **hands.PHONE)
    used(served, town("admin.dpupr"), address, tmp_path)
    answered_by_link(lead, served, address, number)

    found_at = finding(phone, address, number, mark)
    put_right(town("admin.dpupr"), lead, address, tmp_path, mark)
    lead.goto(found_at)
    assert "Selesai" in lead.inner_text("header.page-head")

    lead.goto(f"{address}/terbitan/EVALUATION.YEARLY/{date.today().year}/pratinjau/FIELD/")
    report = lead.inner_text("main")
    assert f"Loket contoh {mark}" in report
    assert f"Papan tarif tidak ada {mark}" in report


def used(citizen, holder, address, folder):
    """A citizen reports, and the agency solves it: a real use of the service."""
    code = hands.report(citizen, address)
    hands.find_case(holder, address, code)
    hands.do(holder, "terima")
    proof = hands.photograph(folder, seed=60, name="jalan.jpg", at=datetime.now(UTC))
    hands.solve(holder, photo=proof, text="Lubang ditambal dengan aspal dingin dan dipadatkan.")


def answered_by_link(lead, citizen, address, number):
    """Users are drawn; one of them opens the link of the letter and answers, once."""
    lead.goto(f"{address}/evaluasi/tinjauan/lokasi/{number}/kuesioner/")
    lead.locator("details summary", has_text="Undi responden").click()
    lead.select_option("#id_frame", value="CITIZEN_REPORT:JLN01")
    pressed(lead, "Undi dan kirim tautan")
    assert int(hands.facts(lead)["Terundi"]) >= 1
    citizen.goto(f"{address}/pemberitahuan/")
    citizen.get_by_role("button", name=re.compile("Bagaimana layanannya")).first.click()
    citizen.wait_for_url("**/evaluasi/jawab/**")
    link = citizen.url
    for element in range(1, 10):
        citizen.locator(f"[name=a-u{element}][value='4']").check()
    pressed(citizen, "Kirim jawaban")
    assert "Terima kasih" in citizen.inner_text("h1")
    citizen.goto(link)
    assert "sudah kami terima" in citizen.inner_text("h1")
    lead.reload()
    assert "n = 1" in lead.inner_text("main")


def finding(page, address, number, mark):
    """The reviewer writes down what has to change and who has to change it; returns its address."""
    page.goto(f"{address}/evaluasi/tinjauan/lokasi/{number}/temuan/")
    page.fill("#id_title", f"Papan tarif tidak ada {mark}")
    page.fill("#id_text", "Tidak ada papan yang menyebut bahwa layanan ini gratis.")
    page.locator("[name=severity][value=HIGH]").check()
    page.fill("#id_due", (date.today() + timedelta(days=30)).isoformat())
    page.locator("[name=photos]").first.check()
    pressed(page, "Simpan")
    assert "Papan tarif" in page.inner_text("h1")
    return page.url


def put_right(holder, lead, address, folder, mark):
    """The agency takes it, shows that it is done, and the coordinator agrees."""
    holder.goto(f"{address}/petugas/?q=Papan+tarif+tidak+ada+{mark}")
    holder.locator("[data-open]").first.click()
    holder.wait_for_url(re.compile(r"/petugas/kasus/\d+/"))
    hands.do(holder, "terima")
    proof = hands.photograph(folder, seed=77, name="bukti.jpg", at=datetime.now(UTC))
    hands.solve(holder, photo=proof, text="Papan tarif sudah terpasang di depan loket.")
    lead.goto(holder.url)
    hands.do(lead, "pastikan")
