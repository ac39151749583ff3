"""Each message is answered once, in its order, whatever is repeated, overtaken, killed or done by two at once."""

import random
from datetime import timedelta

import pytest

from balai.engine.conversations import ports
from balai.engine.conversations.actions import turning
from balai.engine.conversations.actions.carrying import carry_due
from balai.engine.conversations.actions.receiving import receive
from balai.engine.conversations.actions.turning import stuck, take_turn
from balai.engine.conversations.models import Conversation, Inbound, Outbound
from balai.engine.conversations.ports import MediaAway, MediaGone
from balai.engine.conversations.tasks import wake_stuck
from balai.engine.people.testing import make_user
from balai.kits.tasks.models import Job

from .conftest import AT, SETTLED, arrival, echo

pytestmark = pytest.mark.django_db


def answer_all(*, at=SETTLED) -> None:
    for number in Conversation.objects.values_list("pk", flat=True):
        while take_turn(conversation_id=number, at=at):
            pass
    while carry_due(at=at):
        pass


@pytest.mark.parametrize("seed", range(8))
def test_repeated_and_overtaken_messages_change_nothing(seed: int, carrier) -> None:
    chance = random.Random(seed)
    brought = [arrival(number, word) for number, word in enumerate(["satu", "dua", "tiga", "empat"], 1)] * 3
    chance.shuffle(brought)
    for told in brought:
        receive(arrivals=[told], at=AT)
    answer_all()
    assert carrier.texts == ["1. satu", "2. dua", "3. tiga", "4. empat"]
    receive(arrivals=brought, at=SETTLED)
    answer_all(at=SETTLED + timedelta(minutes=1))
    assert len(carrier.sent) == 4


def test_a_message_waits_a_little_for_those_before_it(carrier) -> None:
    receive(arrivals=[arrival(2, "dua")], at=AT)
    assert not take_turn(conversation_id=Conversation.objects.get().pk, at=AT)
    receive(arrivals=[arrival(1, "satu")], at=AT + timedelta(seconds=1))
    answer_all()
    assert carrier.texts == ["1. satu", "2. dua"]


def test_killed_in_a_turn_nothing_has_happened(carrier, monkeypatch) -> None:
    """The dialogue has done its work and the process dies before the end: said, remembered and marked is nothing."""
    receive(arrivals=[arrival(1, "satu")], at=AT)

    def killed(**told):
        echo(**told)
        Outbound.objects.create(
            conversation=told["conversation"], reference="setengah", created_at=AT, due_at=AT
        )
        raise KeyboardInterrupt

    monkeypatch.setattr(ports, "_dialogues", [killed])
    number = Conversation.objects.get().pk
    with pytest.raises(KeyboardInterrupt):
        take_turn(conversation_id=number, at=SETTLED)
    assert Outbound.objects.count() == 0
    assert Inbound.objects.get().handled_at is None
    monkeypatch.setattr(ports, "_dialogues", [echo])
    answer_all()
    assert carrier.texts == ["1. satu"]


def test_two_workers_answer_once(carrier, monkeypatch) -> None:
    """The other one takes the turn while this one fetches photos."""
    receive(arrivals=[arrival(1, "satu")], at=AT)
    number = Conversation.objects.get().pk
    fetch = turning._fetch_photos

    def overtaken(message, **told):
        monkeypatch.setattr(turning, "_fetch_photos", fetch)
        assert take_turn(conversation_id=number, at=SETTLED)
        return fetch(message, **told)

    monkeypatch.setattr(turning, "_fetch_photos", overtaken)
    assert take_turn(conversation_id=number, at=SETTLED)
    assert not take_turn(conversation_id=number, at=SETTLED)
    assert list(Outbound.objects.values_list("reference", flat=True)) == [
        f"turn:{Inbound.objects.get().pk}:0"
    ]


def test_what_cannot_be_answered_goes_to_a_person(carrier, monkeypatch) -> None:
    receive(arrivals=[arrival(1, "satu"), arrival(2, "dua")], at=AT)
    number = Conversation.objects.get().pk

    def broken(**told):
        if told["heard"].text == "satu":
            raise ZeroDivisionError
        return echo(**told)

    monkeypatch.setattr(ports, "_dialogues", [broken])
    for _ in range(6):
        with pytest.raises(ZeroDivisionError):
            take_turn(conversation_id=number, at=SETTLED)
    answer_all()
    assert ["tidak dapat kami olah" in text for text in carrier.texts] == [True, False]
    assert Conversation.objects.get().waiting_since is not None
    assert Inbound.objects.filter(ignored="BROKEN").count() == 1


@pytest.mark.parametrize(("failure", "tries"), [(MediaGone("x"), 1), (MediaAway("x"), 6)])
def test_a_photo_that_cannot_be_had(failure, tries: int, carrier) -> None:
    carrier.photos["foto"] = failure
    receive(arrivals=[arrival(1, "satu", media=(ports.Media("foto"),))], at=AT)
    number = Conversation.objects.get().pk
    for _ in range(tries - 1):
        with pytest.raises(MediaAway):
            take_turn(conversation_id=number, at=SETTLED)
    answer_all()
    assert carrier.texts == ["1. satu +0 foto"]
    assert len(carrier.fetched) == tries


def test_a_person_who_took_over_is_not_talked_over(carrier) -> None:
    receive(arrivals=[arrival(1, "satu")], at=AT)
    Conversation.objects.update(taken_by=make_user("COORDINATOR"))
    answer_all()
    assert carrier.texts == []
    assert Conversation.objects.get().waiting_since is not None


def test_lost_turns_are_asked_for_again(carrier) -> None:
    receive(arrivals=[arrival(1, "satu")], at=AT)
    assert stuck(at=AT + timedelta(seconds=30)) == []
    assert stuck(at=AT + timedelta(minutes=3)) == [Conversation.objects.get().pk]
    assert wake_stuck.call() == 1
    assert Job.objects.filter(task__endswith="take_turns").count() == 1


def test_parts_of_a_long_message_are_one(carrier) -> None:
    receive(arrivals=[arrival(2, "dunia", part=("7", 2, 2))], at=AT)
    answer_all()
    assert carrier.texts == []
    receive(arrivals=[arrival(1, "halo ", part=("7", 2, 1))], at=SETTLED)
    answer_all(at=SETTLED + timedelta(seconds=10))
    assert carrier.texts == ["1. halo dunia"]
    receive(arrivals=[arrival(3, "sisa", part=("8", 2, 1))], at=SETTLED)
    answer_all(at=SETTLED + timedelta(minutes=3))
    assert carrier.texts[1:] == ["2. sisa"]


def test_what_was_talked_about_is_forgotten_after_a_day(carrier) -> None:
    receive(arrivals=[arrival(1, "satu")], at=AT)
    answer_all()
    day = AT + timedelta(hours=25)
    receive(arrivals=[arrival(2, "dua", sent_at=day)], at=day)
    answer_all(at=day + timedelta(minutes=1))
    assert carrier.texts == ["1. satu", "1. dua"]
