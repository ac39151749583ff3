"""Our client against our own running server, and against the fake of it: both agree, so the fake may stand in."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone

from balai.adapters.open311_peer.client import Open311Peer
from balai.adapters.open311_peer.fake import KEY, FakeBody
from balai.domains.citizen_reports.models import Report
from balai.domains.citizen_reports.models_peers import PeerOrigin
from balai.domains.citizen_reports.relay.ports import Address, Outgoing, PeerAway, PeerRefused, Word
from balai.domains.citizen_reports.tests.factories import (
    PLACE,
    make_category,
    make_key,
    make_parameter,
    officer,
)
from balai.engine.cases import public as cases

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture(params=["live", "fake"])
def to(request, live_server) -> Iterator[Address]:
    if request.param == "live":
        make_category("001", questions=[{"code": "DEPTH", "label": "Sedalam apa?", "type": "number"}])
        key = make_key("Tetangga Contoh")[1]
        yield Address(f"{live_server.url}/open311/fixmystreet", jurisdiction="99.01", key=key)
        return
    with FakeBody().running() as fake:
        yield Address(fake.endpoint, key=KEY)


@pytest.fixture
def client() -> Open311Peer:
    return Open311Peer(private_hosts={"127.0.0.1", "localhost"}, patience=10)


def report(**given) -> Outgoing:
    number = given.pop("number", "TTG-26-000001")
    text = f"Lubang besar di depan pasar rekaan.\n\nTetangga Contoh, laporan {number}: https://tetangga.example/1/"
    values = {
        "latitude": PLACE[0],
        "longitude": PLACE[1],
        "path": ["98.01"],
        "url": "https://tetangga.example/1/",
    }
    return Outgoing(number=number, service_code="001", text=text, at=timezone.now(), **(values | given))


def test_a_report_and_its_words_go_there_and_come_back(to, client):
    offers = {offer.code: offer for offer in client.services(to)}
    assert offers["001"].has_questions
    assert "fixmystreet_id" in {one.code for one in client.questions(to, "001")}
    sent = report()
    number = client.send(to, sent).number
    assert number and client.send(to, sent).number == number
    assert client.find(to, sent) == number
    assert client.find(to, report(number="TTG-26-000002")) == ""
    word = Word(
        update_id="TTG-26-000001-7", number=number, own_number="TTG-26-000001", status="UNCHANGED",
        text="Masih berlubang.", at=timezone.now(),
    )  # fmt: skip
    assert client.say(to, word) and client.say(to, word) == client.say(to, word)
    assert client.standings(to, [number, "TTG-99"])[number].detail == "open"
    now = timezone.now()
    assert client.news(to, since=now - timedelta(hours=1), until=now, own=True) == []


def test_refusals_are_refusals(to, client):
    with pytest.raises(PeerRefused):
        client.send(Address(to.endpoint, jurisdiction=to.jurisdiction, key="salah"), report())
    with pytest.raises(PeerRefused) as caught:
        client.questions(to, "999")
    assert caught.value.code == "HTTP_404"


def test_our_own_server_knows_more(live_server, client):
    """What the fake has not: origins, circles, news with their states, pages, and a limit that is waited for."""
    make_category("001")
    key, secret = make_key("Tetangga Contoh")
    to = Address(f"{live_server.url}/open311/fixmystreet/", jurisdiction="99.01", key=secret)
    number = client.send(to, report()).number
    filed = Report.objects.select_related("case__holder").get()
    assert (filed.api_key, PeerOrigin.objects.get().path) == (key, ["98.01"])
    with pytest.raises(PeerRefused) as caught:
        client.send(to, report(number="TTG-26-000009", path=["98.01", "99.01"]))
    assert "berasal dari sini" in caught.value.message
    cases.accept(case_id=filed.pk, by=officer(filed.case.holder), at=timezone.now())
    now = timezone.now() + timedelta(seconds=1)
    (item,) = client.news(to, since=now - timedelta(hours=1), until=now, own=True)
    assert (item.number, item.status) == (number, "in_progress")
    make_parameter("open311.writes_per_minute", 1)
    with pytest.raises(PeerAway) as away:
        for attempt in range(9):
            client.send(to, report(number=f"TTG-26-0001{attempt}0"))
    assert (away.value.code, away.value.wait) == ("HTTP_429", 60.0)


def test_a_duplicate_over_there_is_no_difference_here(live_server, client):
    """What their updates say last of a report is what their list says of it: put under another, worked on, parted again."""
    make_category("001")
    to = Address(
        f"{live_server.url}/open311/fixmystreet/", jurisdiction="99.01", key=make_key("Tetangga Contoh")[1]
    )
    numbers = [client.send(to, report(number=f"TTG-26-00000{n}")).number for n in (1, 2)]
    head, member = Report.objects.select_related("case__holder").order_by("pk")
    by, now = officer(head.case.holder), timezone.now()

    def told() -> tuple[str, list[str]]:
        until = timezone.now() + timedelta(seconds=1)
        found = client.news(to, since=now - timedelta(hours=1), until=until, own=True)
        mine = [item for item in found if item.number == numbers[1]]
        states = [item.status for item in mine if item.status != "unchanged"]
        assert client.standings(to, numbers)[numbers[1]].detail == states[-1]
        return states[-1], [item.text for item in mine]

    cases.accept(case_id=member.pk, by=by, at=now)
    cases.merge(case_id=member.pk, into_id=head.pk, text="Alasan antarpetugas.", by=by, at=now)
    cases.reply(case_id=head.pk, text="Besok ditambal.", is_final=True, by=by, at=now)
    state, words = told()
    assert state == "duplicate" and numbers[0] in words[1] and "Besok ditambal." in words[2]
    cases.unmerge(case_id=member.pk, by=by, at=timezone.now())
    assert told()[0] == "in_progress"
