"""Who may send, how often, what a busy place is asked, and how somebody objects."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from balai.engine.gate import appealing, puzzles, rules
from balai.engine.gate.actions import appeals, banning
from balai.engine.gate.actions.sweeping import sweep
from balai.engine.gate.checking import check, note, stop_banned, traces_of
from balai.engine.gate.models import Appeal, Ban, SpentPuzzle, Trace
from balai.engine.gate.refusals import Banned, PuzzleNeeded
from balai.engine.gate.tasks import sweep_gate
from balai.engine.gate.visitors import Visitor
from balai.engine.journal.models import Entry
from balai.engine.parameters.public import Parameter
from balai.engine.people.public import actor_of
from balai.foundation.actor import CITIZEN, Actor
from balai.foundation.errors import Conflict, Forbidden, NotFound, Refused, TooOften

from .factories import coordinator

pytestmark = pytest.mark.django_db
AT = timezone.now().replace(microsecond=0)
WATI = Visitor(device="rekaan", block="192.0.2.7", phone="0800-0000-0001")


@pytest.fixture(autouse=True)
def _nothing_counted():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def keeper() -> Actor:
    return actor_of(coordinator())


def busy(**values: int) -> None:
    settings = {"from": 2, "least_bits": 6, "most_bits": 9, **values}
    Parameter.objects.create(code="gate.puzzle", value=settings, valid_from=AT.date())


def banned(keeper: Actor, kind: str = "PHONE", **more) -> Ban:
    digest = dict(WATI.digests())[kind]
    given = {"kind": kind, "digest": digest, "reason": "FLOOD", "days": 7, "by": keeper, "at": AT, **more}
    return banning.ban(**given)


@pytest.mark.parametrize(
    ("count", "bits"), [(1, 0), (30, 0), (31, 13), (60, 14), (119, 14), (120, 15), (10**6, 18)]
)
def test_a_puzzle_is_harder_the_more_comes(count: int, bits: int) -> None:
    assert rules.bits_for(count, settings={"from": 30, "least_bits": 13, "most_bits": 18}) == bits


@pytest.mark.parametrize("answer", ["-1", "1e3", "٣", "1" * 13, "x"])
def test_answers_are_numbers(answer: str) -> None:
    assert not rules.is_solved("t", answer, bits=0)


def test_a_busy_place_is_asked_a_puzzle_and_passes_with_its_answer() -> None:
    busy()
    for _ in range(2):
        check(door="intake", visitor=WATI, at=AT)
    with pytest.raises(PuzzleNeeded) as caught:
        check(door="intake", visitor=WATI, at=AT)
    puzzle = caught.value.puzzle
    assert (caught.value.status, puzzle["bits"]) == (428, 6)
    answer = f"{puzzle['token']}:{rules.solve(puzzle['token'], bits=6)}"
    check(door="intake", visitor=Visitor(block=WATI.block, puzzle=answer), at=AT)
    # Used up by that.
    with pytest.raises(PuzzleNeeded):
        check(door="intake", visitor=Visitor(block=WATI.block, puzzle=answer), at=AT)
    # A place that is not busy is asked nothing.
    check(door="intake", visitor=Visitor(block="192.0.2.8"), at=AT)


def solved(door: str = "intake", block: str = "192.0.2.7", **more) -> str:
    puzzle = puzzles.issue(door=door, block=block, bits=6, at=more.get("at", AT))
    return f"{puzzle['token']}:{rules.solve(puzzle['token'], bits=6)}"


def test_an_answer_holds_for_its_door_its_block_and_its_time() -> None:
    for given, at in (
        (solved(door="ideas"), AT),
        (solved(block="192.0.2.8"), AT),
        (solved(), AT + timedelta(minutes=21)),
        (solved()[:-1] + "x", AT),
        ("", AT),
        ("ngawur:1", AT),
        (solved().replace("~", "!"), AT),
    ):
        assert not puzzles.accept(given, door="intake", block="192.0.2.7", at=at)
    assert SpentPuzzle.objects.count() == 0
    assert puzzles.accept(solved(), door="intake", block="192.0.2.7", at=AT + timedelta(minutes=19))


def test_who_cannot_calculate_waits_and_a_thousand_tokens_do_not_help() -> None:
    tokens = [puzzles.issue(door="intake", block="a", bits=6, at=AT)["token"] for _ in range(3)]
    early, late = AT + timedelta(seconds=30), AT + timedelta(seconds=61)
    assert not puzzles.accept(f"{tokens[0]}:", door="intake", block="a", at=early)
    passed = [puzzles.accept(f"{token}:", door="intake", block="a", at=late) for token in tokens]
    assert passed == [True, False, False]


def test_one_device_sends_so_much_and_no_more() -> None:
    Parameter.objects.create(code="gate.limits", value={"DEVICE": [2, 600]}, valid_from=AT.date())
    for _ in range(2):
        check(door="intake", visitor=WATI, at=AT)
    with pytest.raises(TooOften):
        check(door="intake", visitor=WATI, at=AT)
    check(door="intake", visitor=Visitor(device="lain", block=WATI.block), at=AT)


def test_a_ban_has_a_reason_an_end_and_a_code(keeper: Actor) -> None:
    row = banned(keeper, days=7)
    with pytest.raises(Banned) as caught:
        check(door="intake", visitor=Visitor(phone="+62 800 0000 0001"), at=AT + timedelta(days=6))
    assert row.code in caught.value.message and "berulang-ulang" in caught.value.message
    assert caught.value.appeal_code == row.code
    row.refresh_from_db()
    assert row.knocks == 1
    stop_banned(Visitor(phone="0800-0000-0002"), AT)
    stop_banned(WATI, AT + timedelta(days=7))
    entry = Entry.objects.get(code="SENDER_BANNED")
    assert entry.data == {"kind": "PHONE", "reason": "FLOOD", "days": 7, "case": None}
    assert "0800" not in str(vars(row))


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"kind": "X"}, "KIND_UNKNOWN"),
        ({"reason": "X"}, "REASON_UNKNOWN"),
        ({"days": 0}, "DAYS_INVALID"),
        ({"days": 400}, "DAYS_INVALID"),
    ],
)
def test_a_ban_that_is_refused(wrong: dict, code: str, keeper: Actor) -> None:
    with pytest.raises(Refused) as caught:
        banning.ban(
            **{"kind": "PHONE", "digest": "d", "reason": "FLOOD", "days": 1, "by": keeper, "at": AT, **wrong}
        )
    assert caught.value.code == code
    assert (Ban.objects.count(), Entry.objects.count()) == (0, 0)


def test_nobody_is_banned_twice_at_once(keeper: Actor) -> None:
    banned(keeper)
    with pytest.raises(Conflict):
        banned(keeper)


def test_a_ban_is_lifted_once(keeper: Actor) -> None:
    row = banned(keeper)
    banning.lift(ban_id=row.pk, by=keeper, at=AT)
    stop_banned(WATI, AT)
    with pytest.raises(Conflict):
        banning.lift(ban_id=row.pk, by=keeper, at=AT)


def test_a_ban_is_laid_on_what_a_record_was_sent_from(keeper: Actor) -> None:
    note(subject=("case", 7), visitor=WATI, at=AT)
    note(subject=("case", 7), visitor=Visitor(device="lain"), at=AT)
    traces = traces_of(subject=("case", 7))
    assert [one.kind for one in traces] == ["BLOCK", "DEVICE", "PHONE"]
    row = banning.ban_trace(trace_id=traces[1].pk, reason="ABUSE", days=1, by=keeper, at=AT)
    assert row.case_number == 7
    with pytest.raises(Banned):
        stop_banned(Visitor(device="rekaan"), AT)
    with pytest.raises(NotFound):
        banning.ban_trace(trace_id=0, reason="ABUSE", days=1, by=keeper, at=AT)


def test_an_appeal_is_decided_by_another_officer(keeper: Actor) -> None:
    row = banned(keeper)
    made = appeals.appeal(code=row.code.lower(), text="Nomor saya dipakai orang lain.", by=CITIZEN, at=AT)
    with pytest.raises(Conflict) as caught:
        appeals.appeal(code=row.code, text="Nomor saya dipakai orang lain.", by=CITIZEN, at=AT)
    assert caught.value.code == "APPEAL_WAITING"
    with pytest.raises(Forbidden):
        appeals.decide(appeal_id=made.pk, is_granted=False, answer="Sudah kami periksa.", by=keeper, at=AT)
    other = actor_of(coordinator())
    with pytest.raises(Refused):
        appeals.decide(appeal_id=made.pk, is_granted=False, answer="", by=other, at=AT)
    appeals.decide(appeal_id=made.pk, is_granted=True, answer="", by=other, at=AT)
    stop_banned(WATI, AT)
    with pytest.raises(Conflict):
        appeals.decide(appeal_id=made.pk, is_granted=True, answer="", by=other, at=AT)
    assert [entry.code for entry in Entry.objects.order_by("id")] == [
        "SENDER_BANNED",
        "APPEAL_MADE",
        "SENDER_BAN_LIFTED",
        "APPEAL_DECIDED",
    ]
    assert Appeal.objects.get().decided_by_id == other.user_id


def test_a_refused_appeal_is_not_repeated(keeper: Actor) -> None:
    row = banned(keeper)
    made = appeals.appeal(code=row.code, text="Ini keliru menurut saya.", by=CITIZEN, at=AT)
    other = actor_of(coordinator())
    appeals.decide(appeal_id=made.pk, is_granted=False, answer="Kirimannya 80 kali sama.", by=other, at=AT)
    with pytest.raises(Conflict) as caught:
        appeals.appeal(code=row.code, text="Ini keliru menurut saya.", by=CITIZEN, at=AT)
    assert caught.value.code == "APPEAL_DECIDED"


@pytest.mark.parametrize(("code", "refusal"), [("K7M-4Q2-XPD", None), ("123", "CODE_MALFORMED")])
def test_a_code_that_is_nobodys(code: str, refusal: str | None) -> None:
    with pytest.raises(Refused) as caught:
        appeals.find_measure(code=code)
    assert caught.value.code in {refusal, "MEASURE_UNKNOWN", "CODE_WRONG_CHECK"}


def test_what_is_old_is_forgotten(keeper: Actor) -> None:
    note(subject=("case", 7), visitor=WATI, at=AT)
    assert puzzles.accept(solved(), door="intake", block="192.0.2.7", at=AT)
    assert sweep_gate.call() == 0
    assert sweep(at=AT + timedelta(days=31)) == 4
    assert (Trace.objects.count(), SpentPuzzle.objects.count()) == (0, 0)


def test_measures_of_unknown_kinds_are_none() -> None:
    assert appealing.measure_of("lain", 1) is None
