"""Two running copies of Balai that relay to one another, each with its own processes and database; changed at random, then compared.

The comparison reads both databases by itself: it trusts neither the relay nor its reconciliation.
"""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

from benches.crossing import Crossing

# How often each side sends and asks for news in a round.
CARRIES = 6
ROOT = Path(__file__).resolve().parents[1]
# The same areas, so that every place lies in both; another name, so that they are two.
NAMES = {"A": ("33.25", "BTG", "batang.contoh.invalid"), "B": ("99.25", "TTG", "tetangga.contoh.invalid")}


class Copy:
    """One copy: a web server, and a process in which its people act."""

    def __init__(self, name: str, folder: Path) -> None:
        self.name, self.folder, self.port = name, folder, _free_port()
        folder.mkdir(parents=True, exist_ok=True)
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("BALAI_", "DJANGO_"))}
        self.env = {
            **kept,
            "DJANGO_SETTINGS_MODULE": "balai.config.settings.dev",
            "BALAI_DATA_DIR": str(folder),
            "BALAI_LOG_LEVEL": "ERROR",
            "BALAI_PUBLIC_URL": f"http://127.0.0.1:{self.port}",
            "BALAI_PEER_PRIVATE_HOSTS": "127.0.0.1",
            "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
        }
        self.web: subprocess.Popen | None = None
        self.people: subprocess.Popen | None = None

    def prepare(self, like: "Copy | None" = None) -> None:
        """Tables and the region, or those of a copy that has them; then the people move in."""
        if like is not None:
            shutil.copytree(like.folder, self.folder, dirs_exist_ok=True)
        for command in (
            [] if like else [["migrate", "-v0"], ["load-region", str(ROOT / "regions" / "batang")]]
        ):
            subprocess.run(
                [sys.executable, "-m", "balai.config.cli", *command],
                env=self.env, cwd=ROOT, check=True, capture_output=True,
            )  # fmt: skip

    def move_in(self) -> None:
        """The people of this copy, and its name."""
        self.people = subprocess.Popen(
            [sys.executable, "-m", "benches.copies_inside"],
            env=self.env, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.ask("name", *NAMES[self.name])

    def start(self) -> None:
        command = [
            "-m",
            "balai.config.web",
            "--host",
            "127.0.0.1",
            "--port",
            str(self.port),
            "--workers",
            "1",
        ]
        with (self.folder / "web.log").open("ab") as log:
            self.web = subprocess.Popen(
                [sys.executable, *command],
                env=self.env,
                cwd=ROOT,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        for _ in range(600):
            if self._answers():
                return
            if self.web.poll() is not None:
                break
            time.sleep(0.1)
        raise RuntimeError((self.folder / "web.log").read_text()[-2000:])

    def _answers(self) -> bool:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/open311/v2/discovery.json")
            return connection.getresponse().status == 200
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()

    def kill(self) -> None:
        """As a power cut would."""
        if self.web is not None and self.web.poll() is None:
            os.killpg(self.web.pid, signal.SIGKILL)
            self.web.wait()
        self.web = None

    def stop(self) -> None:
        self.kill()
        if self.people is not None:
            self.people.stdin.close()
            self.people.wait(30)

    def tell(self, what: str, *given: Any) -> None:
        """Ask for something without waiting for the answer."""
        self.people.stdin.write(json.dumps([what, *given]) + "\n")
        self.people.stdin.flush()

    def heard(self) -> Any:
        line = self.people.stdout.readline()
        if not line:
            raise RuntimeError(f"copy {self.name} went away")
        return json.loads(line)

    def ask(self, what: str, *given: Any) -> Any:
        self.tell(what, *given)
        return self.heard()


@contextmanager
def pair(folder: Path, *, seed: int) -> Iterator[tuple[list[Copy], list[Crossing]]]:
    """Two connected copies, and what lies between them: the first crossing leads to the second copy."""
    copies = [Copy(name, folder / name) for name in NAMES]
    try:
        a, b = copies
        a.prepare()
        b.prepare(like=a)
        for copy in copies:
            copy.move_in()
            copy.start()
        with Crossing(b.port, seed=seed).running() as to_b, Crossing(a.port, seed=seed + 1).running() as to_a:
            for copy, other, crossing in ((a, b, to_b), (b, a, to_a)):
                key = other.ask("issue", copy.name)
                copy.ask(
                    "connect", other.name, NAMES[other.name][0], f"http://127.0.0.1:{crossing.port}", key
                )
            yield copies, [to_b, to_a]
    finally:
        for copy in copies:
            copy.stop()


def run(folder: Path, *, changes: int, rounds: int, seed: int = 7) -> dict[str, Any]:
    """So many random changes on both in so many rounds, one side killed in each; then reconcile, then compare."""
    done: Counter[str] = Counter()
    with pair(folder, seed=seed) as (copies, crossings):
        for number in range(rounds):
            victim = copies[number % 2]
            for copy in copies:
                copy.tell("change", changes // rounds // 2, seed + number)
            for copy in copies:
                done.update(copy.heard())
            # One side goes down in the middle of what both send, and comes back.
            for copy in copies:
                copy.tell("carry", CARRIES)
            victim.kill()
            time.sleep(0.3)
            victim.start()
            for copy in copies:
                copy.heard()
        faults = crossings[0].counts + crossings[1].counts
        before = differences(*(copy.ask("dump") for copy in copies))
        for crossing in crossings:
            crossing.settle()
            crossing.is_calm = True
        _reconcile(copies)
        dumps = [copy.ask("dump") for copy in copies]
    return {
        "changes": done.total(), "acts": dict(done), "faults": dict(faults), "before": len(before),
        "differences": differences(*dumps), "relayed": sum(len(dump["relays"]) for dump in dumps),
        "words": sum(len(row["out"]) + len(row["in"]) for dump in dumps for row in dump["relays"].values()),
    }  # fmt: skip


def _reconcile(copies: list[Copy]) -> None:
    """As the night does it: on one side, then on the other; the words that one takes may be news to the other."""
    for _ in range(2):
        for copy in copies:
            copy.ask("reconcile")


def differences(a: dict, b: dict) -> list[str]:
    """What the two databases say differently of the same cases, both ways."""
    return [*_between(a, b, "A→B"), *_between(b, a, "B→A")]


def _between(mine: dict, theirs: dict, way: str) -> Iterator[str]:
    arrived: dict[str, list[str]] = {}
    for number, row in theirs["received"].items():
        arrived.setdefault(row["foreign"], []).append(number)
    for number, relay in mine["relays"].items():
        there = arrived.pop(number, [])
        if relay["state"] == "CANCELLED":
            yield from (f"{way} {number}: cancelled and arrived" for _ in there)
            continue
        if relay["state"] != "SENT" or len(there) != 1 or there[0] != relay["number"]:
            yield f"{way} {number}: {relay['state']} {relay['error']} as {relay['number']}, there {there}"
            continue
        held = theirs["received"][there[0]]
        for what, ours, other in (
            ("text", relay["text"], held["text"]),
            ("words of the reporter", relay["out"], held["updates"]),
            ("news", relay["in"], held["acts"]),
            ("state", relay["status"], held["status"]),
        ):
            if ours != other:
                yield f"{way} {number} {what}: {ours!r} and {other!r}"
    yield from (f"{way} {number}: arrived and never sent" for number in arrived)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
