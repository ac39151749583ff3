"""Measure, print a table, write build/bench.json. `make bench`, `make bench ONLY=map`, or python -m benches --help."""

import argparse
import platform
import shutil
import sys
import tempfile
import traceback
from pathlib import Path

from . import figures
from .cases import CASES
from .place import Place
from .postgres import PORT, SETTINGS, Cluster


def main() -> int:
    """Run the chosen measurements; the exit status is 1 when one of them broke, not when a goal was missed."""
    options = _options()
    names = options.names or options.only or list(CASES)
    unknown = [name for name in names if name not in CASES]
    if unknown:
        print(f"Tidak dikenal: {', '.join(unknown)}. Ada: {', '.join(CASES)}")
        return 2
    folder = options.keep or Path(tempfile.mkdtemp(prefix="balai-postgres-"))
    folder.chmod(0o755) if folder.exists() else folder.mkdir(parents=True)
    cluster = Cluster(folder, port=options.port)
    place = Place(cluster, rows=options.rows, many=options.many, seconds=options.seconds)
    cluster.start()
    try:
        _introduce(cluster)
        found, broken = _measure(place, names)
    finally:
        cluster.stop()
        if not options.keep:
            shutil.rmtree(place.data_dir, ignore_errors=True)
            cluster.remove()
    figures.write(found)
    print(f"\n{figures.table(found)}\n\n{figures.OUTPUT}")
    return 1 if broken else 0


def _measure(place: Place, names: list[str]) -> tuple[list[figures.Figure], list[str]]:
    found: list[figures.Figure] = []
    broken = []
    for name in names:
        print(f"\n{name}: {(CASES[name].__doc__ or '').splitlines()[0]}", flush=True)
        try:
            new = CASES[name](place)
        except Exception:
            traceback.print_exc()
            broken.append(name)
            continue
        print(figures.table(new), flush=True)
        found += new
    if broken:
        print(f"\nBROKEN: {', '.join(broken)}")
    return found, broken


def _introduce(cluster: Cluster) -> None:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    processor = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "?")
    print(f"Python {platform.python_version()}, PostgreSQL {cluster.version()}, {processor}")
    print("PostgreSQL:", ", ".join(f"{name}={value}" for name, value in SETTINGS.items()))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benches", description=__doc__)
    parser.add_argument("names", nargs="*", help=f"which: {', '.join(CASES)}")
    parser.add_argument("--only", action="append", help="the same as a plain name")
    parser.add_argument("--rows", type=int, default=100_000, help="reports in the ordinary database")
    parser.add_argument("--many", type=int, default=1_000_000, help="reports in the large database")
    parser.add_argument("--seconds", type=float, default=4.0, help="length of one round of load")
    parser.add_argument(
        "--keep", type=Path, help="keep the PostgreSQL cluster in this folder for the next run"
    )
    parser.add_argument("--port", type=int, default=PORT)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
