"""Whoever gets at the raw database and edits the journal is found out: every kind of fault, in the middle and at
both ends. The triggers are taken down first, as an intruder with full rights would."""

from datetime import UTC, date, datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from balai.engine.journal import rules, verification
from balai.engine.journal.models import Head, Link
from balai.engine.journal.protection import GUARD
from balai.engine.journal.public import (
    Draft,
    FaultKind,
    append_many,
    count_unsealed,
    publish_root,
    seal,
    verify,
)
from balai.foundation.actor import CITIZEN

AT = datetime(2026, 3, 17, 1, tzinfo=UTC)
N = 12

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def a_sealed_log(monkeypatch):
    monkeypatch.setattr(verification, "PAGE", 5)
    more(N)
    publish_root(day=date(2026, 3, 16), at=AT)


def more(n):
    with transaction.atomic():
        append_many(
            Draft(code="A", subject=("report", i), by=CITIZEN, at=AT, data={"n": i}) for i in range(n)
        )
    seal(at=AT)


def tamper(*statements):
    """Run SQL with neither triggers nor foreign keys in the way."""
    with GUARD.unguarded(), connection.constraint_checks_disabled(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica")
        try:
            for statement in statements:
                cursor.execute(statement)
        finally:
            if connection.vendor == "postgresql":
                cursor.execute("SET session_replication_role = DEFAULT")


def found():
    return sorted((fault.kind.value, fault.position) for fault in verify())


def entry_at(position):
    return f"(SELECT entry_id FROM journal_link WHERE position = {position})"


@pytest.fixture(autouse=True)
def mended():
    """Leave no dangling reference behind: Django checks them when it empties the tables."""
    yield
    tamper("DELETE FROM journal_root", "DELETE FROM journal_link", "DELETE FROM journal_entry")


def test_a_log_that_nobody_touched_has_no_fault():
    assert found() == []


PLACES = [1, 5, 6, N]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    "change",
    [
        "code = 'B'", "by_id = 9", "data = '{\"n\": 99}'", "subject_id = 'x'", "salt = ''", "by_kind = 'OFFICER'",
        "by_opd_id = 1", "by_role = 'X'", "subject_kind = 'x'", "at = '2026-03-17 01:00:00.000001+00:00'",
    ],
)  # fmt: skip
def test_a_changed_entry(place, change):
    if connection.vendor == "sqlite":
        change = change.replace("+00:00", "")
    tamper(f"UPDATE journal_entry SET {change} WHERE id = {entry_at(place)}")
    assert found() == [("ENTRY_CHANGED", place)]


@pytest.mark.parametrize("place", PLACES)
def test_a_removed_entry(place):
    tamper(f"DELETE FROM journal_entry WHERE id = {entry_at(place)}")
    assert found() == [("ENTRY_REMOVED", place)]


@pytest.mark.parametrize("place", PLACES[:-1])
def test_a_removed_link(place):
    tamper(f"DELETE FROM journal_link WHERE position = {place}")
    assert found() == [("LINK_MISSING", place)]
    assert count_unsealed() == 1


@pytest.mark.parametrize("place", PLACES[:-1])
def test_a_removed_entry_and_its_link(place):
    tamper(
        f"DELETE FROM journal_entry WHERE id = {entry_at(place)}",
        f"DELETE FROM journal_link WHERE position = {place}",
    )
    assert found() == [("LINK_MISSING", place)]


def test_a_cut_off_end():
    more(3)
    tamper("DELETE FROM journal_link WHERE position > 13")
    assert found() == [("TAIL_REMOVED", 14)]


def test_a_cut_off_end_below_a_root():
    tamper("DELETE FROM journal_link WHERE position > 10")
    assert found() == [("ROOT_DISAGREES", N), ("TAIL_REMOVED", 11)]


def test_a_cut_off_end_with_the_sealers_memory_changed_too_is_told_by_the_root():
    tamper("DELETE FROM journal_link WHERE position > 10")
    last = Link.objects.get(position=10)
    Head.objects.update(position=10, hash=last.hash)
    assert found() == [("ROOT_DISAGREES", N)]


def test_everything_removed():
    tamper("DELETE FROM journal_link", "DELETE FROM journal_entry")
    assert found() == [("ROOT_DISAGREES", N), ("TAIL_REMOVED", 1)]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("column", ["hash", "digest", "previous_hash"])
def test_a_changed_link(place, column):
    tamper(f"UPDATE journal_link SET {column} = '{'e' * 64}' WHERE position = {place}")
    kinds = {kind for kind, _ in found()}
    assert FaultKind.LINK_CHANGED in kinds
    assert {position for _, position in found()} <= {place, place + 1}


@pytest.mark.parametrize(("one", "other"), [(1, 2), (4, 9), (11, 12)])
def test_entries_that_changed_places(one, other):
    first, second = (Link.objects.get(position=place).entry_id for place in (one, other))
    tamper(
        f"UPDATE journal_link SET entry_id = -1 WHERE position = {one}",
        f"UPDATE journal_link SET entry_id = {first} WHERE position = {other}",
        f"UPDATE journal_link SET entry_id = {second} WHERE position = {one}",
    )
    assert found() == [("ENTRY_REORDERED", one), ("ENTRY_REORDERED", other)]


@pytest.mark.parametrize(("place", "fork_of"), [(2, 0), (7, 4), (N, 10)])
def test_a_fork(place, fork_of):
    """A link that continues an earlier one, with its own sum right."""
    previous = Link.objects.get(position=fork_of).hash if fork_of else "0" * 64
    digest = Link.objects.get(position=place).digest
    tamper(
        f"UPDATE journal_link SET previous_hash = '{previous}', hash = '{rules.link_hash(place, previous, digest)}'"
        f" WHERE position = {place}"
    )
    assert ("CHAIN_FORKED", place) in found()
    assert {position for _, position in found()} <= {place, place + 1}


def test_a_link_added_behind_the_sealers_back():
    more(1)
    last = Link.objects.get(position=N + 1)
    Head.objects.update(position=N, hash=last.previous_hash)
    assert found() == [("CHAIN_BROKEN", N + 1)]


def test_a_chain_written_anew_after_an_edit_is_told_by_the_root():
    """The strongest intruder: edits an entry and computes every later hash again, the sealer's memory included."""
    tamper(f"UPDATE journal_entry SET code = 'B' WHERE id = {entry_at(4)}")
    previous, statements = Link.objects.get(position=3).hash, []
    for link in Link.objects.filter(position__gt=3).select_related("entry").order_by("position"):
        digest = rules.digest_of(link.entry.content)
        hash_ = rules.link_hash(link.position, previous, digest)
        statements.append(
            f"UPDATE journal_link SET previous_hash = '{previous}', digest = '{digest}', hash = '{hash_}' "
            f"WHERE position = {link.position}"
        )
        previous = hash_
    tamper(*statements)
    Head.objects.update(hash=previous)
    assert found() == [("ROOT_DISAGREES", N)]


def test_a_changed_root():
    tamper(f"UPDATE journal_root SET hash = '{'e' * 64}'")
    assert found() == [("ROOT_DISAGREES", N)]


def test_several_faults_are_each_told_once():
    tamper(
        f"UPDATE journal_entry SET code = 'B' WHERE id = {entry_at(2)}",
        f"DELETE FROM journal_entry WHERE id = {entry_at(6)}",
        "DELETE FROM journal_link WHERE position = 9",
    )
    assert found() == [("ENTRY_CHANGED", 2), ("ENTRY_REMOVED", 6), ("LINK_MISSING", 9)]


def test_a_ruin_does_not_fill_the_memory(monkeypatch):
    monkeypatch.setattr(verification, "MAX_FAULTS", 3)
    tamper("UPDATE journal_entry SET code = 'B'")
    assert found() == [("ENTRY_CHANGED", 1), ("ENTRY_CHANGED", 2), ("ENTRY_CHANGED", 3), ("TOO_MANY", 4)]


def test_progress_reaches_the_end():
    told = []
    verify(lambda done, all_: told.append((done, all_)))
    assert told == [(5, N), (10, N), (N, N)]


def test_the_command_says_it_in_indonesian(capsys):
    call_command("verify_journal")
    assert "Rantai utuh." in capsys.readouterr().out
    tamper(f"UPDATE journal_entry SET code = 'B' WHERE id = {entry_at(5)}")
    with pytest.raises(CommandError, match="1 kesalahan"):
        call_command("verify_journal")
    assert "Isi catatan di posisi 5 diubah setelah dikunci." in capsys.readouterr().out


def test_every_fault_has_a_sentence():
    assert set(verification.FAULT_SENTENCES) == set(FaultKind)
