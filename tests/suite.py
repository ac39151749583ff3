"""The whole suite, in the order in which failures are cheapest: `python tests/suite.py [check] [sqlite] [postgres] [e2e]`.

Without words: everything. What this machine cannot run (no PostgreSQL, no browser) is skipped, and said so at the end.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from glob import glob
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
PYTEST = [sys.executable, "-m", "pytest"]
# Neighbours stay together, and with them the region that a module loads once; who is done first takes over.
SHARED = ["-n", os.environ.get("TEST_WORKERS", "2"), "--dist", "worksteal"]


class Skipped(Exception):
    """This machine lacks what the stage needs; the text says what."""


def main() -> int:
    """Run the stages named on the command line, all of them by default; 0 when none failed."""
    os.chdir(ROOT)
    # The suite starts a hundred processes; where bytecode is not kept each compiles the whole program again, for seconds.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    chosen = sys.argv[1:] or list(STAGES)
    lines, failed = [], False
    for name in chosen:
        title, stage = STAGES[name]
        print(f"\n=== {title}", flush=True)
        began = time.monotonic()
        try:
            good = stage()
            outcome = "LULUS" if good else "GAGAL"
            failed |= not good
        except Skipped as reason:
            outcome = f"DILEWATI: {reason}"
        lines.append(f"  {title:<44} {outcome} ({time.monotonic() - began:.0f} detik)")
    print("\n=== Ringkasan\n" + "\n".join(lines), flush=True)
    return int(failed)


def check() -> bool:
    """Style, format, the law of the house, and models without a migration."""
    commands = [
        [str(BIN / "ruff"), "check", "."],
        [str(BIN / "ruff"), "format", "--check", "--quiet", "."],
        [str(BIN / "lint-imports"), "--no-logo"],
        [sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"],
    ]
    with tempfile.TemporaryDirectory() as folder:
        environment = {"BALAI_DATA_DIR": folder}
        return all([_run(command, environment) == 0 for command in commands])


def sqlite() -> bool:
    """Everything but the browser, on SQLite."""
    return _run([*PYTEST, *SHARED, "-m", "not e2e"], {"BALAI_TEST_DATABASE_URL": ""}) == 0


def postgres() -> bool:
    """The same on PostgreSQL: the server named in BALAI_TEST_DATABASE_URL, or a private one made for this run."""
    command = [*PYTEST, *SHARED, "-m", "not e2e"]
    if os.environ.get("BALAI_TEST_DATABASE_URL", "").startswith("postgres"):
        return _run(command) == 0
    with private_cluster() as url:
        return _run(command, {"BALAI_TEST_DATABASE_URL": url}) == 0


def e2e() -> bool:
    """Journeys in a real browser."""
    names = ("chromium", "chromium-browser", "google-chrome")
    browser = os.environ.get("BALAI_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if browser is None:
        raise Skipped("tidak ada Chromium di mesin ini")
    environment = {"BALAI_CHROMIUM": browser, "BALAI_TEST_DATABASE_URL": ""}
    # A process each: the browser's driver starts once per process. Every worker has a hall of its own.
    journeys = (
        ["tests/e2e", *SHARED],
        ["src/balai/kits/ui/tests/test_browser.py"],
    )
    statuses = [_run([*PYTEST, *place, "-m", "e2e"], environment) for place in journeys]
    return not any(statuses)


STAGES = {
    "check": ("Gaya, tata letak, migrasi", check),
    "sqlite": ("Pengujian pada SQLite", sqlite),
    "postgres": ("Pengujian pada PostgreSQL", postgres),
    "e2e": ("Perjalanan di peramban", e2e),
}


@contextmanager
def private_cluster() -> Iterator[str]:
    """A PostgreSQL of our own: a temporary folder, a socket in it, no port, no fsync; gone afterwards. Yields its URL."""
    binaries = _server_binaries()
    folder = Path(tempfile.mkdtemp(prefix="balai-pg-"))
    as_owner: list[str] = []
    if os.getuid() == 0:  # the server refuses to run as root
        owner = next(name for name in ("postgres", "nobody") if _known(name))
        shutil.chown(folder, owner)
        as_owner = ["runuser", "-u", owner, "--"]
    data = folder / "data"

    def server(*command: str) -> None:
        subprocess.run(
            [*as_owner, str(binaries / command[0]), *command[1:]],
            check=True,
            cwd=folder,
            stdout=subprocess.DEVNULL,
        )

    options = (
        f"-k {folder} -c listen_addresses='' -c fsync=off -c synchronous_commit=off"
        " -c full_page_writes=off -c max_connections=60"
    )
    try:
        server("initdb", "-D", str(data), "-U", "balai", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        server("pg_ctl", "-D", str(data), "-l", str(folder / "log"), "-o", options, "-w", "start")
        try:
            yield f"postgresql://balai@/postgres?host={folder}"
        finally:
            server("pg_ctl", "-D", str(data), "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _server_binaries() -> Path:
    found = sorted(
        glob("/usr/lib/postgresql/*/bin/initdb"), key=lambda path: int(path.split("/")[4].split(".")[0])
    )
    initdb = found[-1] if found else shutil.which("initdb")
    if initdb is None:
        raise Skipped("tidak ada server PostgreSQL di mesin ini")
    return Path(initdb).parent


def _known(user: str) -> bool:
    try:
        pwd.getpwnam(user)
    except KeyError:
        return False
    return True


def _run(command: list[str], environment: dict[str, str] | None = None) -> int:
    print("$ " + " ".join(command).replace(str(ROOT) + "/", ""), flush=True)
    return subprocess.run(command, env={**os.environ, **(environment or {})}).returncode


if __name__ == "__main__":
    sys.exit(main())
