"""Sheets of the national index: scored by the owner, verified by others, entered, and never apart from life."""

from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils import timezone

from balai.domains.innovations.actions import maturity_entry
from balai.domains.innovations.models import IgaAnswer, IgaEdition, IgaSheet
from balai.domains.innovations.queries import maturity as paper
from balai.domains.innovations.tests.paper import (
    coordinator,
    load_editions,
    make_innovation,
    officer,
)
from balai.domains.innovations.tests.sheets import enter, owner, request, score, verify
from balai.engine.journal.models import Entry
from balai.engine.people.public import Role, actor_of
from balai.foundation.errors import Conflict, Forbidden, NotFound, Refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def editions():
    load_editions()


def test_the_owner_scores_and_the_planner_verifies_beside():
    one = make_innovation()
    sheet = score(one)
    # 3·2 + 2·1 + 2·1 + 3·2 (250 people are level 2) + 4·3.
    assert (sheet.self_score, sheet.verified_score, sheet.filled, sheet.version) == (Decimal(28), None, 5, 1)
    sheet = verify(one, {"16": {"level": 1, "note": "Hanya SK"}, "17": {"level": 1, "note": ""}})
    assert (sheet.self_score, sheet.verified_score, sheet.verified, sheet.version) == (
        Decimal(28),
        Decimal(5),
        2,
        2,
    )
    assert list(Entry.objects.order_by("pk").values_list("code", flat=True)) == [
        "IGA_SHEET_SCORED",
        "IGA_SHEET_VERIFIED",
    ]
    # Another own level makes the verdict fall away; an unchanged sheet is not written again.
    sheet = score(one, {"16": {"level": 3, "note": ""}, "17": {"level": 1, "note": ""}}, version=2)
    assert (sheet.verified_score, sheet.verified) == (Decimal(2), 1)
    assert score(one, {"17": {"level": 1, "note": ""}}, version=3).version == 3


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ({"99": {"level": 1}}, "ROW_UNKNOWN"),
        # A row of the region does not belong on the sheet of an innovation.
        ({"1": {"level": 1}}, "ROW_UNKNOWN"),
        ({"16": {"level": 4}}, "LEVEL_UNKNOWN"),
        ({"16": {"level": None}}, "LEVEL_UNKNOWN"),
        ({"33": {"basis": "a", "amount": None}}, "BASIS_NEEDED"),
        ({"33": {"basis": "", "amount": Decimal(5)}}, "BASIS_NEEDED"),
        ({"33": {"basis": "ab", "amount": Decimal(5)}}, "BASIS_NEEDED"),
    ],
)
def test_what_cannot_stand_on_a_sheet(answers, code):
    one = make_innovation()
    with pytest.raises(Refused) as refusal:
        score(one, answers)
    assert refusal.value.code == code
    assert not IgaSheet.objects.exists() and not Entry.objects.exists()


def test_who_may_not():
    one = make_innovation()
    with pytest.raises(Forbidden):
        score(one, by=actor_of(officer("DUA")))
    with pytest.raises(Forbidden):
        score(None, {"1": {"level": 3}}, by=owner())
    score(one)
    for by in (owner(), actor_of(officer("DUA")), actor_of(officer("SATU", Role.COORDINATOR))):
        with pytest.raises(Forbidden):
            verify(one, {"16": {"level": 2}}, by=by)
    with pytest.raises(Forbidden):
        enter(one, by=owner())


def test_two_at_once_and_editions_that_are_off():
    one = make_innovation()
    score(one)
    with pytest.raises(Conflict) as moved:
        score(one, {"16": {"level": 3}}, version=0)
    assert moved.value.code == "SHEET_MOVED" and IgaAnswer.objects.get(row="16").level == 2
    for edition, error in (("2024", Refused), ("2021", Refused), ("1999", NotFound)):
        with pytest.raises(error):
            score(one, edition=edition)


@pytest.mark.parametrize(
    ("verdicts", "code"),
    [
        ({"18": {"level": 1}}, "ROW_UNKNOWN"),
        ({"16": {"level": 1, "note": ""}}, "REASON_MISSING"),
        ({"16": {"level": 7}}, "LEVEL_UNKNOWN"),
    ],
)
def test_verdicts_that_are_refused(verdicts, code):
    one = make_innovation()
    score(one)
    with pytest.raises(Refused) as refusal:
        verify(one, verdicts)
    assert refusal.value.code == code and IgaSheet.objects.get().verified == 0


def test_entered_at_most_twice_and_only_when_it_grows():
    one = make_innovation(paper_maturity=Decimal("20"), paper_maturity_year=2025)
    score(one)
    assert enter(one).entered_on == timezone.localdate()
    assert enter(one).version == 2  # twice is once
    score(one, edition="2027")
    with pytest.raises(Refused) as refusal:
        enter(one, "2027")
    assert refusal.value.code == "ENTRY_REPEATS"
    maturity_entry.withdraw_sheet(innovation_id=one.pk, edition="2026", by=coordinator(), at=timezone.now())
    one.paper_maturity = Decimal(28)
    one.save()
    with pytest.raises(Refused, match="28,00 pada edisi 2025"):
        enter(one, "2027")


def test_the_index_counts_what_was_entered():
    score(None, {"1": {"level": 3, "note": ""}, "8": {"level": 2, "note": ""}}, by=coordinator())
    affairs = (
        "kesehatan",
        "Pendidikan, perpustakaan",
        "ketenteraman, ketertiban umum, dan pelindungan masyarakat",
        "kearsipan",
    )
    for number, affair in enumerate(affairs):
        one = make_innovation(f"Rekaan {number}", affair=affair)
        score(one)
        enter(one)
    score(make_innovation("Tidak ikut"))
    found = paper.standing(IgaEdition.objects.get(pk="2026"), is_verified=False)
    # 3 + 3 of the region; 4 · 28 over the least divisor 12; three of five affairs: nothing for the count.
    assert (found.index.region, found.index.innovations, found.index.count) == (6, Decimal(112) / 12, 0)
    assert [len(found.affairs), len(found.missing_affairs), len(found.entered)] == [3, 3, 4]
    assert found.index.index == Decimal("6.13") and found.index.band == "LESS"
    assert paper.standing(IgaEdition.objects.get(pk="2026"), is_verified=True).index.index == 0


def test_the_paper_of_a_register_and_of_a_sheet():
    old = make_innovation("Lama", paper_maturity=Decimal(128), paper_maturity_year=2021)
    new = make_innovation("Baru", life="DORMANT")
    bare = make_innovation("Tanpa berkas")
    score(
        new,
        {
            line: {"level": 3, "note": ""}
            for line in ("16", "17", "18", "19", "21", "28", "30", "31", "32", "34", "35")
        },
    )
    found = {one.innovation.name: one for one in paper.beside([old, new, bare])}
    assert (found["Lama"].paper.score, found["Lama"].paper.most, found["Lama"].paper.edition) == (
        128,
        128,
        "2021",
    )
    assert (found["Baru"].paper.score, found["Baru"].quadrant) == (78, "PAPER_ONLY")
    assert "Tanpa berkas" not in found
    page = Template("{% load maturity %}{% maturity_panel one %}").render(
        Context({"one": new, "request": request()})
    )
    assert "Matang di kertas, tidur di lapangan" in page and "indeks 81, keyakinan 64%" in page
