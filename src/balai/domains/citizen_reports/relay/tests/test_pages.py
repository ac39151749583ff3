"""Pages of bodies and relays: what officers do there, what everybody sees, what the reporter may allow."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from balai.domains.citizen_reports.models_peers import Body, Difference, PeerOrigin, Relay
from balai.domains.citizen_reports.numbers import number_of
from balai.domains.citizen_reports.relay.actions.delivery import deliver
from balai.domains.citizen_reports.relay.actions.relaying import relay_case
from balai.domains.citizen_reports.relay.ports import PeerAway
from balai.domains.citizen_reports.relay.tests.pretend import PretendPeer
from balai.domains.citizen_reports.tests.factories import file, make_key, make_opd, officer
from balai.engine.organizations import public as organizations
from balai.engine.people.public import User

pytestmark = pytest.mark.django_db


def signed_in(role: str, opd=None) -> Client:
    user = User.objects.create_user(
        email=f"{role.lower()}@contoh.invalid",
        password="rahasia-contoh",
        full_name="Petugas Contoh",
        role=role,
        opd=opd,
    )
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def keeper(report) -> Client:
    return signed_in("COORDINATOR", organizations.coordinator())


FORM = {
    "name": "DPU Provinsi Contoh",
    "endpoint": "https://lapor.provinsi.contoh.invalid/open311/v2/",
    "jurisdiction": "33",
    "key": "kunci-mereka",
    "routes": "JLN01; 99.01; 001; jalan provinsi",
    "hosts": "foto.contoh.invalid",
    "is_active": "on",
}


def test_a_body_is_added_checked_and_given_a_key(keeper, peer):
    assert keeper.post("/petugas/badan/baru/", FORM).status_code == 302
    body = Body.objects.get()
    assert (body.code, body.key, body.media_hosts) == (
        "dpu-provinsi-contoh",
        "kunci-mereka",
        ["foto.contoh.invalid"],
    )
    assert body.routes == [
        {"category": "JLN01", "area": "99.01", "service": "001", "words": ["jalan provinsi"]}
    ]
    page = keeper.post("/petugas/badan/dpu-provinsi-contoh/periksa/", follow=True).content.decode()
    assert "1 layanan terbaca" in page and "Jalan provinsi" in page
    first = keeper.post("/petugas/badan/dpu-provinsi-contoh/kunci/")
    assert "blk_" in first.content.decode() and "no-store" in first["Cache-Control"]
    shown = keeper.get("/petugas/badan/dpu-provinsi-contoh/").content.decode()
    assert "blk_" not in shown and "kunci-mereka" not in shown
    old = Body.objects.get().incoming_key
    keeper.post("/petugas/badan/dpu-provinsi-contoh/kunci/")
    old.refresh_from_db()
    assert old.revoked_at is not None


def test_changing_a_body_keeps_its_key_and_knows_who_was_quicker(keeper):
    keeper.post("/petugas/badan/baru/", FORM)
    url = "/petugas/badan/dpu-provinsi-contoh/ubah/"
    assert keeper.post(url, FORM | {"key": "", "jurisdiction": "34", "version": 1}).status_code == 302
    body = Body.objects.get()
    assert (body.key, body.jurisdiction, body.version) == ("kunci-mereka", "34", 2)
    late = keeper.post(url, FORM | {"jurisdiction": "35", "version": 1})
    assert late.status_code == 422
    assert "baru saja diubah orang lain" in late.content.decode() and 'value="35"' in late.content.decode()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": ""}, "Bidang ini"),
        ({"endpoint": "http://provinsi.contoh.invalid/"}, "diawali https://"),
        ({"endpoint": "https://nama:sandi@contoh.invalid/"}, "diawali https://"),
        ({"endpoint": "https://[::1"}, "diawali https://"),
        ({"endpoint": "javascript:alert(1)"}, "diawali https://"),
        ({"routes": "JLN01; ; 001\nKACAU9; ; 001"}, "Baris 2: kategori KACAU9 tidak dikenal."),
        ({"routes": "JLN01"}, "Baris 1: tulis"),
        ({"hosts": "https://foto.contoh.invalid/a"}, "nama host saja"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(keeper, change, said):
    response = keeper.post("/petugas/badan/baru/", FORM | change)
    assert response.status_code == 422
    page = response.content.decode()
    assert said in page or said == "Bidang ini"
    assert 'value="33"' in page and not Body.objects.exists()


def test_a_body_that_does_not_answer_is_said_to(keeper, peer: PretendPeer):
    keeper.post("/petugas/badan/baru/", FORM)
    peer.fails = [PeerAway("NO_CONNECTION")]
    page = keeper.post("/petugas/badan/dpu-provinsi-contoh/periksa/", follow=True).content.decode()
    assert "tidak dapat dihubungi sekarang (NO_CONNECTION)" in page


def test_the_holder_sends_a_case_on_from_its_page(report, body, peer, now):
    admin = signed_in("OPD_ADMIN", report.case.holder)
    page = admin.get(f"/petugas/kasus/{report.pk}/").content.decode()
    assert "karena laporan menyebut “jalan provinsi”" in page
    url = f"/petugas/laporan/{report.pk}/teruskan/"
    sent = admin.post(url, {"body": body.pk, "reason": "Jalan provinsi."}, follow=True).content.decode()
    assert "Menunggu terkirim" in sent and "Jalan provinsi." in sent
    assert "sudah diteruskan" in admin.post(url, {"body": body.pk}, follow=True).content.decode()
    relay = Relay.objects.get()
    admin.post(f"/petugas/penerusan/{relay.pk}/batalkan/")
    assert Relay.objects.get().state == "CANCELLED"


def test_strangers_learn_nothing_of_a_case(report, body):
    client = signed_in("OPD_ADMIN", make_opd("DINAS_LAIN"))
    response = client.post(f"/petugas/laporan/{report.pk}/teruskan/", {"body": body.pk})
    missing = client.post("/petugas/laporan/999999/teruskan/", {"body": body.pk})
    assert (response.status_code, missing.status_code) == (404, 404)
    assert not Relay.objects.exists()


def test_everybody_sees_where_it_went_and_where_it_came_from(client, report, body, holder, peer, now):
    relay_case(case_id=report.pk, body_id=body.pk, by=holder, at=now, reason="Alasan dalam.")
    url = f"/laporan/{number_of(report)}/"
    assert "Diteruskan juga" not in client.get(url).content.decode()
    deliver(at=now)
    page = client.get(url).content.decode()
    assert "Provinsi Contoh" in page and "PROV-1" in page and "Alasan dalam" not in page
    key = make_key("FixMyStreet Contoh")[0]
    other = file(api_key=key)
    PeerOrigin.objects.create(
        case=other.case, api_key=key, foreign_number="41", url="https://fms.example/report/41"
    )
    shown = client.get(f"/laporan/{number_of(other)}/").content.decode()
    assert "Datang dari FixMyStreet Contoh" in shown and 'href="https://fms.example/report/41"' in shown


def test_the_reporter_allows_the_contact_by_the_code(client, body, peer, now):
    report = file(
        at=now - timedelta(hours=1),
        identity="HIDDEN",
        email="wati@contoh.example",
        text="Jalan provinsi rusak parah.",
    )
    relay = relay_case(case_id=report.pk, body_id=body.pk, by=officer(report.case.holder), at=now)
    deliver(at=now)
    code = report.case.tracking_code
    assert "Izinkan Provinsi Contoh menghubungi saya" in client.get(f"/lacak/{code}/").content.decode()
    assert client.post(f"/lacak/{code}/izinkan/{relay.pk}/").status_code == 302
    assert "Anda mengizinkan mereka" in client.get(f"/lacak/{code}/").content.decode()
    assert client.post(f"/lacak/{code}/izinkan/{relay.pk + 1}/").status_code == 404
    assert client.post(f"/lacak/AAA-AAA-AAA/izinkan/{relay.pk}/").status_code in {400, 404}


def test_lists_of_relays_and_differences(keeper, report, body, holder, peer, now):
    relay = relay_case(case_id=report.pk, body_id=body.pk, by=holder, at=now)
    peer.fails = [PeerAway("NO_CONNECTION")]
    deliver(at=now)
    Relay.objects.update(state="FAILED")
    page = keeper.get("/petugas/penerusan/?keadaan=gagal").content.decode()
    assert number_of(report) in page and "NO_CONNECTION" in page
    keeper.post(f"/petugas/penerusan/{relay.pk}/ulangi/", {"kembali": "daftar"})
    assert Relay.objects.get().state == "WAITING"
    assert "Tidak ada selisih" in keeper.get("/petugas/penerusan/selisih/").content.decode()
    peer.fails = [PeerAway("NO_CONNECTION")] * 2
    told = keeper.post("/petugas/penerusan/bandingkan/", {"body": body.pk}, follow=True).content.decode()
    assert "1 laporan dibandingkan" not in told
    Difference.objects.create(relay=relay, gap="STATUS", ours="open", theirs="fixed", found_at=now)
    assert "Keadaan berbeda" in keeper.get("/petugas/penerusan/selisih/").content.decode()
    assert keeper.get("/petugas/badan/").status_code == 200


def test_the_auditor_looks_and_changes_nothing(body, report):
    auditor = signed_in("AUDITOR")
    for path in ("", f"{body.code}/"):
        page = auditor.get(f"/petugas/badan/{path}")
        assert page.status_code == 200 and "Tambah badan" not in page.content.decode()
    assert auditor.post("/petugas/badan/baru/", FORM).status_code == 403
    assert auditor.post(f"/petugas/badan/{body.code}/kunci/").status_code == 403


def test_the_demonstration_has_one_body_and_asks_nobody(report, peer):
    file(text="Lampu padam di tikungan rekaan.")
    call_command("demo_relay")
    call_command("demo_relay")
    body = Body.objects.get()
    assert (body.is_active, sorted(body.relays.values_list("state", flat=True))) == (
        False,
        ["FAILED", "SENT"],
    )
    assert (deliver(at=timezone.now(), impatient=True).sent, peer.calls) == (0, [])
