"""Every class of mistake in a pack is found, and said with the file, the line, the field and a clear sentence."""

from pathlib import Path

import pytest
import yaml

from balai.engine.packs.rules.faults import PackFaults
from balai.engine.packs.rules.reading import read_pack
from balai.engine.packs.rules.soundness import check

from .grants import changed, faults_of, grant, grant_files

BAD = yaml.safe_load((Path(__file__).parent / "cases" / "bad_packs.yaml").read_text())


def test_the_sample_pack_is_sound() -> None:
    assert check(grant(), platform="0.1.0") == []


@pytest.mark.parametrize("case", BAD, ids=lambda case: f"{case['field']}: {case['new'][:30]}")
def test_one_mistake_is_found_where_it_is(case: dict[str, str]) -> None:
    faults = faults_of(changed(case["file"], case["old"], case["new"]))
    wanted = [
        fault
        for fault in faults
        if fault.file == case["at"]
        and str(case["field"]) in fault.field
        and str(case["says"]) in fault.message
    ]
    assert wanted, [str(fault) for fault in faults]
    assert all(fault.line >= 1 and fault.message.endswith((".", "?")) for fault in faults)


def test_the_line_is_the_line_of_the_mistake() -> None:
    files = changed("flow.yaml", "by: [approver], not_by", "by: [kepala], not_by")
    line = (
        files["flow.yaml"]
        .splitlines()
        .index(next(ln for ln in files["flow.yaml"].splitlines() if "kepala" in ln))
    )
    assert [(fault.line, fault.field) for fault in faults_of(files)] == [(line + 1, "moves.approve.by")]


def test_all_mistakes_are_said_at_once() -> None:
    files = changed("pack.yaml", "group: SOCIAL", "group: SOSIAL")
    files["values.yaml"] = files["values.yaml"].replace("type: OPD", "type: OFFICE")
    files["flow.yaml"] = files["flow.yaml"].replace("stage: RECEIVED", "stage: BEGUN")
    assert [fault.file for fault in faults_of(files)] == ["flow.yaml", "pack.yaml", "values.yaml"]


def test_a_missing_file_is_named() -> None:
    files = {name: text for name, text in grant_files().items() if name != "form.yaml"}
    assert "form.yaml:1: Berkas ini belum ada dalam paket." in [str(fault) for fault in faults_of(files)]


def test_an_unknown_file_is_named() -> None:
    assert [fault.file for fault in faults_of({**grant_files(), "prices.yaml": "a: 1"})] == ["prices.yaml"]


def test_a_ring_without_a_bound_is_named() -> None:
    files = changed("flow.yaml", "needs: [TEXT], most: 3, tone: warn", "needs: [TEXT]")
    files["flow.yaml"] = files["flow.yaml"].replace("by: [village], most: 3", "by: [village]")
    (fault,) = faults_of(files)
    assert "VERIFYING → COMPLETING → VERIFYING" in fault.message
    assert fault.file == "flow.yaml" and fault.field == "moves.complete.most"


def test_too_few_samples() -> None:
    files = dict(grant_files())
    kept = [
        line
        for line in files["cases.yaml"].splitlines()
        if "Anggaran habis" not in line and "Dilengkapi" not in line
    ]
    files["cases.yaml"] = "\n".join(kept)
    assert [fault.message for fault in faults_of(files)] == ["Baru 9 contoh; paling sedikit 10."]


@pytest.mark.parametrize(
    ("bounds", "fits"),
    [(">=0.1,<1.0", True), (">=0.2", False), ("<0.1", False), ("==0.1.0", True), (">0.0.9,<=0.1", True)],
)
def test_the_platform(bounds: str, fits: bool) -> None:
    pack = read_pack(changed("pack.yaml", '">=0.1,<1.0"', f'"{bounds}"'))
    assert (check(pack, platform="0.1.0") == []) is fits


def test_a_letter_needs_its_template_and_its_signer() -> None:
    letter = (
        "letters: [{code: death_letter, title: {id: Surat, en: Letter}, template: letters/x.typ,"
        ' classification: "474.3", pattern: "{nomor}/{year}", signer: kades}]'
    )
    said = " ".join(fault.message for fault in faults_of({**grant_files(), "letters.yaml": letter}))
    for word in ("letters/x.typ", "kades", "{nomor}", "{number}", "ISSUE death_letter"):
        assert word in said


def test_the_sentence_of_the_refusal_names_the_first_fault() -> None:
    with pytest.raises(PackFaults) as caught:
        read_pack(changed("pack.yaml", "group: SOCIAL", "group: SOSIAL"))
    assert caught.value.code == "PACK_FAULTY"
    assert "1 kesalahan" in caught.value.message and "pack.yaml:6" in caught.value.message
