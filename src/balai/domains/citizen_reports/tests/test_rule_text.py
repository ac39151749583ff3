"""Routing rules as text: what is understood, what is refused and where the fault is said to lie. No database."""

from pathlib import Path

import pytest
import yaml

from balai.domains.citizen_reports.rules.routing import check_rules
from balai.domains.citizen_reports.rules.rule_text import MOST_BYTES, dump_rules, parse_rules
from balai.foundation.errors import Refused

RULE = "- {code: JALAN, when: {category: JLN01}, opd: MANDATE}"
REGIONS = Path(__file__).resolve().parents[5] / "regions"


@pytest.mark.parametrize("text", [RULE, f"rules:\n{RULE}", f"rules:\n  {RULE}\n", f"# komentar\n{RULE}"])
def test_a_list_of_rules_alone_or_below_its_name(text):
    assert parse_rules(text) == [{"code": "JALAN", "when": {"category": "JLN01"}, "opd": "MANDATE"}]


def test_what_is_written_is_read_back():
    rules = [
        {
            "code": "MALAM",
            "when": {
                "words": ["tumbang", "ya", "no", "menutup: jalan", "“kutip”"],
                "hours": [16, 7],
                "weekdays": [5, 6],
                "area": ["33.25", "33.25.01"],
                "confidential": False,
                "type": ["COMPLAINT"],
            },
            "opd": "BPBD",
            "priority": 1,
            "clock": "TIER_2",
            "note": "Siaga 24 jam; lihat: jadwal.",
        },
        {"code": "SISA", "opd": "COORDINATOR"},
    ]
    assert parse_rules(dump_rules(rules)) == rules


@pytest.mark.parametrize(
    "path", sorted(REGIONS.glob("*/citizen_reports/routing.yaml")), ids=lambda path: path.parts[-3]
)
def test_the_rules_of_each_region_are_understood(path):
    text = path.read_text(encoding="utf-8")
    rules = yaml.safe_load(text)["rules"]
    assert parse_rules(text) == rules == parse_rules(dump_rules(rules))


def refusal(text: str) -> Refused:
    with pytest.raises(Refused) as caught:
        parse_rules(text)
    assert caught.value.field == "rules"
    return caught.value


BOMB = "\n".join(
    [
        "- &a [x, x, x, x, x, x, x, x, x]",
        *(f"- &{b} [{', '.join([f'*{a}'] * 9)}]" for a, b in zip("abcdefgh", "bcdefghi", strict=True)),
    ]
)
UNREADABLE = [
    ("an alias bomb", BOMB, "Baris 1"),
    ("an anchor alone", "- code: &x JALAN\n  opd: MANDATE", "Baris 1"),
    ("an alias", f"{RULE}\n- *x", "Baris 2"),
    ("merged keys", "- &x {code: A, opd: B}\n- {<<: *x}", "Baris 1"),
    ("an open bracket", f"{RULE}\n- {{code: [A, opd: B}}", "Baris 2"),
    ("a tab as indent", "- code: A\n\topd: B", "Baris 2"),
    ("two documents", f"{RULE}\n---\n{RULE}", "Baris 2"),
    ("depth", "- " + "[" * 40 + "]" * 40, "terlalu banyak tingkat"),
    ("great depth", "[" * 90_000, "terlalu banyak tingkat"),
    ("a key twice", "- code: A\n  opd: B\n  opd: C", "Baris 3: `opd` ditulis dua kali"),
    ("a tag that makes an object", "- !!python/object/apply:os.system ['true']", "Baris 1"),
    ("a character that is none", "- {code: \x00}", "karakter"),
    ("a date that is none", "- {code: A, opd: B, note: 2026-13-45}", "tanggal"),
]


@pytest.mark.parametrize(("what", "text", "said"), UNREADABLE, ids=[row[0] for row in UNREADABLE])
def test_what_cannot_be_read_is_refused_with_its_line(what, text, said):
    found = refusal(text)
    assert found.code == "RULES_UNREADABLE"
    assert said in found.message


def test_a_text_that_is_too_long_is_not_read_at_all():
    assert refusal("#" * (MOST_BYTES + 1)).code == "RULES_TOO_LONG"
    assert refusal("#" * MOST_BYTES).code == "RULE_INVALID"


def one(**changed) -> str:
    return dump_rules([{"code": "UJI", "opd": "MANDATE", **changed}])


def when(**conditions) -> str:
    return one(when=conditions)


INVALID = [
    ("nothing", "", "daftar"),
    ("a word", "jalan", "daftar"),
    ("a mapping", "code: A", "daftar"),
    ("a rule that is a word", "- jalan", "Aturan 1 harus"),
    ("no code", "- {opd: MANDATE}", "`code`"),
    ("no agency", "- {code: A}", "`opd`"),
    ("a code that is a number", one(code=7), "`code`"),
    ("a code that is too long", one(code="A" * 61), "`code`"),
    ("an agency that is a list", one(opd=["A"]), "`opd`"),
    ("a clock that is a number", one(clock=3), "`clock`"),
    ("a note that is a date", "- {code: A, opd: B, note: 2026-01-02}", "`note`"),
    ("a priority that is none", one(priority=4), "`priority`"),
    ("a priority that is true", one(priority=True), "`priority`"),
    ("a priority that is a list", one(priority=[1]), "`priority`"),
    ("a key that is none", one(tujuan="X"), "tujuan"),
    ("a condition that is none", when(kata="x"), "syarat tidak dikenal: kata"),
    ("conditions that are a list", one(when=["x"]), "`when`"),
    ("words that are none", when(words=[]), "`words`"),
    ("words that are yes", "- {code: A, opd: B, when: {words: [yes]}}", "`words`"),
    ("an empty word", when(words=["  "]), "`words`"),
    ("an area that is a number", "- {code: A, opd: B, when: {area: 33.25}}", "`area`"),
    ("a type that is none", when(type="KELUHAN"), "`type`"),
    ("one hour", when(hours=[7]), "`hours`"),
    ("hours as text", when(hours=["7", "9"]), "`hours`"),
    ("an hour that is none", when(hours=[7, 25]), "`hours`"),
    ("no time at all", when(hours=[7, 7]), "`hours`"),
    ("a weekday that is none", when(weekdays=[7]), "`weekdays`"),
    ("a weekday alone", when(weekdays=1), "`weekdays`"),
    ("a secret that is text", when(confidential="ya"), "`confidential`"),
    (
        "too many rules",
        dump_rules([{"code": f"A{n}", "opd": "B"} for n in range(301)]),
        "Terlalu banyak aturan",
    ),
    ("too many words", when(words=[f"kata{n}" for n in range(3001)]), "Terlalu banyak kata"),
]


@pytest.mark.parametrize(("what", "text", "said"), INVALID, ids=[row[0] for row in INVALID])
def test_what_is_not_a_rule_is_named(what, text, said):
    found = refusal(text)
    assert found.code == "RULE_INVALID"
    assert said in found.message


def test_the_rule_and_the_field_are_named():
    found = refusal(f"{RULE}\n- {{code: MALAM, opd: BPBD, when: {{hours: [7]}}}}")
    assert found.message == "Aturan 2 (MALAM): `hours` harus dua jam yang berbeda, seperti [16, 7]."


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ({"code": "A", "opd": "DINAS_LAIN"}, "OPD tidak dikenal: DINAS_LAIN"),
        ({"code": "A", "opd": "BPBD", "clock": "CEPAT"}, "jam tidak dikenal: CEPAT"),
        ({"code": "SATU", "opd": "BPBD"}, "kode dipakai dua kali"),
    ],
)
def test_what_is_named_must_exist(rule, said):
    with pytest.raises(Refused) as caught:
        check_rules([{"code": "SATU", "opd": "MANDATE"}, rule], opds=["BPBD"], clocks=["TIER_2"])
    assert said in caught.value.message and caught.value.message.startswith("Aturan 2")
