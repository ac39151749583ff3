"""The port `CivilRegistry` over HTTPS. Nothing of a notice is logged; a failure says only what kind it was."""

import json
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from balai.adapters.dukcapil.mapping import receipt_in, written
from balai.domains.public_services.ports import DeathNotice, RegistryAway

PATIENCE_SECONDS = 15.0
MOST_BYTES = 64 * 1024
_LOOPBACK = {"127.0.0.1", "::1", "localhost"}


class DukcapilRegistry:
    """Sends to one address; plain HTTP is for this machine only."""

    def __init__(self, address: str, *, token: str, patience: float = PATIENCE_SECONDS) -> None:
        parts = urlsplit(address)
        if not parts.hostname or not (parts.scheme == "https" or parts.hostname in _LOOPBACK):
            raise ImproperlyConfigured("BALAI_DUKCAPIL: tulis alamat https:// yang lengkap.")
        if not token:
            raise ImproperlyConfigured("BALAI_DUKCAPIL_TOKEN belum diisi.")
        self._secure = parts.scheme == "https"
        self._host, self._port = parts.hostname, parts.port
        self._path = f"{parts.path.rstrip('/')}/kematian"
        self._token, self._patience = token, patience

    def report(self, notice: DeathNotice) -> str:
        """Hand over one notice and return its receipt. Raises RegistryAway."""
        status, body = self._post(json.dumps(written(notice)).encode(), notice.number)
        if status not in {200, 201, 409}:
            raise RegistryAway(f"the registry answered {status}")
        return receipt_in(body, notice.number)

    def _post(self, body: bytes, number: str) -> tuple[int, bytes]:
        kind = HTTPSConnection if self._secure else HTTPConnection
        connection = kind(self._host, self._port, timeout=self._patience)
        headers = {
            "Authorization": f"Bearer {self._token}",
            "Content-Type": "application/json",
            "Idempotency-Key": number,
        }
        try:
            connection.request("POST", self._path, body=body, headers=headers)
            answer = connection.getresponse()
            return answer.status, answer.read(MOST_BYTES)
        except (OSError, HTTPException) as error:
            raise RegistryAway(type(error).__name__) from None
        finally:
            connection.close()
