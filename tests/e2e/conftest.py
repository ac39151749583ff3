"""One real server for all journeys: `balai run` in an empty folder, with its worker, its static files and a little demo."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from . import halls, hands
from .browser import chromium, launched

DIST = Path(__file__).parents[2] / "src/balai/kits/ui/static/ui/dist/ui.css"
DEMO_REPORTS = 8
# The longest, in their order. The first needs a hall of its own, and runs while the other worker prepares the common one.
LONGEST = (
    "test_wonosobo_copies_the_death_grant",
    "test_every_page[desks]",
    "test_a_proof_is_faked_and_found",
    "test_every_page[public]",
    "test_every_report_is_filed_once",
)
# How measured properties end, and what is printed after their figure.
UNITS = {" KB": "KB over the wire", " s": "seconds"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here drives a browser; without one it is skipped, and the reason says so."""
    missing = ""
    if chromium() is None:
        missing = "Tidak ada Chromium di mesin ini."
    elif not DIST.exists():
        missing = "Tampilan belum disusun: jalankan make assets."
    journeys = [item for item in items if Path(__file__).parent in item.path.parents]
    for item in journeys:
        item.add_marker(pytest.mark.e2e)
        if missing:
            item.add_marker(pytest.mark.skip(reason=missing))
    # Two workers begin with one half each (the first has the smaller) and take over from one another at the ends: both
    # begin with what is long.
    journeys.sort(key=_rank)
    items[:] = [item for item in items if item not in journeys] + journeys[1::2] + journeys[::2]


def _rank(item: pytest.Item) -> int:
    return next((rank for rank, name in enumerate(LONGEST) if item.name.startswith(name)), len(LONGEST))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say what was measured."""
    for report in terminalreporter.getreports("passed") + terminalreporter.getreports("failed"):
        for name, value in report.user_properties:
            for end, unit in UNITS.items():
                if name.endswith(end):
                    terminalreporter.write_line(f"{name.removesuffix(end)}: {value} {unit}")


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of this run see."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory, shared: Path) -> Path:
    """The data of the hall, for commands of the program; BALAI_DATA_DIR where a hall already runs."""
    if "BALAI_E2E_ADDRESS" in os.environ:
        return Path(os.environ["BALAI_DATA_DIR"])
    return halls.prepared(shared, tmp_path_factory.mktemp("hall"), region="batang", reports=DEMO_REPORTS)


@pytest.fixture(scope="session")
def address(folder: Path) -> Iterator[str]:
    """Where the server answers, such as http://127.0.0.1:40123; BALAI_E2E_ADDRESS names one that already runs a demo."""
    if running := os.environ.get("BALAI_E2E_ADDRESS"):
        yield running
        return
    with halls.running(folder, "--reports", str(DEMO_REPORTS)) as where:
        yield where


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
