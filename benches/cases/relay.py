"""Two running copies of Balai that relay to one another: changed at random, through a line that fails, then compared."""

import shutil
import tempfile
from pathlib import Path

from benches.copies import run
from benches.figures import Figure
from benches.place import Place

CHANGES, ROUNDS = 10_000, 8


def relay(place: Place) -> list[Figure]:
    """10,000 random changes on both sides with lost, doubled, late and half answers and killed servers; differences after
    reconciliation, counted from both databases."""
    folder = Path(tempfile.mkdtemp(prefix="balai-copies-"))
    try:
        found = run(folder, changes=CHANGES, rounds=ROUNDS)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(
        f"  acts {found['acts']}\n  requests {found['faults']}\n  apart before reconciling: {found['before']}"
    )
    for line in found["differences"][:10]:
        print(f"  {line[:300]}")
    return [
        Figure(name="relay.changes", value=found["changes"], unit="random changes"),
        Figure(name="relay.relayed", value=found["relayed"], unit="cases relayed"),
        Figure(name="relay.words", value=found["words"], unit="updates both ways"),
        Figure(name="relay.apart", value=found["before"], unit="differences before", better="lower"),
        Figure(
            name="relay.differences", value=len(found["differences"]), unit="differences after", better="lower", goal=0
        ),
    ]  # fmt: skip
