"""A gateway on the loopback interface that takes our own format."""

import hmac
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from balai.adapters.sms_channel.client import Gateway
from balai.kits.testing.loopback import served

SECRET, TOKEN = "rahasia-rekaan-sms", "kunci-rekaan-sms"


@dataclass
class FakeGateway:
    """`sent` holds what was to be sent, as (number, text, reference); `broken` is an answer given instead."""

    sent: list[tuple[str, str, str]] = field(default_factory=list)
    broken: tuple[int, bytes] | None = None
    address: str = ""

    @contextmanager
    def running(self) -> Iterator["FakeGateway"]:
        """Serve in a thread, on a free port."""
        with served(self._answer) as self.address:
            yield self

    @property
    def settings(self) -> Gateway:
        """How it wants to be called."""
        body = '{"to": "{to}", "message": "{text}", "ref": "{reference}"}'
        headers = json.dumps({"Authorization": f"Bearer {TOKEN}"})
        return Gateway(f"{self.address}/kirim", body=body, headers=headers, id_path="data.id")

    def _answer(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes
    ) -> tuple[int, str, bytes]:
        if self.broken:
            return self.broken[0], "application/json", self.broken[1]
        if headers.get("Authorization") != f"Bearer {TOKEN}":
            return 401, "application/json", b"{}"
        payload: dict[str, Any] = json.loads(body)
        self.sent.append((payload["to"], payload["message"], payload["ref"]))
        found = {"data": {"id": f"sms-{len(self.sent)}"}}
        return 200, "application/json", json.dumps(found).encode()


def signature(body: bytes) -> str:
    """The header X-Signature of a body."""
    return hmac.new(SECRET.encode(), body, sha256).hexdigest()
