"""From a draft to an application: everything or nothing."""

import json
from datetime import timedelta

import pytest

from balai.domains.public_services import ports
from balai.domains.public_services.actions.drafts import open_draft
from balai.domains.public_services.actions.filing import FormFaults, NotEligible, file_draft
from balai.domains.public_services.models import Application, Draft, UniqueHold
from balai.domains.public_services.testing import ANSWERS, GRANT, LETTER, MONDAY, VILLAGE, Town
from balai.engine.cases.models import Case
from balai.engine.journal.public import history
from balai.engine.packs import public as packs
from balai.foundation.actor import CITIZEN, SYSTEM
from balai.foundation.errors import Conflict, Forbidden, NotFound, Refused


def test_a_filed_draft_is_a_case_with_a_holder_and_a_promise(town: Town):
    application = town.file(deceased_name="Almarhum Contoh")
    case = application.case
    assert (case.kind, case.step, case.state, case.holder_id) == (
        "SERVICE",
        "VERIFYING",
        "RECEIVED",
        town.agency.pk,
    )
    assert (case.title, case.area_id, case.category_code) == ("Almarhum Contoh", VILLAGE, GRANT)
    assert case.clock_set == f"{GRANT}@1.0.0" and case.citizen_due_at is not None
    assert (application.amount_rupiah, application.route, application.channel) == (1_000_000, "B", "CASH")
    assert application.papers.count() == 2
    assert not Draft.objects.exists()
    assert [entry.code for entry in history(subject=("case", case.pk))] == ["CASE_OPENED"]


def test_nothing_of_the_person_stands_in_the_journal(town: Town):
    application = town.file()
    written = json.dumps([entry.data for entry in history(subject=("case", application.pk))])
    for answer in json.loads(application.answers).values():
        assert answer not in written


def test_who_is_on_the_list_goes_another_way(town: Town, monkeypatch):
    class Register:
        def listed(self, code, nik, *, on, kk="", area_id=None):
            return code == "poverty_list" and nik == ANSWERS["deceased_nik"]

    monkeypatch.setattr(ports, "_people", Register())
    assert town.file(deceased_nik=ANSWERS["deceased_nik"]).route == "A"
    assert town.file().route == "B"


def test_the_deadline_is_a_reason_and_keeps_the_draft(town: Town):
    on_time = MONDAY - timedelta(days=60)
    assert town.file(death_date=on_time.date().isoformat())
    draft = town.draft(death_date=(on_time - timedelta(days=1)).date().isoformat())
    with pytest.raises(NotEligible) as refusal:
        file_draft(draft_id=draft.pk, by=town.by(town.clerk), at=MONDAY)
    assert refusal.value.code == "NOT_ELIGIBLE"
    assert refusal.value.message == "Lewat 60 hari sejak kematian. Keberatan: datang ke Dinas Sosial."
    assert Draft.objects.filter(pk=draft.pk).exists()
    assert Case.objects.count() == Application.objects.count() == 1


def test_faults_and_missing_papers_leave_nothing_behind(town: Town):
    draft = town.draft(papers=False, death_date="2026-06-31", deceased_name="")
    with pytest.raises(FormFaults) as refusal:
        file_draft(draft_id=draft.pk, by=town.by(town.clerk), at=MONDAY)
    fields = {fault.field for fault in refusal.value.faults}
    assert {"death_date", "deceased_name"} <= fields
    draft = town.draft(papers=False)
    with pytest.raises(FormFaults) as refusal:
        file_draft(draft_id=draft.pk, by=town.by(town.clerk), at=MONDAY)
    assert {fault.field for fault in refusal.value.faults} == {"family_card_photo", "house_photo"}
    assert not Case.objects.exists() and not UniqueHold.objects.exists()


def test_the_same_person_is_filed_once(town: Town):
    town.file(deceased_nik=ANSWERS["deceased_nik"])
    draft = town.draft(deceased_nik=ANSWERS["deceased_nik"], by=town.other_clerk)
    with pytest.raises(Conflict) as refusal:
        file_draft(draft_id=draft.pk, by=town.by(town.other_clerk), at=MONDAY)
    assert refusal.value.code == "ALREADY_FILED"
    assert refusal.value.message == "Santunan untuk almarhum ini sudah pernah diajukan."
    assert Application.objects.count() == 1 and Draft.objects.filter(pk=draft.pk).exists()


@pytest.mark.parametrize("second", ["", "9901010101500099"])
def test_the_same_person_without_nik_or_with_a_mistyped_one(town: Town, second):
    who = {
        "deceased_name": "Bayi Contoh",
        "deceased_birth_date": "2026-05-30",
        "family_card": "9901010101777777",
    }
    town.file(**who)
    draft = town.draft(**who | {"deceased_name": "BAYI  contoh", "deceased_nik": second})
    with pytest.raises(Conflict):
        file_draft(draft_id=draft.pk, by=town.by(town.clerk), at=MONDAY)


def test_people_without_nik_never_merge(town: Town):
    who = {"deceased_nik": "", "deceased_birth_date": "2026-05-30", "family_card": "9901010101777777"}
    town.file(**who, deceased_name="Bayi Contoh Satu")
    town.file(**who, deceased_name="Bayi Contoh Dua")
    assert Application.objects.count() == 2


def test_filing_twice_is_filing_once(town: Town):
    draft, by = town.draft(), town.by(town.clerk)
    first = file_draft(draft_id=draft.pk, by=by, at=MONDAY, client_key=draft.key)
    again = file_draft(draft_id=draft.pk, by=by, at=MONDAY, client_key=draft.key)
    assert first == again and Case.objects.count() == 1
    with pytest.raises(NotFound):
        file_draft(draft_id=draft.pk, by=town.by(town.other_clerk), at=MONDAY, client_key=draft.key)


def test_only_filers_of_the_pack_file(town: Town):
    for by in (CITIZEN, town.by(town.citizen), town.by(town.verifier)):
        with pytest.raises(Forbidden) as refusal:
            open_draft(service=GRANT, area_id=VILLAGE, by=by, at=MONDAY)
        assert refusal.value.code == "FILER_NOT_ALLOWED"
    with pytest.raises(Forbidden):
        open_draft(service=GRANT, area_id=VILLAGE, by=town.by(town.other_clerk), at=MONDAY)
    assert open_draft(service=LETTER, area_id=VILLAGE, by=CITIZEN, at=MONDAY).owner_id is None


def test_a_closed_service_takes_nothing(town: Town):

    draft = town.draft()
    packs.close_service(pack_id=GRANT, reason="Anggaran rekaan sudah habis.", by=SYSTEM, at=MONDAY)
    with pytest.raises(Refused) as refusal:
        file_draft(draft_id=draft.pk, by=town.by(town.clerk), at=MONDAY)
    assert refusal.value.code == "SERVICE_CLOSED"
