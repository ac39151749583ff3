"""An act leaves one entry, in its own transaction, and nothing can change it afterwards."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from balai.engine.journal.public import Entry, append, histories, history, publish_root, seal
from balai.foundation.actor import CITIZEN, Actor

OFFICER = Actor("OFFICER", user_id=7, opd_id=3, role="OPD_ADMIN")
AT = datetime(2026, 3, 17, 1, 2, 3, 4, tzinfo=UTC)
REPORT = ("report", 41)

pytestmark = pytest.mark.django_db


def test_append_keeps_the_whole_act_and_costs_one_insert():
    with CaptureQueriesContext(
        connection,
    ) as queries:
        append(code="REPORT_CLOSED", subject=REPORT, by=OFFICER, at=AT, data={"solution": 9})
    assert [q["sql"][:11] for q in queries] == ["INSERT INTO"]
    [entry] = history(subject=REPORT)
    assert (entry.code, entry.at, entry.by_kind, entry.by_id, entry.by_opd_id, entry.by_role) == (
        "REPORT_CLOSED",
        AT,
        "OFFICER",
        7,
        3,
        "OPD_ADMIN",
    )
    assert (entry.subject_kind, entry.subject_id, entry.data) == ("report", "41", {"solution": 9})


def test_histories_answers_for_every_id_asked_in_one_query(django_assert_num_queries):
    first = append(code="A", subject=("report", 1), by=CITIZEN, at=AT)
    second = append(code="B", subject=("report", 1), by=CITIZEN, at=AT)
    append(code="C", subject=("case", 1), by=CITIZEN, at=AT)
    with django_assert_num_queries(1):
        assert histories(kind="report", ids=[1, 2]) == {"1": [first, second], "2": []}


@pytest.mark.django_db(transaction=True)
def test_append_outside_a_transaction_is_a_bug():
    with pytest.raises(transaction.TransactionManagementError):
        append(code="A", subject=REPORT, by=CITIZEN, at=AT)
    assert history(subject=REPORT) == []


@pytest.mark.parametrize(
    "data", [{"x": 1.5}, {1: "x"}, {"x": {"y": [object()]}}, {"x": "a\0b"}, {"x": "\ud800"}]
)
def test_data_that_databases_disagree_on_is_refused(data):
    with pytest.raises(ValueError):
        append(code="A", subject=REPORT, by=CITIZEN, at=AT, data=data)


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        append(code="A", subject=REPORT, by=CITIZEN, at=AT.replace(tzinfo=None))


TABLES = {"journal_entry": "id", "journal_link": "position", "journal_root": "date"}
ATTACKS = ["UPDATE {table} SET {key} = {key}", "DELETE FROM {table}"]


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("attack", [*ATTACKS, "REPLACE", "TRUNCATE {table} CASCADE"])
def test_nothing_but_insert_passes_the_triggers(table, attack):
    append(code="A", subject=REPORT, by=CITIZEN, at=AT)
    seal(at=AT)
    publish_root(day=AT.date(), at=AT)
    if attack == "REPLACE":
        if connection.vendor != "sqlite":
            pytest.skip("only SQLite has REPLACE")
        attack = "REPLACE INTO {table} SELECT * FROM {table}"
    if "TRUNCATE" in attack and connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL has TRUNCATE")
    connection.check_constraints()  # TRUNCATE waits for no pending foreign keys
    with (
        pytest.raises(IntegrityError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(attack.format(table=table, key=TABLES[table]))
    assert Entry.objects.count() == 1


def test_the_orm_cannot_change_or_delete_either():
    entry = append(code="A", subject=REPORT, by=CITIZEN, at=AT)
    for attack in (lambda: Entry.objects.update(code="B"), lambda: entry.save(), entry.delete):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            attack()
    assert [e.code for e in history(subject=REPORT)] == ["A"]
