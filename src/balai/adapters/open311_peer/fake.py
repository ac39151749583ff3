"""A body on the loopback interface that speaks GeoReport v2 with updates; it agrees with our own server (see the tests).

`wild` bends its answers as servers in the wild do, `broken` gives answers (status, headers, body) instead of good ones, one after the
other, and `drops` carries a request out and cuts the connection.
"""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit
from xml.sax.saxutils import escape

KEY = "kunci-rekaan"
BASE = "/open311/v2/"


@dataclass
class FakeBody:
    """What it holds: reports by number, updates it was sent by id, updates it tells."""

    reports: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    words: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    told: list[dict[str, str]] = field(default_factory=list)
    states: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    broken: list[tuple[int, dict[str, str], bytes]] = field(default_factory=list)
    drops: int = 0
    wild: str = ""
    endpoint: str = ""

    @contextmanager
    def running(self) -> Iterator["FakeBody"]:
        """Serve in a thread, on a free port."""
        server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        server.daemon_threads = True
        self.endpoint = f"http://127.0.0.1:{server.server_address[1]}{BASE}"
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        try:
            yield self
        finally:
            server.shutdown()
            server.server_close()

    def answer(
        self, method: str, target: str, form: dict[str, list[str]]
    ) -> tuple[int, dict[str, str], bytes]:
        """What it says to a request."""
        parts = urlsplit(target)
        query = parse_qs(parts.query)
        path = parts.path.removeprefix(BASE).removesuffix(".xml")
        self.asked.append(f"{method} {path}")
        if self.broken:
            return self.broken.pop(0)
        if method == "POST" and form.get("api_key") != [KEY]:
            return _refusal(403, "api_key salah")
        given = form if method == "POST" else query
        name, _, rest = path.partition("/")
        call = getattr(self, f"_{method.lower()}_{name}", None)
        return call(rest, given) if call else _refusal(404, "tidak ada")

    def _get_services(self, code: str, given: dict) -> tuple[int, dict[str, str], bytes]:
        if not code:
            row = {
                "service_code": "001", "service_name": "Jalan", "description": "Jalan rusak", "metadata": "true",
                "type": "realtime", "keywords": "jalan,private", "group": "Jalan",
            }  # fmt: skip
            return self._rows("services", "service", [row])
        if code != "001":
            return _refusal(404, "tidak dikenal")
        fields = _xml({"code": "fixmystreet_id", "variable": "true", "required": "false", "order": "1",
                       "description": "Nomor", "automated": "server_set"})  # fmt: skip
        body = f"<service_definition><service_code>001</service_code><attributes><attribute>{fields}</attribute></attributes></service_definition>"
        return 200, {}, body.encode()

    def _post_requests(self, rest: str, form: dict) -> tuple[int, dict[str, str], bytes]:
        if form.get("service_code") != ["001"]:
            return _refusal(404, "service_code: tidak dikenal")
        key = form.get("client_key", [""])[0]
        known = next((n for n, row in self.reports.items() if key and row.get("client_key") == [key]), "")
        number = known or str(1001 + len(self.reports))
        self.reports.setdefault(number, form)
        self.states.setdefault(number, "open")
        field_name = "token" if self.wild == "tokens" else "service_request_id"
        return self._rows("service_requests", "request", [{field_name: number}])

    def _get_requests(self, rest: str, given: dict) -> tuple[int, dict[str, str], bytes]:
        wanted = (
            given.get("service_request_id", [""])[0].split(",") if "service_request_id" in given else None
        )
        rows = [
            {
                "service_request_id": number,
                "status": "closed" if self.states[number] in {"fixed", "closed"} else "open",
                "description": form.get("description", [""])[0],
                "updated_datetime": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
                "extended_attributes": {"status": self.states[number]},
            }
            for number, form in self.reports.items()
            if number in self.states and (wanted is None or number in wanted)
        ]
        return self._rows("service_requests", "request", rows)

    def _get_tokens(self, token: str, given: dict) -> tuple[int, dict[str, str], bytes]:
        return self._rows("service_requests", "request", [{"service_request_id": token, "token": token}])

    def _post_servicerequestupdates(self, rest: str, form: dict) -> tuple[int, dict[str, str], bytes]:
        if form["service_request_id"][0] not in self.reports:
            return _refusal(404, "service_request_id: tidak ditemukan")
        update_id = form["update_id"][0]
        self.words.setdefault(update_id, form)
        return self._rows("service_request_updates", "request_update", [{"update_id": f"u-{update_id}"}])

    def _get_servicerequestupdates(self, rest: str, given: dict) -> tuple[int, dict[str, str], bytes]:
        since, until = given["start_date"][0], given["end_date"][0]
        rows = [row for row in self.told if since <= row["updated_datetime"] <= until]
        return self._rows("service_request_updates", "request_update", rows)

    def tell(self, update_id: str, number: str, status: str, text: str, at: datetime) -> None:
        """Say something about a report."""
        self.states[number] = status
        stamp = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        self.told.append(
            {"update_id": update_id, "service_request_id": number, "status": status, "description": text,
             "updated_datetime": stamp, "media_url": ""}
        )  # fmt: skip

    def _rows(self, root: str, item: str, rows: list[dict]) -> tuple[int, dict[str, str], bytes]:
        if self.wild == "json_array":
            return 200, {}, json.dumps(rows).encode()
        if self.wild == "json_object":
            return 200, {}, json.dumps({root: [{item: row} for row in rows]}).encode()
        inner = "".join(f"<{item}>{_xml(row)}</{item}>" for row in rows)
        return 200, {}, f'<?xml version="1.0" encoding="utf-8"?><{root}>{inner}</{root}>'.encode()


def _xml(row: dict) -> str:
    return "".join(
        f"<{name}>{_xml(value) if isinstance(value, dict) else escape(value)}</{name}>"
        for name, value in row.items()
    )


def _refusal(status: int, text: str) -> tuple[int, dict[str, str], bytes]:
    inner = _xml({"code": str(status), "description": text})
    return status, {}, f"<errors><error>{inner}</error></errors>".encode()


def _handler(body: FakeBody) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer({})

        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            self._answer(parse_qs(raw))

        def _answer(self, form: dict[str, list[str]]) -> None:
            status, headers, found = body.answer(self.command, self.path, form)
            if body.drops:
                body.drops -= 1
                self.close_connection = True
                self.connection.close()
                return
            self.send_response(status)
            for name, value in {
                "Content-Type": "text/xml",
                "Content-Length": str(len(found)),
                **headers,
            }.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(found)

        def log_message(self, format: str, *args: object) -> None:
            return None

    return Handler
