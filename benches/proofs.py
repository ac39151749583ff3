"""Forged proofs: how many of a seeded set are found, how many honest photos are held up, how fast among a million photos.

    BALAI_DATABASE_URL=… python -m benches.proofs --places 170 --photos 1000000

On the database of the settings, an empty one with the region (`make bench ONLY=proofs` makes it). All pictures are the
project's own drawings (`citizen_reports/demo/forgeries.py`); each photo goes the real way: stored, fingerprinted, looked for,
laid on what was found. Wrong places are judged by the rule that handing in asks (`far_from`). The last line is the figures as JSON.
"""

import argparse
import io
import json
import os
import statistics
import time
from collections import Counter
from dataclasses import asdict
from datetime import timedelta
from random import Random

from benches.figures import Figure, table

SEED, BLOTS, CHUNK = 11, 32, 20_000
GOALS = {"copied": 0.99, "recompressed": 0.99, "cropped": 0.99, "redated": 0.95}
FALSE_ALARMS, SEARCH_MS = 0.02, 50


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--places", type=int, default=170)
    arguments.add_argument("--photos", type=int, default=1_000_000)
    options = arguments.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "balai.config.settings.dev")
    import django

    django.setup()
    found = [*_set(options.places), *_places()]
    found += _among(options.photos) if options.photos else []
    print(table(found))
    print(json.dumps([asdict(one) for one in found]))


def _set(places: int) -> list[Figure]:
    """The seeded set: recall of each attack, and false alarms over honest photos of every kind together."""
    from balai.domains.citizen_reports.demo.forgeries import forged, honest

    tried, caught = Counter[str](), Counter[str]()
    for pair in forged(places=places, seed=SEED):
        tried[pair.kind] += 1
        caught[pair.kind] += _is_held(pair)
    figures = [
        Figure(name=f"proofs.{kind}", value=caught[kind] / count, unit=f"of {count}", goal=GOALS.get(kind))
        for kind, count in tried.items()
    ]
    plain, alarms = Counter[str](), Counter[str]()
    for pair in honest(places=-(-places * 6 // 4), seed=SEED + 1):
        plain[pair.kind] += 1
        alarms[pair.kind] += _is_held(pair)
    print(f"  held up although honest: {dict(alarms)} of {dict(plain)}")
    count = plain.total()
    share = alarms.total() / count
    alarm = Figure(
        name="proofs.false_alarms", value=share, unit=f"of {count}", better="lower", goal=FALSE_ALARMS
    )
    return [*figures, alarm]


def _is_held(pair) -> bool:  # type: ignore[no-untyped-def]
    """Whether the later photo of a pair is held up for what it resembles; both leave no trace behind."""
    from django.db import transaction
    from django.utils import timezone

    from balai.engine.documents.public import store_photo
    from balai.engine.proofs.public import look_at
    from balai.foundation.actor import CITIZEN

    now = timezone.now()
    with transaction.atomic():
        kinds = (("REPORT", pair.earlier), ("PROOF", pair.later))
        _earlier, later = (store_photo(upload=data, kind=kind, by=CITIZEN, at=now) for kind, data in kinds)
        held = bool(look_at([later]))
        transaction.set_rollback(True)
    return held


def _places() -> list[Figure]:
    """Proofs taken 310 m to 60 km away, and honest ones up to 250 m away with the error of satellites."""
    from math import cos, radians

    from balai.domains.citizen_reports.kind import far_from
    from balai.foundation.geo import Point, haversine_km

    rng, rounds, most = Random(SEED), 1000, 300
    wrong = held = 0
    for number in range(rounds):
        report = Point(rng.uniform(-7.2, -6.9), rng.uniform(109.6, 110.0))
        metres = rng.uniform(10, 250) if number % 2 else 310 * 10 ** rng.uniform(0, 2.3)
        north, east = rng.uniform(-1, 1), rng.choice([-1, 1])
        east *= (1 - north**2) ** 0.5
        taken = Point(
            report.latitude + metres * north / 111_195,
            report.longitude + metres * east / 111_195 / cos(radians(report.latitude)),
        )
        is_far = far_from(report, taken, metres=most)
        if number % 2:
            held += is_far
        else:
            wrong += is_far or haversine_km(report, taken) * 1000 <= most
    half = rounds // 2
    return [
        Figure(name="proofs.wrong_place", value=wrong / half, unit=f"of {half}", goal=1.0),
        Figure(
            name="proofs.right_place", value=held / half, unit=f"of {half} held up", better="lower", goal=0.0
        ),
    ]


def _among(photos: int) -> list[Figure]:
    """The search for what a photo resembles, among so many: numbers as real drawings have them, a few signs changed."""
    from PIL import Image

    from balai.domains.citizen_reports.demo.forgeries import cropped, jpeg, scene
    from balai.engine.documents.fingerprints import ASKED, blots_of
    from balai.engine.documents.likenesses import candidates_by

    drawn = [scene(number, seed=SEED, repaired=True, light=number) for number in range(88)]
    _fill(photos, [blots_of(one, most=BLOTS) for one in drawn])
    rng, took = Random(SEED), []
    for one in drawn[:44]:
        seen = Image.open(io.BytesIO(jpeg(cropped(one, rng), 80)))
        blots, width = blots_of(seen, most=ASKED), seen.width / max(seen.size)
        began = time.perf_counter()
        candidates_by(blots, width=width)
        took.append((time.perf_counter() - began) * 1000)
    middle, late = statistics.median(took), sorted(took)[-3]
    return [
        Figure(
            name="proofs.search",
            value=middle,
            unit=f"ms among {photos:,} photos",
            better="lower",
            goal=SEARCH_MS,
        ),
        Figure(name="proofs.search_p95", value=late, unit="ms", better="lower"),
    ]


def _fill(photos: int, known: list) -> None:  # type: ignore[type-arg]
    """Rows of photos and their numbers, copied into PostgreSQL as fast as it takes them."""
    import numpy as np
    from django.db import connection
    from django.utils import timezone

    from balai.engine.documents.fingerprint_models import Fingerprint
    from balai.engine.documents.models import Document

    keys = np.concatenate([np.array(blots.keys(), np.int64) for blots in known])
    spots = np.concatenate([np.array(blots.spots(), np.int64) for blots in known])
    dice, now = np.random.default_rng(SEED), timezone.now()
    index = Fingerprint._meta.indexes[0]
    with connection.schema_editor() as editor:
        editor.remove_index(Fingerprint, index)
    first = (Document.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1
    columns = "id, token, kind, content_type, width, height, size, size_small, sha256, original_sha256, created_at, stored_on"
    with connection.cursor() as cursor:
        day = (now - timedelta(days=1)).date()
        with cursor.copy(f"COPY documents_document ({columns}) FROM STDIN") as copy:
            for pk in range(first, first + photos):
                row = (
                    pk,
                    f"{pk:032x}",
                    "REPORT",
                    "image/jpeg",
                    1600,
                    1200,
                    1,
                    1,
                    f"{pk:064x}",
                    "",
                    now.isoformat(),
                    day.isoformat(),
                )
                copy.write("\t".join(map(str, row)) + "\n")
        with cursor.copy("COPY documents_fingerprint (key, spot, document_id) FROM STDIN") as copy:
            for start in range(first, first + photos, CHUNK):
                count = min(CHUNK, first + photos - start)
                chosen = dice.integers(0, len(keys), (count, BLOTS))
                flips = np.bitwise_xor.reduce(1 << dice.integers(0, 28, (count, BLOTS, 5)), axis=2)
                made = np.stack([keys[chosen] ^ flips, spots[chosen]], axis=2).reshape(-1, 2).tolist()
                lines = (f"{key}\t{spot}\t{start + at // BLOTS}\n" for at, (key, spot) in enumerate(made))
                copy.write("".join(lines))
    with connection.schema_editor() as editor:
        editor.add_index(Fingerprint, index)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE documents_fingerprint")


if __name__ == "__main__":
    main()
