"""An innovation is launched, used and forgotten; its alarm climbs, is answered with a plan, and people come back."""

import json
import urllib.request
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from . import halls, hands

AGE, LIVELY = 260, 55
ADMIN = "admin.dinkes"


@pytest.fixture
def desk(address, open_page):
    """A desk at which somebody of the demo is signed in."""

    def signed_in(name):
        page = open_page(**hands.DESK)
        hands.sign_in(page, address, name)
        return page

    return signed_in


def pressed(page, name):
    """Press a button and wait for the page that follows."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def registered(page, address, today, mark):
    """The agency enters it; returns its number."""
    page.goto(f"{address}/inovasi/baru/")
    launch = today - timedelta(days=AGE)
    page.fill("#id_name", f"Antrean rekaan {mark}")
    page.select_option("#id_stage", "ADOPTED")
    page.select_option("#id_origin", "OPD")
    page.select_option("#id_form", "PUBLIC_SERVICE")
    page.select_option("#id_rhythm", "DAILY")
    for field, value in (
        ("trial_date", launch.isoformat()), ("expected_per_window", "300"), ("result_label", "Waktu tunggu"),
        ("result_unit", "menit"), ("result_target", "10"), ("result_value", "10"),
        ("result_measured_on", (today - timedelta(days=9)).isoformat()), ("budget_year", str(today.year)),
        ("decree_until", (today + timedelta(days=90)).isoformat()),
    ):  # fmt: skip
        page.fill(f"#id_{field}", value)
    page.select_option("#id_budget_percent", "100")
    page.locator("#id_opd_id").select_option(label="Dinas Kesehatan")
    pressed(page, "Simpan")
    return int(page.url.rstrip("/").rsplit("/", 1)[-1])


def connected(page, address, number):
    """A steward and a source; returns the key of the source."""
    page.goto(f"{address}/inovasi/{number}/pengampu/")
    page.locator("#id_user").select_option(index=0)
    pressed(page, "Simpan")
    page.goto(f"{address}/inovasi/{number}/sumber/")
    page.locator("[name=kind][value=APPLICATION]").check()
    page.fill("#id_label", "Mesin antrean rekaan")
    pressed(page, "Simpan")
    return page.locator("p.code").inner_text()


def sent(address, key, mark, days):
    """Twelve uses on each of these days, as the application sends them; what came back."""
    events = [
        {"id": f"{mark}-{day}-{n}", "at": f"{day}T{8 + n % 8:02}:{n:02}:00+07:00"}
        for day in days
        for n in range(12)
    ]
    request = urllib.request.Request(
        f"{address}/api/pemakaian",
        data=json.dumps({"events": events}).encode(),
        headers={"Authorization": f"Bearer {key}", "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.load(answer)


def test_innovation_fizzles_and_is_saved(address, folder, desk, open_page):
    today, mark = datetime.now(ZoneInfo("Asia/Jakarta")).date(), hands.rare_word()
    page = desk(ADMIN)
    number = registered(page, address, today, mark)
    key = connected(page, address, number)

    # People came for two months, and then stayed away. What is sent twice counts once.
    first = [today - timedelta(days=back) for back in range(AGE - LIVELY, AGE)]
    assert sent(address, key, mark, first)["new"] == 12 * LIVELY
    again = sent(address, key, mark, first)
    assert (again["new"], len(again["known"])) == (0, 12 * LIVELY)

    # The nights pass: the steward is told, says nothing, and it climbs to the head of the agency.
    nights = [today - timedelta(days=back) for back in (45, 30)]
    said = halls.balai(
        folder,
        "measure_innovations",
        "--innovation",
        str(number),
        "--on",
        *(night.isoformat() for night in nights),
    )
    assert [line.split(": ")[1] for line in said.splitlines() if "diukur" in line] == [
        "1 diukur, 1 alarm baru, 0 naik", "1 diukur, 0 alarm baru, 1 naik",
    ]  # fmt: skip
    page.goto(f"{address}/inovasi/{number}/")
    assert page.get_by_text("Pemakaian turun di bawah seperempat awalnya", exact=True).is_visible()
    assert page.get_by_text("Giliran Kepala OPD").is_visible()

    # It is answered with a plan and a day, and the duty of the agency ends with it.
    page.get_by_role("link", name="Jawab", exact=True).click()
    page.fill("#id_text", "Loket pagi dibuka lagi dan kader mengajak warga.")
    pressed(page, "Jawab")
    assert page.locator(".field-error, .error-summary").first.is_visible()
    page.fill("#id_promised", (today + timedelta(days=30)).isoformat())
    pressed(page, "Jawab")

    # People come back.
    assert sent(address, key, mark, [today - timedelta(days=back) for back in range(1, 31)])["new"] == 360
    halls.balai(folder, "measure_innovations", "--innovation", str(number))
    page.goto(f"{address}/inovasi/{number}/")
    card = page.locator(".card", has_text="Hidup dalam pemakaian")
    assert card.locator(".pill").inner_text() == "Hidup"
    assert page.get_by_text("Loket pagi dibuka lagi dan kader mengajak warga.").is_visible()
    history = page.locator("section", has_text="Perjalanan hidupnya").last.inner_text()
    assert history.index("Hidup") < history.index("Kritis")
    # Whoever is not of the house sees the same life and no name.
    visitor = open_page(**hands.PHONE)
    visitor.goto(f"{address}/inovasi/{number}/")
    assert visitor.locator(".card", has_text="Hidup dalam pemakaian").locator(".pill").inner_text() == "Hidup"
    assert "Petugas Contoh" not in visitor.content()
