"""The example of docs/evaluation.md is loaded as it stands there, and gives the index that stands below it."""

import re
from fractions import Fraction
from pathlib import Path

import pytest
from django.utils import timezone

from balai.domains.evaluation.loading import load
from balai.domains.evaluation.models import Edition
from balai.domains.evaluation.rules.definition import read_definition
from balai.domains.evaluation.rules.scoring import scored
from balai.foundation.actor import SYSTEM

pytestmark = pytest.mark.django_db
PAPER = Path(__file__).parents[2] / "docs" / "evaluation.md"


def test_the_example_is_loaded_and_scored(tmp_path):
    text = PAPER.read_text(encoding="utf-8")
    (tmp_path / "evaluation").mkdir()
    (tmp_path / "region.yaml").write_text("includes: []\n")
    (tmp_path / "evaluation" / "contoh.yaml").write_text(re.search(r"```yaml\n(.*?)```", text, re.S)[1])
    assert load(tmp_path, by=SYSTEM, at=timezone.now()) == {"editions": 1}
    edition = Edition.objects.select_related("instrument").get()
    assert (edition.standing, edition.faults, edition.instrument.is_per_opd) == ("USABLE", [], True)
    outcome = scored(
        read_definition(edition.content), {"L1": Fraction(3), "L2": Fraction(2), "DATA": Fraction(4)}
    )
    assert f"= {outcome.index}, “{outcome.band.label}”".replace("“", '"').replace("”", '"') in text
