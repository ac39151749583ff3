"""The programs under test: ours as an operator starts it, and the limit; their memory; and a load on them."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


class Server:
    """A process and its children. Its words go to `log`."""

    def __init__(
        self, command: Sequence[str], *, port: int, log: Path, env: Mapping[str, str], ready: str
    ) -> None:
        with log.open("ab") as out:
            self.process = subprocess.Popen(
                [sys.executable, *command], stdout=out, stderr=out, cwd=ROOT, env=env, start_new_session=True
            )
        self.port, self.log = port, log
        self._wait(ready)

    def _wait(self, path: str) -> None:
        for _ in range(3000):  # a busy machine takes minutes
            if self.process.poll() is not None:
                break
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=5).close()
                return
            except urllib.error.HTTPError as error:
                error.close()
                if error.code < 500:
                    return
            except OSError:
                pass
            time.sleep(0.1)
        self.stop()
        raise RuntimeError(f"server did not start; see {self.log}:\n{self.log.read_text()[-2000:]}")

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait()

    def memory_mb(self) -> float:
        """Proportional set size of the process and everything it started, in MB of 10^6 bytes."""
        return sum(_pss(pid) for pid in _family(self.process.pid)) * 1024 / 1e6


def free_port() -> int:
    """A free port below 32768, where no outgoing connection can take it."""
    for port in range(18100, 18999):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise RuntimeError("no free port")


def balai_env(*, database: str, data_dir: Path) -> dict[str, str]:
    """Production settings. One proxy stands in front, as in production: the load generator plays it, and
    gives each request a place of its own, so that limits per place are counted but not reached."""
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "balai.config.settings.production",
        "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
        "BALAI_SECRET_KEY": "only-for-benches-" + "x" * 40,
        "BALAI_DATA_KEYS": "q1N5GkQm0m0p7g2sXkWl2xS8o3b2b7p2k0m6l9b5v1A=",
        "BALAI_DATABASE_URL": database,
        "BALAI_DATA_DIR": str(data_dir),
        "BALAI_PROXIES": "1",
        "BALAI_SMTP_HOST": "127.0.0.1",
        "BALAI_SMTP_PORT": "1",
    }


def serve_balai(*, database: str, data_dir: Path) -> Server:
    """`balai serve`: two web workers with four threads each, and the background worker."""
    port = free_port()
    command = ["-m", "balai.config.cli", "serve", "--port", str(port)]
    env = balai_env(database=database, data_dir=data_dir)
    return Server(command, port=port, log=data_dir / "balai.log", env=env, ready="/healthz")


def serve_limit(*, database: str, data_dir: Path) -> Server:
    """The limit: a bare ASGI program on the same application server with as many workers."""
    port = free_port()
    command = [
        "-m", "granian", "--interface", "asgi", "--loop", "uvloop", "--workers", "2", "--no-ws", "--log-level", "warning",
        "--host", "127.0.0.1", "--port", str(port), "benches.limit.app:app",
    ]  # fmt: skip
    env = balai_env(database=database, data_dir=data_dir)
    return Server(command, port=port, log=data_dir / "limit.log", env=env, ready="/")


@dataclass(frozen=True, slots=True)
class Load:
    """What one run of the load generator saw: requests per second, milliseconds, mean bytes of a body."""

    rps: float
    p50: float
    p95: float
    p99: float
    bytes: float
    sample: str


def load(
    server: Server,
    requests: Sequence[str],
    *,
    expect: int,
    seconds: float = 4.0,
    warm: float = 1.0,
    concurrency: int = 8,
) -> Load:
    """Drive `server` with requests chosen at random. Raises RuntimeError when an answer was not `expect`."""
    spec = {
        "port": server.port,
        "requests": list(requests),
        "concurrency": concurrency,
        "warm": warm,
        "seconds": seconds,
    }
    done = subprocess.run(
        [sys.executable, "-m", "benches.load"],
        input=json.dumps(spec),
        text=True,
        capture_output=True,
        check=True,
        cwd=ROOT,
    )
    found = json.loads(done.stdout)
    if set(found["status"]) != {str(expect)} or found["lost"]:
        raise RuntimeError(f"answers {found['status']}, {found['lost']} lost: {found['sample'][:500]}")
    return Load(*(found[name] for name in ("rps", "p50", "p95", "p99", "bytes", "sample")))


def get(path: str, *, cookie: str = "", accept: str = "*/*") -> str:
    """One GET request as text, as the proxy would pass it on."""
    lines = [f"GET {path} HTTP/1.1", "Host: 127.0.0.1", f"Accept: {accept}", "X-Forwarded-For: @PLACE@"]
    lines += ["X-Forwarded-Proto: https"] + ([f"Cookie: {cookie}"] if cookie else [])
    return "\r\n".join(lines) + "\r\n\r\n"


def post(path: str, body: str) -> str:
    """One POST of JSON as text; `@COUNTER@@` in the body is as long as what replaces it."""
    lines = [
        f"POST {path} HTTP/1.1",
        "Host: 127.0.0.1",
        "Content-Type: application/json",
        "X-Forwarded-For: @PLACE@",
    ]
    lines += ["X-Forwarded-Proto: https", f"Content-Length: {len(body.encode())}"]
    return "\r\n".join(lines) + "\r\n\r\n" + body


def _family(pid: int) -> list[int]:
    found = [pid]
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text().split():
            found += _family(int(child))
    return found


def _pss(pid: int) -> int:
    text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return next(int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:"))
