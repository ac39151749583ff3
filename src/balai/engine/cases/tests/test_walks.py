"""Random lawful walks through the real acts: whatever happens, the history and the row say the same.

The pure part does the same over thousands of histories without a database.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import pairwise
from random import Random

import pytest
from django.db import transaction

from balai.engine.cases import public as cases
from balai.engine.cases.models import Case
from balai.engine.cases.rules.history import replay
from balai.engine.cases.rules.spans import spans
from balai.engine.cases.terms import MOST_HOPS, Act, State
from balai.engine.proofs.public import Proof, Verdict
from balai.foundation.actor import CITIZEN, Actor
from balai.foundation.errors import Refused

from .factories import MONDAY, coordinator, make_case, make_region, opd, proof
from .histories import law_for, random_history
from .test_clocks import assert_citizens_clock_kept, assert_one_holder_always

AGENCIES = ("ROADS", "WATER", "LIGHTS", "INSPECTORATE")
TEXT = "Kata-kata rekaan."
WALKS, STEPS = 100, 7
HISTORIES = 20_000


@pytest.mark.slow
def test_twenty_thousand_histories():
    for seed in range(HISTORIES):
        events = random_history(Random(seed), most=10)
        live = replay(events, law_for)
        assert_one_holder_always(events, live)
        assert_citizens_clock_kept(events, live)


@pytest.mark.slow
@pytest.mark.django_db
def test_walks_through_the_real_acts():
    make_region()
    done: set[str] = set()
    for seed in range(WALKS):
        # Each walk is taken back, so that the sweeper of the next one finds one case.
        with transaction.atomic():
            done |= walk(Random(seed))
            transaction.set_rollback(True)
    # The walks are only worth something if they pass everywhere.
    assert done >= {act.value for act in Act} - {
        Act.RECLASSIFIED,
        Act.ASSIGNED,
        Act.STEPPED,
        Act.MERGED,
        Act.UNMERGED,
        Act.SECONDED,
    }


def walk(random: Random) -> set[str]:
    """One case through some random acts, the refused ones included; the codes that its journal holds."""
    unroutable = random.random() < 0.2
    case = make_case("COORDINATOR" if unroutable else "ROADS", needs_decision=unroutable)
    at = MONDAY
    for _ in range(STEPS):
        at += timedelta(minutes=random.randrange(1, 60 * 24 * 4))
        case.refresh_from_db()
        if random.random() < 0.25:
            cases.sweep(at=at)
        before = case.version
        chosen = random.choice(choices(case, at, random))
        if isinstance(chosen, int):
            at += timedelta(days=chosen)
            cases.sweep(at=at)
            continue
        try:
            chosen()
        except Refused as refusal:
            assert refusal.code in {
                "CASE_MOVED",
                "ALREADY_DECIDED",
                "PAUSED_TOO_OFTEN",
                "PROPOSAL_IS_HOLDER",
                "NOT_YOURS",
            }
        finally:
            case.refresh_from_db()
            assert case.version >= before
            check(case, at)
    return {event.act for event in cases.events_of(case.pk)}


def choices(case: Case, at: datetime, random: Random) -> list[Callable[[], object] | int]:
    """What somebody might do now, or days that pass; some of it is refused, as in an office."""
    by = Actor("OFFICER", opd_id=case.holder_id, role="OPD_ADMIN")
    other = opd(random.choice(AGENCIES)).pk
    key = {"case_id": case.pk, "at": at}
    acts: dict[State, list[Callable[[], object] | int]] = {
        State.RECEIVED: [
            lambda: cases.accept(**key, by=by),
            lambda: cases.refuse(**key, by=by, reason="NOT_OURS", proposed_opd_id=other, text=TEXT),
            lambda: cases.refuse(**key, by=by, reason="NOT_OURS", proposed_opd_id=other, text=TEXT),
        ],
        State.AWAITING_DECISION: [lambda: cases.decide(**key, by=coordinator(), opd_id=other, text=TEXT)],
        State.IN_PROGRESS: [
            lambda: cases.refuse(**key, by=by, reason="NOT_OURS", proposed_opd_id=other, text=TEXT),
            lambda: cases.pause(**key, by=by, reason="WEATHER", text=TEXT),
            lambda: cases.reply(**key, by=by, text=TEXT, is_final=random.random() < 0.5),
            lambda: cases.solve(**key, by=by, text=TEXT, proofs=[proof(taken_at=at)]),
            lambda: cases.close(**key, by=by, reason="DUPLICATE", text=TEXT),
        ],
        State.ON_HOLD: [lambda: cases.resume(**key, by=by), 5],
        State.ANSWERED: [40, lambda: cases.contest(**key, by=CITIZEN, text=TEXT)],
    }  # fmt: skip
    always = [
        lambda: cases.remark(**key, by=by, text=TEXT, is_public=random.random() < 0.5),
        lambda: cases.contest(**key, by=CITIZEN, text=TEXT),
        lambda: cases.confirm(**key, by=CITIZEN),
    ]
    waiting = Proof.objects.filter(subject_id=case.pk, verdict=Verdict.WAITING).first()
    if waiting:
        verdict = random.choice([Verdict.ACCEPTED, Verdict.REFUSED, Verdict.RETAKE])
        given = {"proof_id": waiting.pk, "verdict": verdict, "reason": "NOT_DONE", "text": TEXT, "at": at}
        always += [lambda: cases.verify_proof(**given, by=second_person(waiting))] * 2
    if random.random() < 0.05:
        always.append(lambda: cases.withdraw(**key, by=CITIZEN))
    state = State(case.state)
    return acts.get(state, acts[State.ANSWERED] if state in {State.SOLVED, State.LAPSED} else []) * 3 + always


def second_person(proof: Proof) -> Actor:
    """An admin of an agency that has nothing to do with it."""
    agencies = [opd(code).pk for code in AGENCIES]
    return Actor("OFFICER", opd_id=next(pk for pk in agencies if pk != proof.by_opd_id), role="OPD_ADMIN")


def check(case: Case, at: datetime) -> None:
    """The history alone gives the row; the holder's account balances; the hops are bounded."""
    events = cases.events_of(case.pk)
    assert replay(events, cases.law_for) == case.snapshot()
    assert case.hops <= MOST_HOPS
    end = max(at, events[-1].at) + timedelta(hours=1)
    cut = spans(events, until=end)
    assert sum((span.length for span in cut), timedelta(0)) == (case.closed_at or end) - case.opened_at
    assert all(before.until == after.since for before, after in pairwise(cut))
    given = [events[0].data["holder"], *(e.data["to"] for e in events if e.act in {Act.REFUSED, Act.DECIDED})]
    agencies = [number for number in given if number != opd("COORDINATOR").pk]
    assert len(agencies) - 1 <= 3
    assert case.confirmed_at is None or Act.CONFIRMED in {event.act for event in events}
