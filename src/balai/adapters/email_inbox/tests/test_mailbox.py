"""The mailbox against a real IMAP server on loopback, and the fake beside it."""

import imaplib
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage

import pytest
from django.core.exceptions import ImproperlyConfigured

from balai.adapters.email_inbox.fake import FakeMailbox
from balai.adapters.email_inbox.mailbox import Account, MailboxAway, opened
from balai.adapters.email_inbox.tasks import read_mailbox
from balai.engine.conversations.models import Inbound

USER, PASSWORD = "demouser", "demopass"


def letter(number: int) -> bytes:
    made = EmailMessage()
    made["From"], made["To"] = "Wati <wati@contoh.example>", "balai@balai.example"
    made["Message-ID"], made["Subject"] = f"<{number}@contoh.example>", f"Surat {number}"
    made.set_content(f"Jalan berlubang nomor {number}")
    return bytes(made).replace(b"\n", b"\r\n")


@pytest.fixture(scope="module")
def server() -> Iterator[Account]:
    """An IMAP server with an empty mailbox."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    words = [
        "-c",
        "from pymap.main import main; main()",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--no-tls",
        "--no-service",
        "admin",
    ]
    process = subprocess.Popen(
        [sys.executable, *words, "dict", "--demo-data"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    account = Account("127.0.0.1", port, USER, PASSWORD, secure=False)
    try:
        _wait(port)
        with imaplib.IMAP4("127.0.0.1", port) as connection:
            connection.login(USER, PASSWORD)
            connection.select("INBOX")
            connection.store("1:*", "+FLAGS", r"(\Seen)")
        yield account
    finally:
        process.terminate()
        process.wait(10)


def _wait(port: int) -> None:
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("the IMAP server did not start")


def post(account: Account, *mails: bytes) -> None:
    with imaplib.IMAP4(account.host, account.port) as connection:
        connection.login(USER, PASSWORD)
        for mail in mails:
            connection.append("INBOX", "", "", mail)


@contextmanager
def visited(kind: str, server: Account | None, box: FakeMailbox) -> Iterator:
    if kind == "fake" or server is None:
        yield box
    else:
        with opened(server) as mailbox:
            yield mailbox


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["imap", "fake"])
def test_what_is_unread_is_brought_until_it_is_marked(kind: str, server) -> None:
    post(server, letter(1), letter(2)) if kind == "imap" else None
    box = FakeMailbox(letter(1), letter(2))
    with visited(kind, server, box) as mailbox:
        (first, mail), (second, other) = mailbox.unread()
        assert (b"nomor 1" in mail, b"nomor 2" in other) == (True, True)
        mailbox.done(first)
    with visited(kind, server, box) as mailbox:
        assert [uid for uid, _ in mailbox.unread()] == [second]
        mailbox.done(second)
        assert list(mailbox.unread()) == []


@pytest.mark.slow
@pytest.mark.django_db
def test_the_mailbox_is_read_by_a_task(server, settings) -> None:
    settings.IMAP = f"imap://{USER}:{PASSWORD}@127.0.0.1:{server.port}/INBOX"
    post(server, letter(3), letter(3), letter(4))
    assert read_mailbox.call() == 3
    assert sorted(Inbound.objects.values_list("provider_id", flat=True)) == [
        "<3@contoh.example>",
        "<4@contoh.example>",
    ]
    assert read_mailbox.call() == 0


def test_a_server_that_is_away_is_asked_again_later(settings) -> None:
    settings.IMAP = "imap://a:b@127.0.0.1:9/INBOX"
    assert read_mailbox.call() == 0
    with pytest.raises(MailboxAway), opened(Account.read(settings.IMAP)):
        pass
    settings.IMAP = ""
    assert read_mailbox.call() == 0


@pytest.mark.parametrize("url", ["imap://a:b@mail.example/INBOX", "https://a@b", "imaps://mail.example"])
def test_an_address_that_is_wrong_stops_the_start(url: str) -> None:
    with pytest.raises(ImproperlyConfigured):
        Account.read(url)


def test_an_address_says_everything() -> None:
    account = Account.read("imaps://laporan%40contoh.example:s%2Fandi@mail.example/Masuk")
    found = (account.host, account.port, account.user, account.password, account.folder, account.secure)
    assert found == ("mail.example", 993, "laporan@contoh.example", "s/andi", "Masuk", True)
    assert "s/andi" not in repr(account)
