"""Halls of our own: the real program in an empty folder, with its worker and its static files."""

import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

BALAI = [sys.executable, "-m", "balai.config.cli"]
# The steps of `balai run` before it serves.
PREPARE = """
import sys, django
django.setup()
from balai.config import startup
startup.prepare(region=sys.argv[1], reports=int(sys.argv[2]))
"""
# The demo is told before the server listens; a busy machine takes minutes for it. A server that died is seen at once.
PATIENCE_SECONDS = 600


def balai(folder: Path, *words: str, **more: str) -> str:
    """One command of the program on the data in that folder, to its end; what it printed."""
    return _python(folder, *BALAI[1:], *words, **more)


def prepared(shared: Path, folder: Path, *, region: str, reports: int) -> Path:
    """Lay a hall that is ready to run in `folder`: each kind is made once in `shared`, for all processes of a run, and copied."""
    place = shared / f"{region}-{reports}"
    with (shared / f"{place.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not place.exists():
            making = shared / f"{place.name}.making"
            if reports:
                prepared(shared, making, region=region, reports=0)
            making.mkdir(exist_ok=True)
            _python(making, "-c", PREPARE, region, str(reports))
            making.rename(place)
    return Path(shutil.copytree(place, folder, dirs_exist_ok=True))


@contextmanager
def running(folder: Path, *options: str) -> Iterator[str]:
    """`balai run` with these options on the data in that folder; yields where it answers, `http://127.0.0.1:40123`."""
    port, log = _free_port(), folder / "server.log"
    command = [*BALAI, "run", "--port", str(port), "--workers", "1", *options]
    with log.open("w") as out:
        environment = {**_environment(folder), "BALAI_DIE_WITH_PARENT": "1"}
        server = subprocess.Popen(command, env=environment, stdout=out, stderr=subprocess.STDOUT)
    try:
        _wait_until_well(f"http://127.0.0.1:{port}", server, log)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.send_signal(signal.SIGTERM)
        try:
            server.wait(timeout=20)
        except subprocess.TimeoutExpired:
            server.kill()


def _python(folder: Path, *words: str, **more: str) -> str:
    environment = _environment(folder) | more
    done = subprocess.run([sys.executable, *words], env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def _environment(folder: Path) -> dict[str, str]:
    return {
        **os.environ,
        "BALAI_DATA_DIR": str(folder),
        "BALAI_DATABASE_URL": "",
        # As behind a proxy, so that a visitor can come from elsewhere (hands.elsewhere).
        "BALAI_PROXIES": "1",
        "DJANGO_SETTINGS_MODULE": "balai.config.settings.dev",
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_until_well(address: str, server: subprocess.Popen, log: Path) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until and server.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/healthz", timeout=2)
            return
        except OSError:  # not listening yet
            time.sleep(0.2)
    pytest.fail(f"the server did not start:\n{log.read_text()[-3000:]}")
