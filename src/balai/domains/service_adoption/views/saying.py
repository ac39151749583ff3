"""Results of samples in words."""

from typing import Any

from balai.engine.packs.public import SampleResult
from balai.foundation.money import rupiah

KEY_WORDS = {
    "result": "Hasil",
    "route": "Jalur",
    "message": "Pesan",
    "amount_rupiah": "Jumlah",
    "refused": "Alasan penolakan",
    "faults": "Isian yang salah",
    "missing": "Berkas yang kurang",
    "state": "Keadaan akhir",
}
RESULT_WORDS = {"ELIGIBLE": "berhak", "REFUSED": "ditolak", "MANUAL": "dinilai petugas"}


def differences(result: SampleResult) -> list[tuple[str, str, str]]:
    """What came out otherwise than at the donor: `[(what, there, here)]`."""
    return [
        (KEY_WORDS.get(key, key), _said(key, wanted), _said(key, result.got.get(key)))
        for key, wanted in result.expected.items()
        if wanted != result.got.get(key)
    ]


def _said(key: str, found: Any) -> str:
    if found is None or found == "" or found == []:
        return "tidak ada"
    if key == "amount_rupiah":
        return rupiah(found)
    if isinstance(found, list | tuple):
        return ", ".join(map(str, found))
    return RESULT_WORDS.get(found, str(found))
