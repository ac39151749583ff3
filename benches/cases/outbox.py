"""Reports that waited on phones: sent over a bad line, from browsers that are killed, to a server that is killed."""

import os
import random
import signal
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from benches.faulty_proxy import FaultyProxy
from benches.figures import Figure
from benches.phones import PHOTO_EVERY, Phone, run
from benches.place import Place, _name
from benches.servers import Server
from tests.e2e.browser import launched

REPORTS = int(os.environ.get("BALAI_BENCH_OUTBOX", 10_000))
# On a busy machine fewer may do; how many there were is printed.
ENOUGH_SECONDS = 60 * int(os.environ.get("BALAI_BENCH_MINUTES", 60))
PHONES, BATCH, SEED = 2, 250, 7
# In each round of half a second.
SERVER_KILLS = 0.01
WORD = "pengukuran"
# The text is plain: what stands twice under two keys would be seen too.
_FILED = """
    SELECT r.client_key, c.tracking_code, r.text, count(a.id) FROM citizen_reports_report r
    JOIN cases_case c ON c.id = r.case_id LEFT JOIN cases_attachment a ON a.case_id = c.id
    WHERE r.text LIKE %s GROUP BY 1, 2, 3"""


def outbox(place: Place) -> list[Figure]:
    """10,000 reports through the real courier in Chromium, over a line with faults: how many are lost, how many doubled."""
    database = place.empty("outbox")
    killed = Counter[str]()

    def disturb(chance: random.Random) -> None:
        if chance.random() < SERVER_KILLS:
            killed["server"] += _kill_workers(server)

    with (
        place.balai(database) as server,
        launched() as browser,
        TemporaryDirectory(ignore_cleanup_errors=True) as folder,
    ):
        proxy = FaultyProxy(port=server.port, seed=SEED)
        phones = [
            Phone(browser.browser_type, Path(folder) / f"phone-{number}", proxy.address)
            for number in range(PHONES)
        ]
        began = time.perf_counter()
        run(
            phones,
            reports=REPORTS,
            batch=BATCH,
            seed=SEED,
            word=WORD,
            disturb=disturb,
            enough=ENOUGH_SECONDS,
            patience=ENOUGH_SECONDS + 1800,
        )
        took = time.perf_counter() - began
        for phone in phones:
            phone.close()
        proxy.close()
        with place.cluster.connect(_name(database)) as db:
            rows = db.execute(_FILED, [f"Laporan contoh {WORD} nomor %"]).fetchall()
    return [*_figures(phones, rows), *_how(phones, proxy, killed, took)]


def _figures(phones: list[Phone], rows: list[tuple]) -> list[Figure]:
    kept = {f"WEB:{key}": mark for phone in phones for key, mark in phone.kept.items()}
    told = {f"WEB:{key}": code for phone in phones for key, code in phone.receipts.items()}
    codes = {key: code for key, code, _, _ in rows}
    texts = Counter(text for _, _, text, _ in rows)
    photos = sum(count != int(kept[key] % PHOTO_EVERY == 0) for key, _, _, count in rows if key in kept)
    wrong = sum(codes.get(key) != code for key, code in told.items())
    found = {
        "lost": len(kept.keys() - codes.keys()) + sum(phone.forgotten for phone in phones),
        "doubled": len(rows) - len(codes) + sum(count - 1 for count in texts.values()),
        "without_receipt": len(kept.keys() - told.keys()) + wrong,
        "wrong_photos": photos,
        "refused": sum(len(phone.refused) for phone in phones),
    }
    for message, count in Counter(words for phone in phones for words in phone.refused.values()).items():
        print(f"refused {count}: {message}")
    return [Figure(name="outbox.reports", value=len(kept), unit="kept on phones", goal=REPORTS)] + [
        Figure(name=f"outbox.{name}", value=value, unit="reports", better="lower", goal=0)
        for name, value in found.items()
    ]


def _how(phones: list[Phone], proxy: FaultyProxy, killed: Counter[str], took: float) -> list[Figure]:
    faults = sum(proxy.seen[name] for name in proxy.faults)
    figures = {
        "faults": (faults, f"of {proxy.seen.total()} requests"),
        "server_kills": (killed["server"], "web processes, kill -9"),
        "browser_kills": (sum(phone.kills for phone in phones), "kill -9"),
        "reloads": (sum(phone.reloads for phone in phones), "in the middle of sending"),
        "seconds": (round(took), "for all of it"),
    }
    return [Figure(name=f"outbox.{name}", value=value, unit=unit) for name, (value, unit) in figures.items()]


def _kill_workers(server: Server) -> int:
    """All web processes at once, as when the power goes; the supervisor brings them back."""
    killed = 0
    for path in Path("/proc").iterdir():
        with suppress(OSError):
            if path.name.isdigit() and _is_web(path, server.port):
                os.kill(int(path.name), signal.SIGKILL)
                killed += 1
    return killed


def _is_web(path: Path, port: int) -> bool:
    words = (path / "cmdline").read_bytes().split(b"\0")
    return b"balai.config.web" in words and str(port).encode() in words
