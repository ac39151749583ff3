"""Paper beside life in the demonstration: invented sheets for the examples, a round of peers that is closed and one that runs.

Nothing is scored for the real innovations of the register: what the index said of them in 2021 is all that is known.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction

from balai.domains.innovations.actions.maturity import score_sheet, verify_sheet
from balai.domains.innovations.actions.maturity_entry import enter_sheet
from balai.domains.innovations.actions.peers import judge
from balai.domains.innovations.actions.peers_closing import close_round
from balai.domains.innovations.actions.peers_seating import open_round
from balai.domains.innovations.models import IgaEdition, IgaSheet, Innovation, PeerRound, PeerSeat
from balai.domains.innovations.queries.peers import possible_officers
from balai.domains.innovations.rules.iga import TOP, Edition, read
from balai.domains.innovations.rules.peers import model_verdict
from balai.domains.innovations.terms_maturity import INSTRUMENT, Aspect
from balai.domains.innovations.terms_peers import ITEM_LABELS, ORDER, PeerTask
from balai.engine.evidence.public import EvidenceKind, keep, use_for
from balai.engine.people.public import Role, User, actor_of
from balai.foundation.actor import SYSTEM, Actor

EDITION = "2026"
NOTE = "Contoh untuk peragaan."
# How full a paper is: (level of the mandatory rows, of the others, every how many others stay empty).
FULL, GOOD, THIN = (3, 3, 9), (2, 2, 4), (1, 1, 2)
# Beginning of the name -> how full, people who benefit, affair. Some are ripe on paper and sleep; the market has little paper.
PAPERS: Mapping[str, tuple[tuple[int, int, int], int, str]] = {
    "Antrean puskesmas": (FULL, 4120, "kesehatan"),
    "Peta lowongan": (FULL, 260, "tenaga kerja"),
    "Kelas petani": (FULL, 180, "pertanian"),
    "Aplikasi tamu": (GOOD, 90, "Fungsi penunjang"),
    "Layanan aduan jalan": (GOOD, 640, "pekerjaan umum dan penataan ruang"),
    "Absensi guru": (FULL, 700, "pendidikan"),
    "Tanggap darurat": (GOOD, 1210, "ketenteraman, ketertiban umum, dan pelindungan masyarakat"),
    "e-Sakti": (GOOD, 380, "sosial"),
    "Kartu pasar": (GOOD, 510, "perdagangan"),
    "Bank sampah": (THIN, 210, "lingkungan hidup"),
    "Minggon Jatinan": (THIN, 12400, "pariwisata"),
    "Perpustakaan kampung": (THIN, 150, "pendidikan, perpustakaan"),
    "Pelaporan hama": (THIN, 60, "pertanian"),
}
# Invented levels of the region; rows that are missing stay unanswered.
REGION = {
    "1": 3, "2a": 3, "2b": 2, "3": 2, "4": 2, "5a": 2, "5b": 2, "6": 2, "7": 2, "8": 3, "9": 2, "10a": 2, "10b": 2, "11a": 3,
    "11b": 2, "12": 2, "13a": 1, "14": 1,
}  # fmt: skip
OUTSIDERS, OFFICES = 2, 10
# Rows with a proof; a thin paper has only the first.
PROVEN = ("33", "16", "19", "28", "18", "34")


@transaction.atomic
def tell(*, at: datetime) -> None:
    """Once; a second run finds its sheets and adds nothing. Without the edition or without examples nothing is told."""
    row = IgaEdition.objects.filter(pk=EDITION, faults=[]).first()
    examples = list(Innovation.objects.filter(is_example=True, merged_into=None))
    if row is None or not examples or IgaSheet.objects.exists():
        return
    rules = read(row.definition)
    answers: Mapping[str, Mapping[str, Any]] = {
        code: {"level": level, "note": NOTE} for code, level in REGION.items()
    }
    sheet = score_sheet(innovation_id=None, edition=EDITION, answers=answers, version=0, by=SYSTEM, at=at)
    seen = {code: _seen(code, level) for code, level in REGION.items() if code not in {"12", "13a"}}
    verify_sheet(innovation_id=None, edition=EDITION, verdicts=seen, version=sheet.version, by=SYSTEM, at=at)
    for one in examples:
        profile = next((known for start, known in PAPERS.items() if one.name.startswith(start)), None)
        if profile:
            _paper(one, profile, rules, at)
    _check(at)


def _paper(
    one: Innovation, profile: tuple[tuple[int, int, int], int, str], rules: Edition, at: datetime
) -> None:
    (mandatory, other, gap), people, affair = profile
    adopted = min(one.launch_date or date(2025, 6, 1), date(2025, 12, 31))
    Innovation.objects.filter(pk=one.pk).update(affair=affair, adoption_date=adopted)
    answers: dict[str, dict[str, Any]] = {}
    for place, line in enumerate(rules.of(Aspect.INNOVATION)):
        if line.measured_by:
            answers[line.code] = {"basis": "a", "amount": Decimal(people), "note": NOTE}
        else:
            level = mandatory if line.is_mandatory else other * (place % gap != 0)
            answers[line.code] = {"level": min(level, TOP), "note": ""}
    sheet = score_sheet(innovation_id=one.pk, edition=EDITION, answers=answers, version=0, by=SYSTEM, at=at)
    verdicts = {
        answer.row: _seen(answer.row, answer.level)
        for place, answer in enumerate(sheet.answers.order_by("pk"))
        if mandatory > 1 or place % 2
    }
    verify_sheet(
        innovation_id=one.pk, edition=EDITION, verdicts=verdicts, version=sheet.version, by=SYSTEM, at=at
    )
    for row in PROVEN if mandatory > 1 else PROVEN[:1]:
        _prove(one, row, rules, at)
    if not one.ended_on:
        enter_sheet(innovation_id=one.pk, edition=EDITION, by=SYSTEM, at=at)


def _prove(one: Innovation, row: str, rules: Edition, at: datetime) -> None:
    """One proof, kept once: a link that leads nowhere, which says so."""
    line = rules.line(row)
    if line is None or one.opd_id is None:
        return
    proof = keep(
        about=("INNOVATION", one.pk),
        kind=EvidenceKind.LINK,
        title=f"{line.label} (contoh)",
        note=NOTE,
        dated=(at - timedelta(days=40)).date(),
        opd_id=one.opd_id,
        link=f"https://bukti-rekaan.invalid/{one.pk}/{row}",
        by=SYSTEM,
        at=at,
    )
    use_for(evidence_id=proof.pk, instrument=INSTRUMENT, edition=EDITION, row=row, by=SYSTEM, at=at)


def _seen(row: str, level: int) -> dict[str, Any]:
    """The planner believes most of it, and less of the film and of the staff."""
    if row in {"17", "35"} and level > 1:
        return {"level": level - 1, "note": "Contoh: buktinya baru memuat sebagian."}
    return {"level": level, "note": ""}


def _check(at: datetime) -> None:
    """Last year's round closed, this year's running with a few handed in."""
    runner = User.objects.filter(role=Role.COORDINATOR, is_active=True).first()
    officers = _one_per_agency()
    outsiders = list(User.objects.filter(role=Role.CITIZEN, is_active=True).order_by("pk")[:OUTSIDERS])
    if runner is None or len(officers) < 4 or not outsiders:
        return
    by, year = actor_of(runner), at.year
    about = {"officers": officers, "outsiders": [one.pk for one in outsiders], "by": by, "sample": 6}
    began = at - timedelta(days=300)
    former = open_round(
        year=year - 1,
        seed=f"contoh {year - 1}",
        closes_on=(began + timedelta(days=60)).date(),
        at=began,
        **about,
    )
    for seat in _seats(former):
        _judged(seat, began + timedelta(days=30))
    close_round(round_id=former.pk, by=by, at=began + timedelta(days=61))
    now = open_round(
        year=year,
        seed=f"contoh {year}",
        closes_on=(at + timedelta(days=25)).date(),
        at=at - timedelta(days=5),
        **about,
    )
    for seat in list(_seats(now))[::4]:
        if seat.number != 3:
            _judged(seat, at - timedelta(days=1))


def _one_per_agency() -> list[int]:
    found: dict[int | None, int] = {}
    for user in possible_officers():
        found.setdefault(user.opd_id, user.pk)
    return list(found.values())[:OFFICES]


def _seats(row: PeerRound) -> Sequence[PeerSeat]:
    rows = PeerSeat.objects.filter(subject__round=row).select_related("user", "subject__innovation__liveness")
    return list(rows.order_by("subject__place", "number"))


def _judged(seat: PeerSeat, at: datetime) -> None:
    """What an invented peer finds: near to the model, now and then a step away from it."""
    known = model_verdict(seat.subject.innovation.liveness.life)
    place = 1 if known is None else known
    # Of one in seven all three say something else than the model; of others one peer alone, now and then.
    if seat.subject.place % 7 == 3 or (seat.subject.place * 3 + seat.number) % 13 == 0:
        place = place - 1 if place else 1
    score = (4, 2, 0)[place]
    by: Actor = actor_of(seat.user)
    judge(
        seat_id=seat.pk,
        scores={item: max(0, min(4, score - (int(item) % 3 == 0))) for item in ITEM_LABELS},
        tasks={
            PeerTask.TRY: {"is_done": True, "found": None, "note": NOTE},
            PeerTask.CALL_BACK: {"is_done": True, "found": (5, 3, 0)[place], "note": ""},
            PeerTask.INTERVIEW: {"is_done": True, "found": None, "note": ""},
        },
        verdict=ORDER[place],
        note=NOTE,
        version=seat.version,
        is_final=True,
        by=by,
        at=at,
    )
