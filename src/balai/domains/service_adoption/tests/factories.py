"""A region that receives the invented pack of the engine's tests, and people who adopt it."""

from datetime import UTC, datetime

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from balai.engine.organizations.models import Region
from balai.engine.packs import public as packs
from balai.engine.packs.testing import INVENTED, invented_files
from balai.engine.people.public import Role
from balai.engine.people.testing import make_opd, make_user
from balai.foundation.actor import SYSTEM

KEY = bytes(range(32))
PUBLIC = packs.public_key(KEY)
AT = datetime(2026, 3, 2, 3, tzinfo=UTC)
RULE = "Perbup Contoh 1/2026"
ANSWERS = {
    "agency": "DINSOS",
    "account": "5.3.01",
    "amount_rupiah": "750000",
    "deadline_days": "60",
    "channels": ["CASH"],
    "answer_days": "1",
}
BASE = f"/petugas/paket/layanan/{INVENTED}/"


def make_region() -> None:
    """A region of one agency."""
    Region.objects.get_or_create(
        code="33.99",
        defaults={"name": "Kabupaten Contoh", "short_name": "Contoh", "latitude": -7, "longitude": 110},
    )
    make_opd("DINSOS")


def signed_zip(key: bytes = KEY, **edits: tuple[str, str]) -> bytes:
    """The invented pack as a donor exports it."""
    files = invented_files(**edits)
    version = edits["pack"][1] if "pack" in edits else "1.0.0"
    signed = packs.sign(pack=INVENTED, version=version, files=files, key=key)
    text = packs.signing_text(signed, pack=INVENTED, version=version, files=files)
    return packs.write_archive(files, signature=text)


def upload(data: bytes, name: str = "paket.zip") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, "application/zip")


def desk(role: Role = Role.COORDINATOR) -> Client:
    """The browser of somebody with that role."""
    client = Client()
    client.force_login(make_user(role, email=f"{role.lower()}.{timezone.now():%f}@contoh.invalid"))
    return client


def trust() -> None:
    """The donor's key was compared and is trusted."""
    packs.trust_key(
        key=PUBLIC, owner="Kabupaten Batang", checked_how="Dibacakan lewat telepon", by=SYSTEM, at=AT
    )


def installed() -> packs.PackVersion:
    """The pack is installed and waits for answers."""
    make_region()
    return packs.install(files=invented_files(), by=SYSTEM, at=AT)


def answer_all(client: Client) -> None:
    """Every question is answered on its page."""
    for code, value in ANSWERS.items():
        form = {"value": value, "legal_reference": RULE, "valid_from": timezone.localdate().isoformat()}
        page = client.post(f"{BASE}nilai/{code}/", form)
        assert page.status_code == 302, page.content.decode()[-3000:]
