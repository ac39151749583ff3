"""Rules in the officer's words. No database."""

import pytest

from balai.domains.citizen_reports.rules.wording import Names, spell

NAMES = Names(
    categories={"JLN01": "Jalan rusak", "JLN02": "Jembatan"},
    groups={"DISASTER": "Bencana"},
    areas={"33.25.05": "Kecamatan Limpung"},
    opds={"BPBD": "BPBD Rekaan"},
    clocks={"TIER_2": "Ringan (2 hari kerja)"},
)
CONDITIONS = [
    ({"category": "JLN01"}, ("kategori Jalan rusak",)),
    ({"category": ["JLN01", "JLN02"]}, ("kategori Jalan rusak atau Jembatan",)),
    ({"group": "DISASTER"}, ("urusan Bencana",)),
    ({"type": ["COMPLAINT", "ASPIRATION"]}, ("jenis Pengaduan atau Aspirasi",)),
    ({"area": "33.25.05"}, ("di Kecamatan Limpung",)),
    ({"words": ["putus", "ambrol", "roboh"]}, ("memuat kata “putus”, “ambrol” atau “roboh”",)),
    ({"hours": [16, 7]}, ("masuk antara pukul 16.00 dan 07.00",)),
    ({"weekdays": [5, 6]}, ("pada hari Sabtu atau Minggu",)),
    ({"confidential": True}, ("laporan rahasia",)),
    ({"confidential": False}, ("bukan laporan rahasia",)),
    ({"words": "pasar", "group": "DISASTER"}, ("memuat kata “pasar”", "urusan Bencana")),
    ({}, ()),
]


@pytest.mark.parametrize(("when", "said"), CONDITIONS)
def test_conditions_are_spelled(when, said):
    assert spell({"code": "A", "opd": "BPBD", "when": when}, NAMES).conditions == said


@pytest.mark.parametrize(
    ("opd", "said"),
    [
        ("BPBD", "BPBD Rekaan"),
        ("MANDATE", "yang berwenang atas kategorinya"),
        ("COORDINATOR", "koordinator memutuskan"),
        ("DINAS_LAMA", "DINAS_LAMA"),
    ],
)
def test_the_holder_is_named(opd, said):
    assert spell({"code": "A", "opd": opd}, NAMES).opd == said


def test_what_a_rule_leaves_open_is_decided_by_the_category():
    bare = spell({"code": "A", "opd": "BPBD"}, NAMES)
    full = spell({"code": "A", "opd": "BPBD", "priority": 1, "clock": "TIER_2", "note": "Segera."}, NAMES)
    assert (bare.priority, bare.clock, bare.note) == ("menurut kategori", "menurut kategori", "")
    assert (full.priority, full.clock, full.note) == ("mendesak", "Ringan (2 hari kerja)", "Segera.")


def test_codes_without_a_name_are_pointed_out():
    when = {"category": ["JLN01", "JLN99"], "group": "LAMA", "area": "99.99"}
    assert spell({"code": "A", "opd": "BPBD", "when": when}, NAMES).unknown == ("JLN99", "LAMA", "99.99")
