"""Worksheets write into the plan and are taken back; gates refuse in words; commitments are signed once per office."""

from uuid import uuid4

import pytest

from balai.domains.masterplan.actions.commitments import (
    sign_commitment,
    withdraw_signature,
    word_commitment,
)
from balai.domains.masterplan.actions.strategy import write_strategy
from balai.domains.masterplan.actions.worksheets import undo_row, write_row
from balai.domains.masterplan.actions.workshops import (
    close_workshop,
    join_workshop,
    reopen_workshop,
    settle_remark,
)
from balai.domains.masterplan.models import Programme, Readiness, Signature, SwotEntry, WorksheetRow
from balai.domains.masterplan.terms_strategy import Thing
from balai.domains.masterplan.tests.factories import NOON, make_plan, make_programme, officer, planner
from balai.domains.masterplan.tests.factories_strategy import fill, make_workshop
from balai.engine.journal import public as journal
from balai.engine.people.public import Role, actor_of
from balai.engine.people.testing import make_opd, make_user
from balai.foundation.errors import Conflict, Forbidden, Refused

pytestmark = pytest.mark.django_db
QUICK = {
    "dimension": "LIVING", "name": "Alat bantu di bus rekaan", "service": "Bus kota rekaan", "contact": "Naik tanpa digendong",
}  # fmt: skip


def undo(row, by=None):
    return undo_row(row_id=row.pk, reason="Salah kelompok", by=by or planner(), at=NOON)


def test_rows_become_things_of_the_plan_at_once():
    workshop, author = make_workshop(), officer(make_opd("SATU"), Role.FIELD_OFFICER)
    programme = make_programme("P-1")
    fill(workshop, "SWOT", author, quadrant="THREAT", text="Abrasi pantai rekaan")
    fill(workshop, "READINESS", author, criterion="S1", mark="MEDIUM", reason="Sebagian OPD")
    quick = fill(workshop, "QUICK_WIN", author, **QUICK)
    fill(workshop, "ROADMAP", author, programme_id=programme.pk, horizon="LONG", start_year=2022)
    assert SwotEntry.objects.get().author_opd_id == author.opd_id
    assert Readiness.objects.get().mark == "MEDIUM"
    made = Programme.objects.get(pk=quick.target_id)
    assert (made.code, made.state, made.is_quick_win) == ("U-001", "PROPOSED", True)
    assert made.quick_win.service == "Bus kota rekaan"
    assert Programme.objects.get(code="P-1").horizon == "LONG"
    assert [one.code for one in journal.history(subject=("worksheet", quick.pk))] == ["WORKSHEET_ROW_WRITTEN"]


def test_the_same_key_twice_is_one_row():
    workshop, key = make_workshop(), uuid4()
    for _ in range(2):
        write_row(
            workshop_id=workshop.pk, sheet="KEYWORD", group="", given={"text": "Bahari"}, key=key, by=planner(), at=NOON
        )  # fmt: skip
    assert WorksheetRow.objects.count() == 1


def test_undoing_brings_back_what_stood_there_before():
    workshop, programme = make_workshop(), make_programme("P-1", horizon="SHORT")
    fill(workshop, "READINESS", criterion="S1", mark="POOR", reason="Satu orang")
    better = fill(workshop, "READINESS", criterion="S1", mark="GOOD", reason="Sudah banyak")
    placed = fill(workshop, "ROADMAP", programme_id=programme.pk, horizon="LONG")
    quick, entry = (
        fill(workshop, "QUICK_WIN", **QUICK),
        fill(workshop, "SWOT", quadrant="THREAT", text="Abrasi"),
    )
    for row in (better, placed, quick, entry):
        undo(row)
    assert (Readiness.objects.get().mark, Readiness.objects.get().version) == ("POOR", 3)
    assert Programme.objects.get().horizon == "SHORT"
    assert SwotEntry.objects.get().removed_at == NOON
    assert WorksheetRow.objects.filter(undone_at=NOON).count() == 4


def test_what_somebody_went_on_with_is_not_taken_away():
    workshop = make_workshop()
    row = fill(workshop, "SWOT", quadrant="THREAT", text="Abrasi pantai")
    write_strategy(
        thing=Thing.SWOT, plan_id=workshop.plan_id, thing_id=row.target_id, version=1, given={"text": "Abrasi 3 km"},
        by=planner(), at=NOON,
    )  # fmt: skip
    with pytest.raises(Refused) as refusal:
        undo(row)
    assert refusal.value.code == "ROW_BUILT_ON"
    with pytest.raises(Forbidden):
        undo(row, by=officer(make_opd("LAIN")))


def test_a_stage_is_closed_only_when_its_gate_is_met():
    gates = (
        {"check": "KEYWORDS", "label": "kata kunci", "least": 1},
        {"check": "VISIT", "label": "kunjungan"},
    )
    workshop = make_workshop(*gates)
    with pytest.raises(Refused) as refusal:
        close_workshop(workshop_id=workshop.pk, by=planner(), at=NOON)
    assert refusal.value.message == (
        "Tahap ini belum dapat ditutup: kata kunci visi baru 0 dari 1; hasil kunjungan lapangan belum dicatat."
    )
    fill(workshop, "KEYWORD", text="Bahari")
    workshop.visit_note = "Ke pasar rekaan"
    workshop.save()
    assert close_workshop(workshop_id=workshop.pk, by=planner(), at=NOON).closed_at == NOON
    with pytest.raises(Refused) as refusal:
        fill(workshop, "KEYWORD", text="Terlambat")
    assert refusal.value.code == "WORKSHOP_CLOSED"
    assert reopen_workshop(workshop_id=workshop.pk, reason="Ada yang lupa", by=planner(), at=NOON).is_open


def test_a_remark_is_settled_once_and_another_answer_is_not_swallowed():
    row = fill(make_workshop(), "REVIEW", chapter="BUKU_1/", text="Datanya belum lengkap")
    for _ in range(2):
        made = settle_remark(remark_id=row.target_id, settlement="Datanya dilengkapi", by=planner(), at=NOON)
    with pytest.raises(Conflict) as refusal:
        settle_remark(remark_id=row.target_id, settlement="Babnya dihapus saja", by=planner(), at=NOON)
    assert refusal.value.code == "SETTLED_OTHERWISE" and "belum tersimpan" in refusal.value.message
    made.refresh_from_db()
    assert made.settlement == "Datanya dilengkapi"
    told = [one.code for one in journal.history(subject=("remark", made.pk))]
    assert told == ["REVIEW_REMARK_SETTLED"]


def test_institutions_take_part_and_no_person_is_named():
    workshop = make_workshop()
    opd = make_opd("SATU")
    for _ in range(2):
        join_workshop(
            workshop_id=workshop.pk, given={"kind": "OPD", "opd_id": opd.pk, "group": "SATU"}, by=planner(), at=NOON
        )  # fmt: skip
    assert [one.institution for one in workshop.participants.all()] == ["Dinas Satu"]


@pytest.fixture
def commitment():
    workshop = make_workshop()
    make_programme("P-1", lead_id=make_opd("SATU").pk)
    text = "Kami melaksanakan seluruh program rekaan ini."
    return word_commitment(workshop_id=workshop.pk, text=text, by=planner(), at=NOON)


def sign(commitment, by, digest=None):
    return sign_commitment(
        commitment_id=commitment.pk, name="Contoh Kepala", title="Kepala dinas", digest=digest or commitment.digest, by=by,
        at=NOON,
    )  # fmt: skip


def test_an_office_signs_once_and_may_withdraw_with_a_reason(commitment):
    chief = officer(make_opd("SATU"))
    made = sign(commitment, chief)
    assert (made.office, made.digest) == ("SATU", commitment.digest)
    with pytest.raises(Refused) as refusal:
        sign(commitment, chief)
    assert refusal.value.code == "SIGNED_ALREADY"
    with pytest.raises(Refused) as refusal:
        word_commitment(
            workshop_id=commitment.workshop_id, text="Kata-kata lain sesudahnya.", by=planner(), at=NOON
        )
    assert refusal.value.code == "COMMITMENT_SIGNED"
    withdraw_signature(signature_id=made.pk, reason="Salah menulis jabatan", by=chief, at=NOON)
    sign(commitment, chief)
    assert Signature.objects.filter(office="SATU").count() == 2


def test_who_signs_has_read_what_is_signed_and_speaks_for_an_office_that_is_asked(commitment):
    head = actor_of(make_user(Role.EXECUTIVE))
    assert sign(commitment, head).office == "HEAD"
    with pytest.raises(Conflict):
        sign(commitment, officer(make_opd("SATU")), digest="0" * 64)
    with pytest.raises(Refused) as refusal:
        sign(commitment, officer(make_opd("LAIN")))
    assert refusal.value.code == "OFFICE_NOT_ASKED"
    with pytest.raises(Forbidden):
        sign(commitment, officer(make_opd("SATU"), Role.FIELD_OFFICER))
    assert make_plan().code == "rekaan"
