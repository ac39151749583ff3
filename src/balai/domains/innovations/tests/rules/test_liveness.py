"""Alive or not: the published table of cases, and what must hold for all."""

import csv
from dataclasses import replace
from typing import Any

import pytest
import yaml
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from balai.domains.innovations.rules.liveness import Facts, Model, measure
from balai.domains.innovations.terms import Life
from balai.domains.innovations.terms_liveness import Signal
from balai.kits.testing.acceptance import acceptance

NAMES = {
    "baru": Life.NEW,
    "hidup": Life.ALIVE,
    "melemah": Life.WEAKENING,
    "kritis": Life.CRITICAL,
    "tidur": Life.DORMANT,
    "tidak_terbukti": Life.UNPROVEN,
}
SCORES = {
    "s_pemakaian": Signal.USAGE,
    "s_hasil": Signal.RESULT,
    "s_warga": Signal.CITIZENS,
    "s_pengampu": Signal.STEWARDSHIP,
    "s_sumber_daya": Signal.RESOURCES,
    "s_bukti": Signal.EVIDENCE,
}


def model() -> Model:
    """The one of the shipped parameters."""
    rows = yaml.safe_load((settings.REGIONS_DIR / "national" / "parameters.yaml").read_text())["parameters"]
    return Model.read(next(row["value"] for row in rows if row["code"] == "innovations.liveness_model"))


MODEL = model()
WELL = Facts(
    window=30, age_days=500, used_now=900, used_before=880, expected=1000, active_units=14, target_units=15,
    days_since_use=1, idle_days=1, is_use_verified=True, achieved=0.9, result_age_days=120, respondents=60,
    satisfaction=86, complaints_closed=0.95, has_steward=True, steward_act_days=10, is_handed_over=True, budget=1,
    has_decree=True, evidence_days=20,
)  # fmt: skip


def _facts(row: dict[str, str]) -> Facts:
    def whole(name: str) -> Any:
        return int(row[name]) if row[name] else None

    def real(name: str) -> Any:
        return float(row[name]) if row[name] else None

    return Facts(
        window=int(row["jendela_hari"]),
        age_days=int(row["umur_hari"]),
        used_now=whole("U0") or 0,
        used_before=whole("U1") or 0,
        expected=whole("E"),
        active_units=whole("unit_aktif") or 0,
        target_units=whole("unit_sasaran"),
        days_since_use=whole("hari_sejak_pakai"),
        idle_days=whole("hari_nol_pakai") or 0,
        is_use_verified=row["pemakaian_terverifikasi"] == "1",
        achieved=real("capaian"),
        result_age_days=whole("umur_ukur") or 0,
        respondents=whole("n_responden") or 0,
        satisfaction=real("ikm"),
        complaints_closed=real("rasio_aduan"),
        has_steward=row["pengampu_terisi"] == "1",
        steward_act_days=whole("hari_aksi_pengampu"),
        is_handed_over=row["serah_terima"] == "1",
        vacant_days=whole("hari_pengampu_kosong") or 0,
        budget=real("anggaran") or 0.0,
        has_decree=row["sk_tim"] == "1",
        evidence_days=whole("hari_bukti"),
    )


def test_every_row_of_the_table_agrees() -> None:
    with acceptance("liveness-test-vectors.csv").open() as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 8
    for row in rows:
        found = measure(_facts(row), MODEL)
        assert {name: f"{found.signals[signal]:.4f}" for name, signal in SCORES.items()} == {
            name: row[name] for name in SCORES
        }, row["kasus"]
        assert f"{found.index:.2f}" == row["indeks_hidup"], row["kasus"]
        assert found.life == NAMES[row["status"]], row["kasus"]


@pytest.mark.parametrize(
    ("changed", "life", "gates"),
    [
        ({}, Life.ALIVE, ()),
        ({"age_days": 89}, Life.NEW, ("NEW",)),
        ({"age_days": 90}, Life.ALIVE, ()),
        ({"idle_days": 59}, Life.ALIVE, ()),
        ({"idle_days": 60}, Life.CRITICAL, ("IDLE",)),
        ({"idle_days": 179}, Life.CRITICAL, ("IDLE",)),
        ({"idle_days": 180}, Life.DORMANT, ("DORMANT",)),
        ({"idle_days": 544}, Life.DORMANT, ("DORMANT",)),
        ({"idle_days": 545}, Life.DEAD, ("DEAD",)),
        # A harvest fair sleeps only after four years without one.
        ({"window": 365, "idle_days": 700}, Life.ALIVE, ()),
        ({"window": 365, "idle_days": 1460}, Life.DORMANT, ("DORMANT",)),
        ({"vacant_days": 30}, Life.ALIVE, ()),
        ({"vacant_days": 31}, Life.WEAKENING, ("VACANT",)),
        ({"is_use_verified": False}, Life.UNPROVEN, ("UNVERIFIED",)),
        # No evidence is "belum terukur", never dead, however long.
        ({"has_source": False, "idle_days": 4000, "is_use_verified": False}, Life.UNMEASURED, ("NO_SOURCE",)),
        ({"has_ended": True, "idle_days": 4000}, Life.ENDED, ("ENDED",)),
        ({"idle_days": 60, "vacant_days": 31}, Life.CRITICAL, ("IDLE",)),
    ],
)
def test_gates(changed: dict[str, Any], life: Life, gates: tuple[str, ...]) -> None:
    found = measure(replace(WELL, **changed), MODEL)
    assert (found.life, found.gates) == (life, gates)


def test_weights_must_sum_to_100() -> None:
    with pytest.raises(ValueError, match="sum to 90"):
        Model.read({"weights": {**dict.fromkeys(Signal, 15)}})


ORDER = [Life.ALIVE, Life.WEAKENING, Life.CRITICAL, Life.DORMANT, Life.DEAD]
days = st.integers(0, 2000)


@given(
    now=st.integers(0, 2000), more=st.integers(0, 500), before=st.integers(0, 2000), idle=days, vacant=days
)
def test_more_use_never_lowers_the_index_and_gates_never_raise(
    now: int, more: int, before: int, idle: int, vacant: int
) -> None:
    some = replace(WELL, used_now=now, used_before=before, idle_days=idle, vacant_days=vacant)
    less, greater = measure(some, MODEL), measure(replace(some, used_now=now + more), MODEL)
    assert greater.index >= less.index
    free = measure(replace(some, idle_days=0, vacant_days=0), MODEL)
    if free.life in ORDER and less.life in ORDER:
        assert ORDER.index(less.life) >= ORDER.index(free.life)


@given(missing=st.sets(st.sampled_from(Signal)))
def test_missing_sources_lower_confidence_and_not_life(missing: set[Signal]) -> None:
    full = dict.fromkeys(Signal, 1.0)
    known = measure(replace(WELL, qualities=full), MODEL)
    found = measure(replace(WELL, qualities={**full, **dict.fromkeys(missing, 0.0)}), MODEL)
    assert found.life == known.life
    assert found.confidence == sum(MODEL.weights[signal] for signal in Signal if signal not in missing)
