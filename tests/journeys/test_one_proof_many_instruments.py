"""A proof is kept once: put to IGA, it stands beside rows of Kominfo, SPBE, SAKIP, an own instrument and readiness too."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from balai.domains.evaluation.actions.instruments import keep_edition
from balai.domains.evaluation.actions.opening import open_assessment
from balai.domains.evaluation.loading import load
from balai.domains.evaluation.models import Assessment, Edition
from balai.domains.evaluation.tests.assessment_hall import CONTENT
from balai.domains.evaluation.tests.rules.test_scoring import SHIPPED
from balai.domains.innovations.models import IgaEdition
from balai.domains.innovations.queries import maturity as paper
from balai.domains.innovations.rules.iga import read
from balai.domains.innovations.terms_maturity import Aspect
from balai.domains.innovations.tests.paper import coordinator, load_editions, make_innovation
from balai.domains.masterplan.actions.strategy import write_strategy
from balai.domains.masterplan.terms_strategy import Thing
from balai.domains.masterplan.tests.factories import make_plan, planner
from balai.domains.masterplan.tests.factories_strategy import make_rules
from balai.engine.evidence.public import Evidence, keep, verify
from balai.engine.people.public import User
from balai.engine.people.testing import make_opd
from balai.foundation.actor import SYSTEM

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def opened(instrument: str, opd_id: int) -> Assessment:
    """An assessment in the newest edition of an instrument."""
    rows = Edition.objects.filter(instrument__code=instrument, standing="USABLE")
    one = rows.order_by("-valid_from")[0]
    year = (one.valid_to or one.valid_from).year
    return open_assessment(edition_id=one.pk, year=year, opd_id=opd_id, by=SYSTEM, at=timezone.now())


def test_one_proof_is_used_for_every_instrument(client):
    load_editions()
    load(SHIPPED.parents[1] / "batang", by=SYSTEM, at=timezone.now())
    keep_edition(
        instrument={"code": "REKAAN", "label": "Instrumen sendiri", "per_opd": False},
        edition={**CONTENT, "code": "2026", "label": "Edisi 2026", "valid_from": "2026-01-01"},
        is_own=True, by=SYSTEM, at=timezone.now(),
    )  # fmt: skip
    make_rules()
    plan, by, one = make_plan(), coordinator(), make_innovation()
    marked = {"criterion": "S1", "mark": "POOR", "reason": "Satu orang"}
    write_strategy(thing=Thing.READINESS, plan_id=plan.pk, given=marked, by=planner(), at=timezone.now())
    client.force_login(User.objects.get(pk=by.user_id))
    today = timezone.localdate()
    proof = keep(
        about=("INNOVATION", one.pk), kind="DECREE", title="Keputusan rekaan", note="", dated=today, opd_id=one.opd_id,
        link="https://contoh.invalid/keputusan", by=by, at=timezone.now(),
    )  # fmt: skip
    first = read(IgaEdition.objects.get(pk="2026").definition).of(Aspect.INNOVATION)[0].code
    client.post(reverse("evidence:use", args=[proof.pk]), {"row": f"IGA|2026|{first}"})
    assert paper.proofs_of("2026", one.pk) == {first: [proof]}
    pages = {}
    for instrument in ("KOMINFO", "SPBE", "SAKIP", "REKAAN"):
        row = opened(instrument, one.opd_id)
        part = row.edition.content["parts"][0]["code"]
        pages[instrument] = reverse("evaluation:fill", args=[row.pk, part])
    pages["READINESS"] = reverse("masterplan:strategy") + f"?rencana={plan.code}"
    for instrument, address in pages.items():
        page = client.get(address).content.decode()
        assert "Keputusan rekaan" not in page and "Pasang bukti" in page, instrument
        way = re.search(r'href="(/bukti/untuk/[^"]+)"', page)[1].replace("&amp;", "&")
        assert client.post(way, {"bukti": proof.pk}).status_code == 302, instrument
        assert "Keputusan rekaan" in client.get(address).content.decode(), instrument
    assert Evidence.objects.count() == 1
    shown = client.get(reverse("evidence:detail", args=[proof.pk])).content.decode()
    assert "dipakai 6 kali" in shown and "Instrumen sendiri" in shown
    # Of SAKIP every agency is assessed: the proof of one proves nothing for another.
    other = Assessment.objects.create(
        edition=Edition.objects.get(assessments__instrument_code="SAKIP"), instrument_code="SAKIP", year=2026,
        opd=make_opd("LAIN"), subject="LAIN", opened_at=timezone.now(),
    )  # fmt: skip
    address = re.sub(r"/\d+/", f"/{other.pk}/", pages["SAKIP"], count=1)
    assert "Keputusan rekaan" not in client.get(address).content.decode()
    # Judged bad once, it counts nowhere.
    verify(evidence_id=proof.pk, verdict="BAD", note="Belum ditandatangani", by=SYSTEM, at=timezone.now())
    assert not paper.proofs_of("2026", one.pk)
    assert "Keputusan rekaan" not in client.get(pages["READINESS"]).content.decode()
