"""Proofs: a seeded set of forged and honest photos, and the search for what a photo resembles among a million."""

import json
import subprocess
import sys

from benches.figures import Figure
from benches.place import Place
from benches.servers import ROOT, balai_env

SET = 170  # places: 1,020 attacks and 1,020 honest pairs


def proofs(place: Place) -> list[Figure]:
    """Forged photos that are found, honest ones that are held up, and the search among the most photos."""
    env = balai_env(database=place.empty("proofs"), data_dir=place.data_dir)
    command = [sys.executable, "-m", "benches.proofs", "--places", str(SET), "--photos", str(place.many)]
    done = subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, check=True)
    return [Figure(**row) for row in json.loads(done.stdout.splitlines()[-1])]
