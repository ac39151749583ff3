"""Committed entries become links, whoever seals, however late they were committed."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from balai.engine.journal import actions
from balai.engine.journal.models import Entry, Head, Link, Root
from balai.engine.journal.protection import GUARD
from balai.engine.journal.public import (
    ChainCut,
    Draft,
    append_many,
    count_unsealed,
    publish_root,
    seal,
    verify,
)
from balai.engine.journal.terms import GENESIS
from balai.foundation.actor import CITIZEN

AT = datetime(2026, 3, 17, 1, tzinfo=UTC)
LATER = AT + timedelta(seconds=1)

pytestmark = pytest.mark.django_db


def drafts(n):
    return [Draft(code="A", subject=("report", i), by=CITIZEN, at=AT, data={"n": i}) for i in range(n)]


def order():
    return list(Link.objects.order_by("position").values_list("position", "entry_id"))


def test_many_acts_are_one_insert_and_keep_their_order():
    with CaptureQueriesContext(connection) as queries:
        entries = append_many(drafts(5))
    assert [q["sql"][:6] for q in queries if "SAVEPOINT" not in q["sql"]] == ["INSERT"]
    assert [entry.data["n"] for entry in Entry.objects.order_by("id")] == [0, 1, 2, 3, 4]
    assert all(entry.pk for entry in entries)


def test_sealing_chains_entries_by_id_and_twice_is_once():
    ids = [entry.pk for entry in append_many(drafts(7))]
    assert count_unsealed() == 7
    assert [seal(at=AT, limit=5), seal(at=AT, limit=5), seal(at=LATER, limit=5)] == [5, 2, 0]
    assert order() == list(enumerate(ids, start=1))
    assert Link.objects.get(position=1).previous_hash == GENESIS
    assert count_unsealed() == 0
    assert verify() == []


def commit(*ids):
    """Entries as they appear when their transactions end: an id was drawn before, a lower one may come later."""
    Entry.objects.bulk_create(
        Entry(pk=pk, code="A", at=AT, by_kind="CITIZEN", subject_kind="report", subject_id="1") for pk in ids
    )


def test_an_entry_committed_late_with_a_lower_id_is_sealed_after_the_others():
    commit(1001, 1003)
    assert seal(at=AT) == 2
    commit(1002)
    assert seal(at=LATER) == 1
    assert order() == [(1, 1001), (2, 1003), (3, 1002)]
    assert verify() == []


def test_only_the_hourly_sweep_finds_what_is_later_than_the_window(monkeypatch):
    monkeypatch.setattr(actions, "WINDOW", 2)
    commit(1001, 1010)
    seal(at=AT)
    commit(1005)
    assert seal(at=AT + timedelta(minutes=59)) == 0
    assert seal(at=AT + timedelta(minutes=60)) == 1
    assert order()[-1] == (3, 1005)
    assert verify() == []


def test_a_sweep_that_fills_its_batch_sweeps_on():
    commit(*range(1001, 1008))
    assert [seal(at=AT, limit=3) for _ in range(4)] == [3, 3, 1, 0]
    assert Head.objects.get().swept_at == AT


def test_an_idle_second_writes_nothing_and_asks_little():
    append_many(drafts(3))
    seal(at=AT)
    with CaptureQueriesContext(connection) as queries:
        assert seal(at=LATER) == 0
    assert [q["sql"][:6] for q in queries] == ["SELECT"] * 3


@pytest.mark.django_db(transaction=True)
def test_sealing_stops_when_the_end_was_cut_off():
    with transaction.atomic():
        append_many(drafts(3))
    seal(at=AT)
    with GUARD.unguarded():
        Link.objects.filter(position=3).delete()
    with pytest.raises(ChainCut):
        seal(at=LATER)
    assert Link.objects.count() == 2


def test_a_day_has_one_root_and_the_first_one_stays():
    assert publish_root(day=date(2026, 3, 16), at=AT) is None
    append_many(drafts(2))
    seal(at=AT)
    root = publish_root(day=date(2026, 3, 16), at=AT)
    append_many(drafts(2))
    seal(at=LATER + timedelta(hours=2))
    assert publish_root(day=date(2026, 3, 16), at=LATER) == root
    assert (root.position, root.hash) == (2, Link.objects.get(position=2).hash)
    assert publish_root(day=date(2026, 3, 17), at=LATER).position == 4
    assert Root.objects.count() == 2
