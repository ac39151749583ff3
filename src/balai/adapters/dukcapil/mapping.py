"""A death in the words of the format, and the receipt out of an answer."""

import json
from typing import Any

from balai.domains.public_services.ports import DeathNotice, RegistryAway

FORMAT = "balai-kematian/1"
_SEX = {"MALE": "LAKI-LAKI", "FEMALE": "PEREMPUAN"}
MOST_RECEIPT = 80


def written(notice: DeathNotice) -> dict[str, Any]:
    """The body of a request. Dates as 2026-01-31; what is not known is null."""
    return {
        "format": FORMAT,
        "number": notice.number,
        "nik": notice.nik or None,
        "no_kk": notice.family_card or None,
        "nama": notice.name,
        "jenis_kelamin": _SEX.get(notice.sex),
        "tanggal_lahir": notice.birth_date.isoformat() if notice.birth_date else None,
        "tanggal_meninggal": notice.death_date.isoformat(),
        "tempat_meninggal": notice.death_place or None,
        "kode_desa": notice.area_code or None,
        "tanggal_lapor": notice.reported_on.isoformat(),
    }


def receipt_in(body: bytes, number: str) -> str:
    """The receipt of an answer `{"number": …, "receipt": …}`. Raises RegistryAway for nonsense, or for an answer to
    another notice: it is sent again, which the number makes harmless."""
    try:
        answer = json.loads(body)
        receipt = answer["receipt"]
        if answer["number"] != number or not isinstance(receipt, str) or not receipt.strip():
            raise ValueError
    except (ValueError, KeyError, TypeError):
        raise RegistryAway("the answer cannot be read") from None
    return receipt.strip()[:MOST_RECEIPT]
