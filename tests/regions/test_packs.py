"""Every pack of every region is sound, its own sample cases pass, and its letters can be printed."""

import csv
import os
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
import yaml
from django.conf import settings

from balai.engine.documents.public import typeset
from balai.engine.packs.public import Pack, check, fitted, load_folder, read_pack, resolve_values, simulate
from balai.foundation.workdays import WorkCalendar

REGIONS = Path(settings.ROOT) / "regions"
FOLDERS = sorted(path.parent for path in REGIONS.glob("*/packs/*/pack.yaml"))
BATANG = REGIONS / "batang" / "packs"
GRANT = "santunan-kematian"
LETTERS = sorted(path.name for path in BATANG.glob("surat-*"))
LONGEST = "Raden Muhammad Abdullah Fathurrahman Kusumawardhana Contoh Rekaan bin Kyai Haji Sastrowardoyo"


@cache
def pack_in(folder: Path) -> Pack:
    return read_pack(load_folder(folder))


def batang(name: str) -> Pack:
    return pack_in(BATANG / name)


def sheet(name: str) -> list[dict[str, str]]:
    """A table of what was found out about other regions; the test is skipped where it does not lie beside us."""
    default = Path(settings.ROOT).parent / "shared" / "data" / "ship"
    path = Path(os.environ.get("BALAI_SHEETS_DIR", default)) / name
    if not path.exists():
        pytest.skip(f"{name} is not here; set BALAI_SHEETS_DIR to the folder that has it")
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: f"{path.parts[-3]}-{path.name}")
def test_pack_is_sound(folder: Path) -> None:
    pack = pack_in(folder)
    assert [str(fault) for fault in check(pack)] == []
    assert pack.id == folder.name
    assert len(pack.samples) >= 10


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: f"{path.parts[-3]}-{path.name}")
def test_samples_pass(folder: Path) -> None:
    pack, calendar = pack_in(folder), WorkCalendar()
    results = [simulate(pack, sample, calendar=calendar) for sample in pack.samples]
    assert [result for result in results if not result.passed] == []


@pytest.mark.parametrize("name", sorted(batang(GRANT).variants))
def test_variant_passes(name: str) -> None:
    pack, calendar = batang(GRANT), WorkCalendar()
    variant = pack.variants[name]
    results = [simulate(pack, sample, calendar=calendar, values=variant.values) for sample in variant.samples]
    assert len(results) >= 3
    assert [result for result in results if not result.passed] == []
    assert variant.source
    assert variant.confidence in {"high", "medium", "low"}


def test_the_grant_has_many_samples_and_speaks_of_everything() -> None:
    pack = batang(GRANT)
    assert len(pack.samples) >= 25
    assert len(pack.variants) == 12
    used = {sample.expect.get("refused") for sample in pack.samples} | {
        sample.expect.get("refused") for variant in pack.variants.values() for sample in variant.samples
    }
    refusals = {row.then["message"] for row in pack.eligibility.rows if row.then["result"] == "REFUSED"}
    assert refusals <= used
    ends = {sample.expect.get("state") for sample in pack.samples}
    assert {"PAID", "REFUSED", "WITHDRAWN", "WAITING"} <= ends
    asked = {step.role for step in pack.training}
    assert asked == {role.code for role in pack.roles}


def test_values_of_batang_are_complete() -> None:
    rows = yaml.safe_load((REGIONS / "batang" / "public_services" / f"{GRANT}.yaml").read_text())[
        "parameters"
    ]
    prefix = f"services.{GRANT}."
    given = {row["code"].removeprefix(prefix): row["value"] for row in rows}
    pack = batang(GRANT)
    values = resolve_values(pack, given)
    assert (values["amount_rupiah"], values["deadline_days"], values["account"]) == (1_000_000, 60, "5.3.01")
    variant = resolve_values(pack, pack.variants["batang"].values)
    assert variant == values
    # The number of the regent's rule was not found: nothing may claim to be verified.
    assert not any(row["verified"] for row in rows)
    opds = yaml.safe_load((REGIONS / "batang" / "opds.yaml").read_text())["opds"]
    assert values["agency"] in {row["code"] for row in opds}


def test_batang_offers_what_it_has() -> None:
    """Choices of other regions are not shown here, nor the papers that only they would ask for."""
    pack = batang(GRANT)
    here = fitted(pack, resolve_values(pack, pack.variants["batang"].values))
    offered = {code: [choice.code for choice in field.choices] for code, field in here.fields.items()}
    assert offered["payout_channel"] == ["CASH", "TRANSFER"]
    assert offered["poverty_proof"] == ["VILLAGE_LETTER"]
    assert "NEIGHBOURHOOD_HEAD" not in offered["heir_relation"]
    assert {"sktm", "social_card", "no_heir_statement"} == {paper.code for paper in pack.papers} - {
        paper.code for paper in here.papers
    }


# ---- one entry for one death


def test_one_death_is_typed_once() -> None:
    """The grant, the death letter and the way to the registry ask the same things under the same names."""
    grant = batang(GRANT)
    letter, registry = batang("surat-keterangan-kematian"), batang("surat-pengantar-kematian")
    assert set(grant.also) == {letter.id, registry.id}
    assert set(letter.also) == {grant.id, registry.id}
    for pack in (letter, registry):
        shared = set(pack.fields) & set(grant.fields)
        assert {
            "deceased_nik",
            "deceased_name",
            "death_date",
            "family_card",
            "heir_nik",
            "heir_name",
        } <= shared
        for code in shared:
            mine, theirs = pack.fields[code], grant.fields[code]
            assert (mine.type, mine.choices, mine.prefill, mine.when) == (
                theirs.type,
                theirs.choices,
                theirs.prefill,
                theirs.when,
            ), code
    asked_more = {code for pack in (letter, registry) for code in pack.fields} - set(grant.fields)
    assert asked_more == {
        "is_resident", "burial_place", "witness1_name", "witness2_name", "kk_change", "new_head_name",
    }  # fmt: skip


# ---- letters


def words(pack: Pack, answers: dict) -> dict:
    """Answers as a letter prints them: choices in words, nothing left out."""
    found = {}
    for code, field in pack.fields.items():
        labels = {choice.code: choice.label.id for choice in field.choices}
        value = answers.get(code)
        found[code] = labels.get(value, value) if labels else value
    return found


def pages(pdf: bytes) -> int:
    with pikepdf.open(BytesIO(pdf)) as opened:
        return len(opened.pages)


def printed(pack: Pack, answers: dict) -> list[bytes]:
    files = load_folder(BATANG / pack.id)
    return [
        typeset(source=files[letter.template], data=words(pack, answers), title=letter.title.id)
        for letter in pack.letters
    ]


@pytest.mark.parametrize("name", LETTERS)
def test_letter_is_one_page(name: str) -> None:
    pack = batang(name)
    letters = printed(pack, dict(pack.samples[0].answers))
    assert letters
    assert [pages(pdf) for pdf in letters] == [1] * len(letters)


@pytest.mark.parametrize("name", LETTERS)
def test_longest_answers_do_not_break_the_letter(name: str) -> None:
    pack = batang(name)
    answers = dict(pack.samples[0].answers)
    for code, field in pack.fields.items():
        if field.type == "TEXT":
            answers[code] = (LONGEST * 3)[: field.max_length]
    assert all(1 <= pages(pdf) <= 2 for pdf in printed(pack, answers))
    # What need not be answered may be absent.
    bare = {code: value for code, value in pack.samples[0].answers.items() if pack.fields[code].required}
    assert all(pages(pdf) == 1 for pdf in printed(pack, bare))


def test_letters_of_the_portal() -> None:
    """Nineteen letters as Batang's portal lists them: eleven keterangan, eight pengantar, each from home or not."""
    rows = sheet("surat-desa-types.csv")
    listed = {
        f"surat-{row['kind']}-{row['name'].lower().replace(' ', '-')}": (
            "SELF_SERVICE" if row["channel"] == "mandiri" else "WALK_IN"
        )
        for row in rows
    }
    assert {name: batang(name).channel for name in LETTERS} == listed
    for name in LETTERS:
        filers = set(batang(name).filers)
        assert filers == ({"applicant", "village"} if listed[name] == "SELF_SERVICE" else {"village"})


# ---- what was found out about other regions

VARIANT_OF = {
    "Kab. Badung (plan 2025)": "badung",
    "Kab. Barito Kuala": "barito-kuala",
    "Kab. Batang": "batang",
    "Kab. Bojonegoro": "bojonegoro",
    "Kab. Karangasem": "karangasem",
    "Kab. Klungkung": "klungkung",
    "Kab. Musi Rawas": "musi-rawas",
    "Kab. Pati": "pati",
    "Kab. Pekalongan": "pekalongan",
    "Kab. Sukoharjo": "sukoharjo",
    "Kota Denpasar": "denpasar",
    "Kota Probolinggo": "probolinggo",
}


@pytest.mark.parametrize("region", sorted(VARIANT_OF))
def test_variant_agrees_with_the_sheet(region: str) -> None:
    row = next(row for row in sheet("santunan-rules.csv") if row["region"] == region)
    pack = batang(GRANT)
    variant = pack.variants[VARIANT_OF[region]]
    values = resolve_values(pack, variant.values, complete=False)
    assert variant.name == region
    assert variant.source == row["source"]
    assert variant.confidence == row["confidence"]
    assert values["amount_rupiah"] == (int(row["amount_rp"]) if row["amount_rp"] else None)
    assert values["deadline_days"] == (int(row["deadline_days"]) if row["deadline_days"] else None)
    if row["day_type"]:
        assert values["day_type"] == row["day_type"].upper()
    assert values["for_everyone"] == row["eligibility"].startswith("every")
    certificate = row["death_certificate"]
    assert values["death_certificate"] == certificate.startswith("yes")
    assert values["filing_proof"] == ("filing proof" in certificate)
    if row["filer"]:
        assert ("village" in values["filers"]) == (
            "desa" in row["filer"] and "after desa" not in row["filer"]
        )
        assert ("applicant" in values["filers"]) == ("heir" in row["filer"] or "proposal" in row["filer"])
    assert values["camat_acknowledges"] == ("camat" in row["filer"])
    channel = row["payout_channel"]
    assert ("VIRTUAL_ACCOUNT" in values["channels"]) == ("virtual account" in channel)
    assert not channel.startswith("transfer") or values["channels"] == ["TRANSFER"]
    assert values["money_lapses"] == ("lapses" in row["note"])
    assert (values["account"] == "5.3.01") == (row["budget_line"] == "Belanja Tidak Terduga")
    batch = {"b": "BATCHES", "m": "MONTHLY"}.get(row["cadence"][:1], "EACH")
    assert values["batch"] == batch


def test_every_row_of_the_sheet_has_a_variant() -> None:
    assert {row["region"] for row in sheet("santunan-rules.csv")} == set(VARIANT_OF)


def test_baseline_is_what_was_published() -> None:
    known = {indicator.code: indicator for indicator in batang(GRANT).indicators}
    columns = {"budget": "budget_rp", "recipients": "recipients", "paid": "paid_rp"}
    for row in sheet("esakti-yearly.csv"):
        for name, column in columns.items():
            indicator = known.get(f"{name}_{row['year']}")
            assert (str(indicator.value) if indicator else "") == row[column]
            assert indicator is None or indicator.source
