"""A village's need is weighed, answered by a programme that one office leads, owed as a task, and found again from both ends."""

import re
from datetime import date, timedelta

from . import hands

LEAD = "Dinas Perhubungan"


def pressed(page, name):
    """Press a button and wait for the page that follows."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def stated(page, address, need):
    """The village officer says what is lacking, on the phone at the counter; returns the number of the need."""
    page.goto(f"{address}/kebutuhan/sampaikan/")
    page.fill("#id_title", need)
    page.fill("#id_text", "Anak sekolah dan pedagang berjalan tiga kilometer ke jalan raya.")
    page.fill("#id_people", "900")
    pressed(page, "Kirim")
    page.wait_for_url(re.compile(r"/kebutuhan/\d+/"))
    return page.url.rstrip("/").rsplit("/", 1)[1]


def weighed(page, address, number):
    """The coordinator judges it by the criteria of the open formula; returns what it weighs."""
    page.goto(f"{address}/kebutuhan/{number}/")
    page.get_by_role("link", name="Timbang", exact=True).click()
    page.select_option("#id_dimension", label="Smart Living")
    for judgement in page.locator(
        "select[id^='id_']:not(#id_dimension):not(#id_sub_dimension):not(#id_area)"
    ).all():
        judgement.select_option(index=4)
    pressed(page, "Simpan")
    heading = page.get_by_role("heading", name=re.compile("Timbangannya")).inner_text()
    return float(re.search(r"[\d,]+", heading).group().replace(",", "."))


def planned(page, address, name):
    """The coordinator enters a programme with lead, indicator, baseline, target and ceiling; returns its address."""
    page.goto(f"{address}/rencana/program/baru/")
    page.fill("#id_code", name.split()[-1])
    page.fill("#id_name", name)
    page.select_option("#id_dimension", label="Smart Living")
    page.select_option("#id_sub_dimension", label="Sarana transportasi")
    page.select_option("#id_lead_id", label=LEAD)
    page.fill("#id_outcome_indicator", "Desa terlayani angkutan")
    page.fill("#id_baseline", "0")
    page.fill("#id_target_2023", "4")
    page.fill("#id_ceiling_2023", "Rp 150.000.000")
    pressed(page, "Simpan")
    page.wait_for_url(re.compile(r"/rencana/program/\d+/"))
    return page.url


def answered(page, address, number, name):
    """The programme is said to answer the need, and why."""
    page.goto(f"{address}/kebutuhan/{number}/jawab/?q={name.split()[-1]}")
    page.locator("[name=programme]").first.check()
    page.fill("#id_why", "Rute baru melewati desa ini.")
    pressed(page, "Sambungkan")
    page.wait_for_url(re.compile(r"/kebutuhan/\d+/$"))


def owed(page, programme, task):
    """One office owes a task by a day."""
    page.goto(programme)
    page.get_by_role("link", name="Beri tugas").click()
    page.fill("#id_title", task)
    page.select_option("#id_holder", label=LEAD)
    page.fill("#id_due", (date.today() + timedelta(days=20)).isoformat())
    pressed(page, "Beri tugas")


def test_a_need_becomes_a_programme_with_a_task_and_a_thread(address, open_page):
    mark = hands.rare_word()
    need, name, task = (
        f"Angkutan desa contoh {mark}",
        f"Rute angkutan contoh {mark}",
        f"Susun jadwal rute {mark}",
    )
    village, desk, citizen = open_page(**hands.PHONE), open_page(**hands.DESK), open_page(**hands.PHONE)
    hands.sign_in(village, address, "desa")
    number = stated(village, address, need)
    hands.sign_in(desk, address, "koordinator")
    assert weighed(desk, address, number) > 0
    programme = planned(desk, address, name)
    answered(desk, address, number, name)
    owed(desk, programme, task)

    # Anybody, without an account and on a phone: who owes what by when, and the thread from either end.
    citizen.goto(programme)
    assert hands.facts(citizen)["Pemimpin"] == LEAD and "Rp 150.000.000" in citizen.inner_text("main")
    panel = citizen.locator("section.card", has_text="Siapa mengerjakan apa").inner_text()
    assert task in panel and "Dishub" in panel and "paling lambat" in panel
    citizen.locator(".thread-panel").get_by_role("link", name=need).click()
    citizen.wait_for_url(re.compile(rf"/kebutuhan/{number}/"))
    assert "Rute baru melewati desa ini." in citizen.inner_text(".thread-panel")
    citizen.locator(".thread-panel").get_by_role("link", name=name).click()
    citizen.wait_for_url(programme)
    assert citizen.evaluate("document.documentElement.scrollWidth") <= 360
