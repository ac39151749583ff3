"""Risks of programmes stand on a public page: with the programmes that they threaten, without anybody's name."""

import pytest
from django.urls import reverse

from balai.domains.masterplan.tests.factories import make_programme
from balai.domains.risks.tests.factories import AT, a_risk
from balai.engine.threads.public import tie
from balai.foundation.actor import SYSTEM

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_a_risk_stands_beside_the_programme_that_it_threatens(client):
    programme = make_programme(name="Program rekaan")
    threat = a_risk(4, 5, event="Jaringan desa putus")
    a_risk(5, 5, event="Tidak terkait apa pun")
    for risk in (threat, a_risk(5, 5, event="Lubang di pagar", is_open=False)):
        ends = {"start": ("PROGRAMME", str(programme.pk)), "end": ("RISK", str(risk.pk))}
        tie(**ends, why="Mengancamnya", by=SYSTEM, at=AT)
    answer = client.get(reverse("risks:public"))
    page = answer.content.decode()
    assert [one["risk"] for one in answer.context["rows"]] == [threat]
    assert "Program rekaan" in page and "Lubang di pagar" not in page
    # The map shows what the list shows.
    assert sum(cell["count"] for row in answer.context["maps"][0][1] for cell in row["cells"]) == 1
    everything = client.get(reverse("risks:public") + "?cakupan=semua").context["rows"]
    assert [one["risk"].event for one in everything] == ["Tidak terkait apa pun", "Jaringan desa putus"]
