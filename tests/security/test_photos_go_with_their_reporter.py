"""The photos of a reporter go with him: from sight at once, from the store by the retention's run; receipts hold all the same."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.files.storage import storages
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from balai.domains.citizen_reports import personal
from balai.domains.citizen_reports.models import Report
from balai.domains.citizen_reports.models_forgetting import TakenDown
from balai.domains.citizen_reports.models_peers import PeerPhoto
from balai.domains.citizen_reports.numbers import number_of
from balai.domains.citizen_reports.receipts import receipts_of
from balai.domains.citizen_reports.tests.factories import file, officer, photo
from balai.domains.data_protection.actions import destroying
from balai.engine.cases import public as cases
from balai.engine.documents import public as documents
from balai.engine.journal import public as journal
from balai.engine.parameters.public import Parameter
from balai.engine.people.public import Role, actor_of
from balai.engine.people.testing import make_user
from balai.foundation.actor import CITIZEN, SYSTEM

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
DAYS = 400


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def report(now) -> Report:
    """A closed report of a named reporter with a photo, covered in part, and the photo of the office beside it."""
    long_ago = now - timedelta(days=DAYS)
    kept = documents.store_photo(upload=photo(), kind="REPORT", by=CITIZEN, at=long_ago)
    row = file(text="Lubang di depan pasar rekaan.", name="Contoh", identity="HIDDEN", email="contoh@contoh.invalid", photos=[kept], at=long_ago)  # fmt: skip
    by = officer(row.case.holder)
    cases.cover(case=row.case, token=kept.token, boxes=[[0, 0, 0.5, 0.5]], version=0, by=by, at=long_ago)
    own = documents.store_photo(upload=photo(colour=(9, 90, 9)), kind="REMARK", by=by, at=long_ago)
    cases.accept(case_id=row.pk, by=by, at=long_ago)
    cases.remark(case_id=row.pk, text="Sedang ditambal.", is_public=True, photos=[own], by=by, at=long_ago)
    PeerPhoto.objects.create(case=row.case, url="https://contoh.invalid/1.jpg", document=kept)
    return row


def closed(report: Report, at) -> None:
    by = officer(report.case.holder)
    cases.close(case_id=report.pk, reason="DUPLICATE", text="Ditutup.", by=by, at=at)


def keep(days: int) -> None:
    value = {"amount": days, "unit": "DAYS", "way": "ANONYMISE", "from": "selesai"}
    Parameter.objects.create(code="data_protection.retention.CITIZEN_REPORTS", value=value, valid_from=date(2020, 1, 1))  # fmt: skip


def sent_photo(report: Report) -> documents.Document:
    return cases.Attachment.objects.get(case=report.case, role="REPORT").document


def seen(token: str, client: Client | None = None) -> bool:
    return (client or Client()).get(f"/berkas/{token}.jpg").status_code == 200


def files_of(*rows: documents.Document) -> list[Path]:
    folder = Path(storages["documents"].location)
    return [folder / row.name(small=small) for row in rows for small in (False, True)]


def codes(report: Report) -> list[str]:
    return [
        one.code for one in journal.history(subject=("case", report.pk)) if one.code.startswith("REPORT_")
    ]


def test_who_withdraws_his_consent_is_seen_by_nobody_else_while_the_work_goes_on(report, now):
    document = sent_photo(report)
    assert seen(document.token)
    for _ in range(2):
        personal.withdraw(report.pk, CITIZEN, now)
    desk = Client()
    desk.force_login(make_user(Role.OPD_ADMIN, opd=report.case.holder, email="meja@contoh.invalid"))
    assert (seen(document.token), seen(document.token, desk)) == (False, True)
    page = Client().get(reverse("citizen_reports:report", args=[number_of(report)])).content.decode()
    assert document.token not in page and "Sedang ditambal." in page
    assert codes(report) == ["REPORT_PHOTOS_TAKEN_DOWN"]
    # While its case is open it is not destroyed, however long ago it was sent.
    keep(1)
    assert destroying.destroy_due(by=SYSTEM, at=now) is None
    assert all(path.exists() for path in files_of(document))


def test_the_next_run_destroys_what_was_taken_down_with_files_covers_and_looks(report, now):
    closed(report, now - timedelta(days=2))
    document = sent_photo(report)
    shown = document.coverings.get().shown
    own = cases.Attachment.objects.get(case=report.case, role="REMARK").document
    personal.erase(report.pk, CITIZEN, now)
    assert not seen(document.token) and seen(own.token)
    keep(10_000)  # the rest of the report's data is kept for long; this is not
    run = destroying.destroy_due(by=SYSTEM, at=now)
    assert [(line["way"], line["count"]) for line in run.lines] == [("DESTROY", 1)]
    assert not any(path.exists() for path in files_of(document, shown))
    assert not documents.Document.objects.filter(pk__in=[document.pk, shown.pk]).exists()
    # What the office took is its own record.
    assert all(path.exists() for path in files_of(own)) and seen(own.token)
    assert not PeerPhoto.objects.exists()
    assert destroying.destroy_due(by=SYSTEM, at=now) is None
    assert codes(report)[-2:] == ["REPORT_PHOTOS_TAKEN_DOWN", "REPORT_PHOTOS_DESTROYED"]
    assert Client().get(reverse("citizen_reports:report", args=[number_of(report)])).status_code == 200


def test_receipts_can_be_checked_as_before(report, now):
    closed(report, now - timedelta(days=2))
    before = {one.code for one in receipts_of(report)}
    keep(1)
    run = destroying.destroy_due(by=SYSTEM, at=now)
    assert {line["way"] for line in run.lines} == {"ANONYMISE", "DESTROY"}
    report.refresh_from_db()
    assert report.reporter_name is None and TakenDown.objects.get().destroyed_at
    while journal.seal(at=now):
        pass
    assert before and before == {one.code for one in receipts_of(report)}
    for code in before:
        assert Client().get(f"/periksa/{code}/").status_code == 200
        assert journal.check_receipt(code)


def test_a_hold_on_the_report_holds_its_photos_too(report, now):
    closed(report, now - timedelta(days=2))
    personal.erase(report.pk, CITIZEN, now)
    keep(10_000)
    by = make_user(Role.COORDINATOR, email="pelindung@contoh.invalid")
    destroying.hold(kind=personal.KIND, row_id=report.pk, reason="Gugatan rekaan berjalan", until=None, by=actor_of(by), at=now)  # fmt: skip
    assert destroying.destroy_due(by=SYSTEM, at=now) is None
    assert not seen(sent_photo(report).token)


def test_a_report_without_photos_is_no_news(now):
    row = file(name="Contoh", identity="HIDDEN", email="contoh@contoh.invalid")
    personal.withdraw(row.pk, CITIZEN, now)
    assert codes(row) == [] and not TakenDown.objects.exists()
