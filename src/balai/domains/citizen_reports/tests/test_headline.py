"""Titles of reports, as a table."""

import pytest

from balai.domains.citizen_reports.rules.headline import LONGEST, headline

# Columns: what was written, what the list shows.
TITLES = [
    ("Jalan berlubang di depan pasar.", "Jalan berlubang di depan pasar"),
    ("Jalan berlubang di depan pasar. Tolong diperbaiki.", "Jalan berlubang di depan pasar"),
    ("Assalamualaikum. Lampu jalan padam sejak Senin.", "Lampu jalan padam sejak Senin"),
    ("Assalamu'alaikum wr. wb. Lampu jalan padam sejak Senin.", "Lampu jalan padam sejak Senin"),
    ("Selamat pagi pak, got mampet dan meluap.", "Got mampet dan meluap"),
    ("Nuwun sewu, dalan nang ngarep balai desa bolong.", "Dalan nang ngarep balai desa bolong"),
    ("Yth. Bapak/Ibu, Bantuan sekolah belum cair.", "Bantuan sekolah belum cair"),
    ("Pak Bupati, jembatan bambu ambrol. Kami memutar.", "Jembatan bambu ambrol"),
    ("Mohon izin melapor. Talud retak di Pujut.", "Talud retak di Pujut"),
    ("Selamat pagi. Nuwun sewu, sampah menumpuk di kali.", "Sampah menumpuk di kali"),
    ("Lubang di Jl. Veteran makin besar. Bahaya.", "Lubang di Jl. Veteran makin besar"),
    ("Ditarik Rp 50.000 di loket. Tanpa kuitansi.", "Ditarik Rp 50.000 di loket"),
    ("Laporan ini tentang pohon tumbang.", "Laporan ini tentang pohon tumbang"),
    ("Bapak saya jatuh di trotoar rusak.", "Bapak saya jatuh di trotoar rusak"),
    ("Permisi pak.", "Permisi pak"),
]


@pytest.mark.parametrize(("text", "title"), TITLES)
def test_titles(text, title):
    assert headline(text) == title


def test_long_sentences_are_cut_at_a_word():
    title = headline("jalan " * 60)
    assert title.endswith("jalan…") and len(title) <= LONGEST
