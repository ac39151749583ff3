"""A Bot API on the loopback interface, and the updates that its people send; shapes as in the published description."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from balai.kits.testing.loopback import served

TOKEN, SECRET = "123456:rekaan-bukan-kunci-asli", "rahasia-rekaan-telegram"


@dataclass
class FakeTelegram:
    """`sent` holds the payloads of sendMessage; `files` the photos by file_id; `broken` is an answer given instead."""

    sent: list[dict[str, Any]] = field(default_factory=list)
    answered: list[str] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    broken: tuple[int, dict[str, Any]] | None = None
    address: str = ""
    _next: int = 1000

    @contextmanager
    def running(self) -> Iterator["FakeTelegram"]:
        """Serve in a thread, on a free port."""
        with served(self._answer) as self.address:
            yield self

    def _answer(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes
    ) -> tuple[int, str, bytes]:
        path = urlsplit(path).path
        if path.startswith(f"/file/bot{TOKEN}/"):
            content = self.files.get(path.rpartition("/")[2])
            return (200, "image/jpeg", content) if content else _json(404, {"ok": False, "error_code": 404})
        if not path.startswith(f"/bot{TOKEN}/"):
            return _json(401, {"ok": False, "error_code": 401, "description": "Unauthorized"})
        if self.broken:
            return _json(*self.broken)
        return getattr(self, f"_{path.rpartition('/')[2]}")(json.loads(body))

    def _sendMessage(self, payload: dict[str, Any]) -> tuple[int, str, bytes]:
        self.sent.append(payload)
        chat = {"id": payload["chat_id"], "type": "private"}
        result = {"message_id": len(self.sent), "date": 0, "chat": chat, "text": payload["text"]}
        return _json(200, {"ok": True, "result": result})

    def _answerCallbackQuery(self, payload: dict[str, Any]) -> tuple[int, str, bytes]:
        self.answered.append(payload["callback_query_id"])
        return _json(200, {"ok": True, "result": True})

    def _getFile(self, payload: dict[str, Any]) -> tuple[int, str, bytes]:
        name = payload["file_id"]
        if name not in self.files:
            return _json(400, {"ok": False, "error_code": 400, "description": "Bad Request: invalid file_id"})
        return _json(200, {"ok": True, "result": {"file_id": name, "file_path": f"photos/{name}"}})

    def update(self, *, chat: int = 7001, date: int = 1_770_000_000, **message: Any) -> dict[str, Any]:
        """A message that a person sends: `text`, `photo`, `location` … as in Message."""
        self._next += 1
        who = {"id": chat, "is_bot": False, "first_name": "Contoh"}
        private = {"id": chat, "first_name": "Contoh", "type": "private"}
        told = {"message_id": self._next, "from": who, "chat": private, "date": date, **message}
        return {"update_id": self._next, "message": told}

    def press(self, data: str, *, chat: int = 7001) -> dict[str, Any]:
        """A button that a person presses."""
        self._next += 1
        who = {"id": chat, "is_bot": False, "first_name": "Contoh"}
        message = {"message_id": 1, "chat": {"id": chat, "type": "private"}, "date": 0}
        query = {"id": f"q{self._next}", "from": who, "message": message, "chat_instance": "1", "data": data}
        return {"update_id": self._next, "callback_query": query}

    def photo(self, content: bytes) -> list[dict[str, Any]]:
        """The sizes of a photo; the largest is kept under its file_id."""
        name = f"foto{len(self.files) + 1}"
        self.files[name] = content
        small = {"file_id": f"{name}kecil", "file_unique_id": "a", "width": 90, "height": 67, "file_size": 1}
        large = {
            "file_id": name,
            "file_unique_id": "b",
            "width": 1280,
            "height": 960,
            "file_size": len(content),
        }
        return [small, large]


def _json(status: int, payload: dict[str, Any]) -> tuple[int, str, bytes]:
    return status, "application/json", json.dumps(payload).encode()
