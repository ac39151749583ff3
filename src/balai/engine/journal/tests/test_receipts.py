"""Whoever holds a receipt finds out what became of the entry: by its code here, by its file anywhere."""

import importlib.util
import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.db import connection, transaction

from balai.engine.journal import planting, receipts, rules
from balai.engine.journal.models import Crown, Entry, Link, Root, Tile
from balai.engine.journal.protection import GUARD, TREE_GUARD
from balai.engine.journal.public import (
    Draft,
    append_many,
    as_file,
    check_receipt,
    code_of,
    publish_root,
    seal,
    verify,
)
from balai.engine.journal.receipts import Standing
from balai.engine.journal.terms import RECEIPT_LENGTH
from balai.engine.journal.tests.test_verification import tamper
from balai.foundation.actor import CITIZEN
from balai.foundation.errors import NotFound, Refused

AT = datetime(2026, 3, 17, 1, tzinfo=UTC)
DAY = date(2026, 3, 16)
N = 12
SCRIPT = Path(receipts.__file__).parent / "static/journal/check_receipt.py"

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def script():
    spec = importlib.util.spec_from_file_location("check_receipt", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(autouse=True)
def entries():
    with transaction.atomic():
        rows = append_many(
            Draft(code="A", subject=("report", n), by=CITIZEN, at=AT, data={"n": n}) for n in range(N)
        )
    yield rows
    with TREE_GUARD.unguarded():
        Crown.objects.all().delete()
        Tile.objects.all().delete()
    tamper("DELETE FROM journal_root", "DELETE FROM journal_link", "DELETE FROM journal_entry")


def rooted():
    seal(at=AT)
    publish_root(day=DAY, at=AT)


def standing(entry):
    return check_receipt(code_of(entry)).standing


def kept(entry):
    """The receipt file of an entry and the published roots, as somebody saved them on the day."""
    found = as_file(check_receipt(code_of(entry)), content=rules.canonical(entry.content))
    return json.loads(json.dumps(found)), {DAY.isoformat(): Crown.objects.get().hash}


def test_an_entry_waits_is_sealed_and_comes_under_a_root(entries):
    assert standing(entries[3]) is Standing.WAITING
    seal(at=AT)
    assert standing(entries[3]) is Standing.SEALED
    publish_root(day=DAY, at=AT)
    checked = check_receipt(code_of(entries[3]))
    assert checked.standing is Standing.ROOTED
    assert (checked.at, checked.link.position, checked.crown.root_id) == (AT, 4, DAY)


def test_a_code_is_taken_however_it_is_typed_and_tells_nothing(entries):
    codes = {code_of(entry) for entry in entries}
    assert len(codes) == N
    one = code_of(entries[0])
    assert len(one.replace("-", "")) == RECEIPT_LENGTH
    assert check_receipt(one.lower().replace("-", " ")).code == one
    # Numbers that follow each other begin unlike each other.
    assert len({code[:3] for code in codes}) > N // 2


def test_a_wrong_code_is_refused(entries):
    one = code_of(entries[0])
    with pytest.raises(Refused, match="salah ketik"):
        check_receipt(one[:-1] + ("0" if one[-1] != "0" else "1"))
    with pytest.raises(Refused, match="15 huruf"):
        check_receipt(one[:11])
    # The right entry with a proof that was guessed.
    with pytest.raises(NotFound):
        check_receipt(receipts.receipt_code(entries[0].pk, "0" * 16))
    with pytest.raises(NotFound):
        check_receipt(receipts.receipt_code(10**9, "0" * 16))


@pytest.mark.parametrize("column", ["code = 'B'", "salt = 'ffff'", "at = '2026-01-01 00:00:00+00:00'"])
def test_a_changed_entry_is_found(entries, column):
    rooted()
    code = code_of(entries[5])
    tamper(f"UPDATE journal_entry SET {column} WHERE id = {entries[5].pk}")
    assert check_receipt(code).standing is Standing.CHANGED


def test_a_removed_entry_is_found(entries):
    rooted()
    code = code_of(entries[5])
    tamper(f"DELETE FROM journal_entry WHERE id = {entries[5].pk}")
    assert check_receipt(code).standing is Standing.REMOVED
    tamper(f"DELETE FROM journal_link WHERE entry_id = {entries[5].pk}")
    with pytest.raises(NotFound, match="Inspektorat"):
        check_receipt(code)
    # The neighbours notice the hole.
    assert standing(entries[6]) is Standing.BROKEN


def test_entries_that_changed_places_are_found(entries):
    rooted()
    first, second = entries[4].pk, entries[7].pk
    tamper(
        f"UPDATE journal_link SET entry_id = 0 WHERE entry_id = {first}",
        f"UPDATE journal_link SET entry_id = {first} WHERE entry_id = {second}",
        f"UPDATE journal_link SET entry_id = {second} WHERE entry_id = 0",
    )
    assert standing(entries[4]) is Standing.CHANGED
    assert standing(entries[7]) is Standing.CHANGED


def test_a_link_that_was_worked_out_anew_is_found(entries):
    rooted()
    code = code_of(entries[-1])
    entry, link = entries[-1], Link.objects.get(position=N)
    entry.code = "B"
    digest = rules.digest_of(entry.content)
    tamper(
        f"UPDATE journal_entry SET code = 'B' WHERE id = {entry.pk}",
        f"UPDATE journal_link SET digest = '{digest}', "
        f"hash = '{rules.link_hash(N, link.previous_hash, digest)}' WHERE position = {N}",
    )
    assert check_receipt(code).standing is Standing.BROKEN


def rewrite_history(insert=None):
    """The strongest liar: everything in the database is made anew, and all of it fits together."""
    with GUARD.unguarded(), TREE_GUARD.unguarded():
        Crown.objects.all().delete()
        Tile.objects.all().delete()
        Root.objects.all().delete()
        Link.objects.all().delete()
        connection.cursor().execute("DELETE FROM journal_head")
        if insert:
            insert()
    rooted()
    assert verify() == []


@pytest.mark.parametrize(
    "lie",
    [
        lambda entries: Entry.objects.filter(pk=entries[2].pk).update(code="B"),
        lambda entries: Entry.objects.filter(pk=entries[2].pk).delete(),
        lambda entries: Entry.objects.filter(pk=entries[1].pk).update(data={"n": 99}),
        lambda entries: Entry.objects.bulk_create([Entry(pk=entries[0].pk - 1, code="B", at=AT, by_kind="X", subject_kind="r", subject_id="1", salt="0")]),
    ],
    ids=["changed", "removed", "another changed", "inserted"],
)  # fmt: skip
def test_a_history_made_anew_does_not_fit_what_was_kept(entries, script, lie):
    rooted()
    receipt, roots = kept(entries[5])
    assert "COCOK" in script.check(receipt, roots)
    rewrite_history(lambda: lie(entries))
    new_roots = {DAY.isoformat(): Crown.objects.get().hash}
    with pytest.raises(script.Wrong, match="berbeda"):
        script.check(receipt, new_roots)
    with pytest.raises(script.Wrong, match="berbeda"):
        script.check(kept(entries[5])[0], roots)


@pytest.mark.slow
def test_the_tree_goes_on_over_full_blocks(entries, monkeypatch, script):
    monkeypatch.setattr(planting.tree, "WIDTH", 4)
    monkeypatch.setattr(planting.tree, "BITS", 2)
    rooted()
    assert Tile.objects.count() == 3
    with transaction.atomic():
        append_many(Draft(code="A", subject=("report", n), by=CITIZEN, at=AT) for n in range(60))
    seal(at=AT)
    publish_root(day=date(2026, 3, 17), at=AT)
    # 72 links: 18 nodes over four, 4 over sixteen, 1 over sixty-four.
    assert Tile.objects.count() == 18 + 4 + 1
    assert verify() == []
    roots = {crown.root_id.isoformat(): crown.hash for crown in Crown.objects.all()}
    for entry in Entry.objects.all():
        checked = check_receipt(code_of(entry))
        assert checked.standing is Standing.ROOTED
        assert "COCOK" in script.check(as_file(checked), roots)
    with TREE_GUARD.unguarded():
        Tile.objects.filter(pk=Tile.number(2, 1)).update(hash="0" * 64)
    assert "TREE_DISAGREES" in {fault.kind.value for fault in verify()}
    # Under the first root, which does not need that node, the receipt holds; under the second it is noticed.
    assert standing(entries[0]) is Standing.ROOTED
    assert standing(Entry.objects.order_by("id")[14]) is Standing.BROKEN


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda one: one.update(isi=one["isi"].replace('"A"', '"B"')), "Isi catatan"),
        (lambda one: one["mata_rantai"].update(posisi=5), "Hash mata rantai"),
        (lambda one: one["mata_rantai"].update(sebelumnya="0" * 64), "Hash mata rantai"),
        (lambda one: one["pohon"]["jalur"].reverse(), "Jalur"),
        (lambda one: one["pohon"]["jalur"].pop(), "Jalur"),
        (lambda one: one["pohon"].update(puncak="0" * 64), "Jalur"),
    ],
)
def test_the_script_finds_a_spoilt_file(entries, script, spoil, said):
    rooted()
    receipt, roots = kept(entries[5])
    spoil(receipt)
    with pytest.raises(script.Wrong, match=said):
        script.check(receipt, roots)


def test_the_script_runs_alone(entries, script, tmp_path, capsys):
    file, roots = tmp_path / "tanda-terima.json", tmp_path / "akar.txt"
    file.write_text(json.dumps(as_file(check_receipt(code_of(entries[5])))))
    rooted()
    crown = Crown.objects.get()
    roots.write_text(f"# tanggal posisi akar puncak\n{DAY} {N} {'a' * 64} {crown.hash}\n")
    assert script.main([str(file), "--akar", str(roots)]) == 2
    assert "belum dikunci" in capsys.readouterr().out
    file.write_text(json.dumps(kept(entries[5])[0]))
    assert script.main([str(file), "--akar", str(roots)]) == 0
    assert script.main([str(file), "--puncak", crown.hash.upper()]) == 0
    assert script.main([str(file), "--puncak", "0" * 64]) == 1
    roots.write_text("")
    assert script.main([str(file), "--akar", str(roots)]) == 2
    file.write_text("bukan JSON")
    assert script.main([str(file), "--akar", str(roots)]) == 2
