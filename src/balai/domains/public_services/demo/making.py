"""Applications of recent weeks, filed and moved through the same acts that people use."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.utils import timezone

from balai.domains.public_services.actions.drafts import attach_paper, open_draft
from balai.domains.public_services.actions.filing import FormFaults, file_draft
from balai.domains.public_services.actions.moving import move
from balai.domains.public_services.actions.signatories import appoint
from balai.domains.public_services.demo.people import Crew, crew, deceased
from balai.domains.public_services.demo.sheets import photo
from balai.domains.public_services.models import Application, Draft
from balai.domains.public_services.queries import missing
from balai.domains.public_services.terms import RECEIPT_KIND
from balai.engine.cases.public import Case
from balai.engine.documents import public as documents
from balai.engine.journal import public as journal
from balai.engine.ledger import public as ledger
from balai.engine.packs import public as packs
from balai.engine.people.public import actor_of
from balai.foundation.actor import SYSTEM, Actor
from balai.foundation.errors import NotFound, Refused

GRANT, FUND, AMOUNT = "santunan-kematian", "5.3.01", 1_000_000
# How far a claim goes, and how often: the moves after its filing.
ARCS: tuple[tuple[int, tuple[str, ...]], ...] = (
    (46, ("verify", "approve", "pay")),
    (14, ("verify", "approve")),
    (8, ("verify",)),
    (12, ()),
    (6, ("return",)),
    (6, ("return", "complete", "verify", "approve", "pay")),
    (5, ("refuse",)),
    (3, ("withdraw",)),
)
WORDS = {
    "return": "Foto kartu keluarga belum terbaca. Mohon difoto ulang.",
    "refuse": "Rumah dan penghasilan keluarga tidak termasuk yang dibantu.",
}
LETTERS = (
    "surat-pengantar-skck",
    "surat-keterangan-domisili",
    "surat-keterangan-usaha",
    "surat-pengantar-umum",
)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happens at one moment: a filing (`move` "") or a move of claim `number`."""

    at: datetime
    number: int
    move: str


def make_demo(*, claims: int, letters: int, days: int, seed: int, until: datetime) -> Counter[str]:
    """Fill a loaded region; how many applications stand in each state. Deterministic for (seed, until).

    Without the service of the death grant nothing is made.
    """
    if packs.service(GRANT) is None:
        return Counter()
    rng, people = Random(seed), crew(on=timezone.localdate(until))
    steps = sorted(_steps(claims, days=days, rng=rng, until=until), key=lambda step: (step.at, step.number))
    for year in {timezone.localdate(step.at).year for step in steps}:
        _budget(year, share=0.8 * claims * 0.7, at=steps[0].at)
    filed: dict[int, Application] = {}
    for step in steps:
        _take(step, filed, people, rng)
    _letters(letters, people, rng, until=until)
    while journal.seal(at=until):
        pass
    while journal.run_followers(at=until):
        pass
    return Counter(Case.objects.filter(kind="SERVICE").values_list("step", flat=True))


def _steps(claims: int, *, days: int, rng: Random, until: datetime) -> list[Step]:
    weights, arcs = [weight for weight, _ in ARCS], [moves for _, moves in ARCS]
    found = []
    for number in range(claims):
        at = until - timedelta(days=rng.uniform(0.3, days), hours=rng.uniform(0, 3))
        found.append(Step(at, number, ""))
        for code in rng.choices(arcs, weights)[0]:
            at += timedelta(hours=rng.uniform(0.3, 5))
            if at < until:
                found.append(Step(at, number, code))
    return found


def _take(step: Step, filed: dict[int, Application], people: Crew, rng: Random) -> None:
    """What can no longer happen, such as paying somebody who waits for money, does not."""
    if not step.move:
        clerk = people.clerks[step.number % len(people.clerks)]
        answers = deceased(step.number, rng, before=timezone.localdate(step.at), pack=packs.current(GRANT))
        application = _file(GRANT, actor_of(clerk), answers, at=step.at)
        if application is not None:
            filed[step.number] = application
        return
    if step.number not in filed:
        return
    application = filed[step.number]
    who = {"pay": people.payer, "complete": application.filed_by, "withdraw": application.filed_by}
    by = actor_of(who.get(step.move, people.approver))
    given = {"text": WORDS.get(step.move, "")} | (_receipt(by, step.at) if step.move == "pay" else {})
    try:
        move(application_id=application.pk, move=step.move, by=by, at=step.at, **given)
    except Refused:
        return


def _file(service: str, by: Actor, answers: Mapping[str, Any], *, at: datetime) -> Application | None:
    draft = open_draft(service=service, area_id=None, by=by, at=at, answers=answers)
    for code in {fault.field for fault in missing(draft, at) if fault.code == "PAPER_MISSING"}:
        _attach(draft, code, by, at=at)
    try:
        return file_draft(draft_id=draft.pk, by=by, at=at)
    except (FormFaults, Refused):
        return None


def _attach(draft: Draft, code: str, by: Actor, *, at: datetime) -> None:
    file = documents.prepare_file(upload=photo(f"{draft.pk} {code}"), at=at)
    attach_paper(draft_id=draft.pk, paper=code, file=file, by=by, at=at)


def _receipt(by: Actor, at: datetime) -> dict[str, Any]:
    file = documents.prepare_file(upload=photo(f"kuitansi {at.isoformat()}"), at=at)
    return {"channel": "CASH", "receipt": documents.store_file(file=file, kind=RECEIPT_KIND, by=by, at=at)}


def _budget(year: int, *, share: float, at: datetime) -> None:
    """Invented money of a year, a little less than is needed: the last ones wait."""
    try:
        fund = ledger.account(FUND, year=year)
    except NotFound:
        ledger.open_account(code="APBD", name="APBD (contoh)", year=year, kind="SOURCE", by=SYSTEM, at=at)
        fund = ledger.open_account(
            code=FUND, name="Santunan kematian (e-Sakti)", year=year, kind="FUND", by=SYSTEM, at=at
        )
    ledger.allocate(
        account_id=fund.pk,
        amount_rupiah=max(1, int(share)) * AMOUNT,
        description="Anggaran contoh, bukan angka resmi",
        by=SYSTEM,
        at=at,
        key=f"demo-{year}",
    )


def _letters(number: int, people: Crew, rng: Random, *, until: datetime) -> None:
    """Letters of today in one village, half of them signed."""
    clerk = people.clerks[0]
    by = actor_of(clerk)
    appoint(
        office_id=by.opd_id, user_id=clerk.pk, position="Kepala Desa (contoh)", is_delegate=False,
        valid_from=timezone.localdate(until) - timedelta(days=300), by=by, at=until,
    )  # fmt: skip
    known = [code for code in LETTERS if packs.service(code)]
    for count in range(number if known else 0):
        service = known[count % len(known)]
        answers = dict(packs.current(service).samples[0].answers)
        answers["person_name"] = f"{rng.choice(('Contoh', 'Misal', 'Umpama'))} Pemohon {count + 1}"
        application = _file(service, by, answers, at=until - timedelta(hours=2))
        for code in ("check", "sign") if application is not None and count % 2 else ():
            try:
                move(application_id=application.pk, move=code, by=by, at=until)
            except Refused:
                break
