"""The region's values: defaults, types, the legal range."""

import dataclasses
from datetime import date
from typing import Any

import pytest

from balai.engine.packs.rules.description import Text, ValueSpec
from balai.engine.packs.rules.values import resolve_values
from balai.foundation.errors import Refused

from .grants import grant, values


def test_defaults_and_own_values() -> None:
    found = values(amount_rupiah=2500000)
    assert (found["agency"], found["amount_rupiah"], found["deadline_days"]) == ("DINSOS", 2500000, 60)


def test_none_is_an_answer_where_the_pack_says_so() -> None:
    assert values(deadline_days=None)["deadline_days"] is None
    with pytest.raises(Refused) as caught:
        values(amount_rupiah=None)
    assert caught.value.code == "VALUE_MALFORMED"


def test_dates_of_ordinary_yaml_are_text() -> None:
    spec = ValueSpec("since", Text("Sejak", "Since"), Text("Sejak kapan?", "Since when?"), "DATE")
    pack = dataclasses.replace(grant(), values=(spec,))
    for given in (date(2026, 1, 1), "2026-01-01"):
        assert resolve_values(pack, {"since": given}) == {"since": "2026-01-01"}
    with pytest.raises(Refused):
        resolve_values(pack, {"since": "2026-02-30"})


def test_incomplete_values_for_the_one_who_is_asking() -> None:
    assert resolve_values(grant(), {}, complete=False)["agency"] is None


@pytest.mark.parametrize(
    ("code", "value", "refusal", "says"),
    [
        ("agency", None, "VALUE_MISSING", "Dinas belum ditetapkan. Dinas mana yang memeriksa?"),
        ("deadline_days", 0, "VALUE_OUT_OF_RANGE", "Batas waktu paling sedikit 1."),
        ("deadline_days", 366, "VALUE_OUT_OF_RANGE", "Paling lambat berapa hari sejak meninggal?"),
        ("amount_rupiah", 50000001, "VALUE_OUT_OF_RANGE", "paling banyak 50.000.000"),
        ("deadline_days", "60", "VALUE_MALFORMED", "bilangan bulat"),
        ("deadline_days", True, "VALUE_MALFORMED", "bilangan bulat"),
        ("amount_rupiah", -1, "VALUE_MALFORMED", "rupiah"),
        ("amount_rupiah", 1.5, "VALUE_MALFORMED", "rupiah"),
        ("asks_certificate", "ya", "VALUE_MALFORMED", "ya atau tidak"),
        ("day_type", "LUNAR", "VALUE_OUT_OF_RANGE", "LUNAR"),
        ("channels", ["GOLD"], "VALUE_OUT_OF_RANGE", "GOLD"),
        ("channels", [], "VALUE_MALFORMED", "paling sedikit satu"),
        ("channels", ["CASH", "CASH"], "VALUE_MALFORMED", "masing-masing sekali"),
        ("channels", "CASH", "VALUE_MALFORMED", "daftar pilihan"),
        ("account", "BTT", "VALUE_MALFORMED", "5.3.01"),
        ("agency", "  ", "VALUE_MALFORMED", "perangkat daerah"),
        ("tarif", 1, "VALUE_UNKNOWN", "tarif"),
    ],
)
def test_values_that_cannot_be_used(code: str, value: Any, refusal: str, says: str) -> None:
    with pytest.raises(Refused) as caught:
        resolve_values(grant(), {"agency": "DINSOS", code: value})
    assert (caught.value.code, caught.value.field) == (refusal, code)
    assert says in caught.value.message
