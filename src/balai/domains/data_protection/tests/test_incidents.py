"""A breach: clock, list of those affected, both letters, notices in batches, an announcement where somebody cannot be reached."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from balai.domains.data_protection.actions import incidents as acts
from balai.domains.data_protection.actions.incidents import Told, record_incident
from balai.domains.data_protection.models import Affected, Incident
from balai.domains.data_protection.papers import letter_to_agency, letter_to_people
from balai.domains.data_protection.tasks import tell_affected
from balai.domains.data_protection.tests.factories import AT, account, ask, make_clocks, officer, works
from balai.engine.cases.public import Act, sweep
from balai.engine.journal.public import Entry
from balai.engine.notices.public import Notice
from balai.engine.people.public import Role, actor_of
from balai.engine.people.testing import make_user
from balai.foundation.errors import Conflict, Forbidden, Refused

pytestmark = pytest.mark.django_db
WORDS = {
    "what": "Cadangan akun rekaan terbuka.",
    "how": "Alamat penyimpanan rekaan tidak dikunci.",
    "handling": "Alamatnya ditutup, sandi diganti.",
}


def happened(*purposes, **more):
    make_clocks()
    told = Told(purposes=purposes or ("ACCOUNTS",), from_at=AT - timedelta(days=2), **WORDS, **more)
    return record_incident(told=told, by=works(), at=AT)


def doing(row, hours=1):
    return {"incident_id": row.pk, "by": works(), "at": AT + timedelta(hours=hours)}


def test_the_clock_runs_72_hours_and_warns_on_the_way():
    row = happened()
    assert row.case.citizen_due_at - AT == timedelta(hours=72)
    sweep(at=AT + timedelta(hours=71))
    late = Entry.objects.filter(code=Act.ESCALATED, subject_id=str(row.pk), data__clock="CITIZEN")
    assert late.count() == 0
    sweep(at=AT + timedelta(hours=73))
    assert late.count() == 1


def test_everybody_affected_is_drawn_once_and_told_once():
    account()
    make_user(Role.CITIZEN, email="tutup@contoh.example", is_active=False)
    row = happened()
    drawn = acts.draw_affected(**doing(row))
    assert drawn == 2  # the account, and that of the officer
    assert acts.draw_affected(**doing(row)) == 2 and row.affected.count() == 2
    assert [acts.tell_batch(**doing(row), most=1) for _ in range(3)] == [1, 1, 0]
    assert Notice.objects.filter(event_key=f"incident:{row.pk}", channel="INBOX").count() == 2
    assert WORDS["what"] in Notice.objects.filter(event_key=f"incident:{row.pk}").first().body
    with pytest.raises(Conflict):
        acts.draw_affected(**doing(row))


def test_one_person_in_two_purposes_is_told_once():
    account()
    ask()
    row = happened("ACCOUNTS", "DATA_RIGHTS")
    acts.draw_affected(**doing(row))
    addresses = [one.address for one in row.affected.all()]
    assert len(addresses) == len(set(addresses))


def test_closed_only_when_all_of_it_is_done():
    account()
    row = happened()
    codes = []
    for step in (acts.draw_affected, acts.tell_batch):
        with pytest.raises(Refused) as refused:
            acts.close_incident(**doing(row))
        codes.append(refused.value.code)
        step(**doing(row, hours=2))
    acts.close_incident(**doing(row, hours=3))
    row.refresh_from_db()
    assert codes == ["NOT_DRAWN", "NOT_TOLD"]
    assert row.agency_at is not None and row.case.step == "NOTIFIED"


def test_who_cannot_be_reached_is_told_in_public(client):
    row = happened()
    acts.draw_affected(**doing(row))
    acts.tell_batch(**doing(row))
    Incident.objects.update(unreachable=3)
    with pytest.raises(Refused) as refused:
        acts.close_incident(**doing(row))
    assert refused.value.code == "NOT_PUBLIC"
    text = "Data akun rekaan sempat terbuka. Hubungi 081234567890."
    acts.publish_notice(text=text, **doing(row))
    page = client.get(reverse("data_protection:privacy")).content.decode()
    assert "Data akun rekaan sempat terbuka" in page and "081234567890" not in page
    acts.close_incident(**doing(row))


def test_an_exercise_reaches_nobody_outside_and_is_never_announced(
    client, django_capture_on_commit_callbacks
):
    account()
    row = happened(is_exercise=True)
    with django_capture_on_commit_callbacks(execute=True):
        acts.draw_affected(**doing(row))
        assert tell_affected.func(row.pk, officer().pk) == 2
        acts.publish_notice(text="Latihan rekaan diumumkan", **doing(row))
    assert Notice.objects.filter(event_key=f"incident:{row.pk}").count() == 0 and mail.outbox == []
    assert "Latihan rekaan" not in client.get(reverse("data_protection:privacy")).content.decode()
    assert not Affected.objects.filter(told_at=None).exists()


@pytest.mark.slow
def test_both_letters_are_made():
    row = happened()
    for made in (letter_to_people(row), letter_to_agency(row, affected=7)):
        assert made[:5] == b"%PDF-"


def test_only_the_officer_records_and_only_what_can_be():
    make_clocks()
    told = Told(purposes=["ACCOUNTS"], from_at=AT, **WORDS)
    with pytest.raises(Forbidden):
        record_incident(told=told, by=actor_of(make_user(Role.OPD_ADMIN)), at=AT)
    with pytest.raises(Refused) as refused:
        happened("NONSENSE")
    assert refused.value.code == "PURPOSE_MISSING"
    with pytest.raises(Refused) as refused:
        record_incident(
            told=Told(purposes=["ACCOUNTS"], from_at=AT + timedelta(days=1), **WORDS), by=works(), at=AT
        )
    assert refused.value.code == "SPAN_INVALID"


def test_recorded_drawn_and_announced_with_buttons(client):
    make_clocks()
    client.force_login(officer())
    sent = {"purposes": "ACCOUNTS", "from_at": "2026-06-01T08:00", **WORDS}
    answer = client.post(reverse("data_protection:new_incident"), sent | {"what": ""})
    assert answer.status_code == 422 and WORDS["how"] in answer.content.decode()
    page = client.post(reverse("data_protection:new_incident"), sent).headers["Location"]
    client.post(page, {"act": "draw"})
    assert "1 orang dapat dihubungi" in client.get(page).content.decode()
    assert client.post(page, {"act": "publish", "text": "x"}).status_code == 422
    client.post(page, {"act": "publish", "text": "Pengumuman rekaan kepada warga"})
    assert Incident.objects.get().public_text == "Pengumuman rekaan kepada warga"
    assert "INSIDEN-" in client.get(reverse("data_protection:incidents")).content.decode()
