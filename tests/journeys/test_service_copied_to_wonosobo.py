"""Wonosobo copies the death grant of Batang: a signed file, its own answers, a trial, and the first family is paid.

Everything goes through the real addresses; nobody touches the database.
"""

import re
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from balai.domains.public_services.models import Application, Draft
from balai.engine.journal.public import history
from balai.engine.ledger import public as ledger
from balai.engine.organizations import public as organizations
from balai.engine.packs import public as packs
from balai.engine.people.public import Role
from balai.engine.people.testing import make_user
from balai.foundation.actor import SYSTEM

PACK = "santunan-kematian"
REGIONS = Path(settings.REGIONS_DIR)
BATANG_KEY = bytes(range(32))
BASE = f"/petugas/paket/layanan/{PACK}/"
OWN_ANSWERS = {
    "agency": "DINSOS",
    "account": "5.3.01",
    "amount_rupiah": "750000",
    "deadline_days": "45",
    "channels": ["CASH"],
}
RULE = "Perbup Wonosobo (rekaan) 1/2026 Pasal 3"


def browser(role: Role, *, opd: str = "", name: str = "", **fields: object) -> Client:
    """Somebody of Wonosobo sits down at a computer."""
    client = Client()
    if opd:
        fields["opd"] = organizations.opd(opd)
    name = name or role.lower()
    client.force_login(make_user(role, email=f"{name}@wonosobo.example", **fields))
    return client


def picture(shade: int) -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", (320, 240), (shade, 90, 40)).save(out, "JPEG")
    return SimpleUploadedFile(f"foto-{shade}.jpg", out.getvalue(), "image/jpeg")


def exported_by_batang() -> bytes:
    """What `balai pack export santunan-kematian` gives in Batang."""
    files = packs.load_folder(REGIONS / "batang" / "packs" / PACK)
    what = {"pack": PACK, "version": packs.read_pack(files).version, "files": files}
    signed = packs.sign(**what, key=BATANG_KEY)
    return packs.write_archive(files, signature=packs.signing_text(signed, **what))


def upload(client: Client, data: bytes):
    return client.post("/petugas/paket/pasang/", {"file": SimpleUploadedFile("e-sakti.zip", data)})


def install(coordinator: Client) -> None:
    """Look at the pack, compare the key by telephone, install."""
    offer = upload(coordinator, exported_by_batang()).url
    page = coordinator.get(offer).content.decode()
    assert "kunci belum dipercaya" in page and "lulus semua" in page
    key = {
        "key": packs.public_key(BATANG_KEY),
        "owner": "Kabupaten Batang",
        "checked_how": "Dibacakan lewat telepon Diskominfo Batang",
    }
    assert coordinator.post("/petugas/paket/kunci/", key).status_code == 302
    assert coordinator.post(offer).url == BASE


def answer(coordinator: Client) -> None:
    """Every question, one after the other; where Wonosobo has no opinion it confirms what the pack says."""
    today = timezone.localdate().isoformat()
    for spec in packs.current(PACK).values:
        default = str(spec.default).lower() if isinstance(spec.default, bool) else spec.default
        value = OWN_ANSWERS.get(spec.code, [] if default is None else default)
        form = {"value": value, "legal_reference": RULE, "valid_from": today}
        page = coordinator.post(f"{BASE}nilai/{spec.code}/", form)
        assert page.status_code == 302, (spec.code, page.context["form"].errors)


def explain_differences(coordinator: Client) -> None:
    """Wonosobo's deadline is 45 days: cases of Batang that come out otherwise are explained by name."""
    page = coordinator.get(f"{BASE}contoh/").content.decode()
    for name in re.findall(r'name="sample" value="([^"]*)"', page):
        given = {"sample": name, "note": "Batas kami 45 hari menurut Perbup rekaan."}
        assert coordinator.post(f"{BASE}contoh/", given).status_code == 302


def try_out(coordinator: Client) -> None:
    """One invented case is taken to its end, and everybody is trained."""
    run = coordinator.post(f"{BASE}uji/", {"sample": "Daftar miskin, sampai dibayar tunai"}).url
    for step, move in enumerate(("verify", "approve", "pay")):
        assert coordinator.post(run, {"move": move, "step": step}).status_code == 302
    for training in packs.current(PACK).training:
        given = {"act": "train", "step": training.code, "person": "Contoh Petugas Wonosobo"}
        assert coordinator.post(BASE, given).status_code == 302


def fund(rupiah: int) -> None:
    """The treasury opens the account of the year and enters its budget."""
    treasury = browser(Role.OPD_ADMIN, opd="BPKAD", name="bendahara")
    account = {
        "year": timezone.localdate().year,
        "code": "5.3.01",
        "name": "Santunan kematian",
        "kind": "FUND",
    }
    ceiling = treasury.post("/kas/rekening/baru/", account).url
    key = re.search(r'name="key" value="([^"]+)"', treasury.get(ceiling).content.decode())
    form = {"amount": str(rupiah), "description": "Pagu rekaan tahun ini", "key": key.group(1) if key else ""}
    assert treasury.post(ceiling, form).status_code == 302


def file_claim(village: str) -> Application:
    """The village officer files for the family, with a letter of the village and a photo of the house."""
    clerk = browser(Role.VILLAGE_OFFICER, area=organizations.area(village))
    form = clerk.post("/loket/baru/", {"service": PACK}).url
    draft = Draft.objects.get()
    mark = f"k{draft.key.hex[:10]}-"
    sample = next(row for row in packs.current(PACK).samples if row.name == "Jalur surat desa dan foto rumah")
    died = timezone.localdate() - timedelta(days=3)
    answers = {**sample.answers, "death_date": died.isoformat()}
    papers = {f"{mark}paper-{code}": picture(30 + 20 * n) for n, code in enumerate(sample.papers)}
    sent = {f"{mark}{code}": str(value) for code, value in answers.items()}
    page = clerk.post(form, {"act": "ajukan", "version": draft.version, **sent, **papers})
    assert page.status_code == 302, re.findall(r'(?s)role="alert".{0,900}', page.content.decode())
    return Application.objects.select_related("case").get()


def press(client: Client, application: Application, move: str, **more: object) -> None:
    application.case.refresh_from_db()
    where = f"/petugas/layanan/{application.pk}/langkah/{move}/"
    page = client.post(where, {"version": application.case.version, **more})
    assert page.status_code == 302, re.findall(r'(?s)role="alert".{0,600}', page.content.decode())


@pytest.mark.slow
@pytest.mark.django_db
def test_wonosobo_copies_the_death_grant_and_pays_the_first_family() -> None:
    began = timezone.now()
    organizations.load_region(folder=REGIONS / "wonosobo", by=SYSTEM, at=began)
    coordinator = browser(Role.COORDINATOR)
    assert packs.services(open_only=False) == []

    bent = exported_by_batang().replace(b"EUPL-1.2", b"EUPL-1.1")
    assert upload(coordinator, bent).status_code == 422
    install(coordinator)
    answer(coordinator)
    explain_differences(coordinator)
    try_out(coordinator)
    assert "Rekening anggaran dibuka" in coordinator.get(BASE).content.decode()
    fund(2_000_000)
    assert "Kesiapan 100%" in coordinator.get(BASE).content.decode()
    assert coordinator.post(BASE, {"act": "open"}).status_code == 302
    assert PACK in Client().get("/layanan/").content.decode()

    application = file_claim("33.07.01.2001")
    verifier = browser(Role.OPD_ADMIN, opd="DINSOS", name="verifikator")
    payer = browser(Role.FIELD_OFFICER, opd="DINSOS", name="pembayar")
    press(verifier, application, "verify")
    press(verifier, application, "approve")
    press(payer, application, "pay", channel="CASH", receipt=picture(200))

    application.case.refresh_from_db()
    assert application.case.step == "PAID"
    left = ledger.account("5.3.01", year=timezone.localdate().year)
    assert (left.balance_rupiah, left.reserved_rupiah) == (1_250_000, 0)
    assert ledger.verify() == []
    codes = [entry.code for entry in history(subject=("service", PACK))]
    assert codes[0] == "PACK_OFFERED" and "SERVICE_OPENED" in codes
    assert timezone.now() - began < timedelta(minutes=10)
