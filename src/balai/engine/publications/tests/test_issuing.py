"""A version is issued: once, whole, by whom it belongs to, and stays as it was."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError, transaction

from balai.engine.journal import public as journal
from balai.engine.people.public import Role
from balai.engine.publications.content import digest
from balai.engine.publications.models import Version
from balai.engine.publications.public import (
    Paragraph,
    Picture,
    Table,
    issue_version,
    latest_version,
    versions,
)
from balai.engine.publications.tests.books import CODE, EDITION, shelf
from balai.foundation.actor import SYSTEM, Actor
from balai.foundation.errors import Forbidden, NotFound, Refused

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 28, 9, 0, tzinfo=ZoneInfo("Asia/Jakarta"))


def issue(**given):
    given = {"code": CODE, "edition": EDITION, "note": "", "by": SYSTEM, "at": AT, **given}
    return issue_version(**given)


def test_numbers_follow_each_other_and_every_issue_is_one_entry_with_the_digest():
    text = {"now": "satu"}
    with shelf(ISI=lambda edition, on: [Paragraph(f"{text['now']} {edition} {on}")], KOSONG=lambda *_: []):
        first = issue(note="Pertama.")
        with pytest.raises(Refused, match="Isinya sama dengan versi 1") as same:
            issue()
        text["now"] = "dua"
        second = issue()
    assert same.value.code == "BOOK_UNCHANGED"
    assert [one.number for one in versions(CODE, EDITION)] == [2, 1]
    assert latest_version(CODE, EDITION) == second
    assert [row["code"] for row in first.chapters] == ["ISI"]
    assert first.chapters[0]["blocks"][0]["text"] == "satu 2026 2026-11-28"
    entries = [e for e in journal.history(subject=("publication", CODE)) if e.code == "PUBLICATION_ISSUED"]
    assert sorted((e.data["number"], e.data["digest"]) for e in entries) == [
        (1, first.sha256),
        (2, second.sha256),
    ]
    kept = Version.objects.get(pk=first.pk)
    assert kept.sha256 == digest(kept.content)


@pytest.mark.parametrize(
    ("blocks", "told"),
    [
        (lambda *_: 1 / 0, "kesalahan program"),
        (lambda *_: [Table(("A", "B"), (("1",),), caption="Timpang")], '"Timpang"'),
        (lambda *_: [Picture("<svg><script/></svg>", "")], "lebih dari bentuk"),
    ],
)
def test_a_chapter_that_fails_is_named_and_nothing_is_issued(blocks, told):
    with shelf(BAIK=lambda *_: [Paragraph("baik")], RUSAK=blocks), pytest.raises(Refused) as refusal:
        issue()
    assert refusal.value.code == "CHAPTER_FAILED"
    assert "Bab RUSAK" in refusal.value.message and "Bab BAIK" not in refusal.value.message
    assert told in refusal.value.message
    assert not Version.objects.exists()


@pytest.mark.parametrize(
    ("given", "error", "code"),
    [
        ({"by": Actor("OFFICER", None, None, Role.AUDITOR)}, Forbidden, "NOT_YOURS"),
        ({"by": Actor("CITIZEN")}, Forbidden, "NOT_YOURS"),
        ({"code": "TIADA"}, NotFound, "PUBLICATION_UNKNOWN"),
        ({"edition": "1900"}, NotFound, "EDITION_UNKNOWN"),
        ({"note": "x" * 1001}, Refused, "TEXT_TOO_LONG"),
        ({}, Refused, "BOOK_EMPTY"),
    ],
)
def test_refusals(given, error, code):
    with shelf(KOSONG=lambda *_: []), pytest.raises(error) as refusal:
        issue(**given)
    assert refusal.value.code == code


def test_two_who_press_at_once_make_one(monkeypatch):
    """The other one has taken the number between our reading and our writing."""
    with shelf(ISI=lambda *_: [Paragraph("sama")]):
        issue()
        monkeypatch.setattr("balai.engine.publications.actions._keep", _as_if_nobody_had_come)
        with pytest.raises(Refused) as refusal:
            issue()
    assert (refusal.value.code, Version.objects.count()) == ("BOOK_UNCHANGED", 1)


@transaction.atomic
def _as_if_nobody_had_come(code, edition, content, note, by, at):
    return Version.objects.create(
        publication=code, edition=edition, number=1, issued_at=at, content=content, sha256=digest(content)
    )


def test_an_issued_version_cannot_be_changed():
    with shelf(ISI=lambda *_: [Paragraph("tetap")]):
        made = issue()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Version.objects.filter(pk=made.pk).update(note="diubah")
