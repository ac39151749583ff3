"""The channel PHONE against a real HTTP receiver on loopback, and the fake beside it."""

import json
import logging
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.core.exceptions import ImproperlyConfigured

from balai.adapters.apprise_channel.client import AppriseChannel
from balai.adapters.apprise_channel.fake import FakePhoneChannel
from balai.engine.notices.public import Message, SendFailed

SMS = Message("balai-1", "+62 800-0000-0001", "Laporan dijawab", "Jalan & jembatan <sudah> diperbaiki")


class Gateway(HTTPServer):
    """Takes JSON; answers 500 while `refuses`."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Counter)
        self.taken: list[tuple[str, str, str]] = []
        self.refuses = False


class _Counter(BaseHTTPRequestHandler):
    server: Gateway

    def do_POST(self) -> None:
        sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if not self.server.refuses:
            phone = self.path.rpartition("/")[2]
            self.server.taken.append((phone, sent["title"], sent["message"]))
        self.send_response(500 if self.server.refuses else 200)
        self.end_headers()

    def log_message(self, *_: object) -> None: ...


@pytest.fixture
def gateway() -> Iterator[Gateway]:
    running = Gateway()
    thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield running
    running.shutdown()
    thread.join()
    running.server_close()


@pytest.fixture(params=["client", "fake"])
def pair(request, gateway: Gateway) -> tuple:
    """A channel and where its messages arrive: the same tests hold for the client and its fake."""
    if request.param == "fake":
        fake = FakePhoneChannel()
        return fake, fake
    return AppriseChannel([f"json://127.0.0.1:{gateway.server_port}/send/{{phone}}"]), gateway


def test_a_message_arrives(pair) -> None:
    channel, place = pair
    with channel.session() as send:
        send(SMS)
    assert place.taken == [("6280000000001", "Laporan dijawab", "Jalan & jembatan <sudah> diperbaiki")]


@pytest.mark.parametrize(
    ("message", "refuses", "failure"),
    [
        (SMS, True, ("GATEWAY_REFUSED", False)),
        (Message("balai-1", "tanpa nomor", "a", "b"), False, ("ADDRESS_MALFORMED", True)),
    ],
)
def test_what_fails(message, refuses, failure, pair, caplog) -> None:
    channel, place = pair
    place.refuses = refuses
    caplog.set_level(logging.DEBUG)
    with channel.session() as send, pytest.raises(SendFailed) as caught:
        send(message)
    assert (caught.value.code, caught.value.is_permanent) == failure
    assert place.taken == []
    assert not [record for record in caplog.records if record.name.startswith("apprise")]


def test_a_gateway_that_is_away_refuses(gateway: Gateway) -> None:
    channel = AppriseChannel(["json://127.0.0.1:9/{phone}"])
    with channel.session() as send, pytest.raises(SendFailed) as caught:
        send(SMS)
    assert caught.value.code == "GATEWAY_REFUSED"


def test_the_second_service_helps_out(gateway: Gateway) -> None:
    here = f"json://127.0.0.1:{gateway.server_port}/{{phone}}"
    with AppriseChannel(["json://127.0.0.1:9/{phone}", here]).session() as send:
        send(SMS)
    assert [phone for phone, _, _ in gateway.taken] == ["6280000000001"]


def test_an_unknown_service_stops_the_start() -> None:
    with pytest.raises(ImproperlyConfigured):
        AppriseChannel(["tidak-dikenal://x/{phone}"])
