"""A first-come, first-served lock between threads and processes, made of a file and the kernel's record locks.

SQLite lets one writer in at a time, but its own waiting is a lottery: whoever retries at the right moment wins, and
an unlucky writer may wait for seconds while others pass. Here every writer draws a number, as at a counter:

- Drawing: under a short `flock`, read the last number from the file, write the next one, and lock the byte that
  stands for the number. The byte stays locked for as long as its owner waits or writes.
- Its turn: all lower bytes can be locked, that is, everybody who came earlier is gone.

Record locks belong to the open file (`F_OFD_…`), so two threads of one process queue like two processes, and the
kernel drops them when a process is killed: nothing stays behind and nobody needs to clean up.
"""

import errno
import fcntl
import os
import struct
import time
import weakref

NUMBER = struct.Struct("<q")
LOCK = struct.Struct("hhqqi4x")  # struct flock: type, whence, start, length, pid
FIRST_BYTE = 1024  # locked bytes lie beyond the number that the file really holds
STEP_SECONDS = 0.0004  # how often the next in line looks; those further back look less often
LONGEST_NAP = 0.02

_open: "weakref.WeakSet[WriterQueue]" = weakref.WeakSet()


class TurnNeverCame(Exception):
    """The wait took longer than the caller allows."""


class WriterQueue:
    """The queue in front of one database file. One instance per connection; it is not shared by threads."""

    def __init__(self, path: str, *, patience: float) -> None:
        """`path` is the lock file, made where absent; `patience` the longest wait in seconds."""
        self.patience = patience
        self.held = False
        self._path = path
        self._file = -1
        _open.add(self)

    def enter(self) -> None:
        """Wait for our turn and take it. Raises TurnNeverCame after `patience` seconds."""
        number = self._draw()
        if not self.held:
            self._wait(number)

    def leave(self) -> None:
        """Let the next one in. Harmless when we do not hold the turn."""
        if self.held:
            self.held = False
            self._lock(fcntl.F_UNLCK, 0, 0)

    def close(self) -> None:
        """Give up the file, and with it the turn."""
        self.held = False
        if self._file >= 0:
            os.close(self._file)
            self._file = -1

    def _draw(self) -> int:
        if self._file < 0:
            self._file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o660)
        fcntl.flock(self._file, fcntl.LOCK_EX)
        try:
            last = os.pread(self._file, NUMBER.size, 0)
            number = (NUMBER.unpack(last)[0] if len(last) == NUMBER.size else 0) + 1
            os.pwrite(self._file, NUMBER.pack(number), 0)
            self.held = self._lock(fcntl.F_WRLCK, 0, number + 1)
            if not self.held:
                self._lock(fcntl.F_WRLCK, number, 1)
            return number
        finally:
            fcntl.flock(self._file, fcntl.LOCK_UN)

    def _wait(self, number: int) -> None:
        until = time.monotonic() + self.patience
        while not self._lock(fcntl.F_WRLCK, 0, number):
            if time.monotonic() > until:
                self._lock(fcntl.F_UNLCK, 0, 0)
                raise TurnNeverCame
            time.sleep(min(STEP_SECONDS * max(1, number - self._served(number)), LONGEST_NAP))
        self.held = True

    def _lock(self, kind: int, start: int, length: int) -> bool:
        """Lock or free `length` numbers from `start` (0: to the end); False when somebody holds one of them."""
        try:
            fcntl.fcntl(self._file, fcntl.F_OFD_SETLK, LOCK.pack(kind, 0, FIRST_BYTE + start, length, 0))
        except OSError as error:
            if error.errno in {errno.EAGAIN, errno.EACCES}:
                return False
            raise
        return True

    def _served(self, number: int) -> int:
        """The number that writes just now, as far as it can be seen."""
        asked = LOCK.pack(fcntl.F_WRLCK, 0, FIRST_BYTE, number, 0)
        kind, _, start, length, _ = LOCK.unpack(fcntl.fcntl(self._file, fcntl.F_OFD_GETLK, asked))
        return number if kind == fcntl.F_UNLCK else start + length - 1 - FIRST_BYTE


def _forget_inherited() -> None:
    """A forked child must not keep its parent's turn alive; it opens the file anew when it needs it."""
    for queue in list(_open):
        queue.close()


os.register_at_fork(after_in_child=_forget_inherited)
