"""What stands round the body of a letter: letterhead, number, date, signer, and where it can be checked."""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse
from django.utils import timezone

from balai.engine.documents.models import Letter
from balai.engine.documents.ports import Signer
from balai.engine.organizations import public as organizations


def check_url(letter: Letter) -> str:
    """The full address that the QR code of a letter holds."""
    return settings.PUBLIC_URL.rstrip("/") + reverse("letters:checked", args=[letter.check_code])


def letter_info(
    letter: Letter, *, signer: Signer, statement: str, paper: str, at: datetime
) -> dict[str, Any]:
    """The `info` that a template sees; see letterpress/README.md."""
    office = organizations.opd_by_id(letter.office_id)
    return {
        "number": letter.number,
        "date": timezone.localdate(at).isoformat(),
        "place": _place(office),
        "paper": paper,
        "statement": statement,
        "check_code": letter.check_code,
        "check_address": _shown(settings.PUBLIC_URL + reverse("letters:check")),
        "check_url": check_url(letter),
        "office": {"name": office.name, "lines": letterhead(office), "address": office.address},
        "signer": {
            "name": signer.name,
            "position": signer.position,
            "on_behalf_of": signer.on_behalf_of,
            "rank": signer.rank,
            "nip": signer.nip,
        },
    }


def logo() -> bytes:
    """The coat of arms that the settings name (SVG or PNG); nothing where there is none.

    Raises ImproperlyConfigured where the file cannot be read: letters must not go out without it unnoticed.
    """
    path = settings.LETTER_LOGO
    try:
        return Path(path).read_bytes() if path else b""
    except OSError as error:
        raise ImproperlyConfigured(f"BALAI_LETTER_LOGO: {path} tidak dapat dibaca.") from error


def letterhead(office: organizations.Opd) -> list[str]:
    """The lines of a letterhead, the office itself last: of a village with its kecamatan, of an agency without."""
    lines = [f"Pemerintah {organizations.region().name}"]
    if office.kind not in organizations.VILLAGE_KINDS or office.area is None:
        return [*lines, office.name]
    kecamatan = organizations.kecamatan_of(office.area.code)
    return [*lines, *([kecamatan.title] if kecamatan else []), office.area.title]


def _place(office: organizations.Opd) -> str:
    return office.area.name if office.area else organizations.region().short_name


def _shown(address: str) -> str:
    """As people write an address: without the scheme and the last slash."""
    return address.partition("://")[2].replace("//", "/").rstrip("/")
