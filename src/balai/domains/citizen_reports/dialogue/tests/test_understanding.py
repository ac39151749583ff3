"""What people write, and what it means."""

import pytest

from balai.domains.citizen_reports.dialogue.terms import Wish
from balai.domains.citizen_reports.dialogue.understanding import is_english, understand


@pytest.mark.parametrize(
    ("text", "wish", "code", "rest"),
    [
        ("BANTUAN", Wish.HELP, "", ""),
        ("Kirim!", Wish.YES, "", ""),
        ("nggih", Wish.YES, "", ""),
        ("  2. ", Wish.NUMBER, "", ""),
        ("status", Wish.STATUS, "", ""),
        ("STATUS K7M-4Q2-XPD", Wish.STATUS, "K7M-4Q2-XPD", ""),
        ("status: k7m 4q2 xpd", Wish.STATUS, "k7m 4q2 xpd", ""),
        ("cek k7m4q2xpd", Wish.STATUS, "k7m4q2xpd", ""),
        ("k7m4q2xpd", Wish.STATUS, "k7m4q2xpd", ""),
        ("K7M–4Q2–XPD.", Wish.STATUS, "K7M–4Q2–XPD", ""),
        ("status K7M-4Q2", Wish.STATUS, "K7M-4Q2", ""),
        ("TAMBAH K7M-4Q2-XPD: lubangnya makin lebar", Wish.ADD, "K7M-4Q2-XPD", "lubangnya makin lebar"),
        ("belum k7m4q2xpd masih gelap", Wish.UNSOLVED, "k7m4q2xpd", "masih gelap"),
        ("sudah", Wish.SOLVED, "", ""),
        # These tell something.
        ("Sudah tiga hari lampu mati", None, "", ""),
        ("lampumati", None, "", ""),
        ("jembatan ambruk", None, "", ""),
        ("Status jalan di depan pasar masih rusak", None, "", ""),
        ("tambah rusak jalannya", None, "", ""),
        ("km 12 jalan raya", None, "", ""),
        ("081234567", None, "", ""),
    ],
)
def test_what_a_message_wants(text, wish, code, rest):
    understood = understand(text)
    assert (understood.wish, understood.code, understood.rest) == (wish, code, rest)


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("There is a big hole in the road near the market", True),
        ("Hello, the street light is broken", True),
        ("Jalan rusak di depan pasar", False),
        ("Lampu mati", False),
        ("the lampu di jalan rusak sudah lama", False),
    ],
)
def test_english_is_recognised(text, english):
    assert is_english(text) is english
