"""A mailbox in memory; it agrees with a real IMAP server (see the tests)."""

from collections.abc import Iterator


class FakeMailbox:
    """`mails` by uid; `read` are the uids that were marked."""

    def __init__(self, *mails: bytes) -> None:
        self.mails = {str(number).encode(): mail for number, mail in enumerate(mails, 1)}
        self.read: list[bytes] = []

    def unread(self) -> Iterator[tuple[bytes, bytes | None]]:
        for uid, mail in list(self.mails.items()):
            if uid not in self.read:
                yield uid, mail

    def done(self, uid: bytes) -> None:
        self.read.append(uid)
