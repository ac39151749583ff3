"""Moves along the flow: whose they are, what they need, what they do."""

from datetime import timedelta

import pytest

from balai.domains.public_services import queries
from balai.domains.public_services.actions.filing import file_draft
from balai.domains.public_services.actions.moving import move
from balai.domains.public_services.actions.serving import serve_waiting_list
from balai.domains.public_services.following import serve_when_budgets_grow
from balai.domains.public_services.models import Application, DeathFact, UniqueHold
from balai.domains.public_services.tasks import serve_waiting_lists
from balai.domains.public_services.testing import AMOUNT, ANSWERS, GRANT, MONDAY, Town, grow, make_document
from balai.engine.cases import public as cases
from balai.engine.cases.models import Case
from balai.engine.journal.public import history, run_followers, seal
from balai.engine.ledger import public as ledger
from balai.engine.notices.models import Notice
from balai.foundation.errors import Conflict, Forbidden, NotFound, Refused
from balai.kits.tasks.models import Job

LATER = MONDAY + timedelta(hours=1)


def approve(town: Town, application: Application, **given) -> Application:
    return move(application_id=application.pk, move="approve", by=town.by(town.verifier), at=LATER, **given)


def pay(town: Town, application: Application, **given) -> Application:
    given = {"receipt": make_document(kind="SERVICE_RECEIPT"), "channel": "CASH", **given}
    return move(application_id=application.pk, move="pay", by=town.by(town.cashier), at=LATER, **given)


def step_of(application: Application) -> str:
    return Case.objects.get(pk=application.pk).step


def money(town: Town) -> tuple[int, int]:
    """What the fund has and what of it is promised."""
    town.fund.refresh_from_db()
    return town.fund.balance_rupiah, town.fund.reserved_rupiah


def test_approved_is_promised_and_paid_is_gone(town: Town):
    application = town.file()
    approve(town, application)
    assert (step_of(application), money(town)) == ("APPROVED", (10 * AMOUNT, AMOUNT))
    paid = pay(town, application)
    assert (step_of(application), money(town)) == ("PAID", (9 * AMOUNT, 0))
    assert paid.payment_id and paid.papers.filter(code="RECEIPT").exists()
    assert ledger.verify() == []
    moves = [entry.data.get("move") for entry in history(subject=("case", application.pk))]
    assert moves == [None, "approve", "pay"]
    # Served: the right to be the only one stays for ever.
    assert UniqueHold.objects.filter(application=application, freed_at=None).count() == 2


def test_who_approved_may_not_pay(town: Town):
    application = town.file()
    approve(town, application)
    with pytest.raises(Forbidden):
        move(
            application_id=application.pk, move="pay", by=town.by(town.verifier), at=LATER, channel="CASH",
            receipt=make_document(),
        )  # fmt: skip
    by = town.by(town.verifier)
    application.case.refresh_from_db()
    application.refresh_from_db()
    assert [one.code for one in queries.moves_open(application, by, LATER)] == ["cancel"]


@pytest.mark.parametrize("who", ["clerk", "other_clerk", "citizen"])
def test_others_may_not_approve(town: Town, who: str):
    application = town.file()
    with pytest.raises(Forbidden) as refusal:
        move(application_id=application.pk, move="approve", by=town.by(getattr(town, who)), at=LATER)
    assert refusal.value.code == "NOT_YOURS"


def test_what_a_move_needs(town: Town):
    application = town.file()
    with pytest.raises(Refused) as refusal:
        move(application_id=application.pk, move="reject", by=town.by(town.verifier), at=LATER)
    assert refusal.value.code == "TEXT_TOO_SHORT"
    approve(town, application)
    with pytest.raises(Refused) as refusal:
        pay(town, application, receipt=None)
    assert refusal.value.code == "RECEIPT_MISSING"
    with pytest.raises(Refused) as refusal:
        pay(town, application, channel="GOLD")
    assert refusal.value.code == "CHANNEL_UNKNOWN"
    with pytest.raises(Refused) as refusal:
        pay(town, application, channel="TRANSFER")
    assert refusal.value.code == "PAID_BY_BANK"
    assert money(town) == (10 * AMOUNT, AMOUNT)


def test_moves_out_of_place(town: Town):
    application = town.file()
    with pytest.raises(Conflict):
        pay(town, application)
    with pytest.raises(NotFound):
        move(application_id=application.pk, move="fly", by=town.by(town.verifier), at=LATER)
    with pytest.raises(NotFound):
        move(application_id=10**9, move="approve", by=town.by(town.verifier), at=LATER)
    with pytest.raises(Conflict) as refusal:
        approve(town, application, version=7)
    assert refusal.value.code == "CASE_MOVED"


def test_back_and_forth_at_most_twice(town: Town):
    application, words = town.file(), {"text": "Foto KK tidak terbaca.", "at": LATER}
    for _ in range(2):
        move(application_id=application.pk, move="return", by=town.by(town.verifier), **words)
        assert Case.objects.get(pk=application.pk).holder_id == town.office.pk
        move(application_id=application.pk, move="complete", by=town.by(town.clerk), **words)
    with pytest.raises(Conflict):
        move(application_id=application.pk, move="return", by=town.by(town.verifier), **words)


def test_a_refusal_frees_the_person_and_tells_the_reason(town: Town):
    application = town.file(deceased_nik=ANSWERS["deceased_nik"])
    move(
        application_id=application.pk,
        move="reject",
        by=town.by(town.verifier),
        at=LATER,
        text="KK orang lain.",
    )
    again = town.file(deceased_nik=ANSWERS["deceased_nik"], at=LATER)
    assert again.pk != application.pk
    thread = queries.what_happened(
        Application.objects.select_related("case").get(pk=application.pk), public_only=True
    )
    assert thread[-1].text == "KK orang lain."


def test_a_cancelled_promise_goes_back(town: Town):
    application = town.file()
    approve(town, application)
    move(
        application_id=application.pk, move="cancel", by=town.by(town.verifier), at=LATER, text="Salah orang."
    )
    assert money(town) == (10 * AMOUNT, 0)
    assert not UniqueHold.objects.filter(freed_at=None).exists()


def test_without_money_it_waits_and_is_served_in_order(town: Town):
    applications = [town.file() for _ in range(13)]
    for number, application in enumerate(applications):
        move(
            application_id=application.pk, move="approve", by=town.by(town.verifier),
            at=LATER + timedelta(minutes=number),
        )  # fmt: skip
    assert [step_of(one) for one in applications] == ["APPROVED"] * 10 + ["WAITING"] * 3
    assert [row.pk for row in queries.waiting(GRANT)] == [one.pk for one in applications[10:]]
    assert serve_waiting_list(service=GRANT, at=LATER) == 0
    entries = len(history(subject=("case", applications[10].pk)))
    grow(town.fund, 2 * AMOUNT + 1)
    assert serve_waiting_list(service=GRANT, at=LATER) == 2
    assert serve_waiting_list(service=GRANT, at=LATER) == 0
    assert [step_of(one) for one in applications[10:]] == ["APPROVED", "APPROVED", "WAITING"]
    assert len(history(subject=("case", applications[10].pk))) == entries + 1
    assert money(town) == (12 * AMOUNT + 1, 12 * AMOUNT)


def test_nobody_overtakes_the_waiting_list(town: Town):
    first, second, third = town.file(), town.file(), town.file()
    Application.objects.filter(pk=first.pk).update(amount_rupiah=11 * AMOUNT)
    approve(town, first)
    # There is money for the second and the third, but the first waits.
    approve(town, second)
    approve(town, third)
    assert [step_of(one) for one in (first, second, third)] == ["WAITING"] * 3
    with pytest.raises(Refused) as refusal:
        move(application_id=second.pk, move="serve", by=town.by(town.verifier), at=LATER)
    assert refusal.value.code == "NOT_YOUR_TURN"
    assert serve_waiting_list(service=GRANT, at=LATER) == 0
    grow(town.fund, 3 * AMOUNT)
    assert serve_waiting_list(service=GRANT, at=LATER) == 3


def test_who_leaves_the_queue_makes_way(town: Town):
    first, second = town.file(), town.file()
    Application.objects.filter(pk=first.pk).update(amount_rupiah=11 * AMOUNT)
    approve(town, first)
    approve(town, second)
    move(application_id=first.pk, move="withdraw", by=town.by(town.clerk), at=LATER)
    assert serve_waiting_list(service=GRANT, at=LATER) == 1
    assert step_of(second) == "APPROVED"


def test_a_budget_that_grows_calls_the_task(town: Town):
    application = town.file()
    Application.objects.filter(pk=application.pk).update(amount_rupiah=11 * AMOUNT)
    approve(town, application)
    seal(at=LATER)
    run_followers(at=LATER)
    Job.objects.all().delete()
    grow(town.fund, AMOUNT)
    seal(at=LATER)
    run_followers(at=LATER)
    assert Job.objects.filter(task=serve_waiting_lists.module_path).count() == 1
    Application.objects.update(queued_at=None)
    assert serve_waiting_lists.call() == 0
    Job.objects.all().delete()
    serve_when_budgets_grow([])
    assert not Job.objects.exists()


def test_the_applicant_is_told_in_the_words_of_the_pack(town: Town):
    draft = town.draft()
    application = file_draft(
        draft_id=draft.pk, by=town.by(town.clerk), at=MONDAY, contact="keluarga@contoh.example"
    )
    approve(town, application)
    seal(at=LATER)
    run_followers(at=LATER)
    told = Notice.objects.filter(template="service_message", user=None).get()
    assert "Santunan disetujui" in told.body and application.case.tracking_code in told.subject


def test_a_death_is_recorded_once(town: Town):
    application = town.file(deceased_nik=ANSWERS["deceased_nik"])
    approve(town, application)
    fact = DeathFact.objects.get()
    assert (fact.source, fact.death_date.isoformat(), fact.application_id) == (
        "SERVICE",
        "2026-06-01",
        application.pk,
    )
    assert ANSWERS["deceased_nik"] not in fact.person_key


def test_the_sweeper_of_cases_leaves_the_flow_alone(town: Town):
    """A pause that ended gives the clocks back; where the application stands in its flow stays."""
    application = town.file()
    Application.objects.filter(pk=application.pk).update(amount_rupiah=11 * AMOUNT)
    approve(town, application)
    cases.sweep(at=LATER + timedelta(days=400))
    assert step_of(application) == "WAITING"
    grow(town.fund, 3 * AMOUNT)
    assert serve_waiting_list(service=GRANT, at=LATER) == 1
