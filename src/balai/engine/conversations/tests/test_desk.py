"""A person takes over, answers and gives back; the pages translate that."""

import pytest
from django.utils import timezone

from balai.engine.conversations.actions import desk
from balai.engine.conversations.actions.receiving import receive
from balai.engine.conversations.actions.saying import say
from balai.engine.conversations.models import Conversation, Outbound
from balai.engine.conversations.ports import Reply
from balai.engine.conversations.tasks import carry_out
from balai.engine.gate.actions.banning import ban_trace
from balai.engine.gate.checking import traces_of
from balai.engine.journal.models import Entry
from balai.engine.people.public import Role, actor_of
from balai.engine.people.testing import make_user
from balai.foundation.errors import Conflict, Refused
from balai.kits.testing.queries import assert_bounded

from .conftest import arrival

pytestmark = pytest.mark.django_db
AT = timezone.now()


@pytest.fixture
def wrote(carrier) -> Conversation:
    receive(arrivals=[arrival(1, "Tolong, saya mau bicara dengan orang")], at=AT)
    return Conversation.objects.get()


def officer(number: int = 1):
    return make_user(Role.COORDINATOR, email=f"petugas{number}@contoh.example")


def test_one_person_answers_and_gives_back(wrote, carrier) -> None:
    mine, other = actor_of(officer(1)), actor_of(officer(2))
    given = {"conversation_id": wrote.pk, "text": "Baik, kami periksa.", "key": "k1", "at": AT}
    with pytest.raises(Conflict) as caught:
        desk.answer(**given, by=mine)
    assert caught.value.code == "NOT_YOURS"
    desk.take_over(conversation_id=wrote.pk, by=mine, at=AT)
    with pytest.raises(Conflict):
        desk.take_over(conversation_id=wrote.pk, by=other, at=AT)
    with pytest.raises(Refused):
        desk.answer(**{**given, "text": " "}, by=mine)
    desk.answer(**given, by=mine)
    desk.answer(**given, by=mine)
    assert (carry_out.call(), carrier.texts) == (1, ["Baik, kami periksa."])
    assert carrier.sent[0].answers == "update:1"
    desk.give_back(conversation_id=wrote.pk, by=mine, at=AT)
    with pytest.raises(Conflict):
        desk.give_back(conversation_id=wrote.pk, by=mine, at=AT)
    assert [entry.code for entry in Entry.objects.order_by("id")] == [
        "CONVERSATION_TAKEN",
        "CONVERSATION_ANSWERED",
        "CONVERSATION_GIVEN_BACK",
    ]


def test_officers_do_not_see_tracking_codes(wrote, client) -> None:
    say(
        conversation=wrote,
        reply=Reply("Kode lacak: K7M-4Q2-XPD. https://balai.example/lacak/K7M-4Q2-XPD/"),
        reference="x",
        at=AT,
    )
    receive(arrivals=[arrival(2, "status k7m4q2xpd")], at=AT)
    client.force_login(officer())
    page = client.get(f"/petugas/percakapan/{wrote.pk}/").content.decode()
    assert "Kode lacak: •••." in page and "status •••" in page
    assert "4Q2" not in page and "4q2" not in page


def test_what_was_given_up_is_tried_again(wrote) -> None:
    by = actor_of(officer())
    Outbound.objects.create(conversation=wrote, reference="a", created_at=AT, due_at=AT, failed_at=AT)
    assert desk.retry_failed(by=by, at=AT) == 1
    assert Outbound.objects.get().failed_at is None


def test_who_is_shut_out_is_told_once(wrote, carrier) -> None:
    (trace,) = traces_of(subject=("conversation", wrote.pk))
    row = ban_trace(trace_id=trace.pk, reason="ABUSE", days=1, by=actor_of(officer()), at=AT)
    receive(arrivals=[arrival(2, "a"), arrival(3, "b")], at=timezone.now())
    carry_out.call()
    (said,) = carrier.texts
    assert row.code in said and "/banding/" in said


def test_the_pages(wrote, client) -> None:
    client.force_login(officer())
    assert "belum" not in client.get("/petugas/percakapan/?bagian=all").content.decode().split("<table")[0]
    page = client.get(f"/petugas/percakapan/{wrote.pk}/").content.decode()
    assert "bicara dengan orang" in page
    assert "7001" not in page
    assert client.post(f"/petugas/percakapan/{wrote.pk}/ambil/").status_code == 302
    page = client.get(f"/petugas/percakapan/{wrote.pk}/").content.decode()
    key = page.split('name="key" value="')[1].split('"')[0]
    address = f"/petugas/percakapan/{wrote.pk}/"
    answer = client.post(address, {"text": "", "key": key})
    assert answer.status_code == 422
    assert client.post(address, {"text": "Kami periksa.", "key": key}).status_code == 302
    assert "Kami periksa." in client.get(address).content.decode()
    assert client.post(f"{address}kembalikan/").status_code == 302
    assert client.get("/petugas/percakapan/999/").status_code == 404
    assert "Telegram" in client.get("/petugas/percakapan/kanal/").content.decode()
    assert client.post("/petugas/percakapan/kanal/").status_code == 302


@pytest.mark.slow
def test_the_list_asks_the_same_for_many(carrier, client) -> None:
    client.force_login(officer())
    assert_bounded(
        client,
        "/petugas/percakapan/?bagian=all",
        lambda n: receive(
            arrivals=[arrival(n * 50 + one, "x", sender=f"{n}{one}") for one in range(n)], at=AT
        ),
    )
