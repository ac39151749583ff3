"""What people do with services described by packs, whichever page draws the form."""

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from . import hands

DEATH_PAPERS = ("family_card_copy", "deceased_ktp", "heir_ktp", "village_letter", "house_photo")


def answer(page: Any, **answers: str) -> None:
    """Fill fields by their codes: choices are ticked, everything else is typed. Names may begin with a mark."""
    for code, value in answers.items():
        control = page.locator(f"[name={code}], [name$='-{code}']").first
        kind = control.evaluate("(element) => element.type || element.tagName")
        if kind == "radio":
            page.locator(f"[name={code}][value='{value}'], [name$='-{code}'][value='{value}']").check()
        elif kind == "select-one":
            control.select_option(value)
        else:
            control.fill(value)


def answer_in_steps(page: Any, **answers: str) -> None:
    """The same in a form that shows one step at a time."""
    for code, value in answers.items():
        control = page.locator(f"[name={code}], [name$='-{code}']").first
        while not control.is_visible():
            next_step(page)
        answer(page, **{code: value})


def next_step(page: Any) -> None:
    page.get_by_role("button", name="Lanjut", exact=True).locator("visible=true").click()


def last_step(page: Any) -> None:
    """To the end of a form that shows one step at a time."""
    while page.get_by_role("button", name="Lanjut", exact=True).locator("visible=true").count():
        next_step(page)


def begin(page: Any, service: str) -> str:
    """A new client at the village counter; returns the beginning of the names of the fields."""
    page.evaluate("document.querySelectorAll('main details').forEach((part) => { part.open = true; })")
    page.locator(f"button[name=service][value={service}]").click()
    page.wait_for_url(re.compile("/loket/draf/"))
    hands.ready(page)
    return page.get_attribute("form[data-prefix]", "data-prefix")


def attach(page: Any, code: str, photo: Path) -> None:
    """Choose a file for a paper at the counter; it is sent at once, and the page comes back with it."""
    with page.expect_navigation():
        page.locator(f"[name$='-paper-{code}']").set_input_files(str(photo))
    hands.ready(page)
    page.locator(f"[id='{code}'] .photo-list img, [id='{code}'] .photo-list .report-thumb").first.wait_for()


def press(page: Any, name: str) -> None:
    """Press a button that leads to another page."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def unfold(page: Any, slug: str) -> Any:
    """The form of one move, opened."""
    box = page.locator(f"details#langkah-{slug}")
    if box.get_attribute("open") is None:
        box.locator("summary").click()
    return box


def owner_of_a_stall(mark: str) -> dict[str, str]:
    """Answers of somebody invented who asks for the certificate of a business; `mark` is in the name."""
    digits = f"{int(mark, 16) % 10_000:04}"
    return {
        "is_resident": "true",
        "person_nik": f"990101010180{digits}",
        "person_name": f"Pemohon Contoh {mark}",
        "person_sex": "MALE",
        "person_birth_place": "Rekaan",
        "person_birth_date": "1980-01-01",
        "person_religion": "Islam",
        "person_job": "Pedagang",
        "person_marital_status": "Kawin",
        "person_address": "Dukuh Misal RT 01 RW 02",
        "family_card": f"990101010110{digits}",
        "business_name": "Warung Contoh",
        "business_kind": "Warung makan",
        "business_place": "HERE",
        "business_address": "Dukuh Misal RT 01",
        "business_since": "2020-01-01",
        "business_workers": "1",
        "purpose": "Syarat pinjaman usaha",
    }


def deceased(mark: str) -> dict[str, str]:
    """Answers about somebody invented; no NIK twice."""
    digits = f"{int(mark, 16) % 10_000:04}"
    return {
        "deceased_age_group": "ADULT",
        "deceased_nik": f"990101010150{digits}",
        "deceased_name": f"Almarhum Contoh {mark}",
        "deceased_sex": "MALE",
        "deceased_birth_place": "Rekaan",
        "deceased_birth_date": "1950-01-01",
        "deceased_address": "Dukuh Misal RT 01 RW 02",
        "family_card": f"990101010110{digits}",
        "death_date": (date.today() - timedelta(days=1)).isoformat(),
        "death_place": "Rumah",
        "death_cause": "OLD_AGE",
        "death_letter_source": "BALAI",
        "heir_nik": f"990101410180{digits}",
        "heir_name": f"Ahli Waris Contoh {mark}",
        "heir_relation": "CHILD",
        "heir_address": "Dukuh Misal RT 01 RW 02",
        "payout_channel": "CASH",
        "poverty_proof": "VILLAGE_LETTER",
        "house_roof": "TILE",
        "house_floor": "EARTH",
        "house_wall": "BAMBOO",
        "family_condition": "Buruh tani musiman, tiga tanggungan.",
    }


def offered(page: Any, answers: dict[str, str]) -> dict[str, str]:
    """Those answers that the form asks here, with that choice."""
    return {code: value for code, value in answers.items() if _is_offered(page, code, value)}


def _is_offered(page: Any, code: str, value: str) -> bool:
    """Whether this region's form asks it, with that choice."""
    controls = page.locator(f"[name$='-{code}']")
    if not controls.count():
        return False
    if controls.first.get_attribute("type") == "radio":
        return page.locator(f"[name$='-{code}'][value='{value}']").count() == 1
    return True
