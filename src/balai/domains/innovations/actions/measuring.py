"""Measure the life of innovations: everything that is known of them, in a handful of set questions, through the pure model."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from balai.domains.innovations.models import Innovation, LifeChange, Liveness, Steward, UsageSource
from balai.domains.innovations.queries.using import Use, baselines, heads_of, holes, last_days, use_in
from balai.domains.innovations.queries.voices import Voice, voices
from balai.domains.innovations.rules.liveness import Facts, Measure, Model
from balai.domains.innovations.rules.liveness import measure as judge
from balai.domains.innovations.terms import Act, Rhythm
from balai.domains.innovations.terms_liveness import Signal
from balai.engine.evidence.public import last_verified
from balai.engine.journal import public as journal
from balai.engine.parameters import public as parameters
from balai.foundation.actor import SYSTEM

MODEL_CODE = "innovations.liveness_model"
BATCH = 500


def model(*, on: date) -> Model:
    """The model in force on that day."""
    return Model.read(parameters.value(MODEL_CODE, on=on))


@dataclass(frozen=True, slots=True)
class _Known:
    """What the set questions found, by innovation."""

    use: Mapping[int, Use]
    last: Mapping[int, date]
    baseline: Mapping[int, int]
    stewards: Mapping[int, Steward]
    vacant_since: Mapping[int, date]
    sources: frozenset[int]
    proofs: Mapping[str, date]
    holes: Mapping[int, frozenset[date]]
    voices: Mapping[int, Voice]


@transaction.atomic
def measure(*, at: datetime, innovation_ids: Collection[int] | None = None) -> int:
    """Measure these, or all of them, and return how many. A changed life is written down with its day and journaled; the same
    twice on one day is the same."""
    today = timezone.localdate(at)
    now = model(on=today)
    rows = Innovation.objects.filter(merged_into=None)
    if innovation_ids is not None:
        rows = rows.filter(pk__in=innovation_ids)
    innovations = list(rows.order_by("pk"))
    former = {
        row.pk: row for row in Liveness.objects.filter(innovation_id__in=[one.pk for one in innovations])
    }
    known = _known(innovations, former, now, today)
    measured = [_row(one, known, now, today, at) for one in innovations]
    _write(measured, former, today, at)
    return len(measured)


def _known(innovations: list[Innovation], former: Mapping[int, Liveness], now: Model, today: date) -> _Known:
    ids = [one.pk for one in innovations]
    heads = heads_of(ids)
    rhythms = {one.pk: Rhythm(one.rhythm) for one in innovations}
    use: dict[int, Use] = {}
    for rhythm in Rhythm:
        of_rhythm = {number: head for number, head in heads.items() if rhythms[head] == rhythm}
        if of_rhythm:
            use |= use_in(now.windows[rhythm], today=today, heads=of_rhythm)
    baseline = {pk: row.baseline for pk, row in former.items() if row.baseline is not None}
    wanted = {
        one.pk: (one.launch_date, now.windows[rhythms[one.pk]])
        for one in innovations
        if one.launch_date and not one.expected_per_window and one.pk not in baseline
    }
    sources = UsageSource.objects.filter(innovation_id__in=heads).values_list("innovation_id", flat=True)
    return _Known(
        use=use,
        last=last_days(heads),
        baseline=baseline | baselines(wanted, today=today, heads=heads),
        stewards={
            row.innovation_id: row
            for row in Steward.objects.filter(innovation_id__in=ids, until=None).select_related("user")
        },
        vacant_since=_vacancies(ids),
        sources=frozenset(heads[number] for number in sources),
        proofs=last_verified("INNOVATION", [str(pk) for pk in ids]),
        holes=holes(heads, since={one.pk: _launched(one) for one in innovations}, today=today),
        voices=voices(heads, today=today),
    )


def _launched(one: Innovation) -> date:
    return one.launch_date or timezone.localdate(one.registered_at)


def _vacancies(ids: list[int]) -> dict[int, date]:
    """innovation -> since when nobody keeps it, of those that once had a steward."""
    ended = Steward.objects.filter(innovation_id__in=ids).exclude(until=None).order_by("until")
    return dict(ended.values_list("innovation_id", "until"))


def _row(one: Innovation, known: _Known, now: Model, today: date, at: datetime) -> Liveness:
    facts = _facts(one, known, now, today)
    found = judge(facts, now)
    return Liveness(
        innovation=one,
        life=found.life,
        index=round(found.index * 100),
        confidence=round(found.confidence * 100),
        signals={signal.value: round(score * 10_000) for signal, score in found.signals.items()},
        gates=list(found.gates),
        baseline=known.baseline.get(one.pk),
        last_used_on=known.last.get(one.pk),
        used_in_window=facts.used_now,
        unmeasured_days=facts.hole_days,
        model_version=now.version,
        measured_at=at,
    )


def _facts(one: Innovation, known: _Known, now: Model, today: date) -> Facts:
    window = now.windows[Rhythm(one.rhythm)]
    use, last = known.use.get(one.pk, Use()), known.last.get(one.pk)
    launch, voice = _launched(one), known.voices.get(one.pk)
    silent = known.holes.get(one.pk, frozenset())
    steward = known.stewards.get(one.pk)
    has_steward = steward is not None and steward.user.is_active
    proof = known.proofs.get(str(one.pk))
    return Facts(
        window=window,
        age_days=(today - launch).days,
        used_now=use.now,
        used_before=use.before,
        expected=one.expected_per_window or known.baseline.get(one.pk),
        active_units=use.units,
        target_units=one.target_units,
        days_since_use=_measured(last, today, silent) if last else None,
        idle_days=_measured(last or launch, today, silent),
        # Within the window something that a machine or a third party tells; asleep for longer the other gates speak.
        is_use_verified=use.verified > 0 or (use.now == 0 and last is not None),
        has_source=one.pk in known.sources or last is not None,
        achieved=_achieved(one),
        result_age_days=(today - one.result_measured_on).days if one.result_measured_on else 0,
        respondents=voice.respondents if voice else 0,
        satisfaction=voice.index if voice else None,
        complaints_closed=voice.complaints_closed if voice else None,
        has_steward=has_steward,
        steward_act_days=_days(steward.last_act_at, today) if steward else None,
        is_handed_over=steward.is_handed_over if steward else False,
        vacant_days=0 if has_steward else (today - known.vacant_since.get(one.pk, launch)).days,
        budget=(one.budget_percent or 0) / 100 if one.budget_year == today.year else 0.0,
        has_decree=one.decree_until is not None and one.decree_until >= today,
        evidence_days=(today - proof).days if proof else None,
        has_ended=one.ended_on is not None,
        hole_days=_between(silent, today - timedelta(days=window - 1), today),
        hole_days_before=_between(
            silent, today - timedelta(days=2 * window - 1), today - timedelta(days=window)
        ),
        qualities=dict(_qualities(one, known, now, today)),
    )


def _measured(since: date, today: date, silent: frozenset[date]) -> int:
    """Days since then that somebody measured."""
    if since >= today:
        return 0
    return max(0, (today - since).days - _between(silent, since + timedelta(days=1), today))


def _between(days: frozenset[date], first: date, last: date) -> int:
    return sum(first <= day <= last for day in days)


def _qualities(one: Innovation, known: _Known, now: Model, today: date) -> Iterator[tuple[Signal, float]]:
    """How good the source of each signal is; what nobody has said is 0, and holes in the use make its source worse."""
    window, voice = now.windows[Rhythm(one.rhythm)], known.voices.get(one.pk)
    missing = _between(known.holes.get(one.pk, frozenset()), today - timedelta(days=window - 1), today)
    yield Signal.USAGE, known.use.get(one.pk, Use()).quality * (1 - missing / window)
    yield Signal.RESULT, 0.5 if one.result_measured_on else 0.0
    yield Signal.CITIZENS, voice.quality if voice else 0.0
    yield Signal.STEWARDSHIP, 1.0 if one.pk in known.stewards else 0.0
    yield Signal.RESOURCES, 0.5 if one.budget_year or one.decree_until else 0.0
    yield Signal.EVIDENCE, 0.8 if str(one.pk) in known.proofs else 0.0


def _achieved(one: Innovation) -> float | None:
    if one.result_value is None or not one.result_target:
        return None
    return float(one.result_value / one.result_target)


def _days(moment: datetime | None, today: date) -> int | None:
    return None if moment is None else max(0, (today - timezone.localdate(moment)).days)


def _write(measured: list[Liveness], former: Mapping[int, Liveness], today: date, at: datetime) -> None:
    fields = [field.name for field in Liveness._meta.fields if not field.primary_key]
    Liveness.objects.bulk_create(
        measured, batch_size=BATCH, update_conflicts=True, unique_fields=["innovation"], update_fields=fields
    )
    changed = [row for row in measured if (old := former.get(row.pk)) is None or old.life != row.life]
    LifeChange.objects.bulk_create(
        [LifeChange(innovation_id=row.pk, day=today, life=row.life) for row in changed],
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["innovation", "day"],
        update_fields=["life"],
    )
    journal.append_many(_entries(changed, former, at))


def _entries(
    changed: list[Liveness], former: Mapping[int, Liveness], at: datetime
) -> Iterator[journal.Draft]:
    for row in changed:
        was = former[row.pk].life if row.pk in former else ""
        data: dict[str, Any] = {"from": was, "to": row.life, "model": row.model_version}
        yield journal.Draft(
            code=Act.LIFE_CHANGED, subject=("innovation", row.pk), by=SYSTEM, at=at, data=data
        )


def judged(one: Innovation, *, at: datetime) -> tuple[Facts, Measure, Model]:
    """The facts of one innovation and what the model makes of them now; for its page."""
    today = timezone.localdate(at)
    now = model(on=today)
    former = {row.pk: row for row in Liveness.objects.filter(innovation=one)}
    facts = _facts(one, _known([one], former, now, today), now, today)
    return facts, judge(facts, now), now
