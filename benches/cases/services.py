"""Services: claims a second, the officers' list among many."""

import os
import subprocess
import sys

from benches.figures import Figure
from benches.place import Place
from benches.servers import ROOT

CLAIMS_A_SECOND, LIST_MS = 100, 100


def claims(place: Place) -> list[Figure]:
    """File, approve and pay on PostgreSQL with two processes, then the list of 100,000: `benches/claims.py`."""
    place.cluster.drop("claims")
    place.cluster.create("claims")
    found = _said(["-m", "benches.claims", "--database", place.cluster.url("claims")])
    listed = _said(["-m", "benches.claims_list", "--database", place.cluster.url("claims")])
    return [
        Figure(name="claims.rate", value=found["claims.rate"], unit="claims/s", goal=CLAIMS_A_SECOND),
        Figure(name="claims.cpu", value=found["claims.cpu"], unit="ms", better="lower"),
        *(
            Figure(name=name, value=value, unit="ms", better="lower", goal=LIST_MS)
            for name, value in listed.items()
        ),
    ]


def _said(command: list[str]) -> dict[str, float]:
    """The lines `name: number unit` that a bench prints."""
    environment = {**os.environ, "BALAI_LOG_LEVEL": "ERROR"}
    done = subprocess.run(
        [sys.executable, *command], cwd=ROOT, text=True, capture_output=True, check=True, env=environment
    )
    lines = (line.split(": ") for line in done.stdout.splitlines() if ": " in line)
    return {name: float(value.split()[0]) for name, value in lines}
