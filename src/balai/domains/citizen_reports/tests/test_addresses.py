"""Which desa or kecamatan an address names. Invented names."""

import pytest

from balai.domains.citizen_reports.rules.addresses import Place, match_place

PLACES = [
    Place("1.1", "Sidodadi", "1", "Kayumanis"),
    Place("1.2", "Wringin", "1", "Kayumanis"),
    Place("1.3", "Wringin Kidul", "1", "Kayumanis"),
    Place("2.1", "Sidodadi", "2", "Randurejo"),
    Place("2.2", "Randurejo", "2", "Randurejo"),
    Place("2.3", "Pasirsari", "2", "Randurejo"),
]


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("Desa Pasirsari RT 3", "2.3"),
        ("pasirsari, RANDUREJO", "2.3"),
        ("Wringin Kidul", "1.3"),
        ("Wringin", "1.2"),
        ("Sidodadi", None),
        ("Sidodadi, Kec. Kayumanis", "1.1"),
        ("Randurejo", "2"),
        ("Kecamatan Kayumanis", "1"),
        ("Jl. Pasirsari no 3", None),
        ("Jalan Raya Pasirsari, Kayumanis", "1"),
        ("Kabupaten Kayumanis", None),
        ("Pasirsari dan Wringin", None),
        ("Pasirsarian", None),
        ("", None),
    ],
)
def test_match(address, code):
    assert match_place(address, PLACES) == code
