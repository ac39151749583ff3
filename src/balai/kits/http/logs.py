"""What every log line carries, and what none may carry."""

import logging
import re
from contextvars import ContextVar

from balai.foundation.redaction import redact

request_id: ContextVar[str] = ContextVar("request_id", default="-")
# Whoever knows the rest of these addresses may read a report or a photo, set a password or stop notices.
SECRET_PATH = re.compile(
    r"/(lacak|draf|pendamping|berkas|surat|track|lapor/terima|jawab|berhenti|privasi/milik|akun/lupa)/[^\s\"'<>]+"
)
QUERY = re.compile(r"(?<=[\w/])\?[\w%.~-]+=[^\s\"'<>]*")


_plain = logging.Formatter()


class SafeRecord(logging.Filter):
    """Adds `request_id` to a record and takes tracking codes, file tokens, query strings and numbers of people out of it, out of
    what an exception says too: databases repeat the value that they refuse."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = request_id.get()
        message = record.getMessage()
        record.msg = redact(QUERY.sub("?…", SECRET_PATH.sub(r"/\1/…", message)))
        record.args = ()
        if record.exc_info and not record.exc_text:
            record.exc_text = redact(_plain.formatException(record.exc_info))
        return True
