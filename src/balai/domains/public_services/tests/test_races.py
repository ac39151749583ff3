"""Two officers press at the same moment; five hundred claims meet the last ten million. On both databases."""

import random
from collections import Counter
from datetime import timedelta
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from balai.domains.public_services.actions.filing import file_draft
from balai.domains.public_services.actions.moving import move
from balai.domains.public_services.actions.serving import serve_waiting_list
from balai.domains.public_services.models import Application, UniqueHold
from balai.domains.public_services.testing import (
    AMOUNT,
    ANSWERS,
    GRANT,
    MONDAY,
    Town,
    grow,
    make_document,
)
from balai.engine.cases.models import Case
from balai.engine.journal.public import history
from balai.engine.ledger import public as ledger
from balai.engine.packs import public as packs
from balai.foundation.errors import Conflict, Refused
from balai.kits.testing.threads import at_once, shared_database

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
LATER = MONDAY + timedelta(hours=1)
THREADS = 8


def names(outcomes: list) -> Counter:
    return Counter(
        outcome.code if isinstance(outcome, Refused) else type(outcome).__name__ for outcome in outcomes
    )


def lawful() -> None:
    """What must hold whatever happened: money agrees, nobody holds twice, every state was reached by the flow."""
    assert ledger.verify() == []
    paid = Application.objects.exclude(payment_id=None)
    realised = ledger.account("R.9.9.01", year=2026).balance_rupiah
    assert sum(paid.values_list("amount_rupiah", flat=True)) == realised
    fund = ledger.account("9.9.01", year=2026)
    promised = Application.objects.filter(payment_id=None).exclude(reservation_id=None)
    assert fund.reserved_rupiah == sum(promised.values_list("amount_rupiah", flat=True))
    assert fund.balance_rupiah >= fund.reserved_rupiah >= 0
    for application in Application.objects.select_related("case"):
        walked(application)
        living = UniqueHold.objects.filter(application=application, freed_at=None).exists()
        assert living == (application.case.step not in {"REJECTED", "WITHDRAWN"})
        assert (application.queued_at is not None) == (application.case.step == "WAITING")
        assert (application.payment_id is not None) == (application.case.step == "PAID")


def walked(application: Application) -> None:
    """The journal tells a walk through the pack's flow that ends where the case is."""
    pack = packs.pack_of(application.pack_version_id)
    step = pack.flow.start
    for entry in history(subject=("case", application.pk)):
        if entry.code == "CASE_STEPPED":
            rule = pack.flow.move(entry.data["move"])
            assert step in rule.sources
            assert entry.data["step"] in {rule.target, rule.otherwise}
            step = entry.data["step"]
    assert step == application.case.step


@pytest.fixture
def town(db) -> Town:
    return Town()


@pytest.mark.parametrize("round_", range(3))
def test_two_officers_file_the_same_person_at_once(town: Town, round_):
    drafts = [
        town.draft(deceased_nik=ANSWERS["deceased_nik"], by=who) for who in (town.clerk, town.other_clerk)
    ]
    bys = [town.by(town.clerk), town.by(town.other_clerk)]
    with shared_database():
        outcomes = at_once(
            *(partial(file_draft, draft_id=d.pk, by=b, at=MONDAY) for d, b in zip(drafts, bys, strict=True))
        )
        ((cases, holds),) = at_once(lambda: (Case.objects.count(), UniqueHold.objects.count()))
    assert names(outcomes) == {"Application": 1, "ALREADY_FILED": 1}
    assert (cases, holds) == (1, 2)


def test_the_same_draft_twice_at_once(town: Town):
    draft, by = town.draft(), town.by(town.clerk)
    with shared_database():
        outcomes = at_once(
            *[partial(file_draft, draft_id=draft.pk, by=by, at=MONDAY, client_key=draft.key)] * 4
        )
        ((count,),) = at_once(lambda: (Application.objects.count(),))
    assert count == 1
    assert set(names(outcomes)) <= {"Application", "DRAFT_UNKNOWN"}


@pytest.mark.parametrize("round_", range(3))
def test_approve_and_refuse_at_once(town: Town, round_):
    application, by = town.file(), town.by(town.verifier)
    do = partial(move, application_id=application.pk, by=by, at=LATER, text="Kata rekaan.", version=0)
    with shared_database():
        outcomes = at_once(partial(do, move="approve"), partial(do, move="reject"))
        assert at_once(lawful) == [None]
    assert names(outcomes) == {"Application": 1, "CASE_MOVED": 1}


def test_paid_twice_at_once_is_paid_once(town: Town):
    application = town.file()
    move(application_id=application.pk, move="approve", by=town.by(town.verifier), at=LATER)
    pay = [
        partial(
            move, application_id=application.pk, move="pay", by=town.by(town.cashier), at=LATER,
            receipt=make_document(), channel="CASH",
        )
        for _ in range(4)
    ]  # fmt: skip
    with shared_database():
        outcomes = at_once(*pay)
        ((error,),) = at_once(lambda: (lawful(),))
    assert names(outcomes) == {"Application": 1, "CASE_MOVED": 3}
    assert error is None


def test_two_runs_serve_the_waiting_list_once(town: Town):
    applications = [town.file() for _ in range(14)]
    for application in applications:
        move(application_id=application.pk, move="approve", by=town.by(town.verifier), at=LATER)
    grow(town.fund, 3 * AMOUNT)
    with shared_database():
        outcomes = at_once(*[partial(serve_waiting_list, service=GRANT, at=LATER)] * 3)
        ((left, error),) = at_once(
            lambda: (list(Case.objects.filter(step="WAITING").values_list("pk", flat=True)), lawful())
        )
    assert all(isinstance(outcome, int) for outcome in outcomes)
    assert left == [applications[-1].pk] and error is None


def test_five_hundred_claims_on_the_last_ten_million_pay_exactly_ten(town: Town):
    """Every claim is approved and paid by whoever gets to it first, eight at a time."""
    applications = [town.file() for _ in range(500)]
    order = [application.pk for application in applications]
    random.Random(7).shuffle(order)
    verifier, cashier = town.by(town.verifier), town.by(town.cashier)

    def work(keys: list[int]) -> Counter:
        done: Counter = Counter()
        for key in keys:
            try:
                move(application_id=key, move="approve", by=verifier, at=LATER)
                step = Case.objects.values_list("step", flat=True).get(pk=key)
                done[step] += 1
                if step == "APPROVED":
                    move(
                        application_id=key, move="pay", by=cashier, at=LATER, channel="CASH",
                        receipt=make_document(),
                    )  # fmt: skip
            except Conflict:
                done["LOST"] += 1
        return done

    # Every claim is tried by two threads.
    works = [partial(work, order[n::4]) for n in range(4)] + [partial(work, order[n::4]) for n in range(4)]
    with shared_database():
        outcomes = at_once(*works)
        assert not [outcome for outcome in outcomes if isinstance(outcome, Exception)], outcomes
        ((steps, error),) = at_once(lambda: (Counter(Case.objects.values_list("step", flat=True)), lawful()))
    assert steps == {"PAID": 10, "WAITING": 490}
    assert error is None


WHO = {
    "file": "clerk", "approve": "verifier", "reject": "verifier", "return": "verifier", "complete": "clerk",
    "withdraw": "clerk", "pay": "cashier", "cancel": "verifier",
}  # fmt: skip
ACTS = st.sampled_from(["file", "file", "approve", "approve", "pay", *WHO, "grow", "serve"])


@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(st.tuples(ACTS, st.integers(0, 3), st.integers(0, 9)), min_size=10, max_size=40))
def test_whatever_is_pressed_money_and_holds_agree(town: Town, acts):
    """Random presses on up to four persons at a time: many are refused, none breaks what must hold."""
    before = Application.objects.count()
    keys: list[int] = []
    for number, (act, which, luck) in enumerate(acts):
        at = LATER + timedelta(minutes=number)
        # One press in ten is by somebody whose button it is not.
        by = town.by(getattr(town, WHO.get(act, "clerk") if luck else "other_clerk"))
        who = {
            "deceased_nik": f"990101010150{before % 2000 + which:04}",
            "deceased_name": f"Contoh {before + which}",
            "family_card": f"99010101019{before + which:05}",
        }
        try:
            match act:
                case "file":
                    keys.append(town.file(**who).pk)
                case "grow":
                    grow(town.fund, AMOUNT)
                case "serve":
                    serve_waiting_list(service=GRANT, at=at)
                case _ if keys:
                    receipt = make_document() if act == "pay" else None
                    move(
                        application_id=keys[which % len(keys)], move=act, by=by, at=at, text="Kata rekaan.",
                        receipt=receipt,
                    )  # fmt: skip
        except Refused:
            pass
    lawful()
    living = UniqueHold.objects.filter(freed_at=None).values_list("rule", "key")
    assert len(living) == len(set(living))
