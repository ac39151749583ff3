"""A civil registry on the loopback interface that keeps to the format."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

TOKEN = "tanda-rekaan"


@dataclass
class FakeRegistry:
    """What it was told, by number. `broken` is an answer (status, body) given instead of a good one."""

    notices: dict[str, dict[str, Any]] = field(default_factory=dict)
    asked: int = 0
    broken: tuple[int, bytes] | None = None
    delay: float = 0.0
    address: str = ""

    @contextmanager
    def running(self) -> Iterator["FakeRegistry"]:
        """Serve in a thread, on a free port."""
        server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        server.daemon_threads = True
        self.address = f"http://127.0.0.1:{server.server_address[1]}/layanan"
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        try:
            yield self
        finally:
            server.shutdown()
            server.server_close()

    def answer(self, token: str, path: str, body: bytes) -> tuple[int, bytes]:
        """What the registry says to a request."""
        self.asked += 1
        time.sleep(self.delay)
        if self.broken:
            return self.broken
        if token != f"Bearer {TOKEN}":
            return 401, b"{}"
        if path != "/layanan/kematian":
            return 404, b"{}"
        notice = json.loads(body)
        known = notice["number"] in self.notices
        self.notices.setdefault(notice["number"], notice)
        receipt = {"number": notice["number"], "receipt": f"TERIMA-{notice['number']}"}
        return 200 if known else 201, json.dumps(receipt).encode()


def _handler(registry: FakeRegistry) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            status, answer = registry.answer(self.headers.get("Authorization", ""), self.path, body)
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, format: str, *args: object) -> None:
            return None

    return Handler
