"""The stories are played through the real actions, in the order of time, with the sweeper in between."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from random import Random

from django.db import transaction
from django.db.models import Min

from balai.domains.citizen_reports.actions.filing import Draft, file_report
from balai.domains.citizen_reports.demo.darkroom import Darkroom
from balai.domains.citizen_reports.demo.officers import Officers, decided, proposal
from balai.domains.citizen_reports.demo.story import Place, Step, Story
from balai.domains.citizen_reports.demo.texts import Texts
from balai.domains.citizen_reports.models import Report
from balai.engine.cases import public as cases
from balai.engine.cases.public import Case
from balai.engine.documents.public import Document
from balai.engine.organizations import public as organizations
from balai.engine.proofs.public import Proof, Shot, Stated, Verdict, Way
from balai.foundation.actor import CITIZEN
from balai.foundation.errors import Conflict

_SECOND = timedelta(seconds=1)
_SWEEP_EVERY = timedelta(hours=1)
_JITTER = 0.003
_FORGED_EVERY = 23
_STILL_WAITING = 2

Moment = tuple[datetime, Story, Step | None]


class Stage:
    """One performance. `skipped` counts steps that the case had moved away from."""

    def __init__(self, texts: Texts, darkroom: Darkroom) -> None:
        self.texts, self.darkroom, self.officers = texts, darkroom, Officers()
        self.reports: dict[int, Report] = {}
        self.held: dict[int, set[int]] = {}
        self.skipped: Counter[str] = Counter()
        self.now: datetime | None = None
        self.old_proof: Document | None = None

    def perform(
        self, stories: Sequence[Story], *, until: datetime, progress: Callable[[int, int], None]
    ) -> None:
        """Play everything up to `until`; each day is one transaction. `progress(done, all)` after each day."""
        moments = sorted(_moments(stories), key=lambda moment: (moment[0], moment[1].number))
        days = [list(found) for _, found in groupby(moments, key=lambda moment: moment[0].date())]
        done = 0
        for today, tomorrow in zip(days, [*days[1:], []], strict=True):
            if not done:
                self._order(today)
            self._order(tomorrow)
            with transaction.atomic():
                for moment in today:
                    self._play(moment)
            done += len(today)
            progress(done, len(moments))
        self._sweep(until)
        self._verify(until)

    def _verify(self, until: datetime) -> None:
        """The coordinator has looked at all proofs that wait but the newest, and found nothing wrong."""
        waiting = Proof.objects.filter(verdict=Verdict.WAITING).order_by("at", "pk")
        by = self.officers.coordinator()
        looked = list(waiting)[:-_STILL_WAITING]
        for left, proof in zip(range(len(looked), 0, -1), looked, strict=True):
            if cases.may_check(by, Case.objects.get(pk=proof.subject_id)):
                cases.verify_proof(
                    proof_id=proof.pk, verdict=Verdict.ACCEPTED, by=by, at=until - left * _SECOND
                )

    def _order(self, moments: Sequence[Moment]) -> None:
        for at, story, step in moments:
            count = step.photos if step else story.photos
            if count:
                self.darkroom.order(story, at, count, repaired=step is not None)

    def _play(self, moment: Moment) -> None:
        at, story, step = moment
        self._sweep(at)
        self.now = at
        if step is None:
            self._file(story)
            return
        try:
            self._do(story, step)
        except Conflict as conflict:
            if conflict.code != "CASE_MOVED":
                raise
            self.skipped[step.act] += 1

    def _sweep(self, until: datetime) -> None:
        """The sweeper as it would have run every hour; only the runs that had something to do."""
        while True:
            due = Case.objects.aggregate(first=Min("next_check_at"))["first"]
            if due is None or due > until - _SECOND:
                return
            at = _next_run(max(due, self.now + _SECOND) if self.now else due)
            if at >= until:
                return
            self.now = at
            cases.sweep(at=at)

    def _file(self, story: Story) -> None:
        by = self.officers.reporter(by_account=story.by_account, channel=story.channel)
        accused = organizations.opd(story.source.accused).pk if story.source.accused else None
        place = spot(story)
        draft = Draft(
            text=story.text,
            report_type=story.source.report_type,
            category_code=story.source.category,
            area_code=story.place.code,
            landmark=story.landmark,
            latitude=place.latitude if story.has_point else None,
            longitude=place.longitude if story.has_point else None,
            identity=story.identity,
            name=story.name,
            email=story.email,
            phone=story.phone,
            accused_opd_id=accused,
            channel=story.channel,
            client_key=f"demo-{story.at.isoformat()}-{story.number}",
        )
        photos = self.darkroom.photos(story, by=by)
        self.reports[story.number] = file_report(draft=draft, photos=photos, by=by, at=story.at)

    def _do(self, story: Story, step: Step) -> None:
        case = Case.objects.get(pk=self.reports[story.number].pk)
        rng = Random(f"{story.number}:{step.at}:{step.act}")
        if step.act in _BY_CITIZEN:
            _BY_CITIZEN[step.act](self, story, step, case, rng)
        else:
            _BY_OFFICE[step.act](self, story, step, case, rng)

    def words(self, kind: str, story: Story, case: Case, rng: Random) -> str:
        opd = organizations.opd_by_id(case.holder_id).short_name
        return self.texts.said(kind, rng, desa=story.place.name, opd=opd)

    def citizen(self, story: Story) -> dict:
        by = self.officers.reporter(by_account=True, channel="WEB") if story.by_account else CITIZEN
        return {"by": by}

    def office(self, story: Story, step: Step, case: Case, rng: Random) -> dict:
        return {"case_id": case.pk, "by": self.officers.actor(case, step.act, rng), "at": step.at}


def _next_run(moment: datetime) -> datetime:
    """The next full hour."""
    late = timedelta(minutes=moment.minute, seconds=moment.second, microseconds=moment.microsecond)
    return moment + (_SWEEP_EVERY - late) if late else moment


def _moments(stories: Sequence[Story]) -> Iterator[Moment]:
    for story in stories:
        yield story.at, story, None
        for step in story.steps:
            yield step.at, story, step


def spot(story: Story) -> Place:
    """A point near the middle of the desa, the same one for report and proof."""
    rng = Random(story.number)
    latitude = round(story.place.latitude + rng.uniform(-_JITTER, _JITTER), 6)
    longitude = round(story.place.longitude + rng.uniform(-_JITTER, _JITTER), 6)
    return Place(story.place.code, story.place.name, story.place.kecamatan, latitude, longitude)


def _accept(stage: Stage, story: Story, step: Step, case: Case, rng: Random) -> None:
    cases.accept(**stage.office(story, step, case, rng))


def _assign(stage: Stage, story: Story, step: Step, case: Case, rng: Random) -> None:
    cases.assign(**stage.office(story, step, case, rng), user=stage.officers.assignee(case))


def _remark(stage: Stage, story: Story, step: Step, case: Case, rng: Random) -> None:
    cases.remark(
        **stage.office(story, step, case, rng), text=stage.words("remarks", story, case, rng), is_public=False
    )


def _tell(stage: Stage, story: Story, step: Step, case: Case, rng: Random) -> None:
    text = stage.words("public_remarks", story, case, rng)
    cases.remark(**stage.office(story, step, case, rng), text=text, is_public=True)


def _refuse(stage: Stage, story: Story, step: Step, case: Case, rng: Random) -> None:
    held = stage.held.setdefault(story.number, set())
    held.add(case.holder_id)
    cases.refuse(
        **stage.office(story, step, case, rng),
        reason=step.choice,
        proposed_opd_id=proposal(case, story.place.code, held, rng).pk,
        text=stage.words("refusals", story, case, rng),
    )


def _decide(stage: Stage, story: Story, step: Step, case: Case, rng: Random) -> None:
    opd = decided(case, story.place.code)
    text = stage.words("decisions", story, case, rng)
    cases.decide(**stage.office(story, step, case, rng), opd_id=opd.pk, text=text)


def _reply(stage: Stage, story: Story, step: Step, case: Case, rng: Random) -> None:
    text = stage.words("replies", story, case, rng)
    cases.reply(**stage.office(story, step, case, rng), text=text, is_final=False)


def _answer(stage: Stage, story: Story, step: Step, case: Case, rng: Random) -> None:
    text = stage.words("answers", story, case, rng)
    cases.reply(**stage.office(story, step, case, rng), text=text, is_final=True)


def _solve(stage: Stage, story: Story, step: Step, case: Case, rng: Random) -> None:
    office = stage.office(story, step, case, rng)
    proofs = stage.darkroom.proofs(story, step, spot(story), by=office["by"])
    kind = "again" if step.act == "AGAIN" else "solutions"
    text = stage.words(kind, story, case, rng)
    by, at = office["by"], office["at"]
    if stage.old_proof and proofs and story.number % _FORGED_EVERY == 0:
        # Somebody hands in the photo of another case; the comparison finds it.
        copied = stage.darkroom.again(
            stage.old_proof, taken_at=proofs[0].taken_at, place=spot(story), by=by, at=at
        )
        cases.solve(**office, text=text, proofs=copied or proofs)
        return
    given = cases.ask_for_capture(case_id=case.pk, by=by, at=at - _SECOND)
    shots = {
        proof.original_sha256: Shot(Way.LIVE, proof.taken_at, proof.latitude, proof.longitude, 8.0)
        for proof in proofs
    }
    # The drawings of the demonstration share few places: comparing them with one another would tell nothing.
    cases.solve(**office, text=text, proofs=proofs, stated=Stated(given.token, shots=shots), likenesses={})
    stage.old_proof = proofs[0] if proofs else stage.old_proof


def _pause(stage: Stage, story: Story, step: Step, case: Case, rng: Random) -> None:
    text = stage.texts.words["pauses"][step.choice]
    cases.pause(**stage.office(story, step, case, rng), reason=step.choice, text=text)


def _resume(stage: Stage, story: Story, step: Step, case: Case, rng: Random) -> None:
    cases.resume(**stage.office(story, step, case, rng))


def _close(stage: Stage, story: Story, step: Step, case: Case, rng: Random) -> None:
    text = stage.texts.words["closings"][step.choice]
    cases.close(**stage.office(story, step, case, rng), reason=step.choice, text=text)


def _confirm(stage: Stage, story: Story, step: Step, case: Case, rng: Random) -> None:
    rating = int(step.choice) if step.choice else None
    cases.confirm(case_id=case.pk, at=step.at, rating=rating, **stage.citizen(story))


def _contest(stage: Stage, story: Story, step: Step, case: Case, rng: Random) -> None:
    text = stage.words("contests", story, case, rng)
    cases.contest(case_id=case.pk, at=step.at, text=text, **stage.citizen(story))


def _withdraw(stage: Stage, story: Story, step: Step, case: Case, rng: Random) -> None:
    cases.withdraw(case_id=case.pk, at=step.at, **stage.citizen(story))


_BY_OFFICE = {
    "ACCEPT": _accept, "ASSIGN": _assign, "REMARK": _remark, "TELL": _tell, "REFUSE": _refuse, "DECIDE": _decide,
    "REPLY": _reply, "ANSWER": _answer, "SOLVE": _solve, "AGAIN": _solve, "PAUSE": _pause, "RESUME": _resume,
    "CLOSE": _close,
}  # fmt: skip
_BY_CITIZEN = {"CONFIRM": _confirm, "CONTEST": _contest, "WITHDRAW": _withdraw}
