"""The register on its pages: plain words for everybody, field by field for officers, and what the law still misses."""

from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from balai.domains.data_protection.actions.assessing import file_assessment
from balai.domains.data_protection.models import Assessment
from balai.domains.data_protection.queries.processing import processing, retentions, unassessed
from balai.domains.data_protection.rules.register import purposes
from balai.domains.data_protection.rules.retention import read
from balai.engine.journal.public import Entry
from balai.engine.parameters.public import Parameter
from balai.engine.people.public import Role, actor_of
from balai.engine.people.testing import make_user
from balai.foundation.errors import Forbidden, NotFound, Refused

AT = datetime(2026, 3, 31, 3, 0, tzinfo=UTC)
DAY = date(2026, 3, 31)
REGISTER = reverse("data_protection:register")
TEXT = "Penilaian rekaan: yang dilakukan, bahayanya, dan apa yang mencegahnya terjadi."


def keep(code: str, **value: object) -> None:
    Parameter.objects.create(
        code=f"data_protection.retention.{code}", value=value, valid_from=date(2020, 1, 1), legal_reference="Aturan rekaan"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("amount", "unit", "expected"),
    [(30, "DAYS", (2026, 3, 1)), (1, "MONTHS", (2026, 2, 28)), (25, "MONTHS", (2024, 2, 29)), (2, "YEARS", (2024, 3, 31))],
)  # fmt: skip
def test_a_retention_ends_by_the_calendar(amount, unit, expected):
    kept = read({"amount": amount, "unit": unit, "way": "DESTROY"})
    assert kept.cutoff(AT) == datetime(*expected, 3, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "value", [{}, {"amount": 0, "unit": "DAYS", "way": "DESTROY"}, {"amount": 1, "unit": "WEEKS", "way": "DESTROY"}]
)  # fmt: skip
def test_a_retention_that_cannot_be_is_refused(value):
    with pytest.raises(ValueError, match="retention"):
        read(value)


@pytest.mark.django_db
def test_the_newest_parameter_of_the_day_decides_and_a_broken_one_counts_as_none():
    keep("NEWS", amount=30, unit="DAYS", way="DESTROY", **{"from": "selesai"})
    keep("IDEAS", amount="lama", unit="DAYS", way="DESTROY")
    found = retentions(on=DAY)
    assert set(found) == {"NEWS"}
    assert (found["NEWS"].amount, found["NEWS"].reference, found["NEWS"].verified) == (
        30,
        "Aturan rekaan",
        False,
    )


@pytest.mark.django_db
def test_everybody_reads_what_is_kept_and_how_long(client):
    keep("NEWS", amount=30, unit="DAYS", way="DESTROY", **{"from": "kasus selesai"})
    page = client.get(reverse("data_protection:privacy")).content.decode()
    assert "30 hari, lalu dimusnahkan" in page and "belum diperiksa" in page and "belum ditetapkan" in page
    assert "Perbuatan jabatan" not in page
    assert client.get(REGISTER).headers["Location"].startswith("/masuk/")


@pytest.mark.django_db
def test_officers_get_every_field_as_a_table(client):
    client.force_login(make_user(Role.AUDITOR))
    fields = sum(len(one.fields) for one in purposes())
    rows = CalamineWorkbook.from_filelike(BytesIO(client.get(REGISTER + "?bentuk=xlsx").content))
    assert len(rows.get_sheet_by_index(0).to_python()) == fields + 1
    assert client.get(REGISTER + "?bentuk=csv").content.decode().count("\r\n") == fields + 1


@pytest.mark.django_db
def test_a_purpose_that_joins_registers_warns_until_somebody_assessed_it(client):
    user = make_user(Role.COORDINATOR)
    client.force_login(user)
    before = {one.purpose.code for one in unassessed(processing(on=DAY))}
    assert {"SERVICES", "DEATHS", "POVERTY_LIST", "RESIDENTS"} == before
    assert "Penilaian dampak belum ada" in client.get(REGISTER).content.decode()
    url = reverse("data_protection:assessment", args=["SERVICES"])
    assert client.post(url, {"title": "Layanan rekaan", "text": "pendek"}).status_code == 422
    assert client.post(url, {"title": "Layanan rekaan", "text": TEXT}).headers["Location"] == REGISTER
    assert {one.purpose.code for one in unassessed(processing(on=DAY))} == before - {"SERVICES"}
    assert Entry.objects.get(code="DATA_ASSESSMENT_FILED").subject_id == "SERVICES"


@pytest.mark.django_db
def test_who_may_not_assess_and_what_is_no_purpose():
    paper = {"title": "Layanan rekaan", "text": TEXT, "at": timezone.now()}
    with pytest.raises(Forbidden):
        file_assessment(code="SERVICES", by=actor_of(make_user(Role.AUDITOR)), **paper)
    by = actor_of(make_user(Role.COORDINATOR))
    with pytest.raises(NotFound):
        file_assessment(code="GONE", by=by, **paper)
    with pytest.raises(Refused):
        file_assessment(code="SERVICES", by=by, **{**paper, "title": "x"})
    assert Assessment.objects.count() == 0
