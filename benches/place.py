"""Where the measurements happen: the cluster, seeded databases, running servers; made when first asked for."""

import json
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from . import seed
from .figures import Figure
from .postgres import Cluster
from .servers import ROOT, Load, Server, balai_env, load, serve_balai, serve_limit

ROUNDS = 3


@dataclass
class Place:
    """One run of the measurements. `rows` is the size of the ordinary database."""

    cluster: Cluster
    folder: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="balai-bench-")))
    rows: int = 100_000
    many: int = 1_000_000
    seconds: float = 4.0
    migrated: set[str] = field(default_factory=set)

    @property
    def data_dir(self) -> Path:
        """Keys, static files and logs; beside the cluster, so that a kept cluster keeps its static files."""
        path = self.cluster.folder.parent / f"{self.cluster.folder.name}-data"
        path.mkdir(exist_ok=True)
        return path

    def database(self, rows: int, *, only_cases: bool = False, open_share: float = 0.2) -> str:
        """The URL of a database with that many reports of Kabupaten Batang."""
        name = f"{'cases' if only_cases else 'reports'}_{rows}"
        if not self.cluster.has(f"{name}_ready"):
            self._base()
            _say(f"seeding {rows:,} {'cases' if only_cases else 'reports'} …")
            self.cluster.drop(name)
            self.cluster.create(name, template="base")
            with self.cluster.connect(name) as db:
                seed.seed(db, rows=rows, open_share=open_share, only_cases=only_cases)
            if not only_cases:
                self.inside("count_indicators", database=self.cluster.url(name))
            self.cluster.create(f"{name}_ready")  # only its name counts: seeding came to its end
        self._migrate(name)
        return self.cluster.url(name)

    def _migrate(self, name: str) -> None:
        """What was kept, a database and its static files, may be older than the program."""
        if name not in self.migrated:
            env = balai_env(database=self.cluster.url(name), data_dir=self.data_dir)
            for command in (["migrate", "-v0"], ["collectstatic", "--noinput", "-v0"]):
                _run(["-m", "balai.config.cli", *command], env)
            self.migrated.add(name)

    def empty(self, name: str) -> str:
        """The URL of a fresh database with the region and nothing else."""
        self._base()
        self.cluster.drop(name)
        self.cluster.create(name, template="base")
        return self.cluster.url(name)

    def _base(self) -> None:
        if self.cluster.has("base_ready"):
            self._migrate("base")
            return
        _say("making a database with the region …")
        self.cluster.drop("base")
        self.cluster.create("base")
        self.prepare(self.cluster.url("base"), self.data_dir)
        self.cluster.create("base_ready")

    def prepare(self, database: str, data_dir: Path) -> None:
        """Tables, region and static files, as an operator makes them."""
        env = balai_env(database=database, data_dir=data_dir)
        for command in (["migrate", "-v0"], ["load-region", "batang"], ["collectstatic", "--noinput", "-v0"]):
            _run(["-m", "balai.config.cli", *command], env)

    def inside(self, name: str, *, database: str, data_dir: Path | None = None) -> dict:
        """The answer of a function of `benches.inside`."""
        env = balai_env(database=database, data_dir=data_dir or self.data_dir)
        return json.loads(_run(["-m", "benches.inside", name], env).splitlines()[-1])

    @contextmanager
    def balai(self, database: str) -> Iterator[Server]:
        server = serve_balai(database=database, data_dir=self.data_dir)
        try:
            yield server
        finally:
            server.stop()

    @contextmanager
    def both(self, database: str, *, apart: bool = False) -> Iterator[tuple[Server, Server]]:
        """Ours and the limit on the same database; `apart`: the limit has a copy, because our worker would
        otherwise seal and follow what the limit wrote."""
        its = self._copy(_name(database)) if apart else database
        with self.balai(database) as ours:
            limit = serve_limit(database=its, data_dir=self.data_dir)
            try:
                yield ours, limit
            finally:
                limit.stop()

    def _copy(self, name: str) -> str:
        self.cluster.drop("limit")
        self.cluster.create("limit", template=name)
        return self.cluster.url("limit")

    def settle(self, database: str) -> None:
        """Wait until the worker has sealed and followed all that was written, at most a minute."""
        with self.cluster.connect(_name(database)) as db:
            for _ in range(300):
                behind = db.execute(
                    "SELECT max(e.id) > (SELECT max(entry_id) FROM journal_link) OR (SELECT min(position) FROM "
                    "journal_follower) < (SELECT position FROM journal_head) FROM journal_entry e"
                ).fetchone()[0]
                if not behind:
                    return
                time.sleep(0.2)

    def drive(self, server: Server, requests: Sequence[str], *, expect: int = 200) -> Load:
        return load(server, requests, expect=expect, seconds=self.seconds)

    def compare(
        self,
        name: str,
        ours: Callable[[], Load],
        limit: Callable[[], Load],
        *,
        goal: float | None = None,
        p95: float | None = None,
    ) -> list[Figure]:
        """Ours against the limit in turns; the median round counts, so that a disturbed round does not."""
        rounds = [(limit(), ours()) for _ in range(ROUNDS)]
        ratio = statistics.median(own.rps / most.rps for most, own in rounds)
        own, most = ([pair[which] for pair in rounds] for which in (1, 0))
        median = statistics.median
        return [
            Figure(
                name=name, value=median(x.rps for x in own), unit="requests/s", goal=goal,
                compared_with=f"{name}.limit", ratio=ratio,
            ),
            Figure(name=f"{name}.limit", value=median(x.rps for x in most), unit="requests/s"),
            Figure(name=f"{name}.p95", value=median(x.p95 for x in own), unit="ms", better="lower", goal=p95),
            Figure(name=f"{name}.limit.p95", value=median(x.p95 for x in most), unit="ms", better="lower"),
            Figure(name=f"{name}.bytes", value=own[-1].bytes, unit="bytes per answer", better="lower"),
        ]  # fmt: skip

    def codes(self, database: str, *, many: int = 500) -> list[tuple[str, str, int]]:
        """(tracking code, public number, holder) of reports drawn at random, the same ones each time."""
        with self.cluster.connect(_name(database)) as db:
            (top,) = db.execute("SELECT max(case_id) FROM citizen_reports_report").fetchone()
            ids = random.Random(2).sample(range(1, top + 1), min(many, top))
            found = db.execute(
                "SELECT c.tracking_code, 'BTG-' || to_char(opened_at AT TIME ZONE 'Asia/Jakarta', 'YY') || '-' || "
                "lpad(c.id::text, 6, '0'), holder_id FROM cases_case c WHERE id = ANY(%s) ORDER BY id",
                [ids],
            )
            return found.fetchall()

    def points(self, database: str, *, many: int = 500) -> list[tuple[float, float, str, str]]:
        """(latitude, longitude, area code, category code) of reports drawn at random."""
        with self.cluster.connect(_name(database)) as db:
            found = db.execute(
                "SELECT latitude, longitude, area_id, category_id FROM citizen_reports_report "
                "WHERE case_id %% 97 = 1 ORDER BY case_id LIMIT %s",
                [many],
            )
            return found.fetchall()


def _name(url: str) -> str:
    return re.search(r"@/(\w+)", url)[1]


def _run(command: Sequence[str], env: dict[str, str]) -> str:
    done = subprocess.run([sys.executable, *command], env=env, cwd=ROOT, text=True, capture_output=True)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}:\n{done.stdout[-1000:]}\n{done.stderr[-3000:]}")
    return done.stdout


def _say(text: str) -> None:
    print(f"[{os.getloadavg()[0]:.1f}] {text}", flush=True)
