"""What the retention demands is done and nothing else, in batches that may be killed, with a certificate of counts."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from balai.domains.data_protection.actions import destroying
from balai.domains.data_protection.actions.answering import answer
from balai.domains.data_protection.models import DataRequest, Destruction
from balai.domains.data_protection.tasks import destroy_what_is_over
from balai.domains.data_protection.tests.factories import AT, confirms, officer, proven, works
from balai.engine.cases.public import watch
from balai.engine.data_subjects.public import Destroyer, destroyers
from balai.engine.journal.public import Entry
from balai.engine.notices.public import Notice
from balai.engine.parameters.public import Parameter
from balai.foundation.actor import CITIZEN, SYSTEM
from balai.foundation.errors import Forbidden, NotFound, Refused

pytestmark = pytest.mark.django_db
KIND = "data_protection.DataRequest"


def keep(code, amount, unit, way="DESTROY"):
    value = {"amount": amount, "unit": unit, "way": way, "from": "selesai"}
    Parameter.objects.create(
        code=f"data_protection.retention.{code}", value=value, valid_from=date(2020, 1, 1), legal_reference="JRA rekaan"
    )  # fmt: skip


def answered(at=AT):
    row = proven(at=at)
    return answer(request_id=row.pk, step="GRANTED", text="Jawaban rekaan yang lama.", by=works(), at=at)


def test_nothing_goes_where_no_retention_was_set():
    answered()
    assert destroying.due(at=AT + timedelta(days=9000)) == []
    assert destroying.destroy_due(by=SYSTEM, at=AT + timedelta(days=9000)) is None


def test_a_day_before_nothing_a_day_after_it_is_empty():
    keep("DATA_RIGHTS", 30, "DAYS", "ANONYMISE")
    row = answered()
    assert destroying.destroy_due(by=SYSTEM, at=AT + timedelta(days=29)) is None
    run = destroying.destroy_due(by=SYSTEM, at=AT + timedelta(days=31))
    row.refresh_from_db()
    assert (row.text, row.email, row.identity, row.outcome_text) == ("", "", "{}", "")
    assert run.count == 1
    assert destroying.destroy_due(by=SYSTEM, at=AT + timedelta(days=32)) is None


def test_the_journal_and_the_certificate_say_how_many_and_not_who():
    keep("DATA_RIGHTS", 30, "DAYS", "ANONYMISE")
    answered()
    run = destroying.destroy_due(by=SYSTEM, at=AT + timedelta(days=31))
    entry = Entry.objects.get(code="DATA_DESTROYED")
    assert entry.data == {"purpose": "DATA_RIGHTS", "kind": KIND, "way": "ANONYMISE", "count": 1, "run": run.pk}  # fmt: skip
    line = run.lines[0]
    assert (line["count"], line["reference"]) == (1, "JRA rekaan")


def test_a_hold_keeps_and_its_end_lets_go():
    keep("DATA_RIGHTS", 30, "DAYS", "ANONYMISE")
    row, other = answered(), answered()
    later = AT + timedelta(days=31)
    held = destroying.hold(
        kind=KIND, row_id=row.pk, reason="Gugatan rekaan berjalan", until=None, by=works(), at=AT
    )
    (due,) = [one for one in destroying.due(at=later) if one.destroyer.kind == KIND]
    assert (due.rows, due.held) == ([other.pk], 1)
    destroying.destroy_due(by=SYSTEM, at=later)
    row.refresh_from_db()
    assert row.email
    destroying.end_hold(hold_id=held.pk, by=works(), at=later)
    assert destroying.destroy_due(by=SYSTEM, at=later).count == 1
    with pytest.raises(NotFound):
        destroying.end_hold(hold_id=held.pk, by=works(), at=later)


def test_a_hold_on_the_whole_kind_ends_by_itself():
    keep("DATA_RIGHTS", 30, "DAYS", "ANONYMISE")
    answered()
    destroying.hold(
        kind=KIND, row_id=0, reason="Pemeriksaan rekaan", until=date(2026, 8, 1), by=works(), at=AT
    )
    assert destroying.destroy_due(by=SYSTEM, at=AT + timedelta(days=40)) is None
    assert destroying.destroy_due(by=SYSTEM, at=AT + timedelta(days=90)).count == 1


def test_what_is_held_does_not_stand_in_the_way_of_what_comes_after(monkeypatch):
    monkeypatch.setattr(destroying, "BATCH", 1)
    keep("DATA_RIGHTS", 30, "DAYS", "ANONYMISE")
    first, _second = answered(), answered()
    destroying.hold(kind=KIND, row_id=first.pk, reason="Gugatan rekaan", until=None, by=works(), at=AT)
    assert destroying.destroy_due(by=SYSTEM, at=AT + timedelta(days=31)).count == 1


def test_killed_between_batches_the_rest_is_done_by_the_next_run(monkeypatch):
    monkeypatch.setattr(destroying, "BATCH", 1)
    keep("DATA_RIGHTS", 30, "DAYS", "ANONYMISE")
    for _ in range(3):
        answered()
    later, calls = AT + timedelta(days=31), []
    real = destroying._batch_of

    def killed(*args, **kwargs):
        if args[0].kind == KIND:
            calls.append(1)
            if len(calls) == 3:
                raise KeyboardInterrupt
        return real(*args, **kwargs)

    monkeypatch.setattr(destroying, "_batch_of", killed)
    with pytest.raises(KeyboardInterrupt):
        destroying.destroy_due(by=SYSTEM, at=later)
    monkeypatch.setattr(destroying, "_batch_of", real)
    assert DataRequest.objects.exclude(proven_at=None).count() == 1
    destroying.destroy_due(by=SYSTEM, at=later)
    assert DataRequest.objects.exclude(proven_at=None).count() == 0
    assert sum(run.count for run in Destruction.objects.all()) == 3


def test_news_go_with_their_time():
    keep("NEWS", 30, "DAYS")
    row = answered()
    watch(case_id=row.pk, by=works(), at=AT)
    Notice.objects.create(
        event_key="x", recipient_key="user:1", channel="INBOX", template="x", subject="Rekaan", body="Rekaan", at=AT,
        send_after=AT, read_at=AT,
    )  # fmt: skip
    run = destroying.destroy_due(by=SYSTEM, at=AT + timedelta(days=31))
    assert {line["kind"] for line in run.lines} == {"notices.Notice"}
    assert Notice.objects.count() == 0


def test_the_nightly_task_runs_twice_and_does_it_once():
    keep("DATA_RIGHTS", 30, "DAYS", "ANONYMISE")
    answered(at=timezone.now() - timedelta(days=60))
    assert [destroy_what_is_over.func(), destroy_what_is_over.func()] == [1, 0]


def test_every_destroyer_has_a_purpose_of_the_register_and_one_way():
    assert {one.way for one in destroyers()} <= {"DESTROY", "ANONYMISE"}
    assert all(isinstance(one, Destroyer) for one in destroyers())


def test_who_may_not():
    for by in (CITIZEN, confirms()):
        with pytest.raises(Forbidden):
            destroying.destroy_due(by=by, at=AT)
    with pytest.raises(Forbidden):
        destroying.hold(kind=KIND, row_id=0, reason="Alasan rekaan", until=None, by=CITIZEN, at=AT)
    answered()
    with pytest.raises(NotFound):
        destroying.hold(kind="x.Y", row_id=0, reason="Alasan rekaan", until=None, by=works(), at=AT)
    with pytest.raises(Refused):
        destroying.hold(kind=KIND, row_id=0, reason="x", until=None, by=works(), at=AT)


def test_the_page_counts_holds_and_runs(client):
    keep("DATA_RIGHTS", 30, "DAYS", "ANONYMISE")
    answered(at=timezone.now() - timedelta(days=60))
    client.force_login(officer())
    url = reverse("data_protection:retention")
    assert "Permintaan yang sudah lama dijawab" in client.get(url).content.decode()
    assert DataRequest.objects.exclude(proven_at=None).count() == 1  # looking changes nothing
    sent = {"act": "hold", "kind": KIND, "row_id": "0", "reason": "", "until": ""}
    assert client.post(url, sent).status_code == 422
    client.post(url, sent | {"reason": "Gugatan rekaan berjalan"})
    page = client.get(url)
    client.post(url, {"act": "free", "hold": page.context["holds"][0].pk})
    client.post(url, {"act": "run"})
    run = Destruction.objects.get()
    paper = client.get(reverse("data_protection:certificate", args=[run.pk])).content.decode()
    assert f"BA-{run.pk}" in paper and "JRA rekaan" in paper
