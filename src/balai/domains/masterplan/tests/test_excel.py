"""The table of the action plan, out and in again."""

import random
import unicodedata
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from balai.domains.masterplan.actions.excel import settle_columns, upload_programmes
from balai.domains.masterplan.actions.excel_entering import apply_import, undo_import
from balai.domains.masterplan.models import Programme, ProgrammeImport, ProgrammeYear
from balai.domains.masterplan.queries.excel import sheet
from balai.domains.masterplan.queries.excel_preview import preview
from balai.domains.masterplan.queries.programmes import programmes
from balai.domains.masterplan.rules.columns import COLUMNS, recognise, settled, title_of
from balai.domains.masterplan.terms import Horizon, ProgrammeState
from balai.domains.masterplan.tests.factories import NOON, make_plan, make_programme, planner
from balai.engine.journal.public import history
from balai.engine.people.testing import make_opd
from balai.foundation.actor import SYSTEM
from balai.foundation.dimensions import SUB_DIMENSIONS
from balai.foundation.errors import Conflict, Refused
from balai.kits.excel import Sheet, workbook

pytestmark = pytest.mark.django_db
TITLES = [title_of(column, 2019) for column in COLUMNS]
# What people type: letters of several scripts, signs that tables know, several lines.
SIGNS = """aZé é汉ب9=+-@'"<>&;:,._/%#|~\n\t😀"""


def words(chance: random.Random) -> str:
    text = "".join(chance.choice(SIGNS) for _ in range(chance.randint(0, 14)))
    return unicodedata.normalize("NFC", f"a{text}b_x0041_")


def written(plan) -> bytes:
    return workbook(sheet(plan, programmes(plan)))


def table(data: bytes) -> list[list]:
    return CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0).to_python()


def uploaded(plan, data: bytes) -> ProgrammeImport:
    return upload_programmes(plan_id=plan.pk, data=data, file_name="berkas.xlsx", by=SYSTEM, at=NOON)


def taken_over(plan, data: bytes) -> ProgrammeImport:
    made = uploaded(plan, data)
    chosen = {place: made.columns.get(str(place), "+") for place in range(len(made.titles))}
    made = settle_columns(import_id=made.pk, chosen=chosen, by=SYSTEM, at=NOON)
    return apply_import(import_id=made.pk, digest=preview(made).digest, by=SYSTEM, at=NOON)


def file_of(titles, *rows) -> bytes:
    return workbook(Sheet("Rencana aksi", titles, rows))


def _random_programme(plan, number: int, chance: random.Random, offices) -> None:
    sub = chance.choice(SUB_DIMENSIONS)
    lead = chance.choice([None, *offices])
    row = Programme.objects.create(
        plan=plan, code=f"K{number}", name=words(chance), dimension=sub.dimension, sub_dimension=sub.code,
        goal=words(chance), activity=words(chance), place=words(chance), partners=words(chance), unit="orang",
        baseline=chance.choice(["", "12,5", "belum ada"]), fund_source=chance.choice(["APBD", "APBD; CSR", ""]),
        lead=lead, lead_text="" if lead else chance.choice(["", "Dinas yang tidak ada"]),
        supporting_text=chance.choice(["", "Kantor rekaan; Balai rekaan"]),
        horizon=chance.choice(["", *Horizon]), state=chance.choice(list(ProgrammeState)),
        is_quick_win=chance.random() < 0.5, note=words(chance), updated_at=NOON,
        kept=chance.choice([{}, {"pagu_t2": "kira-kira satu miliar"}, {"+Catatan lama": "lihat lampiran"}]),
    )  # fmt: skip
    row.supporting.set(chance.sample(offices, chance.randint(0, len(offices))))
    for year in chance.sample(list(plan.years), chance.randint(0, 5)):
        amount = None if year == 2020 else chance.choice([None, 0, 150_000_000, 10**15])
        target = chance.choice(["", "1 dokumen", "80%", "007"])
        ProgrammeYear.objects.create(programme=row, year=year, target=target, ceiling_rupiah=amount)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6))
def test_out_in_and_out_again_is_the_same_cell_by_cell(seed):
    plan, other, chance = make_plan(), make_plan("dua"), random.Random(seed)
    offices = [make_opd("SATU", name="Dinas Satu, Dua, dan Tiga"), make_opd("EMPAT", name="Badan Empat")]
    for number in range(5):
        _random_programme(plan, number, chance, offices)
    first = written(plan)
    assert [row.changes for row in preview(uploaded(plan, first)).of_kind("CHANGED")] == []
    taken_over(other, first)
    assert table(written(other)) == table(first)


def test_a_file_with_other_titles_and_order_changes_only_what_it_says():
    plan, health = make_plan(), make_opd("DINKES", name="Dinas Kesehatan")
    kept = make_programme("R-01", goal="Tetap", lead_id=health.pk)
    gone = make_programme("R-02")
    made = uploaded(
        plan,
        file_of(
            ["Rencana Aksi Kota Cerdas", "", "", "", ""],
            ["Nama Program", "Leading Sector", "Pagu 2020", "No", "Target tahun 2"],
            ["Program berganti nama", "dinkes", "Rp 1.500.000", "R-01", "2 unit"],
            ["Yang baru", "Dinas Antah Berantah", "kira-kira", "", 12.5],
        ),
    )
    seen = preview(made)
    changed, new = seen.rows
    assert changed.changes == [
        ("Program smart city", "Program rekaan R-01", "Program berganti nama"),
        ("Pagu T2", "", "1500000"),
        ("Target T2", "", "2 unit"),
    ]
    assert (new.kind, new.code, new.number) == ("NEW", "BARU-001", 4)
    assert [column for column, _why in new.remarks] == ["kode", "penanggung_jawab_opd", "pagu_t2"]
    assert seen.untouched == [gone]
    apply_import(import_id=made.pk, digest=seen.digest, by=SYSTEM, at=NOON)
    kept.refresh_from_db()
    assert (kept.name, kept.goal, kept.lead_id, kept.version) == (
        "Program berganti nama",
        "Tetap",
        health.pk,
        2,
    )
    row = Programme.objects.get(code="BARU-001")
    assert (row.lead, row.lead_text, row.kept) == (None, "Dinas Antah Berantah", {"pagu_t2": "kira-kira"})
    assert row.years.get(year=2020).target == "12.5"
    [entry] = history(subject=("programme_import", made.pk))
    assert entry.code == "PROGRAMMES_IMPORTED" and entry.data["new"] == 1


def test_titles_nobody_knows_are_asked_and_kept_beside_when_wanted():
    plan = make_plan()
    made = uploaded(
        plan, file_of(["Kode", "Nama program", "Dokumentasi"], ["X-1", "Sesuatu", "ada di lemari"])
    )
    guesses = recognise(made.titles, first_year=2019)
    assert [guess.code for guess in guesses] == ["kode", "program_smart_city", ""] and not settled(guesses)
    for wrong, code in (
        ({0: "kode", 1: "kode"}, "COLUMN_TWICE"),
        ({2: "+"}, "COLUMN_MISSING"),
        ({0: "x"}, "COLUMN_UNKNOWN"),
    ):
        with pytest.raises(Refused) as refusal:
            settle_columns(import_id=made.pk, chosen=wrong, by=SYSTEM, at=NOON)
        assert refusal.value.code == code
    settle_columns(import_id=made.pk, chosen={0: "kode", 1: "program_smart_city", 2: "+"}, by=SYSTEM, at=NOON)
    made.refresh_from_db()
    apply_import(import_id=made.pk, digest=preview(made).digest, by=SYSTEM, at=NOON)
    assert table(written(plan))[0][-1] == "Dokumentasi" and table(written(plan))[1][-1] == "ada di lemari"
    assert settled(recognise(["Kode", "Dokumentasi"], first_year=2019, extras=["Dokumentasi"]))


def test_no_row_is_dropped():
    plan = make_plan()
    made = taken_over(
        plan,
        file_of(
            ["Kode", "Program", "Dimensi"],
            ["A", "Satu", "Smart Gubernans"],
            ["A", "Dua", ""],
            ["", "", "Economy"],
        ),
    )
    rows = {row.code: row for row in Programme.objects.filter(plan=plan)}
    assert sorted(rows) == ["A", "A-2", "BARU-001"]
    assert (rows["A"].dimension, rows["A"].kept) == ("", {"dimensi": "Smart Gubernans"})
    assert rows["BARU-001"].name == "(tanpa nama, baris 4)" and rows["BARU-001"].dimension == "ECONOMY"
    assert preview(uploaded(plan, written(plan))).of_kind("CHANGED") == [] and made.undo["changed"] == {}


def test_taken_over_once_and_only_as_it_was_shown():
    plan = make_plan()
    make_programme("A")
    made = uploaded(plan, file_of(["Kode", "Program"], ["A", "Lain"]))
    digest = preview(made).digest
    Programme.objects.update(version=7)
    with pytest.raises(Conflict):
        apply_import(import_id=made.pk, digest=digest, by=SYSTEM, at=NOON)
    assert Programme.objects.get().name == "Program rekaan A"
    for _ in range(2):
        apply_import(import_id=made.pk, digest=preview(made).digest, by=SYSTEM, at=NOON)
    assert len(history(subject=("programme_import", made.pk))) == 1 and Programme.objects.get().version == 8


def test_undoing_brings_everything_back_unless_somebody_built_on_it():
    plan, opd = make_plan(), make_opd("SATU")
    make_programme("A", goal="Lama", supporting=[opd.pk], targets={2019: "1"}, ceilings={2019: 5})
    before = table(written(plan))
    rows = [["A", "Lain", "9", "Baru", ""], ["B", "Yang baru", "", "", ""]]
    made = taken_over(plan, file_of(["Kode", "Program", "Target T1", "Sasaran", "OPD pendukung"], *rows))
    assert table(written(plan)) != before
    Programme.objects.filter(code="B").update(version=5)
    with pytest.raises(Refused) as refusal:
        undo_import(import_id=made.pk, by=planner(), at=NOON)
    assert refusal.value.code == "IMPORT_BUILT_ON" and "B" in refusal.value.message
    Programme.objects.filter(code="B").update(version=1)
    undo_import(import_id=made.pk, by=planner(), at=NOON)
    assert table(written(plan)) == before


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"bukan excel", "FILE_BROKEN"),
        (b"x" * (5 * 2**20 + 1), "FILE_TOO_LARGE"),
        (file_of(["Kode"]), "FILE_EMPTY"),
        (file_of(["Kode"], *[[f"K{n}"] for n in range(2001)]), "TOO_MANY_ROWS"),
    ],
)
def test_files_that_cannot_be_read_are_refused_in_words(data, code):
    with pytest.raises(Refused) as refusal:
        uploaded(make_plan(), data)
    assert refusal.value.code == code and not ProgrammeImport.objects.exists()


def test_the_thirty_three_columns():
    assert len(COLUMNS) == 33 and len(set(TITLES)) == 33
