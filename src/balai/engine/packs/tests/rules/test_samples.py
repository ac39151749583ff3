"""Samples run as tests, and say what came instead."""

import dataclasses
from typing import Any

import pytest

from balai.engine.packs.rules.deciding import decide
from balai.engine.packs.rules.description import Sample, Text, Variant
from balai.engine.packs.rules.simulate import SampleResult, simulate

from .grants import CALENDAR, grant, values

SAMPLES = [(sample, None) for sample in grant().samples] + [
    (sample, variant) for variant in grant().variants.values() for sample in variant.samples
]


@pytest.mark.parametrize(("sample", "variant"), SAMPLES, ids=lambda one: getattr(one, "name", ""))
def test_samples_of_the_pack(sample: Sample, variant: Variant | None) -> None:
    result = simulate(grant(), sample, calendar=CALENDAR, values=variant.values if variant else None)
    assert result.passed, result


def run(**changes: Any) -> SampleResult:
    return simulate(grant(), dataclasses.replace(grant().samples[0], **changes), calendar=CALENDAR)


def test_another_result_is_shown() -> None:
    result = run(expect={"result": "REFUSED", "amount_rupiah": 5})
    assert (result.passed, result.got) == (False, {"result": "ELIGIBLE", "amount_rupiah": 1000000})


def test_a_move_that_is_not_open_is_named() -> None:
    result = run(moves=("pay",), expect={"state": "PAID"})
    assert not result.passed
    assert (
        result.error
        == "Langkah `pay` tidak terbuka di VERIFYING; yang terbuka: verify, ask, refuse, withdraw."
    )
    assert not run(moves=("verify otherwise",), expect={"state": "APPROVING"}).passed


def test_values_out_of_range_are_named() -> None:
    result = run(values={"agency": "DINSOS", "deadline_days": 0})
    assert (result.passed, result.error) == (
        False,
        "Batas waktu paling sedikit 1. Paling lambat berapa hari sejak meninggal?",
    )


def test_faults_that_nobody_expected_fail() -> None:
    result = run(answers={}, expect={"missing": []})
    assert not result.passed and "belum diisi" in result.error


def test_what_is_not_known_is_judged_by_people() -> None:
    """Without a date of death the deadline cannot be told, and nobody is refused or paid by a guess."""
    answers = {code: answer for code, answer in grant().samples[0].answers.items() if code != "death_date"}
    outcome = decide(
        grant(),
        answers=answers,
        papers=(),
        lookups={},
        values=values(),
        filed_on=grant().samples[0].filed_on,
        calendar=CALENDAR,
    )
    assert (outcome.result, outcome.row, outcome.amount_rupiah) == ("MANUAL", 0, None)


def test_words_fall_back_to_indonesian() -> None:
    assert [Text("satu", "one").in_language(code) for code in ("id", "en", "jv")] == ["satu", "one", "satu"]
