"""Examples of programmes: so many in every dimension that counting them gives the published figures of 2022."""

import csv
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.utils import timezone

from balai.domains.masterplan.actions.quick_wins import record_progress, state_figure
from balai.domains.masterplan.models import Plan, Programme, ProgrammeYear
from balai.domains.masterplan.terms import PROGRAMME_TASK, ProgrammeState
from balai.engine.duties.public import owe
from balai.engine.organizations import public as organizations
from balai.foundation.actor import SYSTEM
from balai.foundation.dimensions import DIMENSION_OF

PLAN, YEAR = "batang-2019", 2022
INVENTED = "contoh: direka, jumlahnya menurut dimensi mengikuti yang terbit (infopublik.id 797573; joglojateng.com 7-10-2022)"
# A lead office that nobody knows, and none at all: so that the pages for them have something to show.
LEADERLESS = {"ECO-09": "Dinas Pengelolaan Pasar (contoh, sudah dilebur)", "SOC-04": ""}
STOPPED = {"BRA-03": "Contoh: penyedianya mundur, dan loket tunai dipertahankan sejak 2023."}
# code, measure, unit, before, after, percent steps of an invented past
FIGURES = (
    ("GOV-01", "Hari menyusun anggaran satu OPD", "hari", 45, 20, (30, 70, 100)),
    ("GOV-02", "Usulan desa yang terlacak statusnya", "%", 20, 90, (25, 60, 100)),
    ("BRA-01", "Pengunjung per Minggu", "orang", 0, 1600, (40, 65)),
)
TASKS = (
    ("GOV-10", "Sambungkan kanal aduan kecamatan ke satu pintu (contoh)", "SETDA-PEM", 30),
    ("GOV-10", "Sepakati janji jawaban semua OPD (contoh)", "DISKOMINFO", 12),
    ("BRA-01", "Buka kembali loket penukaran kreweng (contoh)", "DISPARPORA", 21),
    ("LIV-04", "Susun jadwal dua rute percontohan (contoh)", "DISHUB", 45),
    ("SOC-11", "Pasang titik pantau di hulu (contoh)", "BPBD", 60),
    ("ENV-02", "Tambah lima desa jemput sampah (contoh)", "DLH", 25),
)


def make_demo(*, at: datetime) -> int:
    """How many programmes were added; 0 where the region has no such plan or they are there already."""
    plan, place = Plan.objects.filter(code=PLAN).first(), organizations.Region.objects.first()
    path = (
        Path(settings.REGIONS_DIR)
        / (place.short_name.casefold() if place else "")
        / "demo"
        / "programmes.csv"
    )
    if plan is None or not path.exists() or plan.programmes.filter(is_example=True).exists():
        return 0
    offices = {opd.code: opd.pk for opd in organizations.all_opds()}
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    made = [_programme(plan, row, offices, at) for row in csv.DictReader(lines)]
    rows = {row.code: row for row in Programme.objects.bulk_create(made)}
    reached = {row["code"]: row["reached"] == "1" for row in csv.DictReader(lines)}
    money = {row["code"]: int(row["million_rupiah"]) * 1_000_000 for row in csv.DictReader(lines)}
    targets = {row["code"]: row["target"] for row in csv.DictReader(lines)}
    years = [
        year for code, row in rows.items() for year in _years(row, targets[code], money[code], reached[code])
    ]
    for known in plan.programmes.filter(is_example=False):
        years.append(_result(known, "dipakai sepanjang tahun (contoh)", is_reached=True))
    ProgrammeYear.objects.bulk_create(years)
    _support(rows, offices)
    _quick_wins(plan, at)
    _tasks({row.code: row for row in plan.programmes.all()}, offices, at)
    return len(rows)


def _programme(plan: Plan, row: dict[str, str], offices: dict[str, int], at: datetime) -> Programme:
    lead = None if row["code"] in LEADERLESS else offices.get(row["lead"])
    reached = row["reached"] == "1"
    state = _state(row["code"], row["horizon"], is_reached=reached)
    return Programme(
        plan=plan,
        code=row["code"],
        name=row["name"],
        dimension=DIMENSION_OF[row["sub_dimension"]],
        sub_dimension=row["sub_dimension"],
        lead_id=lead,
        lead_text=LEADERLESS.get(row["code"], "" if lead else row["lead"]),
        activity="Uraian kegiatan contoh.",
        place="Kabupaten Batang",
        outcome_indicator=f"Capaian dalam {row['unit']} (contoh)",
        unit=row["unit"],
        baseline=row["baseline"],
        fund_source=row["fund_source"],
        horizon=row["horizon"],
        end_year=plan.vision_year if state == ProgrammeState.RUNNING and row["horizon"] == "LONG" else None,
        state=state,
        state_reason=STOPPED.get(row["code"], ""),
        rpjmd_link="RPJMD Kabupaten Batang (contoh kaitan)",
        is_example=True,
        updated_at=at,
    )


def _state(code: str, horizon: str, *, is_reached: bool) -> ProgrammeState:
    if code in STOPPED:
        return ProgrammeState.STOPPED
    return ProgrammeState.DONE if is_reached and horizon != "LONG" else ProgrammeState.RUNNING


def _years(row: Programme, target: str, money: int, is_reached: bool) -> list[ProgrammeYear]:
    """The years of its horizon up to 2023, with ceilings that grow a little; 2022 is the year that was judged."""
    first = {"SHORT": 2019, "MEDIUM": 2020, "LONG": 2021}[row.horizon]
    found = [
        ProgrammeYear(
            programme=row, year=year, target=target if year != YEAR - 1 else f"persiapan {row.unit}"[:120],
            ceiling_rupiah=money * (90 + 5 * (year - first)) // 100,
        )
        for year in range(first, 2024)
        if year != YEAR
    ]  # fmt: skip
    result = _result(row, target, is_reached=is_reached)
    result.ceiling_rupiah = money
    return [*found, result]


def _result(row: Programme, target: str, *, is_reached: bool) -> ProgrammeYear:
    said = target if is_reached else "belum sampai target (contoh)"
    return ProgrammeYear(
        programme=row, year=YEAR, target=target, realised=said, is_reached=is_reached, source=INVENTED
    )


def _support(rows: dict[str, Programme], offices: dict[str, int]) -> None:
    """Diskominfo supports what it does not lead, Dispermades whatever happens in villages."""
    links = []
    for row in rows.values():
        wanted = {"DISKOMINFO"} | ({"DISPERMADES"} if row.unit == "desa" else set())
        links += [
            Programme.supporting.through(programme_id=row.pk, opd_id=offices[code])
            for code in sorted(wanted)
            if code in offices and offices[code] != row.lead_id
        ]
    Programme.supporting.through.objects.bulk_create(links)


def _quick_wins(plan: Plan, at: datetime) -> None:
    for code, label, unit, before, after, steps in FIGURES:
        row = plan.programmes.filter(code=code, is_quick_win=True).first()
        if row is None:
            continue
        state_figure(
            programme_id=row.pk, label=label, unit=unit, before=Decimal(before), before_date=date(2018, 6, 1),
            after=Decimal(after), after_date=date(2019, 6, 1), source="contoh, angka rekaan", is_example=True,
            version=row.version, by=SYSTEM, at=at,
        )  # fmt: skip
        # What is finished was finished before the masterplan began its second year; the rest goes on until now.
        last = datetime(2019, 9, 1, 10, tzinfo=at.tzinfo) if steps[-1] == 100 else at
        for number, percent in enumerate(steps):
            record_progress(
                programme_id=row.pk, percent=percent, note="Contoh langkah kemajuan.",
                key=uuid5(NAMESPACE_URL, f"balai:{code}:{percent}"), by=SYSTEM,
                at=last - timedelta(days=90 * (len(steps) - number)),
            )  # fmt: skip


def _tasks(rows: dict[str, Programme], offices: dict[str, int], at: datetime) -> None:
    today = timezone.localdate(at)
    for code, title, holder, days in TASKS:
        if code in rows and holder in offices:
            owe(
                kind=PROGRAMME_TASK, about=("PROGRAMME", str(rows[code].pk)), title=title,
                holder_id=offices[holder], due=today + timedelta(days=days), by=SYSTEM, at=at,
                key=uuid5(NAMESPACE_URL, f"balai:{title}"),
            )  # fmt: skip
