"""Hiding has a reason and a trace, tells the reporter, and is taken back by who decides an appeal."""

import pytest
from django.utils import timezone

from balai.domains.citizen_reports.actions.moderating import hide_report, show_report
from balai.domains.citizen_reports.models import Report
from balai.domains.citizen_reports.moderated import hidden_reports, trace_of
from balai.domains.citizen_reports.numbers import number_of
from balai.engine.documents.public import store_photo, url
from balai.engine.gate.actions import appeals
from balai.engine.journal.models import Entry
from balai.engine.notices import ports
from balai.engine.notices.models import Notice
from balai.engine.people.public import Role, actor_of
from balai.engine.people.testing import make_user
from balai.foundation.actor import CITIZEN
from balai.foundation.errors import Conflict, Refused

from .factories import file, photo

pytestmark = pytest.mark.django_db
AT = timezone.now()


class Nowhere:
    """A channel that nothing leaves by."""


@pytest.fixture
def report(monkeypatch) -> Report:
    monkeypatch.setattr(ports, "_bound", {"EMAIL": Nowhere()})
    return file(email="pelapor@contoh.example")


def coordinator(number: int = 1):
    return make_user(Role.COORDINATOR, email=f"koordinator{number}@contoh.example")


def test_a_hidden_report_is_seen_by_nobody_else(report: Report, client) -> None:
    number = number_of(report)
    by = actor_of(coordinator())
    assert client.get(f"/laporan/{number}/").status_code == 200
    hide_report(report_id=report.pk, reason="PRIVATE", text="Ada nama tetangga.", by=by, at=AT)
    assert client.get(f"/laporan/{number}/").status_code == 404
    assert number not in client.get("/laporan/").content.decode()
    page = client.get(f"/lacak/{report.case.tracking_code}/").content.decode()
    assert "disembunyikan dari umum" in page and f"/banding/{report.case.tracking_code}/" in page
    told = Notice.objects.get(template="report_moderated")
    assert "data pribadi" in told.body and "Ada nama tetangga." in told.body
    show_report(report_id=report.pk, by=by, at=AT)
    assert client.get(f"/laporan/{number}/").status_code == 200
    assert [row.is_hidden for row in trace_of(report)] == [False, True]
    codes = Entry.objects.filter(subject_kind="case").order_by("id").values_list("code", flat=True)
    assert list(codes)[-2:] == ["REPORT_HIDDEN", "REPORT_SHOWN"]


def test_its_photos_are_hidden_with_it(client) -> None:
    kept = store_photo(upload=photo(), kind="REPORT", by=CITIZEN, at=AT)
    report = file(photos=[kept])
    assert client.get(url(kept)).status_code == 200
    hide_report(report_id=report.pk, reason="ABUSE", by=actor_of(coordinator()), at=AT)
    assert client.get(url(kept)).status_code in {403, 404}


def test_what_is_refused(report: Report) -> None:
    by = actor_of(coordinator())
    with pytest.raises(Refused) as caught:
        hide_report(report_id=report.pk, reason="X", by=by, at=AT)
    assert caught.value.code == "REASON_UNKNOWN"
    with pytest.raises(Conflict):
        show_report(report_id=report.pk, by=by, at=AT)
    hide_report(report_id=report.pk, reason="FALSE", by=by, at=AT)
    with pytest.raises(Conflict):
        hide_report(report_id=report.pk, reason="FALSE", by=by, at=AT)
    secret = file(identity="CONFIDENTIAL")
    with pytest.raises(Conflict):
        hide_report(report_id=secret.pk, reason="FALSE", by=by, at=AT)
    with pytest.raises(Conflict):
        show_report(report_id=secret.pk, by=by, at=AT)
    assert [row.pk for row in hidden_reports()] == [report.pk]


def test_the_reporter_objects_and_another_officer_shows_it_again(report: Report) -> None:
    hide_report(report_id=report.pk, reason="FALSE", by=actor_of(coordinator(1)), at=AT)
    code = report.case.tracking_code
    made = appeals.appeal(code=code, text="Jalannya benar-benar berlubang.", by=CITIZEN, at=AT)
    appeals.decide(appeal_id=made.pk, is_granted=True, answer="", by=actor_of(coordinator(2)), at=AT)
    report.refresh_from_db()
    assert (report.is_public, report.hidden_reason) == (True, "")


def test_the_pages(report: Report, client) -> None:
    client.force_login(coordinator())
    address = f"/petugas/laporan/{report.pk}/moderasi/"
    assert "tampil untuk umum" in client.get(address).content.decode()
    assert client.post(address, {"what": "hide", "reason": "X"}).status_code == 422
    assert client.post(address, {"what": "hide", "reason": "ABUSE", "text": ""}).status_code == 302
    assert number_of(report) in client.get("/petugas/moderasi/").content.decode()
    assert "Memuat ancaman" in client.get(address).content.decode()
    assert client.post(address, {"what": "show"}).status_code == 302
    assert client.get("/petugas/laporan/999999/moderasi/").status_code == 404
