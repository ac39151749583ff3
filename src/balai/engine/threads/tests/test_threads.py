"""Threads: tied once, walked both ways, cut with a reason, and never shown to who may not know."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.urls import reverse

from balai.engine.journal.models import Entry
from balai.engine.people.public import Role, permission
from balai.engine.people.testing import make_user
from balai.engine.threads import kinds
from balai.engine.threads.drawing import draw, wrapped
from balai.engine.threads.kinds import Knot, ThreadKind
from balai.engine.threads.models import Link
from balai.engine.threads.public import after, before, dead_ends, expect, linked, tie, untie, walk
from balai.foundation.actor import SYSTEM, Actor
from balai.foundation.errors import Forbidden, NotFound, Refused
from balai.kits.testing.queries import assert_bounded

AT = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)
ALL = frozenset({"WANT", "PLAN", "SECRET", "FRUIT"})
OPEN = ALL - {"SECRET"}
permission("threads.tests.secret", roles={Role.AUDITOR}, label="Rahasia contoh")


def _kind(code: str, order: int, permission: str = "public") -> ThreadKind:
    def knot(number: str) -> Knot:
        return Knot(code, number, f"{code} {number}", "/")

    return ThreadKind(
        code=code,
        label=code.title(),
        plural=code.title(),
        icon="file",
        order=order,
        permission=permission,
        find=lambda ids: {number: knot(number) for number in ids if number != "gone"},
        search=lambda words, most: [knot("1")] if words.casefold() in f"{code} 1".casefold() else [],
        every=lambda: ["1", "2", "3"],
    )


@pytest.fixture(autouse=True)
def world(db: None) -> Iterator[None]:
    """Kinds of this file only."""
    was = dict(kinds._kinds), dict(kinds._expectations)
    kinds._kinds.clear()
    kinds._expectations.clear()
    for order, code in enumerate(sorted(ALL)):
        kinds.register_thread_kind(
            _kind(code, order, "threads.tests.secret" if code == "SECRET" else "public")
        )
    yield
    for kept, now in zip(was, (kinds._kinds, kinds._expectations), strict=True):
        now.clear()
        now.update(kept)


def _tie(
    start: tuple[str, str], end: tuple[str, str], by: Actor = SYSTEM, why: str = "karena contoh"
) -> Link:
    return tie(start=start, end=end, why=why, by=by, at=AT)


def _ids(ties: list) -> list[tuple[str, str]]:
    return [(one.knot.kind, one.knot.id) for one in ties]


def test_tied_twice_is_tied_once_and_known_from_both_ends() -> None:
    link = _tie(("WANT", "1"), ("PLAN", "2"))
    assert _tie(("WANT", "1"), ("PLAN", "2"), why="alasan lain") == link
    assert Entry.objects.filter(code="THREAD_TIED").count() == 1
    assert _ids(after("WANT", "1", visible=ALL)) == [("PLAN", "2")]
    assert _ids(before("PLAN", "2", visible=ALL)) == [("WANT", "1")]
    assert linked("WANT", ["1", "3"], {"PLAN"}, "AFTER") == {"1": ["2"]}


@pytest.mark.parametrize(
    ("start", "end", "why", "code"),
    [
        (("WANT", "1"), ("WANT", "1"), "karena contoh", "THREAD_TO_ITSELF"),
        (("WANT", "1"), ("MOON", "1"), "karena contoh", "THREAD_KIND_UNKNOWN"),
        (("WANT", "1"), ("PLAN", "1"), " ", "TEXT_TOO_SHORT"),
    ],
)
def test_refusals(start: tuple[str, str], end: tuple[str, str], why: str, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        _tie(start, end, why=why)
    assert refusal.value.code == code
    assert not Link.objects.exists()


def test_a_citizen_ties_nothing() -> None:
    with pytest.raises(Forbidden):
        _tie(("WANT", "1"), ("PLAN", "1"), by=Actor("CITIZEN"))


def test_a_cut_link_stays_with_its_reason_and_may_be_tied_again() -> None:
    coordinator = Actor("OFFICER", make_user(Role.COORDINATOR).pk, role=Role.COORDINATOR)
    link = _tie(("WANT", "1"), ("PLAN", "1"))
    untie(link_id=link.pk, reason="salah orang", by=coordinator, at=AT)
    assert untie(link_id=link.pk, reason="sekali lagi", by=coordinator, at=AT).cut_reason == "salah orang"
    assert after("WANT", "1", visible=ALL) == []
    assert _tie(("WANT", "1"), ("PLAN", "1")).pk != link.pk
    with pytest.raises(NotFound):
        untie(link_id=0, reason="tidak ada", by=coordinator, at=AT)


def test_only_who_made_it_or_plans_cuts_it() -> None:
    other = make_user(Role.OPD_ADMIN)
    link = _tie(("WANT", "1"), ("PLAN", "1"))
    with pytest.raises(Forbidden):
        untie(
            link_id=link.pk,
            reason="bukan urusan saya",
            by=Actor("OFFICER", other.pk, other.opd_id, other.role),
            at=AT,
        )


def test_a_circle_ends_the_walk_and_what_is_hidden_hides_what_lies_behind_it() -> None:
    _tie(("WANT", "1"), ("PLAN", "1"))
    _tie(("PLAN", "1"), ("FRUIT", "1"))
    _tie(("FRUIT", "1"), ("WANT", "1"))
    _tie(("PLAN", "1"), ("SECRET", "1"))
    _tie(("SECRET", "1"), ("FRUIT", "2"))
    _tie(("FRUIT", "1"), ("PLAN", "gone"))
    seen = walk("WANT", "1", visible=OPEN)
    assert set(seen.knots) == {("WANT", "1"), ("PLAN", "1"), ("FRUIT", "1")}
    assert (("FRUIT", "1"), ("WANT", "1")) in seen.ties
    assert ("FRUIT", "2") in walk("WANT", "1", visible=ALL).knots
    assert walk("WANT", "1", visible=OPEN, steps=1).knots.keys() == {
        ("WANT", "1"),
        ("PLAN", "1"),
        ("FRUIT", "1"),
    }


def test_a_long_thread_is_cut_short_and_costs_bounded_questions() -> None:
    Link.objects.bulk_create(
        Link(start_kind="WANT", start_id="1", end_kind="PLAN", end_id=str(n), why="x", made_at=AT)
        for n in range(300)
    )
    seen = walk("WANT", "1", visible=OPEN)
    assert (len(seen.knots), seen.is_cut_short) == (200, True)


def test_dead_ends_are_counted_for_who_may_know() -> None:
    expect(
        code="plan-without-want",
        label="Rencana tanpa kebutuhan",
        kind="PLAN",
        towards={"WANT"},
        direction="BEFORE",
    )
    expect(code="secret-alone", label="Rahasia", kind="SECRET", towards={"PLAN"}, direction="BEFORE")
    _tie(("WANT", "1"), ("PLAN", "2"))
    found = {one.code: ids for one, ids in dead_ends(visible=OPEN)}
    assert found == {"plan-without-want": ["1", "3"]}


def test_the_picture_has_a_column_per_kind_and_a_line_per_tie() -> None:
    _tie(("WANT", "1"), ("PLAN", "1"))
    seen = walk("PLAN", "1", visible=ALL)
    picture = draw(
        seen.knots, seen.ties, ("PLAN", "1"), [("WANT", "Kebutuhan"), ("PLAN", "Rencana"), ("FRUIT", "Buah")]
    )
    assert [label for _x, label in picture.heads] == ["Kebutuhan", "Rencana"]
    assert [(box.knot.kind, box.is_here) for box in picture.boxes] == [("WANT", False), ("PLAN", True)]
    assert len(picture.curves) == 1


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("Air bersih", ("Air bersih",)),
        (
            "Jalan desa yang rusak di tiga kecamatan dan jembatannya",
            ("Jalan desa yang rusak di", "tiga kecamatan dan…"),
        ),
        ("x" * 40, ("x" * 24 + "…",)),
    ],
)
def test_titles_fit_into_two_lines(title: str, lines: tuple[str, ...]) -> None:
    assert wrapped(title) == lines


def test_pages_tie_show_and_cut(client) -> None:
    here = reverse("threads:knot", args=["WANT", "1"])
    client.force_login(make_user(Role.COORDINATOR))
    address = reverse("threads:tie", args=["WANT", "1"])
    assert "PLAN 1" in client.get(address, {"q": "1"}).content.decode()
    assert (
        client.post(address, {"q": "1", "end": "PLAN:1", "direction": "AFTER", "why": ""}).status_code == 422
    )
    assert (
        client.post(
            address, {"q": "1", "end": "PLAN:1", "direction": "AFTER", "why": "usulan nomor 14"}
        ).status_code
        == 302
    )
    page = client.get(here).content.decode()
    assert "usulan nomor 14" in page
    assert "thread-line" in page
    link = Link.objects.get()
    client.post(reverse("threads:cut", args=[link.pk]), {"reason": "keliru"})
    assert "usulan nomor 14" not in client.get(here).content.decode()


def test_visitors_see_neither_secrets_nor_their_number(client) -> None:
    _tie(("PLAN", "1"), ("SECRET", "1"))
    assert client.get(reverse("threads:knot", args=["SECRET", "1"])).status_code == 404
    assert "SECRET" not in client.get(reverse("threads:knot", args=["PLAN", "1"])).content.decode()
    told = client.get("/api/benang/PLAN/1").json()
    assert (told["knots"][0]["kind"], told["after"], told["ties"]) == ("PLAN", [], [])
    assert client.get("/api/benang/SECRET/1").status_code == 404
    client.force_login(make_user(Role.AUDITOR))
    assert client.get("/api/benang/PLAN/1").json()["after"][0]["kind"] == "SECRET"


def test_a_page_costs_the_same_for_one_tie_and_for_thirty(client) -> None:
    def more(rows: int) -> None:
        for number in range(rows):
            _tie(("WANT", "1"), ("PLAN", f"{rows}-{number}"))

    assert_bounded(client, reverse("threads:knot", args=["WANT", "1"]), more)
