"""The server is killed while citizens send: no acknowledged report is lost, and none is there twice."""

import json
import os
import threading
import time
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPException
from itertools import count
from pathlib import Path
from queue import Empty, Queue
from urllib.parse import urlencode
from uuid import uuid4

import psycopg
import pytest

from .server import Server

REPORTS, SENDERS = 500, 6
# What one address sends before the next one takes over.
FROM_ONE_PLACE = 25
KILL_AFTER = (75, 175, 275, 400)
TOKEN = "r" * 32
URL = os.environ.get("BALAI_TEST_DATABASE_URL", "")


@pytest.fixture
def database_url() -> Iterator[str]:
    """An empty database: "" for SQLite in the data folder, or a new one on the PostgreSQL of the suite."""
    if not URL.startswith("postgres"):
        yield ""
        return
    name = f"balai_faults_{uuid4().hex[:8]}"
    base, _, rest = URL.partition("?")
    with psycopg.connect(URL, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield f"{base.rpartition('/')[0]}/{name}" + (f"?{rest}" if rest else "")
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


class Citizens:
    """Several senders, each repeating a report with its key until it is acknowledged."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.waiting: Queue[str] = Queue()
        self.acknowledged: dict[str, str] = {}
        self.contradictions: list[str] = []
        self.refused: list[str] = []
        self.again: dict[str, int] = {}
        self.places = count()

    def send_all(self) -> None:
        for number in range(REPORTS):
            self.waiting.put(f"kunci-{number:04d}")
        self.threads = [threading.Thread(target=self._send, daemon=True) for _ in range(SENDERS)]
        for thread in self.threads:
            thread.start()

    def _send(self) -> None:
        connection, sent = self.connect(), 0
        while len(self.acknowledged) < REPORTS and not self.refused:
            try:
                key = self.waiting.get(timeout=0.2)
            except Empty:
                continue
            try:
                status, place = self.post(connection, key)
                sent += 1
            except (OSError, HTTPException):
                status, place = 0, ""
            if status == 0 or sent == FROM_ONE_PLACE:
                connection.close()
                connection, sent = self.connect(), 0
            if status == 302:
                self.note(key, place)
            elif status in {0, 502, 503}:
                self.again[key] = self.again.get(key, 0) + 1
                self.waiting.put(key)
                time.sleep(0.05)
            else:
                self.refused.append(f"{key}: {status}")
        connection.close()

    def note(self, key: str, place: str) -> None:
        code = place.rstrip("/").rpartition("/")[2]
        known = self.acknowledged.setdefault(key, code)
        if known != code:
            self.contradictions.append(key)

    def connect(self) -> HTTPConnection:
        """From a new loopback address each time: one that sends too much is throttled, as it should be."""
        number = next(self.places)
        place = f"127.1.{number // 200}.{1 + number % 200}"
        return HTTPConnection("127.0.0.1", self.port, timeout=20, source_address=(place, 0))

    def post(self, connection: HTTPConnection, key: str) -> tuple[int, str]:
        body = urlencode(
            {
                "csrfmiddlewaretoken": TOKEN,
                "client_key": key,
                "text": f"Jalan berlubang rekaan nomor {key}, sudah lama tidak ditambal.",
                "report_type": "COMPLAINT",
                "identity": "HIDDEN",
                "area": "33.25.01.2001",
                "category": "JLN01",
                "name": "Warga Rekaan",
                "email": f"{key}@contoh.example",
            }
        )
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": f"csrftoken={TOKEN}"}
        connection.request("POST", "/lapor/", body, headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status, answer.headers.get("Location", "")


@pytest.mark.slow
@pytest.mark.enable_socket
def test_no_acknowledged_report_is_lost_and_none_is_doubled(tmp_path: Path, database_url: str):
    server = Server(tmp_path, database_url=database_url)
    server.prepare()
    server.start()
    citizens = Citizens(server.port)
    try:
        citizens.send_all()
        for threshold in KILL_AFTER:
            while len(citizens.acknowledged) < threshold and not citizens.refused:
                time.sleep(0.01)
            server.kill()
            server.start()
        for thread in citizens.threads:
            thread.join()
        # Somebody who lost his receipt sends once more: the same receipt.
        connection = citizens.connect()
        for key in list(citizens.acknowledged)[:20]:
            status, place = citizens.post(connection, key)
            assert status == 302
            citizens.note(key, place)
        connection.close()
    finally:
        server.stop()
    assert citizens.refused == []
    assert citizens.contradictions == []
    assert citizens.again, "nothing was interrupted: the test proved nothing"
    found = json.loads(server.run(str(Path(__file__).with_name("findings.py"))))
    assert {key.removeprefix("WEB:"): code for key, code in found["reports"].items()} == citizens.acknowledged
    counts = {name: found[name] for name in ("report_rows", "cases", "openings")}
    assert counts == {"report_rows": REPORTS, "cases": REPORTS, "openings": REPORTS}
    wrong = {name: found[name] for name in ("opened_twice", "without_holder", "diverged", "unsealed")}
    assert wrong == dict.fromkeys(wrong, 0)
    assert found["faults"] == []
