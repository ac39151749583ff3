"""The sheet that the heir signs."""

from io import BytesIO

import pikepdf
import pytest

from balai.domains.public_services.queries.receipts import receipt_data, receipt_pdf
from balai.domains.public_services.rules.spelling import spelled
from balai.domains.public_services.testing import MONDAY, Town


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "nol rupiah"),
        (11, "sebelas rupiah"),
        (115, "seratus lima belas rupiah"),
        (1_000, "seribu rupiah"),
        (21_050, "dua puluh satu ribu lima puluh rupiah"),
        (750_000, "tujuh ratus lima puluh ribu rupiah"),
        (1_000_000, "satu juta rupiah"),
        (2_664_000_000, "dua miliar enam ratus enam puluh empat juta rupiah"),
    ],
)
def test_amounts_in_words(amount, words):
    assert spelled(amount) == words


@pytest.mark.slow
def test_a_receipt_is_one_page_for_the_full_amount(town: Town):
    application = town.file(deceased_name="Almarhum Contoh")
    said = receipt_data(application, at=MONDAY)
    assert (said["amount"], said["words"], said["payee"], said["about"]) == (
        "Rp 1.000.000",
        "satu juta rupiah",
        "Ahli Waris Contoh",
        "Almarhum Contoh",
    )
    with pikepdf.open(BytesIO(receipt_pdf(application, at=MONDAY))) as opened:
        assert len(opened.pages) == 1
