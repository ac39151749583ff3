"""A small sample of the seeded set: every attack on a photo is found, honest photos of one place are left alone.

The whole set is a measurement: `make bench ONLY=proofs`.
"""

from io import BytesIO
from pathlib import Path

import pytest
from django.utils import timezone
from PIL import Image

from balai.domains.citizen_reports.demo.forgeries import ATTACKS, Pair, forged, honest
from balai.engine.documents import public as documents
from balai.engine.proofs.public import Likeness, Mark, look_at
from balai.foundation.actor import CITIZEN

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
SEED = 5
MARKS = {
    "copied": {Mark.COPY},
    "recompressed": {Mark.COPY, Mark.EDITED_COPY},
    "cropped": {Mark.COPY},
    "mirrored": {Mark.MIRRORED},
    "redated": {Mark.COPY, Mark.EDITED_COPY},
    "painted": {Mark.COPY, Mark.EDITED_COPY},
}


@pytest.fixture
def looked(settings, tmp_path: Path):
    """Look at the later photo of a pair, when the earlier one was sent before."""
    settings.MEDIA_ROOT = tmp_path

    def look(pair: Pair) -> tuple[Likeness | None, int]:
        now = timezone.now()
        earlier = documents.store_photo(upload=pair.earlier, kind="REPORT", by=CITIZEN, at=now)
        later = documents.store_photo(upload=pair.later, kind="PROOF", by=CITIZEN, at=now)
        return look_at([later]).get(later.pk), earlier.pk

    return look


def test_every_attack_on_a_photo_is_found(looked):
    pairs = list(forged(places=1, seed=SEED))
    assert {pair.kind for pair in pairs} == set(ATTACKS)
    for pair in pairs:
        alike, earlier = looked(pair)
        assert alike is not None and alike.mark in MARKS[pair.kind], pair.kind
        if pair.kind == "painted":
            assert alike.changed and alike.share < 0.95
        documents.Document.objects.all().delete()
        assert earlier == alike.document_id


def test_honest_photos_of_one_place_are_left_alone(looked):
    for pair in honest(places=1, seed=SEED):
        assert looked(pair)[0] is None, pair.kind


def test_the_set_is_the_same_for_the_same_seed():
    first, again = (next(forged(places=1, seed=SEED)) for _ in range(2))
    assert first == again
    assert Image.open(BytesIO(first.earlier)).size == (1200, 900)
