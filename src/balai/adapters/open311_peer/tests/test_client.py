"""The client against a body that is well, away, slow, half, refusing, or bent."""

import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from balai.adapters.open311_peer.client import Open311Peer
from balai.adapters.open311_peer.fake import KEY, FakeBody
from balai.domains.citizen_reports.relay.ports import (
    Address,
    Outgoing,
    PeerAway,
    PeerRefused,
    UpdatesUnknown,
    Word,
)

AT = datetime(2026, 9, 1, 1, 15, tzinfo=UTC)
REPORT = Outgoing(
    number="RKN-26-000001",
    service_code="001",
    text="Lubang besar di depan pasar rekaan.\n\nKabupaten Rekaan, laporan RKN-26-000001: https://rekaan.example/1/",
    url="https://rekaan.example/1/",
    at=AT,
    path=["99.01"],
    latitude=-6.95,
    longitude=109.75,
    photos=["https://rekaan.example/a.jpg", "https://rekaan.example/b.jpg"],
)
WORD = Word(
    update_id="RKN-26-000001-7", number="1001", own_number="RKN-26-000001", status="UNCHANGED", text="Masih ada.", at=AT
)  # fmt: skip


@pytest.fixture
def body() -> Iterator[FakeBody]:
    with FakeBody().running() as fake:
        yield fake


@pytest.fixture
def client() -> Open311Peer:
    return Open311Peer(private_hosts={"127.0.0.1"}, patience=5)


@pytest.fixture
def to(body: FakeBody) -> Address:
    return Address(body.endpoint, jurisdiction="rekaan", key=KEY)


def test_a_report_goes_with_everything_that_is_known(client, to, body):
    assert client.send(to, REPORT).number == "1001"
    form = body.reports["1001"]
    assert form["media_url"] == list(REPORT.photos)
    assert (form["lat"], form["long"], form["jurisdiction_id"]) == (["-6.95"], ["109.75"], ["rekaan"])
    assert form["attribute[fixmystreet_id]"] == ["RKN-26-000001"]
    assert (form["relay_path"], form["deviceid"]) == (["99.01"], ["balai"])
    assert not {"email", "phone", "first_name", "attribute[title]"} & set(form)


def test_the_same_report_twice_is_one(client, to, body):
    assert client.send(to, REPORT).number == client.send(to, REPORT).number
    assert len(body.reports) == 1


def test_a_place_that_nobody_knows_is_said_to_be_one(client, to, body):
    plain = Outgoing(number="RKN-26-000002", service_code="001", text="Tanpa tempat.", url="", at=AT)
    client.send(to, plain)
    assert body.reports["1001"]["address_id"] == ["#NOTPINPOINTED#"]


@pytest.mark.parametrize("wild", ["", "json_array", "json_object"])
def test_every_shape_of_rows_is_read(client, to, body, wild):
    client.send(to, REPORT)
    body.tell("u1", "1001", "in_progress", "Mulai & lanjut.", AT)
    body.wild = wild
    assert [(offer.code, offer.group, offer.flags) for offer in client.services(to)] == [
        ("001", "Jalan", frozenset({"private"}))
    ]
    assert client.find(to, REPORT) == "1001"
    news = client.news(to, since=AT - timedelta(hours=1), until=AT + timedelta(hours=1))
    assert [(item.update_id, item.status, item.text) for item in news] == [
        ("u1", "in_progress", "Mulai & lanjut.")
    ]
    assert client.standings(to, ["1001", "9"])["1001"].detail == "in_progress"


def test_a_token_becomes_a_number(client, to, body):
    body.wild = "tokens"
    token = client.send(to, REPORT).token
    assert client.number_of(to, token) == "1001"


def test_an_update_is_sent_as_fixmystreet_sends_it(client, to, body):
    client.send(to, REPORT)
    assert client.say(to, WORD) == "u-RKN-26-000001-7"
    form = body.words["RKN-26-000001-7"]
    assert (form["status"], form["first_name"], form["last_name"]) == (["UNCHANGED"], ["-"], ["-"])
    assert form["updated_datetime"] == ["2026-09-01T01:15:00Z"]


def test_an_answer_that_was_cut_off_may_have_arrived(client, to, body):
    client.services(to)
    body.drops = 1
    with pytest.raises(PeerAway) as caught:
        # The definition is what is cut off: nothing was sent.
        client.send(to, REPORT)
    assert (caught.value.is_unsure, body.reports) == (False, {})
    body.broken = [(404, {}, b"")]  # a server without definitions
    body.asked.clear()
    original = body.answer

    def cut_the_post(method, target, form):
        body.drops = 1 if method == "POST" else 0
        return original(method, target, form)

    body.answer = cut_the_post
    with pytest.raises(PeerAway) as caught:
        client.send(to, REPORT)
    assert (caught.value.code, caught.value.is_unsure) == ("NO_ANSWER", True)
    body.answer = original
    assert client.find(to, REPORT) == "1001"


@pytest.mark.parametrize(
    ("broken", "code", "wait"),
    [
        ((429, {"Retry-After": "90"}, b""), "HTTP_429", 90.0),
        ((503, {"Retry-After": "Wed, 21 Oct 2026 07:28:00 GMT"}, b""), "HTTP_503", None),
        ((500, {}, b"<html>"), "HTTP_500", None),
        ((200, {}, b"<services><service>"), "UNREADABLE", None),
        ((200, {}, b"Selamat datang"), "UNREADABLE", None),
        ((200, {"Content-Length": "400"}, b"<services/>"), "NO_ANSWER", None),
        ((200, {}, b'<!DOCTYPE a [<!ENTITY b "c">]><services>&b;</services>'), "UNREADABLE", None),
        ((200, {}, b"<s>" * 5_000), "UNREADABLE", None),
    ],
)
def test_what_time_may_heal(client, to, body, broken, code, wait):
    body.broken = [broken]
    with pytest.raises(PeerAway) as caught:
        client.services(to)
    assert (caught.value.code, caught.value.wait) == (code, wait)


def test_what_they_refuse_is_said_with_their_words(client, to, body):
    unknown = Outgoing(number="RKN-26-000003", service_code="999", text="Salah alamat.", url="", at=AT)
    with pytest.raises(PeerRefused) as caught:
        client.send(to, unknown)
    assert (caught.value.code, caught.value.message) == ("HTTP_404", "service_code: tidak dikenal")
    with pytest.raises(PeerRefused) as caught:
        client.send(Address(to.endpoint, key="salah"), REPORT)
    assert caught.value.code == "HTTP_403"


def test_a_server_without_updates_says_so(client, to, body):
    body.broken = [(404, {}, b"")]
    with pytest.raises(UpdatesUnknown):
        client.news(to, since=AT, until=AT)


def test_all_pages_are_read_but_only_of_the_same_server(client, to, body):
    row = b"<request_update><update_id>%d</update_id><service_request_id>1</service_request_id><status>OPEN</status><updated_datetime>2026-09-01T01:15:00+07:00</updated_datetime></request_update>"
    page = b"<service_request_updates>" + row + b"</service_request_updates>"
    here = f'<{to.endpoint}servicerequestupdates.xml?page=2>; rel="next"'
    body.broken = [
        (200, {"Link": here}, page % 1),
        (200, {"Link": '<https://jahat.example/?page=3>; rel="next"'}, page % 2),
    ]
    found = client.news(to, since=AT, until=AT)
    assert [(item.update_id, item.status) for item in found] == [("1", "open"), ("2", "open")]


def test_keys_and_contacts_are_in_no_log_and_no_error(client, to, body, caplog):
    body.broken = [(500, {}, b"") for _ in range(3)]
    secret = Outgoing(
        number="RKN-26-000004", service_code="001", text="Isi laporan.", url="", at=AT, phone="081234567890"
    )
    with caplog.at_level(logging.DEBUG), pytest.raises(PeerAway) as caught:
        client.send(to, secret)
    assert "081234567890" not in caplog.text + repr(caught.value) + repr(secret)
    assert KEY not in caplog.text + repr(caught.value) + repr(to)


def test_nobody_inside_is_asked_without_being_named(body, to):
    with pytest.raises(PeerAway) as caught:
        Open311Peer().services(to)
    assert caught.value.code == "ADDRESS_INVALID"
    with pytest.raises(PeerAway) as caught:
        Open311Peer().services(Address(to.endpoint.replace("http://", "https://")))
    assert (caught.value.code, body.asked) == ("ADDRESS_PRIVATE", [])
