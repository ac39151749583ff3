"""What every log line carries, and what none may carry."""

import logging
import re
from contextvars import ContextVar

request_id: ContextVar[str] = ContextVar("request_id", default="-")
# Whoever knows the rest of these addresses may read a report or a photo, set a password or stop notices.
SECRET_PATH = re.compile(
    r"/(lacak|draf|pendamping|berkas|surat|track|lapor/terima|jawab|berhenti|privasi/milik|akun/lupa)/[^\s\"'<>]+"
)
QUERY = re.compile(r"(?<=[\w/])\?[\w%.~-]+=[^\s\"'<>]*")


class SafeRecord(logging.Filter):
    """Adds `request_id` to a record and takes tracking codes, file tokens and query strings out of its message."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = request_id.get()
        message = record.getMessage()
        record.msg = QUERY.sub("?…", SECRET_PATH.sub(r"/\1/…", message))
        record.args = ()
        return True
