"""The rules of routing as a table: each condition, alone and together; the first that matches decides."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from balai.domains.citizen_reports.rules.routing import Facts, Route, check_rules, route
from balai.foundation.errors import Refused

JAKARTA = ZoneInfo("Asia/Jakarta")


def facts(**given) -> Facts:
    values = {
        "category": "JLN01",
        "group": "INFRASTRUCTURE",
        "type": "COMPLAINT",
        "area": "99.01.01.2001",
        "text": "Pohon tumbang menutup jalan",
        "at": "2026-06-08 10:00",
        "confidential": False,
        **given,
    }
    values["at"] = datetime.fromisoformat(values["at"]).replace(tzinfo=JAKARTA)
    return Facts(**values)


# Condition, facts, does it match?
CONDITIONS = [
    ({}, {}, True),
    ({"category": "JLN01"}, {}, True),
    ({"category": ["AIR01", "JLN01"]}, {}, True),
    ({"category": "JLN02"}, {}, False),
    ({"group": "INFRASTRUCTURE"}, {}, True),
    ({"group": ["HEALTH"]}, {}, False),
    ({"type": "ASPIRATION"}, {}, False),
    ({"type": ["ASPIRATION", "COMPLAINT"]}, {}, True),
    # A kecamatan covers its desa, but not one whose code merely begins alike.
    ({"area": "99.01.01"}, {}, True),
    ({"area": "99.01.01.2001"}, {}, True),
    ({"area": "99.01.0"}, {}, False),
    ({"area": "99.01.01.2001"}, {"area": "99.01.01.20011"}, False),
    ({"area": ["99.01.02", "99.01"]}, {}, True),
    ({"area": "99.01"}, {"area": ""}, False),
    # Whole words and phrases, in any case.
    ({"words": "tumbang"}, {}, True),
    ({"words": ["roboh", "MENUTUP JALAN"]}, {}, True),
    ({"words": ["tumba"]}, {}, False),
    ({"words": ["c++"]}, {}, False),
    ({"words": ["jalan"]}, {"text": "Jalanan becek"}, False),
    # Hours; 21 to 6 passes midnight; the end does not belong to it.
    ({"hours": [8, 16]}, {}, True),
    ({"hours": [8, 10]}, {}, False),
    ({"hours": [21, 6]}, {"at": "2026-06-08 23:59"}, True),
    ({"hours": [21, 6]}, {"at": "2026-06-08 00:00"}, True),
    ({"hours": [21, 6]}, {"at": "2026-06-08 05:59"}, True),
    ({"hours": [21, 6]}, {"at": "2026-06-08 06:00"}, False),
    ({"hours": [21, 6]}, {"at": "2026-06-08 20:59"}, False),
    ({"hours": [21, 6]}, {"at": "2026-06-08 21:00"}, True),
    ({"hours": [0, 24]}, {"at": "2026-06-08 23:59"}, True),
    # Monday is 0.
    ({"weekdays": [0]}, {}, True),
    ({"weekdays": [5, 6]}, {}, False),
    ({"weekdays": [5, 6]}, {"at": "2026-06-13 10:00"}, True),
    ({"confidential": True}, {}, False),
    ({"confidential": True}, {"confidential": True}, True),
    ({"confidential": False}, {}, True),
    # All of them together.
    ({"category": "JLN01", "words": ["tumbang"], "hours": [8, 16]}, {}, True),
    ({"category": "JLN01", "words": ["tumbang"], "hours": [21, 6]}, {}, False),
]  # fmt: skip


@pytest.mark.parametrize(("when", "given", "matches"), CONDITIONS)
def test_conditions(when, given, matches):
    found = route(facts(**given), [{"code": "RULE", "when": when, "opd": "BPBD"}])
    assert found.rule == ("RULE" if matches else "")
    assert found.opd == ("BPBD" if matches else "MANDATE")


def test_the_first_that_matches_decides_all():
    rules = [
        {"code": "A", "when": {"category": "X"}, "opd": "ONE"},
        {"code": "B", "when": {"words": ["tumbang"]}, "opd": "TWO", "priority": 1, "clock": "FAST"},
        {"code": "C", "opd": "THREE"},
    ]
    assert route(facts(), rules) == Route("B", "TWO", 1, "FAST", ("words=tumbang",))
    assert route(facts(text="lain"), rules).rule == "C"
    assert route(facts(), []) == Route("", "MANDATE")


BAD = [
    ({"opd": "BPBD"}, "code"),
    ({"code": "A"}, "OPD"),
    ({"code": "A", "opd": "NOBODY"}, "OPD"),
    ({"code": "A", "opd": "BPBD", "when": {"moon": "full"}}, "moon"),
    ({"code": "A", "opd": "BPBD", "clock": "NEVER"}, "NEVER"),
    ({"code": "A", "opd": "BPBD", "priority": 9}, "priority"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "names"), BAD)
def test_a_rule_that_cannot_be_understood_is_named(rule, names):
    with pytest.raises(Refused) as refused:
        check_rules([{"code": "GOOD", "opd": "BPBD"}, rule], opds=["BPBD"], clocks=["FAST"])
    assert refused.value.code == "RULE_INVALID"
    assert names.lower() in refused.value.message.lower()
    assert "2" in refused.value.message


def test_the_same_code_twice_is_refused():
    with pytest.raises(Refused):
        check_rules([{"code": "A", "opd": "BPBD"}] * 2, opds=["BPBD"], clocks=[])
