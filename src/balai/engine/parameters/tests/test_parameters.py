"""Dated values: what holds when, what is refused, who set it; and copies that follow changes."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from balai.engine.journal import public as journal
from balai.engine.parameters import kept as kept_module
from balai.engine.parameters import public as parameters
from balai.engine.parameters.models import Edition, Holiday, Parameter
from balai.foundation.actor import Actor
from balai.foundation.errors import NotFound, Refused

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 2, 3, tzinfo=UTC)
OFFICER = Actor("OFFICER", user_id=7, opd_id=3, role="COORDINATOR")


def put(value: object, start: date, end: date | None = None, code: str = "contoh.batas") -> Parameter:
    return parameters.set_value(
        code=code,
        value=value,
        valid_from=start,
        valid_to=end,
        legal_reference="Perbup 1/2026",
        by=OFFICER,
        at=AT,
    )


def test_a_new_value_ends_the_running_one() -> None:
    put(3, date(2026, 1, 1))
    put(5, date(2026, 7, 1))
    found = [parameters.value("contoh.batas", on=day) for day in (date(2026, 6, 30), date(2026, 7, 1))]
    assert found == [3, 5]
    assert Parameter.objects.get(valid_from=date(2026, 1, 1)).valid_to == date(2026, 6, 30)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (date(2026, 3, 1), date(2026, 3, 31)),
        (date(2026, 2, 1), None),
        (date(2026, 1, 1), None),
        (date(2025, 1, 1), date(2026, 3, 31)),
    ],
)
def test_overlaps_are_refused_and_leave_nothing(start: date, end: date | None) -> None:
    put(3, date(2026, 3, 1), date(2026, 3, 31))
    put(4, date(2026, 1, 1), date(2026, 1, 31))
    with pytest.raises(Refused) as refusal:
        put(9, start, end)
    assert refusal.value.code == "PARAMETER_OVERLAPS"
    assert sorted(Parameter.objects.values_list("value", flat=True)) == [3, 4]
    assert len(journal.history(subject=("parameter", "contoh.batas"))) == 2


def test_setting_is_in_the_journal() -> None:
    row = put(3, date(2026, 1, 1))
    (entry,) = journal.history(subject=("parameter", "contoh.batas"))
    assert (entry.code, entry.by_id, entry.by_opd_id, entry.at) == ("PARAMETER_SET", 7, 3, AT)
    assert entry.data == {"value": 3, "from": "2026-01-01", "row": row.pk}


def test_a_value_that_does_not_hold() -> None:
    put(3, date(2026, 1, 1), date(2026, 1, 31))
    with pytest.raises(NotFound) as refusal:
        parameters.value("contoh.batas", on=date(2026, 2, 1))
    assert refusal.value.code == "PARAMETER_MISSING"
    assert parameters.value("contoh.batas", on=date(2026, 2, 1), default=None) is None


def file_row(value: object, start: date) -> dict:
    return {
        "code": "contoh.batas",
        "value": value,
        "valid_from": start,
        "legal_reference": "",
        "source": "contoh",
        "verified": False,
    }


def test_a_file_updates_its_own_rows_and_respects_what_came_later() -> None:
    rows = [file_row(3, date(2026, 1, 1))]
    assert parameters.load_parameters(rows) == {"set": ["contoh.batas"], "updated": []}
    put(5, date(2026, 7, 1))
    assert parameters.load_parameters(rows) == {"set": [], "updated": []}
    assert parameters.load_parameters([file_row(4, date(2026, 1, 1))])["updated"] == ["contoh.batas"]
    found = [parameters.value("contoh.batas", on=day) for day in (date(2026, 6, 30), date(2026, 7, 1))]
    assert found == [4, 5]


def day_off(day: date, name: str, kind: str = "NATIONAL") -> dict:
    return {
        "date": day,
        "name": name,
        "kind": kind,
        "legal_reference": "SKB contoh",
        "source": "contoh",
        "verified": True,
    }


def test_a_changed_decree_replaces_the_years_days_and_keeps_regional_ones() -> None:
    Holiday.objects.create(date=date(2026, 4, 8), name="Hari Jadi Batang", kind="REGIONAL")
    Holiday.objects.create(date=date(2025, 4, 8), name="Tahun lain", kind="NATIONAL")
    first = [day_off(date(2026, 3, 19), "Nyepi"), day_off(date(2026, 3, 20), "Cuti", "COLLECTIVE_LEAVE")]
    assert parameters.load_holidays(first) == {"set": 2}
    assert parameters.load_holidays(first[:1]) == {"removed": 1, "set": 0}
    calendar = parameters.calendar()
    assert calendar.holidays == {
        date(2025, 4, 8): "Tahun lain",
        date(2026, 3, 19): "Nyepi",
        date(2026, 4, 8): "Hari Jadi Batang",
    }


def test_two_names_on_one_day() -> None:
    parameters.load_holidays(
        [day_off(date(2027, 12, 26), "Isra Mikraj"), day_off(date(2027, 12, 26), "Natal kedua")]
    )
    assert parameters.calendar().holidays == {date(2027, 12, 26): "Isra Mikraj; Natal kedua"}


def test_office_hours_make_the_calendar() -> None:
    put({"0": ["08:00", "12:00"], "5": ["08:00", "10:00"]}, date(2026, 1, 1), code=parameters.OFFICE_HOURS)
    calendar = parameters.calendar()
    worked = [day for day in range(6, 13) if calendar.is_workday(date(2026, 4, day))]
    assert worked == [6, 11]


def test_values_come_from_memory() -> None:
    put(3, date(2026, 1, 1))
    parameters.value("contoh.batas", on=date(2026, 2, 1))
    with CaptureQueriesContext(
        connection,
    ) as queries:
        for _ in range(50):
            parameters.value("contoh.batas", on=date(2026, 2, 1))
            parameters.calendar()
    assert len(queries) == 0


def test_another_process_is_followed_after_the_check(monkeypatch: pytest.MonkeyPatch) -> None:
    put(3, date(2026, 1, 1))
    assert parameters.value("contoh.batas", on=date(2026, 2, 1)) == 3
    # What another process does leaves this one's copy alone: rows and edition change behind its back.
    Parameter.objects.update(value=8)
    Edition.objects.filter(name="parameters").update(token="of-another-process")
    assert parameters.value("contoh.batas", on=date(2026, 2, 1)) == 3
    later = kept_module.monotonic() + kept_module.CHECK_SECONDS + 1
    monkeypatch.setattr(kept_module, "monotonic", lambda: later)
    assert parameters.value("contoh.batas", on=date(2026, 2, 1)) == 8


def test_a_slip_is_mended_for_the_same_time_and_told() -> None:
    row = put(3, date(2026, 1, 1))
    mended = parameters.correct_value(
        code="contoh.batas", valid_from=date(2026, 1, 1), value=4, source="contoh", by=OFFICER, at=AT
    )
    assert (mended.pk, mended.valid_to) == (row.pk, None)
    assert parameters.value("contoh.batas", on=date(2026, 2, 1)) == 4
    assert parameters.in_force("contoh.batas", on=date(2026, 2, 1)).source == "contoh"
    assert parameters.in_force("contoh.batas", on=date(2025, 12, 31)) is None
    assert [entry.data["value"] for entry in journal.history(subject=("parameter", "contoh.batas"))] == [3, 4]
    with pytest.raises(NotFound):
        parameters.correct_value(
            code="contoh.batas", valid_from=date(2026, 1, 2), value=4, source="", by=OFFICER, at=AT
        )
