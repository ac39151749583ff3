"""The channel EMAIL against a real mail server on loopback."""

import logging
import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from aiosmtpd.controller import Controller

from balai.adapters.email_channel.client import EmailChannel
from balai.engine.notices import ports
from balai.engine.notices.public import (
    ChannelCode,
    Message,
    Notice,
    Recipient,
    SendFailed,
    deliver_due,
    notify,
)

AT = datetime(2026, 3, 17, 3, 0, tzinfo=UTC)
LETTER = Message(
    "balai-1", "wati@contoh.example", "Laporan dijawab", "Isi surel.", "https://balai.example/b/x/"
)


class Office:
    """A mail server that answers what `answers` says, then takes everything."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, str]] = []
        self.answers: list[str] = []
        self.answers_to_text: list[str] = []
        self.sessions: set[int] = set()

    async def handle_RCPT(self, server, session, envelope, address, options) -> str:
        if self.answers:
            return self.answers.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope) -> str:
        if self.answers_to_text:
            return self.answers_to_text.pop(0)
        self.sessions.add(id(session))
        self.taken.append((envelope.rcpt_tos[0], envelope.content.decode()))
        return "250 OK"


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def server(office: Office, settings, unused_port: int) -> Iterator[Controller]:
    running = Controller(office, hostname="127.0.0.1", port=unused_port)
    running.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", unused_port
    settings.EMAIL_TIMEOUT = 3
    settings.PUBLIC_URL = "https://balai.example"
    settings.DEFAULT_FROM_EMAIL = "Balai <balai@balai.example>"
    yield running
    if running.server is not None:
        running.stop()


@pytest.fixture
def unused_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def send(message: Message = LETTER) -> None:
    with EmailChannel().session() as deliver:
        deliver(message)


def failure(message: Message = LETTER) -> tuple[str, bool, bool]:
    with pytest.raises(SendFailed) as caught:
        send(message)
    assert message.address not in str(caught.value)
    return caught.value.code, caught.value.is_permanent, caught.value.is_away


def test_a_letter_arrives_with_its_headers(server, office) -> None:
    send()
    ((address, text),) = office.taken
    assert address == "wati@contoh.example"
    head = dict(line.split(": ", 1) for line in text.partition("\r\n\r\n")[0].split("\r\n") if ": " in line)
    assert head["Subject"] == "Laporan dijawab"
    assert head["Message-ID"] == "<balai-1@balai.example>"
    assert head["List-Unsubscribe"] == "<https://balai.example/b/x/>"
    assert head["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert head["Auto-Submitted"] == "auto-generated"
    assert "Isi surel." in text and "lagi? https://balai.example/b/x/" in text


def test_a_batch_shares_one_connection(server, office) -> None:
    with EmailChannel().session() as deliver:
        deliver(LETTER)
        deliver(LETTER)
    assert (len(office.taken), len(office.sessions)) == (2, 1)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("450 4.2.1 wati@contoh.example busy", ("SMTP_450", False, False)),
        ("550 5.1.1 wati@contoh.example unknown", ("SMTP_550", True, False)),
        ("552 5.2.2 full", ("SMTP_552", True, False)),
    ],
)
def test_answers_to_a_recipient(answer: str, expected: tuple, server, office) -> None:
    office.answers = [answer]
    assert failure() == expected


@pytest.mark.parametrize(
    ("answer", "expected"),
    [("451 later", ("SMTP_451", False, False)), ("554 5.7.1 spam", ("SMTP_554", True, False))],
)
def test_answers_to_a_text(answer: str, expected: tuple, server, office) -> None:
    office.answers_to_text = [answer]
    assert failure() == expected


def test_a_refused_letter_does_not_spoil_the_next(server, office) -> None:
    office.answers = ["550 unknown"]
    with EmailChannel().session() as deliver:
        with pytest.raises(SendFailed):
            deliver(LETTER)
        deliver(LETTER)
    assert len(office.taken) == 1


def test_a_server_that_is_down_is_away(server, office) -> None:
    server.stop()
    assert failure() == ("ConnectionRefusedError", False, True)


@pytest.mark.parametrize("address", ["bukan alamat", "wati@contoh.example\nBcc: lain@contoh.example"])
def test_a_malformed_address_is_a_lasting_failure(address: str, server, office) -> None:
    assert failure(Message("balai-1", address, "Laporan", "Isi")) == ("ADDRESS_MALFORMED", True, False)
    assert office.taken == []


@pytest.mark.django_db
def test_the_outbox_survives_a_server_that_is_away(server, office, unused_port, monkeypatch, caplog) -> None:
    """Down, then busy, then it takes the letter; an unknown address is tried once. No log tells an address."""
    monkeypatch.setattr(ports, "_bound", {ChannelCode.EMAIL: EmailChannel()})
    caplog.set_level(logging.DEBUG, logger="balai")
    for name in ("wati", "tidakada"):
        notify(
            event_key="event",
            recipient=Recipient(email=f"{name}@contoh.example"),
            template="digest",
            context={"count": 1},
            at=AT,
        )
    server.stop()
    assert deliver_due(at=AT).again == 2
    again = Controller(office, hostname="127.0.0.1", port=unused_port)
    again.start()
    try:
        office.answers = ["450 busy", "550 unknown"]
        tally = deliver_due(at=AT + timedelta(minutes=1))
        assert (tally.sent, tally.again, tally.failed) == (0, 1, 1)
        assert deliver_due(at=AT + timedelta(minutes=6)).sent == 1
    finally:
        again.stop()
    assert [address for address, _ in office.taken] == ["wati@contoh.example"]
    assert sorted(Notice.objects.values_list("attempts", "last_error")) == [(2, "SMTP_550"), (3, "")]
    ours = [record.getMessage() for record in caplog.records if record.name.startswith("balai")]
    assert len(ours) == 4
    assert "contoh.example" not in repr(ours)
