"""Forms: what is asked, what can be kept, and what is said about the rest."""

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from balai.engine.packs.rules.answers import FAULT_LABELS, Wrong, clean, last_day
from balai.engine.packs.rules.description import FIELD_TYPES, Choice, Field, Text
from balai.engine.packs.rules.forms import asked_fields, check_answers, warnings
from balai.engine.packs.rules.papers import missing_papers, needed_papers

from .grants import grant, values

TODAY = date(2026, 3, 2)
GOOD = dict(grant().samples[0].answers)


def answered(**changes: Any) -> dict[str, Any]:
    return {code: answer for code, answer in {**GOOD, **changes}.items() if answer is not None}


def faults(**changes: Any) -> list[tuple[str, str]]:
    found = check_answers(grant(), answered(**changes), today=TODAY, values=values())[1]
    return [(fault.field, fault.code) for fault in found]


def sentence(**changes: Any) -> str:
    (fault,) = check_answers(grant(), answered(**changes), today=TODAY, values=values())[1]
    return fault.message


def field(kind: str, **more: Any) -> Field:
    choices = (Choice("BAMBOO", Text("Bambu", "Bamboo")),) if kind == "CHOICE" else ()
    return Field("x", kind, Text("Isian", "Field"), choices=choices, **more)


@pytest.mark.parametrize(
    ("kind", "raw", "kept"),
    [
        ("NIK", "33.25.01.410750.0001", "3325014107500001"),
        ("NIK", " 3325 0141 0750 0001 ", "3325014107500001"),
        ("KK", "3325-0101-0110-0001", "3325010101100001"),
        ("DATE", "2026-02-28", "2026-02-28"),
        ("DATE", "28-02-2026", "2026-02-28"),
        ("DATE", "28/2/2026", "2026-02-28"),
        ("DATE", "28.02.2026", "2026-02-28"),
        ("DATE", "28 Februari 2026", "2026-02-28"),
        ("DATE", "29-02-2024", "2024-02-29"),
        ("TIME", "14.30", "14:30"),
        ("TIME", "7:05", "07:05"),
        ("NUMBER", "1.250", 1250),
        ("NUMBER", 7, 7),
        ("MONEY", "Rp 1.000.000", 1000000),
        ("MONEY", "500000", 500000),
        ("PHONE", "+62 812-3456-7890", "081234567890"),
        ("PHONE", "(0285) 391 571", "0285391571"),
        ("PHONE", "62 812 3456 7890", "081234567890"),
        ("EMAIL", "nama@contoh.example", "nama@contoh.example"),
        ("BANK_ACCOUNT", "1234-5678-90", "1234567890"),
        ("CHOICE", "BAMBOO", "BAMBOO"),
        ("YES_NO", "ya", True),
        ("YES_NO", "false", False),
        ("YES_NO", True, True),
        ("TEXT", "  Contoh   Rekaan ", "Contoh Rekaan"),
        ("LONG_TEXT", "satu\r\ndua ", "satu\ndua"),
        ("AREA", "99.01.01.2001", "99.01.01.2001"),
    ],
)
def test_what_is_kept(kind: str, raw: Any, kept: Any) -> None:
    found = clean(field(kind), raw)
    assert (found, type(found)) == (kept, type(kept))


@pytest.mark.parametrize(
    ("kind", "raw", "fault"),
    [
        ("NIK", "332501410750000", "SIXTEEN_DIGITS"),
        ("NIK", "33250141075000A1", "NOT_DIGITS"),
        ("NIK", "٣٣٢٥٠١٤١٠٧٥٠٠٠٠١", "NOT_DIGITS"),
        ("NIK", "0000000000000000", "NIK_OF_NOBODY"),
        ("NIK", 3325014107500001, "NOT_TEXT"),
        ("DATE", "29-02-2025", "DATE_IMPOSSIBLE"),
        ("DATE", "2026-02-30", "DATE_IMPOSSIBLE"),
        ("DATE", "31/04/2026", "DATE_IMPOSSIBLE"),
        ("DATE", "13/13/2026", "DATE_UNREADABLE"),
        ("DATE", "28-02-26", "DATE_UNREADABLE"),
        ("DATE", "kemarin", "DATE_UNREADABLE"),
        ("DATE", "01-01-1026", "DATE_LONG_AGO"),
        ("TIME", "24.00", "TIME_UNREADABLE"),
        ("NUMBER", "1,5", "NUMBER_UNREADABLE"),
        ("NUMBER", 1.5, "NUMBER_UNREADABLE"),
        ("NUMBER", True, "NUMBER_UNREADABLE"),
        ("NUMBER", "²", "NUMBER_UNREADABLE"),
        ("MONEY", "Rp 1.000,50", "MONEY_UNREADABLE"),
        ("MONEY", "-500", "TOO_SMALL"),
        ("PHONE", "12345", "PHONE_UNREADABLE"),
        ("EMAIL", "nama@", "EMAIL_UNREADABLE"),
        ("BANK_ACCOUNT", "12", "ACCOUNT_UNREADABLE"),
        ("CHOICE", "BATU", "CHOICE_UNKNOWN"),
        ("CHOICE", ["BAMBOO"], "CHOICE_UNKNOWN"),
        ("YES_NO", "mungkin", "YES_OR_NO"),
        ("YES_NO", 1, "YES_OR_NO"),
        ("TEXT", "a\x00b", "TEXT_UNREADABLE"),
        ("TEXT", "x" * 201, "TEXT_TOO_LONG"),
        ("TEXT", {"a": 1}, "NOT_TEXT"),
    ],
    ids=str,
)
def test_what_is_wrong(kind: str, raw: Any, fault: str) -> None:
    with pytest.raises(Wrong) as caught:
        clean(field(kind), raw)
    assert caught.value.code == fault


def test_bounds_of_numbers() -> None:
    bounded = field("NUMBER", minimum=1, maximum=1000)
    with pytest.raises(Wrong) as caught:
        clean(bounded, "1.001")
    assert (caught.value.code, caught.value.values) == ("TOO_LARGE", {"bound": "1.000"})
    with pytest.raises(Wrong):
        clean(bounded, 0)


def test_a_good_form_has_no_faults() -> None:
    cleaned, found = check_answers(grant(), GOOD, today=TODAY, values=values())
    assert (cleaned, found) == (GOOD, [])


def test_a_form_of_the_web_is_the_same_form() -> None:
    web = {
        **GOOD,
        "is_listed": "true",
        "wants_transfer": "tidak",
        "death_date": "28-02-2026",
        "heir_phone": "",
        "house_wall": "",
    }
    assert check_answers(grant(), web, today=TODAY, values=values()) == (GOOD, [])


def test_sentences_say_what_to_do() -> None:
    assert sentence(death_date="2026-03-03") == (
        "Tanggal meninggal tidak boleh setelah hari ini (2 Maret 2026). Periksa tahunnya."
    )
    assert sentence(death_date="1949-01-01") == (
        "Tanggal meninggal tidak boleh sebelum Tanggal lahir (1 Juli 1950). Periksa kedua tanggal."
    )
    assert sentence(death_date="29-02-2025") == (
        "Tanggal meninggal: tanggal 29 Februari 2025 tidak ada. Februari 2025 hanya sampai tanggal 28."
    )
    assert sentence(heir_nik="123") == (
        "NIK ahli waris harus 16 angka, sekarang 3. Salin dari KTP atau kartu keluarga."
    )
    assert sentence(heir_name=None) == "Nama ahli waris belum diisi."
    assert sentence(harga="1") == "Formulir ini tidak mempunyai isian harga."


def test_one_mistake_is_said_once() -> None:
    """A date of birth in the future makes the death look too early; only the first is the mistake."""
    assert faults(deceased_birth_date="2030-01-01") == [("deceased_birth_date", "DATE_AFTER_TODAY")]


def test_questions_hang_on_answers() -> None:
    codes = [asked.code for asked in asked_fields(grant(), {"is_listed": "tidak", "wants_transfer": True})]
    assert "house_wall" in codes and "heir_account" in codes
    codes = [asked.code for asked in asked_fields(grant(), {})]
    assert "house_wall" not in codes and "heir_account" not in codes


def test_what_is_not_asked_is_not_kept() -> None:
    cleaned, found = check_answers(grant(), answered(house_wall="BAMBOO"), today=TODAY, values=values())
    assert found == [] and "house_wall" not in cleaned
    assert faults(is_listed=False) == [("house_wall", "MISSING")]


def test_areas_are_asked_for() -> None:
    with pytest.raises(Wrong) as caught:
        clean(field("AREA"), "99.99.99.9999", area_exists=lambda code: False)
    assert caught.value.code == "AREA_UNKNOWN"


def test_a_nik_that_disagrees_only_warns() -> None:
    def codes(**changes: Any) -> list[str]:
        cleaned, found = check_answers(grant(), answered(**changes), today=TODAY, values=values())
        assert found == []
        return [fault.code for fault in warnings(grant(), cleaned)]

    assert codes() == []
    assert codes(deceased_sex="MALE") == ["NIK_NOT_SEX"]
    assert codes(deceased_birth_date="1950-07-02") == ["NIK_NOT_BIRTH_DATE"]
    assert codes(deceased_nik="9901010107500001") == ["NIK_NOT_SEX"]
    assert codes(deceased_nik=None) == []


def test_papers_follow_route_values_and_answers() -> None:
    def codes(route: str | None, **changes: Any) -> list[str]:
        return [paper.code for paper in needed_papers(grant(), answered(**changes), values(), route)]

    assert codes("A") == ["family_card_photo", "letter_of_heirs"]
    assert codes("B", wants_transfer="ya") == [
        "family_card_photo",
        "house_photo",
        "bank_book",
        "letter_of_heirs",
    ]
    assert codes(None) == codes("A")
    asking = values(asks_certificate=True)
    missing = missing_papers(grant(), GOOD, asking, "A", {"family_card_photo"})
    assert [paper.code for paper in missing] == ["death_certificate"]


def test_every_type_of_field_is_cleaned() -> None:
    for kind in FIELD_TYPES:
        with pytest.raises(Wrong):
            clean(field(kind), object())


@given(st.integers(1000, 9998), st.integers(1, 12))
def test_months_end_where_the_calendar_says(year: int, month: int) -> None:
    date(year, month, last_day(year, month))
    with pytest.raises(ValueError, match="day"):
        date(year, month, last_day(year, month) + 1)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.dates().map(str),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)


@pytest.mark.slow
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.sampled_from([*grant().fields, "harga", ""]), anything, max_size=8))
def test_no_answer_raises_anything_but_faults(given_answers: dict[str, Any]) -> None:
    cleaned, found = check_answers(grant(), given_answers, today=TODAY, values=values())
    assert all(fault.code in FAULT_LABELS and fault.message for fault in found)
    again, _ = check_answers(grant(), cleaned, today=TODAY, values=values())
    assert again == cleaned, "what was kept is kept again"
    warnings(grant(), cleaned)
