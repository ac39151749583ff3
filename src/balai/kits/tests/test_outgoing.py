"""Whom the house asks: never itself, never its neighbours in the rack, never for long and never for much."""

import socket
import threading
from collections.abc import Iterator
from contextlib import suppress

import pytest

from balai.kits.http import outgoing
from balai.kits.http.outgoing import Unreachable, ask, is_public


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.0.0.1", "192.168.1.1", "172.16.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
        "255.255.255.255", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "::ffff:10.0.0.1", "::ffff:127.0.0.1",
        "64:ff9b::7f00:1", "2002:7f00:1::", "ff02::1", "bukan alamat",
    ],
)  # fmt: skip
def test_what_lies_inside(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2001:4860:4860::8888", "64:ff9b::808:808"])
def test_what_lies_outside(address):
    assert is_public(address)


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("http://contoh.example/", "ADDRESS_INVALID"),
        ("ftp://contoh.example/", "ADDRESS_INVALID"),
        ("file:///etc/passwd", "ADDRESS_INVALID"),
        ("https://nama:sandi@contoh.example/", "ADDRESS_INVALID"),
        ("https:///tanpa-host", "ADDRESS_INVALID"),
        ("https://[::1/", "ADDRESS_INVALID"),
        ("https://contoh.example:99999/", "ADDRESS_INVALID"),
        ("https://contoh.example/\r\nHost: lain", "ADDRESS_INVALID"),
        ("https://127.0.0.1/", "ADDRESS_PRIVATE"),
        ("https://[::ffff:127.0.0.1]/", "ADDRESS_PRIVATE"),
        ("https://0x7f000001/", "ADDRESS_PRIVATE"),
        ("https://2130706433/", "ADDRESS_PRIVATE"),
        ("https://localhost/", "ADDRESS_PRIVATE"),
    ],
)
def test_addresses_that_are_not_asked(url, code):
    with pytest.raises(Unreachable) as caught:
        ask(url)
    assert caught.value.code == code


def test_a_name_with_one_address_inside_is_a_trap(monkeypatch):
    rows = [(0, 0, 0, "", ("93.184.216.34", 443)), (0, 0, 0, "", ("10.0.0.1", 443))]
    monkeypatch.setattr(outgoing.socket, "getaddrinfo", lambda *given, **more: rows)
    with pytest.raises(Unreachable) as caught:
        ask("https://jebakan.example/")
    assert caught.value.code == "ADDRESS_PRIVATE"


def test_the_address_that_was_checked_is_the_one_that_is_asked(monkeypatch):
    """A second question to the names could give another answer; there is none."""
    asked = []

    def once(*given, **more):
        asked.append(given[0])
        return [(0, 0, 0, "", ("93.184.216.34", 443))]

    targets = []

    def refuse(target, timeout):
        targets.append(target)
        raise OSError

    monkeypatch.setattr(outgoing.socket, "getaddrinfo", once)
    monkeypatch.setattr(outgoing.socket, "create_connection", refuse)
    with pytest.raises(Unreachable) as caught:
        ask("https://berganti.example/")
    assert (asked, targets) == (["berganti.example"], [("93.184.216.34", 443)])
    assert (caught.value.code, caught.value.is_sent) == ("NO_CONNECTION", False)


@pytest.fixture
def says() -> Iterator:
    """A server that says what it is told, once per connection, and then closes."""
    server = socket.create_server(("127.0.0.1", 0))

    def start(*parts: bytes) -> str:
        def serve() -> None:
            # Whoever asks may hang up before everything is said, or not come at all.
            with suppress(OSError):
                connection, _ = server.accept()
                with connection:
                    connection.recv(65536)
                    for part in parts:
                        connection.sendall(part)

        threading.Thread(target=serve, daemon=True).start()
        return f"http://127.0.0.1:{server.getsockname()[1]}/a?b=c d"

    yield start
    server.close()


def test_a_good_answer(says):
    answer = ask(says(b"HTTP/1.1 200 OK\r\nX-A: b\r\n\r\n", b"isi"), private_hosts={"127.0.0.1"})
    assert (answer.status, answer.headers["x-a"], answer.body) == (200, "b", b"isi")


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ([b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n", b"is"], "NO_ANSWER"),
        ([b"HTTP/1.1 200 OK\r\n\r\n", b"a" * 5000], "TOO_LONG"),
        ([b""], "NO_ANSWER"),
        ([b"SSH-2.0-OpenSSH_9\r\n"], "NO_ANSWER"),
    ],
)
def test_answers_that_are_none(says, parts, code):
    with pytest.raises(Unreachable) as caught:
        ask(says(*parts), private_hosts={"127.0.0.1"}, most_bytes=1000)
    assert (caught.value.code, caught.value.is_sent) == (code, True)


def test_redirects_are_not_followed(says):
    url = says(b"HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/\r\nContent-Length: 0\r\n\r\n")
    assert ask(url, private_hosts={"127.0.0.1"}).status == 302
