"""Pages translate: who sees what, forms that keep what was typed, sheets out and in, the year."""

import io
from decimal import Decimal

import pytest
import yaml
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from balai.domains.evaluation import chapters
from balai.domains.evaluation.actions.instruments import keep_edition
from balai.domains.evaluation.models import Assessment, Edition
from balai.domains.evaluation.tests.assessment_hall import make_edition, make_hall, opened, told
from balai.domains.evaluation.tests.rules.test_scoring import SHIPPED
from balai.engine.indicators.public import declare_series, state_point
from balai.engine.organizations.public import Region
from balai.engine.people.public import Role
from balai.engine.people.testing import make_opd, make_user
from balai.foundation.actor import SYSTEM
from balai.kits.excel import Sheet, workbook
from balai.kits.testing.queries import assert_bounded

pytestmark = pytest.mark.django_db
PROGRAMMES = {"GOVERNANCE": (39, 35, "89.7"), "BRANDING": (7, 6, "85.7"), "TOTAL": (80, 70, "87.5")}


@pytest.fixture
def hall():
    Region.objects.get_or_create(
        code="99.01", defaults={"name": "Kabupaten Contoh", "short_name": "Contoh", "number_prefix": "CTH", "latitude": -6.9, "longitude": 109.7}
    )  # fmt: skip
    return make_hall()


def url(name: str, row: Assessment, *more: str) -> str:
    return reverse(f"evaluation:{name}", args=[row.pk, *more])


def test_a_running_assessment_is_seen_by_its_own_and_its_assessor(client, hall):
    row = told(hall, "SUBMITTED")
    seen = {}
    for name in (None, "own", "other", "stranger"):
        if name:
            client.force_login(hall.users[name])
        seen[name] = client.get(url("assessment", row)).status_code
    assert seen == {None: 404, "own": 200, "other": 200, "stranger": 404}


def test_the_assessors_levels_stay_his_until_he_is_done(client, hall):
    row = told(hall, "SUBMITTED")
    client.force_login(hall.users["other"])
    given = {"version": row.version, "level-A": "1,5", "reason-A": "hanya rencana"}
    assert client.post(url("fill", row, "A"), given).status_code == 302
    assert client.get(url("assessment", row)).context["found"].gaps[0].other_reason == "hanya rencana"
    client.force_login(hall.users["own"])
    assert "hanya rencana" not in client.get(url("assessment", row)).content.decode()


def test_a_final_one_is_public_without_names(client, hall):
    row = told(hall, "FINAL")
    page = client.get(url("assessment", row)).content.decode()
    assert "3,00" in page
    assert not any(user.full_name in page for user in hall.users.values())


def test_a_bad_level_keeps_what_was_typed(client, hall):
    row = opened(hall)
    client.force_login(hall.users["own"])
    given = {"version": 1, "level-B1": "9", "reason-B1": "alasan panjang", "level-B2": "3", "reason-B2": ""}
    page = client.post(url("fill", row, "B"), given)
    assert page.status_code == 422
    assert list(page.context["form"].errors) == ["level-B1"]
    assert "alasan panjang" in page.content.decode()
    assert row.scores.count() == 0


def test_a_conflict_keeps_what_was_typed_and_the_second_press_counts(client, hall):
    row = opened(hall)
    client.force_login(hall.users["own"])
    client.post(url("fill", row, "A"), {"version": 1, "level-A": "2", "reason-A": ""})
    page = client.post(url("fill", row, "A"), {"version": 1, "level-A": "3", "reason-A": "milik saya"})
    assert page.status_code == 422
    assert "milik saya" in page.content.decode()
    version = page.context["form"]["version"].value()
    assert (
        client.post(
            url("fill", row, "A"), {"version": version, "level-A": "3", "reason-A": "milik saya"}
        ).status_code
        == 302
    )
    assert row.scores.last().reason == "milik saya"


def test_a_sheet_goes_out_and_comes_back_filled(client, hall):
    row = opened(hall)
    client.force_login(hall.users["own"])
    sheet = CalamineWorkbook.from_filelike(
        io.BytesIO(client.get(url("sheet", row)).content)
    ).get_sheet_by_index(0)
    titles, *rows = sheet.to_python()
    assert [cells[0] for cells in rows] == ["A", "B1", "B2"]
    filled = [[*cells[:3], "3", "dari lembar"] for cells in rows] + [["Z9", "", "", "4", ""]]
    page = client.post(url("take_sheet", row), {"version": 1, "file": xlsx(titles[:5], filled)}, follow=True)
    assert [str(message) for message in page.context["messages"]] == [
        "3 baris masuk.",
        "Tidak dikenal atau ganda, jadi dilewati: Z9.",
    ]
    assert set(row.scores.values_list("row", "level")) == {(code, Decimal(3)) for code in ("A", "B1", "B2")}
    # Sent over what came in meanwhile, it asks for another look, and is then taken.
    late = [[*cells[:3], "4", "dari lembar"] for cells in rows]
    for version, status in ((1, 422), (2, 302)):
        page = client.post(url("take_sheet", row), {"version": version, "file": xlsx(titles[:5], late)})
        assert page.status_code == status
        if status == 422:
            assert page.context["form"]["version"].value() == "2"


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (b"bukan excel", "bukan lembar Excel"),
        (None, "Kolom nilai mandiri tidak ditemukan. Kolom yang terbaca: Kode, Angka"),
    ],
)
def test_a_sheet_that_cannot_be_read_says_why(client, hall, file, said):
    row = opened(hall)
    client.force_login(hall.users["own"])
    upload = SimpleUploadedFile("x.xlsx", file) if file else xlsx(["Kode", "Angka"], [["A", "3"]])
    page = client.post(url("take_sheet", row), {"version": 1, "file": upload})
    assert page.status_code == 422
    assert said in page.content.decode()


def xlsx(titles, rows) -> SimpleUploadedFile:
    return SimpleUploadedFile("lembar.xlsx", workbook(Sheet("1", titles, rows)))


def test_the_whole_walk_by_buttons(client, hall):
    row = told(hall, "DRAFT")
    client.force_login(hall.users["own"])
    client.post(url("move", row, "ajukan"), {"version": 2})
    client.force_login(hall.users["other"])
    refused = client.post(url("move", row, "selesai"), {"version": 3}, follow=True)
    assert "Masih kosong 3 baris" in refused.content.decode()
    for part, rows in (("A", ("A",)), ("B", ("B1", "B2"))):
        version = Assessment.objects.get(pk=row.pk).version
        client.post(
            url("fill", row, part),
            {
                "version": version,
                **{f"level-{one}": "2" for one in rows},
                **{f"reason-{one}": "lebih rendah" for one in rows},
            },
        )
    for act in ("selesai", "final"):
        client.post(url("move", row, act), {"version": Assessment.objects.get(pk=row.pk).version})
    row.refresh_from_db()
    assert (row.state, row.index) == ("FINAL", Decimal(2))


def test_an_own_instrument_passes_the_same_checker(client, hall):
    client.force_login(make_user(Role.COORDINATOR, opd=make_opd("DINAS-KOORDINATOR")))
    given = {
        "code": "SENDIRI", "label": "Rekaan sendiri", "edition": "1", "valid_from": "2026-01-01", "lowest": "1", "highest": "4",
        "lines": "A; Unsur satu; 60\nB; Unsur dua; 30", "bands": "",
    }  # fmt: skip
    page = client.post(reverse("evaluation:own"), given, follow=True).content.decode()
    assert "Bobot seluruhnya berjumlah 90, seharusnya 100." in page
    client.post(reverse("evaluation:own"), {**given, "lines": "A; Unsur satu; 60\nB; Unsur dua; 40"})
    assert Edition.objects.get(instrument__code="SENDIRI").standing == "USABLE"
    bomb = SimpleUploadedFile("x.yaml", b"a: &a [1, 1]\nparts: [*a, *a]")
    page = client.post(reverse("evaluation:own"), {**given, "file": bomb})
    assert page.context["form"].errors["file"] == [
        "Berkas ini memakai rujukan (&, *); tuliskan isinya langsung."
    ]


def test_lists_ask_as_often_for_thirty_as_for_one(client, hall):
    client.force_login(hall.users["other"])
    made = iter(range(100))

    def make(count):
        for _ in range(count):
            number = next(made)
            row = opened(hall, opd_id=make_opd(f"D{number}").pk)
            Assessment.objects.filter(pk=row.pk).update(state="FINAL", index=2)
            make_edition(f"e{number}")

    assert_bounded(client, reverse("evaluation:list"), make)


def state_programmes() -> None:
    now = timezone.now()
    for name, numbers in PROGRAMMES.items():
        for what, value in zip(("TARGET", "REACHED", "PERCENT"), numbers, strict=True):
            code = f"PROGRAMME.{name}.{what}"
            declare_series(
                code=code,
                label=code,
                family="PROGRAMME",
                decimals=1 if what == "PERCENT" else 0,
                by=SYSTEM,
                at=now,
            )
            state_point(
                code=code, year=2022, value=Decimal(value), source="contoh.invalid", by=SYSTEM, at=now
            )


def test_the_year_reproduces_what_was_printed(client, hall):
    state_programmes()
    page = client.get(reverse("evaluation:year", args=[2022]))
    rows = [(one.label, one.target, one.reached, str(one.percent)) for one in page.context["rows"]]
    assert rows == [("Smart Governance", 39, 35, "89.7"), ("Smart Branding", 7, 6, "85.7")]
    assert "70 dari 80 program tercapai, 87,5%." in page.content.decode()
    assert client.get(reverse("evaluation:year", args=[2001])).status_code == 404


def test_the_yearly_report_is_written_from_the_same_figures(hall):
    state_programmes()
    told(hall, "FINAL")
    today = timezone.localdate()
    table = next(
        block for block in chapters.summary("2022", today) if hasattr(block, "rows") and len(block.rows) == 3
    )
    assert table.rows[-1] == ("Semua program", "80", "70", "87,5%")
    written = chapters.index_chapter(str(hall.year), today)
    assert ("Indeks", "3,00 Baik") in next(block for block in written if type(block).__name__ == "Facts").rows
    assert chapters.actions("2022", today) == []


@pytest.mark.slow
def test_the_demonstration_tells_its_years_once(hall):
    make_user(Role.OPD_ADMIN, email="diskominfo@contoh.invalid", opd=make_opd("DISKOMINFO"))
    file = yaml.safe_load((SHIPPED / "kominfo.yaml").read_text(encoding="utf-8"))
    for edition in file["editions"]:
        about = {"code": "KOMINFO", "label": file["label"]}
        keep_edition(instrument=about, edition=edition, by=SYSTEM, at=hall.at)
    call_command("demo_evaluation", verbosity=0)
    call_command("demo_evaluation", verbosity=0)
    finals = Assessment.objects.filter(is_example=True, state="FINAL").values_list("year", flat=True)
    assert sorted(finals) == list(range(2021, hall.year))
    assert Edition.objects.get(instrument__code="KESIAPAN_DESA").standing == "BROKEN"
