"""Rules of programmes, quick wins and the roadmap, as tables."""

from datetime import date
from decimal import Decimal

import pytest

from balai.domains.masterplan.drawing import Bar, Words, draw
from balai.domains.masterplan.rules.cells import rupiah, text_of
from balai.domains.masterplan.rules.columns import recognise
from balai.domains.masterplan.rules.figures import Count, is_reached, number_in
from balai.domains.masterplan.rules.quick_wins import (
    QUICK_WIN_FAULT_LABELS,
    STAGE_LABELS,
    QuickWinFacts,
    faults,
    stage_of,
)
from balai.domains.masterplan.rules.roadmap import Span, bands, span
from balai.domains.masterplan.rules.standing import may_move, wants_reason
from balai.domains.masterplan.terms import Horizon, ProgrammeState

DAY = date(2020, 6, 1)


@pytest.mark.parametrize(
    ("target", "reached", "percent"),
    [
        (39, 35, "89.7"), (7, 6, "85.7"), (10, 8, "80.0"), (6, 5, "83.3"), (12, 10, "83.3"), (6, 6, "100.0"),
        (80, 70, "87.5"), (104, 97, "93.3"),
    ],
)  # fmt: skip
def test_percentages_as_they_were_published(target, reached, percent):
    assert Count(target, reached).percent == Decimal(percent)


def test_of_no_programmes_there_is_no_percentage():
    assert Count(0, 0).percent is None and Count(39, 35) + Count(7, 6) == Count(46, 41)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.250", 1250),
        ("12,5", "12.5"),
        ("80%", 80),
        ("1.250,75", "1250.75"),
        ("1 dokumen", None),
        ("", None),
        ("-", None),
    ],
)
def test_numbers_as_people_write_them(text, number):
    assert number_in(text) == (None if number is None else Decimal(number))


@pytest.mark.parametrize(
    ("target", "realised", "reached"),
    [("80%", "85%", True), ("1.200", "1.199", False), ("1 dokumen", "1", None), ("10", "selesai", None)],
)
def test_words_are_never_counted(target, realised, reached):
    assert is_reached(target, realised) is reached


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1500000", 1_500_000), ("Rp 1.500.000,00", 1_500_000), ("rp1,500,000", 1_500_000), ("0", 0), ("1,5 M", None),
        ("-5", None), ("²", None), ("1.50", None), ("99999999999999999999", None),
    ],
)  # fmt: skip
def test_amounts_of_a_file(text, amount):
    assert rupiah(text) == amount


def test_cells_as_people_read_them():
    assert [text_of(cell) for cell in (None, 12.0, 12.5, True, date(2020, 1, 2), " a\r\nb\x00 ")] == [
        "", "12", "12,5", "Ya", "2020-01-02", "a\nb",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("title", "code", "is_sure"),
    [
        ("PAGU 2021 ", "pagu_t3", True), ("Anggaran tahun ke-3", "pagu_t3", True), ("target t5", "target_t5", True),
        ("Target 2024", "", False), ("Penangung Jawab", "penanggung_jawab_opd", True), ("Sub-Dimensi", "sub_dimensi", True),
        ("indikator luar", "indikator_keluaran", False), ("Warna", "", False), ("", "", True),
    ],
)  # fmt: skip
def test_titles_of_a_file(title, code, is_sure):
    [guess] = recognise([title], first_year=2019)
    assert (guess.code, guess.is_sure) == (code, is_sure)


@pytest.mark.parametrize(
    ("now", "to", "may", "reason"),
    [
        ("PROPOSED", "PLANNED", True, False), ("PLANNED", "RUNNING", True, False), ("PLANNED", "DONE", False, False),
        ("RUNNING", "DONE", True, False), ("RUNNING", "STOPPED", True, True), ("DONE", "RUNNING", True, True),
        ("STOPPED", "PLANNED", True, True), ("STOPPED", "DONE", False, False), ("DONE", "STOPPED", False, False),
    ],
)  # fmt: skip
def test_moves(now, to, may, reason):
    assert (may_move(now, to), wants_reason(now, to)) == (may, reason)


def facts(**changed) -> QuickWinFacts:
    good = {
        "start": date(2020, 1, 1), "end": date(2020, 10, 1), "service": "Loket", "sharpening": "Cepat",
        "contact": "Warga", "figures": 1, "answered": 0, "percent": 40,
    }  # fmt: skip
    return QuickWinFacts(**{**good, **changed})


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({}, []),
        ({"end": None}, ["NO_PERIOD"]),
        ({"end": date(2020, 2, 1), "percent": 100, "answered": 1}, ["TOO_SHORT"]),
        ({"end": date(2021, 6, 1)}, ["TOO_LONG"]),
        ({"start": date(2019, 7, 1), "end": date(2020, 5, 31)}, ["OVERDUE"]),
        ({"service": " "}, ["NO_SERVICE"]),
        ({"sharpening": "", "contact": ""}, ["NOT_SHARPENED", "NO_CONTACT"]),
        ({"figures": 0}, ["NO_BEFORE"]),
        ({"percent": 100}, ["NO_AFTER"]),
        ({"percent": 100, "answered": 1}, []),
    ],
)
def test_what_makes_a_quick_win_one(changed, found):
    assert faults(facts(**changed), on=DAY) == found
    assert set(found) <= QUICK_WIN_FAULT_LABELS.keys()


def test_columns_of_the_board():
    assert [stage_of(percent) for percent in (0, 1, 49, 50, 99, 100)] == [
        "WAITING", "BEGUN", "BEGUN", "NEARLY", "NEARLY", "DONE",
    ]  # fmt: skip
    assert set(STAGE_LABELS) == {"WAITING", "BEGUN", "NEARLY", "DONE"}


def test_bands_reach_to_the_vision():
    assert bands(2019, 2029) == {
        Horizon.SHORT: Span(2019, 2019),
        Horizon.MEDIUM: Span(2020, 2021),
        Horizon.LONG: Span(2022, 2029),
    }
    assert bands(2019, 2020)[Horizon.LONG] == Span(2022, 2023)


@pytest.mark.parametrize(
    ("start", "end", "horizon", "years", "found"),
    [
        (None, None, "", (), None),
        (None, None, "SHORT", (), Span(2019, 2019)),
        (None, None, "LONG", (2020, 2023), Span(2020, 2023)),
        (2021, None, "", (2019, 2023), Span(2021, 2023)),
        (None, 2029, "SHORT", (2019,), Span(2019, 2029)),
        (2015, 2040, "", (), Span(2019, 2029)),
        (2022, None, "", (), Span(2022, 2022)),
        (2026, None, "", (2019, 2020), Span(2026, 2026)),
    ],
)
def test_years_of_a_bar(start, end, horizon, years, found):
    assert (
        span(start=start, end=end, horizon=horizon, years=years, start_year=2019, vision_year=2029) == found
    )


def test_the_picture_escapes_words_and_marks_states_and_today():
    words = Words(
        (("Jangka pendek", Span(2019, 2019)),), tuple((s, s) for s in ProgrammeState), "hari ini", "QW", "alt"
    )
    bars = [
        Bar("<script>", Span(2019, 2020), "DONE", url="/x/?a=1&b=2"),
        Bar("Cepat", Span(2019, 2019), "RUNNING", is_quick_win=True),
    ]
    for narrow in (False, True):
        svg = draw([("Satu", bars)], years=range(2019, 2030), today=2020.5, words=words, narrow=narrow)
        assert "<script>" not in svg and "&lt;script&gt;" in svg and 'href="/x/?a=1&amp;b=2"' in svg
        assert svg.count("rm-diamond") == 2 and svg.count("hari ini") == 1 and "style=" not in svg
    late = draw([("Satu", bars)], years=range(2019, 2030), today=2031.0, words=words)
    assert "hari ini" not in late
