"""The page of appeals and the desk: translation only."""

import pytest
from django.core.cache import cache
from django.utils import timezone

from balai.engine.gate.actions import banning
from balai.engine.gate.checking import note
from balai.engine.gate.models import Appeal, Ban
from balai.engine.gate.visitors import Visitor
from balai.engine.people.public import actor_of
from balai.kits.testing.queries import assert_bounded

from .factories import coordinator

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_counted():
    cache.clear()
    yield
    cache.clear()


def ban(number: int = 1) -> Ban:
    by = actor_of(coordinator())
    return banning.ban(kind="DEVICE", digest=f"d{number}", reason="ABUSE", days=7, by=by, at=timezone.now())


def test_somebody_objects_and_another_officer_answers(client) -> None:
    row = ban()
    answer = client.post("/banding/", {"code": row.code.lower()})
    assert answer.status_code == 302
    page = client.get(answer.url)
    assert "Ancaman atau hinaan" in page.content.decode()
    answer = client.post(page.request["PATH_INFO"], {"text": "pendek"})
    assert (answer.status_code, "pendek" in answer.content.decode()) == (422, True)
    assert (
        client.post(page.request["PATH_INFO"], {"text": "Perangkat ini dipakai sekeluarga."}).status_code
        == 302
    )
    client.force_login(coordinator())
    assert "sekeluarga" in client.get("/petugas/gerbang/").content.decode()
    address = f"/petugas/gerbang/keberatan/{Appeal.objects.get().pk}/"
    assert client.get(address).status_code == 200
    assert client.post(address, {"what": "refuse", "answer": ""}).status_code == 422
    assert client.post(address, {"what": "grant", "answer": "Maaf, keliru."}).status_code == 302
    row.refresh_from_db()
    assert row.lifted_at is not None
    client.logout()
    assert "Maaf, keliru." in client.get(f"/banding/{row.code}/").content.decode()


def test_codes_are_not_guessed(client) -> None:
    answers = [client.get("/banding/000-000-000/").status_code for _ in range(22)]
    assert answers[0] == 404
    assert answers[-1] == 429


def test_an_officer_shuts_out_what_a_record_was_sent_from(client) -> None:
    note(subject=("case", 7), visitor=Visitor(device="rekaan", block="192.0.2.7"), at=timezone.now())
    client.force_login(coordinator())
    address = "/petugas/gerbang/tutup/case/7/"
    page = client.get(address).content.decode()
    assert "Perangkat" in page and "Alamat jaringan" in page
    assert client.post(address, {"reason": "FLOOD", "days": "7"}).status_code == 422
    trace = page.split('name="trace" value="')[2].split('"')[0]
    assert (
        client.post(address, {"trace": trace, "reason": "FLOOD", "days": "7", "note": "x"}).status_code == 302
    )
    row = Ban.objects.get()
    assert row.kind == "DEVICE"
    assert row.code in client.get("/petugas/gerbang/?bagian=berlaku").content.decode()
    assert client.post(f"/petugas/gerbang/{row.pk}/buka/").status_code == 302
    assert row.code in client.get("/petugas/gerbang/?bagian=selesai").content.decode()
    assert "sudah dihapus" in client.get("/petugas/gerbang/tutup/case/8/").content.decode()


@pytest.mark.slow
def test_the_desk_asks_the_same_for_many(client) -> None:
    client.force_login(coordinator())
    assert_bounded(
        client, "/petugas/gerbang/?bagian=berlaku", lambda n: [ban(n * 100 + one) for one in range(n)]
    )
