"""The real program as a subprocess, to be killed at any moment and started again on the same data."""

import os
import signal
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection, HTTPException
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BALAI = [sys.executable, "-m", "balai.config.cli"]


class Server:
    """`balai serve` in a process group of its own."""

    def __init__(self, folder: Path, *, database_url: str = "") -> None:
        self.port = _free_port()
        self.folder = folder
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("BALAI_", "DJANGO_"))
        }
        self.environment = {
            **kept,
            "DJANGO_SETTINGS_MODULE": "balai.config.settings.dev",
            "BALAI_DATA_DIR": str(folder),
            "BALAI_DATABASE_URL": database_url,
            "BALAI_LOG_LEVEL": "ERROR",
            "PYTHONPATH": str(ROOT / "src"),
        }
        self.process: subprocess.Popen | None = None

    def run(self, *command: str) -> str:
        """One command to its end; its output. Raises CalledProcessError."""
        done = subprocess.run(
            [sys.executable, *command],
            env=self.environment,
            cwd=ROOT,
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout

    def prepare(self) -> None:
        """Tables and the region."""
        self.run("-m", "balai.config.cli", "migrate", "-v", "0")
        self.run("-m", "balai.config.cli", "load-region", str(ROOT / "regions" / "batang"))

    def start(self) -> None:
        """Start, and wait until it answers; a process that ends instead is an error."""
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                [*BALAI, "serve", "--port", str(self.port)],
                env=self.environment,
                cwd=ROOT,
                start_new_session=True,
                stdout=subprocess.DEVNULL,
                stderr=log,
            )
        while not self.answers():
            if self.process.poll() is not None:
                raise AssertionError((self.folder / "server.log").read_text()[-2000:])
            time.sleep(0.1)

    def answers(self) -> bool:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status < 500
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()

    def kill(self) -> None:
        """As a power cut would: the whole group, without a chance to tidy up."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        while not _is_free(self.port):
            time.sleep(0.02)

    def stop(self) -> None:
        """As an operator would."""
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                self.kill()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
