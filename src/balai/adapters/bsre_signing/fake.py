"""An Esign Client server on the loopback interface. It agrees with the recordings (see the tests)."""

import json
import threading
import time
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

# (PDF, reason, location) -> signed PDF
Sign = Callable[[bytes, str, str], bytes]
USER, PASSWORD = "balai", "sandi-rekaan"
NIK, PASSPHRASE = "9901010101700001", "passphrase rekaan"


@dataclass
class FakeEsign:
    """Its people, and what it was asked. `broken` is a raw answer (status, body) given instead of a good one."""

    sign: Sign
    people: dict[str, str] = field(default_factory=lambda: {NIK: PASSPHRASE})
    states: dict[str, str] = field(default_factory=dict)
    broken: tuple[int, bytes] | None = None
    delay: float = 0.0
    asked: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    port: int = 0

    @property
    def address(self) -> str:
        return f"http://{USER}:{PASSWORD}@127.0.0.1:{self.port}"

    @contextmanager
    def running(self) -> Iterator["FakeEsign"]:
        """Serve in a thread, on a free port."""
        server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        server.daemon_threads = True
        self.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            server.shutdown()
            server.server_close()
            thread.join()

    def answer(self, path: str, body: dict[str, Any]) -> tuple[int, Any]:
        """Status and object for one call."""
        return {
            "/api/v2/sign/pdf": self._sign,
            "/api/v2/verify/pdf": self._verify,
            "/api/v2/user/check/status": self._status,
        }.get(path, lambda _: (404, {"error": "Not Found", "status_code": 404}))(body)

    def _sign(self, body: dict[str, Any]) -> tuple[int, Any]:
        known = self.people.get(body["nik"])
        if known is None or self.states.get(body["nik"], "ISSUE") != "ISSUE":
            return 400, {"error": "User tidak terdaftar", "status_code": 2011}
        if body["passphrase"] != known:
            return 400, {"error": "Passphrase anda salah", "status_code": 2031}
        (look,) = body["signatureProperties"]
        signed = [self.sign(b64decode(file), look["reason"], look["location"]) for file in body["file"]]
        return 200, {"time": 12, "file": [b64encode(file).decode() for file in signed]}

    def _verify(self, body: dict[str, Any]) -> tuple[int, Any]:
        if b"/ByteRange" not in b64decode(body["file"]):
            return 200, {
                "conclusion": "NO_SIGNATURE",
                "description": "Dokumen tidak memiliki tandatangan elektronik",
                "signatureInformations": [],
            }
        row = {"signerName": "Wati Rekaan", "signatureDate": "2026-11-22T03:00:00", "integrityValid": True}
        return 200, {
            "conclusion": "VALID",
            "description": "Dokumen valid",
            "signatureInformations": [row],
        }

    def _status(self, body: dict[str, Any]) -> tuple[int, Any]:
        if body["nik"] not in self.people:
            return 200, {"status_code": "2011", "status": "NOT_REGISTERED", "message": "User tidak terdaftar"}
        state = self.states.get(body["nik"], "ISSUE")
        return 200, {"status_code": "1111", "status": state, "message": "Keterangan rekaan"}


def _handler(fake: FakeEsign) -> type[BaseHTTPRequestHandler]:
    expected = f"Basic {b64encode(f'{USER}:{PASSWORD}'.encode()).decode()}"

    class Handler(BaseHTTPRequestHandler):
        """One request, one JSON answer."""

        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers["Content-Length"]))
            body = json.loads(raw)
            fake.asked.append((self.path, body))
            if fake.delay:
                time.sleep(fake.delay)
            if self.headers["Authorization"] != expected:
                self._send(401, json.dumps({"error": "Unauthorized", "status_code": 401}).encode())
            elif fake.broken:
                self._send(*fake.broken)
            else:
                status, answer = fake.answer(self.path, body)
                self._send(status, json.dumps(answer).encode())

        def _send(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """A server that keeps silent about what it was sent."""

    return Handler
