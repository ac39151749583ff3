"""A letter: typeset and signed."""

import os
import subprocess
import sys

from benches.figures import Figure
from benches.place import Place
from benches.servers import ROOT

LETTER_MS = 150


def letters(place: Place) -> list[Figure]:
    """A one-page letter as PDF/A with a signature, beside bare typst and pyHanko: `benches/letters.py`."""
    command = [sys.executable, os.fspath(ROOT / "benches" / "letters.py")]
    done = subprocess.run(command, cwd=ROOT, text=True, capture_output=True, check=True)
    found = dict(line.split(": ") for line in done.stdout.splitlines() if line.startswith("letters."))
    milliseconds = {name: float(text.removesuffix(" ms")) for name, text in found.items()}
    bare = milliseconds.pop("letters.bare")
    return [
        *(
            Figure(name=name, value=value, unit="ms", better="lower", goal=LETTER_MS)
            for name, value in milliseconds.items()
        ),
        Figure(
            name="letters.ratio",
            value=1000 / milliseconds["letters.signed"],
            unit="letters/s",
            compared_with="bare typst and pyHanko",
            ratio=bare / milliseconds["letters.signed"],
        ),
    ]
