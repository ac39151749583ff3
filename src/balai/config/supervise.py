"""Keeps the processes of one Balai together: all start, all stop, and one that dies comes back."""

import ctypes
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from types import FrameType

PR_SET_PDEATHSIG = 1
STOP_SECONDS = 12.0
LIVED_SECONDS = 5.0  # who lived shorter than this is started again ever more slowly
QUICK_DEATHS = 6  # after so many in a row we give up and say so


def die_with_parent(sign: int = signal.SIGTERM) -> None:
    """Ask the kernel to send `sign` to this process when its parent dies, however it dies (Linux only)."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, sign)


class Child:
    """One process that should always be there."""

    def __init__(self, name: str, command: list[str]) -> None:
        self.name = name
        self.command = command
        self.process: subprocess.Popen | None = None
        self.started = 0.0
        self.quick_deaths = 0

    def start(self) -> None:
        self.started = time.monotonic()
        self.process = subprocess.Popen(self.command, preexec_fn=die_with_parent)

    def look_after(self) -> bool:
        """Start the process (again) when it is not there; False once it died too often in a row."""
        if self.process is not None and self.process.poll() is None:
            return True
        if self.process is not None:
            lived = time.monotonic() - self.started
            pause = min(0.25 * 2**self.quick_deaths, 8.0)
            if lived < pause:
                return True
            self.quick_deaths = self.quick_deaths + 1 if lived < LIVED_SECONDS + pause else 0
            _say(f"{self.name} berhenti (kode {self.process.returncode}); dijalankan lagi.")
        if self.quick_deaths >= QUICK_DEATHS:
            return False
        self.start()
        return True


def supervise(children: list[Child], *, ready: Callable[[], None] = lambda: None) -> int:
    """Run `children` until Ctrl-C or SIGTERM; returns the exit status. `ready` is called once all were started."""
    stopping: list[int] = []

    def stop(sign: int, frame: FrameType | None) -> None:
        stopping.append(sign)

    for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(sign, stop)
    for child in children:
        child.start()
    ready()
    status = 0
    while not stopping:
        if not all([child.look_after() for child in children]):
            _say("Sebuah proses terus-menerus berhenti; Balai dihentikan. Jalankan `balai doctor`.")
            status = 1
            break
        time.sleep(0.2)
    _stop_all(children)
    return status


def _stop_all(children: list[Child]) -> None:
    running = [child.process for child in children if child.process and child.process.poll() is None]
    for process in running:
        process.terminate()
    until = time.monotonic() + STOP_SECONDS
    for process in running:
        try:
            process.wait(timeout=max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _say(text: str) -> None:
    sys.stderr.write(text + "\n")
    sys.stderr.flush()
