"""What lies between two copies of Balai and goes wrong: a proxy on the loopback interface with injected faults."""

import random
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

# Of a hundred requests so many are …
FAULTS = {
    "answer lost": 8,  # carried out, and the connection cut
    "request lost": 5,  # never arrives
    "twice": 6,  # carried out two times
    "late": 5,  # refused now, and carried out after what comes later
    "half": 4,  # half of the answer
    "busy": 3,  # 503, please wait
}
LATE_SECONDS = 0.15


class Crossing:
    """Carries to `port`. `is_calm` carries everything faithfully; `counts` says what was done to how many."""

    def __init__(self, port: int, *, seed: int) -> None:
        self.target, self.is_calm = port, False
        self.counts: Counter[str] = Counter()
        self._random, self._lock = random.Random(seed), threading.Lock()
        self._late: list[threading.Thread] = []
        self.port = 0

    @contextmanager
    def running(self) -> Iterator["Crossing"]:
        server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        server.daemon_threads = True
        self.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        try:
            yield self
        finally:
            self.settle()
            server.shutdown()
            server.server_close()

    def settle(self) -> None:
        """Wait for what is still on its way."""
        while self._late:
            self._late.pop().join()

    def fault(self) -> str:
        """What happens to the next request."""
        with self._lock:
            drawn = self._random.uniform(0, 100)
            for name, share in FAULTS.items():
                drawn -= share
                if drawn < 0 and not self.is_calm:
                    self.counts[name] += 1
                    return name
            self.counts["well"] += 1
            return ""

    def carry(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> tuple[int, dict, bytes]:
        """The answer of the other side; 502 where it is down."""
        connection = HTTPConnection("127.0.0.1", self.target, timeout=60)
        try:
            connection.request(method, path, body=body or None, headers=headers)
            response = connection.getresponse()
            return response.status, dict(response.getheaders()), response.read()
        except (OSError, HTTPException):
            return 502, {}, b""
        finally:
            connection.close()

    def carry_late(self, *given) -> None:  # type: ignore[no-untyped-def]
        def wait() -> None:
            time.sleep(LATE_SECONDS)
            self.carry(*given)

        thread = threading.Thread(target=wait, daemon=True)
        thread.start()
        self._late.append(thread)


def _handler(crossing: Crossing) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._pass(b"")

        def do_POST(self) -> None:
            self._pass(self.rfile.read(int(self.headers.get("Content-Length", 0))))

        def _pass(self, body: bytes) -> None:
            kept = {
                name: value
                for name, value in self.headers.items()
                if name.lower() not in {"host", "connection", "content-length"}
            }
            given = (self.command, self.path, body, {**kept, "Host": f"127.0.0.1:{crossing.port}"})
            fault = crossing.fault()
            if fault == "request lost":
                return self._cut()
            if fault == "late":
                crossing.carry_late(*given)
                return self._answer(503, {}, b"")
            if fault == "busy":
                return self._answer(503, {"Retry-After": "1"}, b"")
            if fault == "twice":
                crossing.carry(*given)
            status, headers, answer = crossing.carry(*given)
            if fault == "answer lost":
                return self._cut()
            return self._answer(status, headers, answer, half=fault == "half")

        def _answer(self, status: int, headers: dict, body: bytes, *, half: bool = False) -> None:
            self.send_response(status)
            for name, value in headers.items():
                if name.lower() in {"content-type", "link", "retry-after", "idempotent-replayed"}:
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body[: len(body) // 2] if half else body)
            if half:
                self._cut()

        def _cut(self) -> None:
            self.close_connection = True
            self.connection.close()

        def log_message(self, format: str, *args: object) -> None:
            return None

    return Handler
