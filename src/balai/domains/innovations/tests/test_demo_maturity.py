"""What the demonstration tells about paper and peers."""

import pytest
from django.utils import timezone

from balai.domains.innovations.demo_maturity import tell
from balai.domains.innovations.models import IgaEdition, IgaSheet, Innovation, PeerRound
from balai.domains.innovations.queries import maturity as paper
from balai.domains.innovations.terms_maturity import Quadrant
from balai.domains.innovations.tests.paper import (
    citizen,
    coordinator,
    load_editions,
    make_innovation,
    make_model,
    officer,
)

pytestmark = pytest.mark.django_db


@pytest.mark.slow
def test_paper_and_peers_are_told_once_and_say_that_they_are_examples():
    load_editions()
    make_model()
    coordinator()
    for number in range(2):
        citizen(number)
    for opd in ("DUA", "TIGA", "EMPAT", "LIMA"):
        officer(opd)
    names = {
        "Antrean puskesmas": "ALIVE",
        "Peta lowongan": "DORMANT",
        "Bank sampah": "WEAKENING",
        "e-Sakti": "ALIVE",
        "Tanpa berkas": "ALIVE",
    }
    for name, life in names.items():
        make_innovation(f"{name} (contoh)", life=life, is_example=True)
    at = timezone.now()
    tell(at=at)
    tell(at=at)
    assert IgaSheet.objects.count() == 5 and IgaSheet.objects.exclude(entered_on=None).count() == 4
    found = {one.innovation.name.split()[0]: one.quadrant for one in paper.beside(Innovation.objects.all())}
    assert found == {
        "Antrean": Quadrant.BOTH,
        "Peta": Quadrant.PAPER_ONLY,
        "Bank": Quadrant.LIFE_ONLY,
        "e-Sakti": Quadrant.BOTH,
    }
    assert 0 < paper.standing(IgaEdition.objects.get(pk="2026"), is_verified=True).index.index < 100
    former, now = PeerRound.objects.order_by("year")
    assert former.closed_at and former.result["between"]["n"] == 5
    assert now.closed_at is None and now.seed.startswith("contoh")
