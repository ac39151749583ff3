"""The mailbox by IMAP: what is unread is brought, what is kept is marked as read. Nothing is deleted."""

import imaplib
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

PATIENCE_SECONDS = 20
MOST_MAILS = 50
MOST_BYTES = 25 * 1024 * 1024


class MailboxAway(Exception):
    """The mail server cannot be reached or does not let us in; the text is a kind, never an address."""


@dataclass(frozen=True, slots=True)
class Account:
    """Where the mailbox is. Plain IMAP is for this machine only."""

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    folder: str = "INBOX"
    secure: bool = True

    @classmethod
    def read(cls, url: str) -> "Account":
        """From `imaps://user:password@host/INBOX`. Raises ImproperlyConfigured."""
        parts = urlsplit(url)
        local = parts.hostname in {"127.0.0.1", "::1", "localhost"}
        if parts.scheme not in {"imaps", "imap"} or not parts.hostname or not parts.username:
            raise ImproperlyConfigured("BALAI_IMAP: tulis seperti imaps://pengguna:sandi@host/INBOX.")
        if parts.scheme == "imap" and not local:
            raise ImproperlyConfigured("BALAI_IMAP: pakai imaps://, bukan imap://.")
        return cls(
            host=parts.hostname,
            port=parts.port or (993 if parts.scheme == "imaps" else 143),
            user=unquote(parts.username),
            password=unquote(parts.password or ""),
            folder=unquote(parts.path.strip("/")) or "INBOX",
            secure=parts.scheme == "imaps",
        )


class Mailbox:
    """An open mailbox. `unread()` gives (uid, mail or None for one that is too large); `done(uid)` marks it as read."""

    def __init__(self, connection: imaplib.IMAP4) -> None:
        self._connection = connection

    def unread(self) -> Iterator[tuple[bytes, bytes | None]]:
        _, found = self._connection.uid("SEARCH", "UNSEEN")
        for uid in (found[0] or b"").split()[:MOST_MAILS]:
            _, size = self._connection.uid("FETCH", uid.decode(), "(RFC822.SIZE)")
            if self._size(size) > MOST_BYTES:
                yield uid, None
                continue
            _, parts = self._connection.uid("FETCH", uid.decode(), "(BODY.PEEK[])")
            raw = next((part[1] for part in parts if isinstance(part, tuple)), None)
            if raw is not None:
                yield uid, raw

    @staticmethod
    def _size(answer: list) -> int:
        match = re.search(
            rb"RFC822\.SIZE (\d+)", b" ".join(part for part in answer if isinstance(part, bytes))
        )
        return int(match[1]) if match else 0

    def done(self, uid: bytes) -> None:
        self._connection.uid("STORE", uid.decode(), "+FLAGS", r"(\Seen)")


@contextmanager
def opened(account: Account) -> Iterator[Mailbox]:
    """The mailbox, for one visit. Raises MailboxAway."""
    kind = imaplib.IMAP4_SSL if account.secure else imaplib.IMAP4
    try:
        connection = kind(account.host, account.port, timeout=PATIENCE_SECONDS)
    except (OSError, imaplib.IMAP4.error) as error:
        raise MailboxAway(type(error).__name__) from None
    try:
        connection.login(account.user, account.password)
        status, _ = connection.select(f'"{account.folder}"')
        if status != "OK":
            raise MailboxAway("FOLDER")
        yield Mailbox(connection)
    except (OSError, imaplib.IMAP4.error) as error:
        raise MailboxAway(type(error).__name__) from None
    finally:
        with suppress(OSError, imaplib.IMAP4.error):
            connection.logout()
