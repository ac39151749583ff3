"""Peers judge blind: while their round is open no page of any part tells them the life of what they judge."""

import re
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from balai.domains.innovations.actions.peers_seating import open_round
from balai.domains.innovations.models import Alarm, Innovation, LifeChange, Liveness, PeerSeat
from balai.domains.innovations.tests.paper import (
    citizen,
    coordinator,
    load_editions,
    make_innovation,
    make_model,
    next_month,
    officer,
)
from balai.engine.duties.testing import make_clock
from balai.engine.threads.public import tie

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_what_a_peer_judges_is_kept_from_that_peer_and_from_nobody_else(client):
    make_clock()
    load_editions()
    make_model()
    for place in range(4):
        make_innovation(f"Rekaan {place}", life="ALIVE" if place else "WEAKENING")
    open_round(
        year=2026, seed="benih rekaan", sample=4, closes_on=next_month(), by=coordinator(), at=timezone.now(),
        officers=[officer(opd).pk for opd in ("SATU", "DUA", "TIGA")], outsiders=[citizen().pk],
    )  # fmt: skip
    one = Innovation.objects.get(name="Rekaan 0")
    number, today = str(one.pk), timezone.localdate()
    Innovation.objects.filter(pk=one.pk).update(paper_maturity="77.5", paper_maturity_year=2021)
    Liveness.objects.filter(pk=one.pk).update(index=4444)
    LifeChange.objects.create(innovation=one, day=today, life="WEAKENING")
    alarm = Alarm.objects.create(innovation=one, kind="FADING", raised_on=today, due_date=today)
    peer = PeerSeat.objects.get(subject__innovation=one, number=1).user
    # Threads show the life of what is tied, on the page of its neighbour.
    neighbour = str(Innovation.objects.get(name="Rekaan 1").pk)
    ends = {"start": ("INNOVATION", neighbour), "end": ("INNOVATION", number)}
    tie(**ends, why="Lanjutannya", by=coordinator(), at=timezone.now())
    pages = {
        "overview": reverse("innovations:overview"),
        "detail": reverse("innovations:detail", args=[one.pk]),
        "list": reverse("innovations:list") + "?q=" + one.name,
        "found": reverse("innovations:list") + "?hidup=WEAKENING",
        "thread": reverse("threads:knot", args=["INNOVATION", neighbour]),
        "year": reverse("evaluation:year", args=[today.year]),
    }
    pill = one.name + '</a> <span class="pill'
    secrets = ("Melemah</", ">44 ", "44 ·", "indeks 44", "77.5", "Pemakaian turun", pill)
    for user, is_peer in ((peer, True), (officer("EMPAT"), False)):
        client.force_login(user)
        for name, address in pages.items():
            page = client.get(address).content.decode().split("<main", 1)[1]
            # The word as a filter, and as a bar of the sums, says nothing of one.
            page = re.sub(
                r'<option value="WEAKENING"[^>]*>Melemah</option>|hidup=WEAKENING">Melemah</a>', "", page
            )
            assert any(secret in page for secret in secrets) is not is_peer, (name, is_peer)
        assert client.get(reverse("innovations:alarm", args=[alarm.pk])).status_code == (
            403 if is_peer else 200
        )
        seen = client.get(reverse("innovations:survival")).context["seen"]
        assert seen == 4 - PeerSeat.objects.filter(user=user).count()
        book = CalamineWorkbook.from_filelike(BytesIO(client.get(pages["list"] + "&bentuk=xlsx").content))
        line = [str(cell) for cell in book.get_sheet_by_index(0).to_python()[1]]
        told = ("77.50" in line, "44.44" in line, "Sedang Anda nilai" in line)
        assert told == (not is_peer, not is_peer, is_peer)
        api = client.get(f"/api/benang/INNOVATION/{number}").content.decode()
        assert one.name in api and "Melemah" not in api and "4444" not in api
