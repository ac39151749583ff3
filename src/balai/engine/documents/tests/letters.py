"""What the tests of letters share: an invented village, a template, and a service that signs in memory."""

from datetime import UTC, date, datetime
from typing import Any

from balai.engine.documents.public import Letter, Signer, compose_letter, signing
from balai.engine.organizations.public import Area, Opd, Region
from balai.foundation.actor import Actor

AT = datetime(2026, 11, 22, 3, 0, 0, 123456, tzinfo=UTC)
OFFICER = Actor("OFFICER", role="VILLAGE_OFFICER")
HEAD = Signer("Wati Rekaan", "Kepala Desa Contohsari")
SERIES = "surat:99.01.01.2001:2026"
PATTERN = "474.3/{number:03}/{village}/{roman_month}/{year}"
TEMPLATE = """#import "surat.typ": *
#show: letter
#title("Surat Keterangan Domisili")
#paragraph[Yang bertanda tangan di bawah ini menerangkan bahwa:]
#rows(("Nama", field("person_name")), ("Lahir", date(field("person_birth_date"))))
#signature()
"""
DATA = {"person_name": "Siti Rekaan", "person_birth_date": "1970-02-03"}


def make_village() -> Opd:
    """The government of Desa Contohsari in Kecamatan Rekaan, Kabupaten Contoh; made once."""
    place = {"latitude": -7.0, "longitude": 109.8}
    Region.objects.get_or_create(
        code="99.01",
        defaults={"name": "Kabupaten Contoh", "short_name": "Contoh", "number_prefix": "CTH", **place},
    )
    parent = None
    for code, name, level in (
        ("99.01", "Kabupaten Contoh", "KABUPATEN"),
        ("99.01.01", "Rekaan", "KECAMATAN"),
        ("99.01.01.2001", "Contohsari", "DESA"),
    ):
        fields = {"name": name, "level": level, "parent": parent, **place}
        parent, _ = Area.objects.get_or_create(code=code, defaults=fields)
    return Opd.objects.get_or_create(
        code="DESA-99.01.01.2001",
        defaults={
            "short_name": "Desa Contohsari",
            "name": "Pemerintah Desa Contohsari",
            "kind": "DESA",
            "area": parent,
            "address": "Jalan Rekaan Nomor 1, Contohsari",
            "valid_from": date(2000, 1, 1),
        },
    )[0]


def compose(**changes: Any) -> Letter:
    """A draft about an invented case."""
    values = {
        "template": TEMPLATE,
        "data": DATA,
        "title": "Surat Keterangan Domisili",
        "series": SERIES,
        "pattern_number": PATTERN,
        "number_fields": {"village": "CTS"},
        "office_id": make_village().pk,
        "signer": HEAD,
        "subject": "Siti Rekaan",
        "about": ("case", 12),
        "by": OFFICER,
        "at": AT,
    }
    return compose_letter(**{**values, **changes})


class CountingService:
    """The service that the settings bind (a demo authority), counting how often it signs."""

    def __init__(self) -> None:
        self._bound = signing()
        self.calls: list[dict[str, Any]] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._bound, name)

    def sign(self, pdf: bytes, **options: Any) -> bytes:
        self.calls.append(options)
        return self._bound.sign(pdf, **options)
