"""One real server for all journeys: `balai run` in an empty folder, with its worker, its static files and a little demo."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from . import hands
from .browser import chromium, launched

DIST = Path(__file__).parents[2] / "src/balai/kits/ui/static/ui/dist/ui.css"
DEMO_REPORTS = 8
PATIENCE_SECONDS = 120


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here drives a browser; without one it is skipped, and the reason says so."""
    missing = ""
    if chromium() is None:
        missing = "Tidak ada Chromium di mesin ini."
    elif not DIST.exists():
        missing = "Tampilan belum disusun: jalankan make assets."
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.e2e)
            if missing:
                item.add_marker(pytest.mark.skip(reason=missing))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say what was measured."""
    for report in terminalreporter.getreports("passed") + terminalreporter.getreports("failed"):
        for name, value in report.user_properties:
            if name.endswith(" KB"):
                terminalreporter.write_line(f"{name[:-3]}: {value} KB over the wire")


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


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the server answers, such as http://127.0.0.1:40123; BALAI_E2E_ADDRESS names one that already runs a demo."""
    if running := os.environ.get("BALAI_E2E_ADDRESS"):
        yield running
        return
    folder, port = tmp_path_factory.mktemp("hall"), _free_port()
    environment = {
        **os.environ,
        "BALAI_DATA_DIR": str(folder),
        "BALAI_DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "balai.config.settings.dev",
        "BALAI_DIE_WITH_PARENT": "1",
    }
    command = [sys.executable, "-m", "balai.config.cli", "run", "--port", str(port), "--workers", "1"]
    log = folder / "server.log"
    with log.open("w") as out:
        server = subprocess.Popen(
            [*command, "--reports", str(DEMO_REPORTS)], env=environment, stdout=out, stderr=subprocess.STDOUT
        )
    try:
        _wait_until_well(f"http://127.0.0.1:{port}", server, log)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.send_signal(signal.SIGTERM)
        try:
            server.wait(timeout=20)
        except subprocess.TimeoutExpired:
            server.kill()


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """The machine's own Chromium."""
    with launched() as running:
        yield running


@pytest.fixture
def open_page(browser: Any) -> Iterator[Callable[..., Any]]:
    """A new visitor: `open_page(**options)` gives a page with cookies of its own. Errors of scripts fail the test."""
    contexts, errors = [], list[str]()

    def opened(**options: Any) -> Any:
        context = browser.new_context(**{"locale": "id-ID", "timezone_id": "Asia/Jakarta", **options})
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(f"{page.url}: {error}"))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert errors == []


@pytest.fixture
def phone(open_page: Callable[..., Any]) -> Any:
    """A citizen's phone."""
    return open_page(**hands.PHONE)


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A photo as a phone takes it."""
    return hands.photograph(tmp_path)
