"""The supervisor with real processes: all stop together, the dead come back, nobody outlives a killed parent."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

SOURCES = str(Path(__file__).parents[3])
CHILD = "import os,sys,time; open(sys.argv[1],'a').write(f'{os.getpid()}\\n'); time.sleep(60)"
# Three deaths are told from one as well as six, and take two seconds instead of sixteen.
PARENT = """
import sys
from balai.config import supervise as house
from balai.config.supervise import Child, supervise
house.QUICK_DEATHS = 3
sys.exit(supervise([Child(name, [sys.executable, "-c", sys.argv[1], name]) for name in sys.argv[2:]]))
"""

pytestmark = pytest.mark.slow


def until(condition: Callable[[], object], seconds: float = 20) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.05)
    return False


def pids(path: Path) -> list[int]:
    return [int(line) for line in path.read_text().split()] if path.exists() else []


def alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


@pytest.fixture
def family(tmp_path: Path):
    parents: list[subprocess.Popen] = []

    def start(*, child: str = CHILD) -> tuple[subprocess.Popen, Path, Path]:
        one, two = tmp_path / "one", tmp_path / "two"
        command = [sys.executable, "-c", PARENT, child, str(one), str(two)]
        parents.append(
            subprocess.Popen(command, env={**os.environ, "PYTHONPATH": SOURCES}, stderr=subprocess.PIPE)
        )
        return parents[-1], one, two

    yield start
    for parent in parents:
        parent.kill()
        parent.communicate()


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_one_signal_stops_all(family, sign: int) -> None:
    parent, one, two = family()
    assert until(lambda: pids(one) and pids(two))
    parent.send_signal(sign)
    assert parent.wait(timeout=20) == 0
    assert not any(alive(pid) for pid in pids(one) + pids(two))


def test_a_killed_child_comes_back_and_its_sibling_stays(family) -> None:
    parent, one, two = family()
    assert until(lambda: pids(one) and pids(two))
    os.kill(pids(one)[0], signal.SIGKILL)
    assert until(lambda: len(pids(one)) == 2)
    assert len(pids(two)) == 1
    assert parent.poll() is None


def test_nobody_outlives_a_killed_parent(family) -> None:
    parent, one, two = family()
    assert until(lambda: pids(one) and pids(two))
    parent.kill()
    assert until(lambda: not any(alive(pid) for pid in pids(one) + pids(two)))


def test_a_child_that_cannot_live_ends_the_whole_with_a_reason(family) -> None:
    parent, *_ = family(child="import sys; sys.exit(3)")
    _, said = parent.communicate(timeout=60)
    assert parent.returncode == 1
    assert said.decode().count("dijalankan lagi") >= 3
    assert "balai doctor" in said.decode()
