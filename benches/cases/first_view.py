"""The public pages as Lighthouse sees them on a phone, in this machine's Chromium."""

import json
import os
import shutil
import subprocess

from balai.config.assets import node_folder
from benches.figures import Figure
from benches.place import Place
from benches.servers import ROOT, Server

FOLDER = ROOT / "benches" / "lighthouse"
GOALS = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 95}
# Slow 3G: 400 ms there and back, 400 kbit/s, a processor four times as slow.
SLOW_3G = [
    "--throttling-method=simulate",
    "--throttling.rttMs=400",
    "--throttling.throughputKbps=400",
    "--throttling.cpuSlowdownMultiplier=4",
]
MOST_KILOBYTES, MOST_SECONDS = 60, 5
SAMPLE = 10_000
# The browser itself sometimes fails to start or to answer; a page that fails three times is broken.
TRIES = 3


def first_view(place: Place) -> list[Figure]:
    """Lighthouse (mobile) over the public pages: the worst score of each kind, the first view's bytes, slow 3G."""
    _install()
    database = place.database(SAMPLE)
    (_, number, _), *_ = place.codes(database, many=1)
    pages = [
        "/",
        "/lapor/",
        "/lacak/",
        "/laporan/",
        f"/laporan/{number}/",
        "/peta/",
        "/statistik/",
        "/layanan/",
    ]
    with place.balai(database) as server:
        found = {page: _look(server, page, list(GOALS)) for page in pages}
        slow = [_look(server, page, ["performance"], SLOW_3G) for page in pages[:2]]
    for page, report in found.items():
        _complain(page, report)
    scores = {kind: min(_score(report, kind) for report in found.values()) for kind in GOALS}
    figures = [
        Figure(name=f"lighthouse.{kind}", value=score, unit="points, the worst page", goal=GOALS[kind])
        for kind, score in scores.items()
    ]
    kilobytes = max(found[page]["audits"]["total-byte-weight"]["numericValue"] / 1000 for page in pages[:2])
    usable = max(report["audits"]["interactive"]["numericValue"] / 1000 for report in slow)
    return [
        *figures,
        Figure(name="first_view.bytes", value=kilobytes, unit="kB", better="lower", goal=MOST_KILOBYTES),
        Figure(
            name="first_view.slow_3g", value=usable, unit="s to usable", better="lower", goal=MOST_SECONDS
        ),
    ]


def _install() -> None:
    if not (FOLDER / "node_modules").exists():
        npm = str(node_folder() / "npm")
        subprocess.run([npm, "ci", "--no-audit", "--no-fund", "--silent"], cwd=FOLDER, check=True)


def _look(server: Server, page: str, kinds: list[str], options: list[str] | None = None) -> dict:
    command = [
        str(node_folder() / "node"),
        str(FOLDER / "node_modules" / "lighthouse" / "cli" / "index.js"),
        f"http://127.0.0.1:{server.port}{page}",
        "--quiet",
        "--output=json",
        f"--only-categories={','.join(kinds)}",
        "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
        # What the proxy in front says: the page came by TLS.
        '--extra-headers={"X-Forwarded-Proto": "https"}',
        *(options or []),
    ]
    browser = os.environ.get("BALAI_CHROMIUM") or shutil.which("chromium") or "chromium"
    environment = os.environ | {"CHROME_PATH": browser}
    for _ in range(TRIES):
        done = subprocess.run(command, env=environment, capture_output=True, text=True)
        if done.returncode == 0:
            return json.loads(done.stdout)
        print(f"  {page}: {done.stderr.strip()[-300:]}")
    raise RuntimeError(f"Lighthouse could not look at {page}")


def _complain(page: str, report: dict) -> None:
    """Which audits cost points in what has to be full."""
    for kind in (kind for kind, goal in GOALS.items() if goal == 100):
        for one in report["categories"][kind]["auditRefs"]:
            audit = report["audits"][one["id"]]
            if one["weight"] and audit["score"] is not None and audit["score"] < 1:
                items = json.dumps(audit.get("details", {}).get("items", []))[:300]
                print(f"  {page}: {audit['title']} {items}")


def _score(report: dict, kind: str) -> int:
    return round(report["categories"][kind]["score"] * 100)
