"""The search of the catalogue, in the words that people type."""

import time

import pytest

from balai.domains.public_services.rules.searching import (
    KEYWORD,
    NAME,
    SUMMARY,
    Entry,
    build,
    nearest,
    search,
    stem,
)

SERVICES = {
    "santunan-kematian": ("Santunan kematian (e-Sakti)", "Death grant", "Bantuan uang duka bagi ahli waris keluarga miskin", "esakti e-sakti meninggal duka uang duka"),
    "surat-keterangan-tidak-mampu": ("Surat keterangan tidak mampu", "Letter of poverty", "Untuk keringanan biaya sekolah atau rumah sakit", "sktm miskin tidak mampu keringanan"),
    "surat-keterangan-usaha": ("Surat keterangan usaha", "Letter about a business", "Untuk kredit atau izin", "sku dagang warung kur"),
    "surat-keterangan-domisili": ("Surat keterangan domisili", "Letter of residence", "Tempat tinggal sekarang", "tinggal alamat kos"),
    "surat-keterangan-kematian": ("Surat keterangan kematian", "Death letter", "Untuk akta kematian", "meninggal wafat akta"),
    "surat-pengantar-skck": ("Surat pengantar SKCK", "Letter for the police record", "Ke kepolisian", "polisi kelakuan baik"),
    "surat-pengantar-perkawinan": ("Surat pengantar perkawinan", "Letter for a marriage", "N1 sampai N4 ke KUA", "nikah kawin kua"),
    "surat-keterangan-ahli-waris": ("Surat keterangan ahli waris", "Letter of heirs", "Siapa ahli waris", "warisan waris bank"),
    "surat-pengantar-kelahiran": ("Surat pengantar kelahiran", "Letter for a birth", "Untuk akta kelahiran", "bayi lahir akta anak"),
    "surat-pengantar-pindah": ("Surat pengantar pindah tempat", "Letter for moving", "Pindah alamat", "pindah boyongan"),
}  # fmt: skip


def entry(key: str, name: str, english: str, summary: str, keywords: str) -> Entry:
    return Entry(key, ((name, NAME), (english, NAME), (keywords, KEYWORD), (summary, SUMMARY)))


INDEX = build(entry(key, *words) for key, words in SERVICES.items())


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("santunan kematian", "santunan-kematian"),
        ("santunan kematain", "santunan-kematian"),
        ("SANTUNAN KEMATIAN!!", "santunan-kematian"),
        ("santnan", "santunan-kematian"),
        ("esakti", "santunan-kematian"),
        ("e-sakti", "santunan-kematian"),
        ("uang duka", "santunan-kematian"),
        ("death grant", "santunan-kematian"),
        ("surat mskn", "surat-keterangan-tidak-mampu"),
        ("srt ket tdk mampu", "surat-keterangan-tidak-mampu"),
        ("sktm", "surat-keterangan-tidak-mampu"),
        ("surat miskin", "surat-keterangan-tidak-mampu"),
        ("poverty", "surat-keterangan-tidak-mampu"),
        ("usha", "surat-keterangan-usaha"),
        ("mau buka warung", "surat-keterangan-usaha"),
        ("domisli", "surat-keterangan-domisili"),
        ("keterangan dom", "surat-keterangan-domisili"),
        ("polisi", "surat-pengantar-skck"),
        ("menikah", "surat-pengantar-perkawinan"),
        ("nikah", "surat-pengantar-perkawinan"),
        ("warisan", "surat-keterangan-ahli-waris"),
        ("anak baru lahir", "surat-pengantar-kelahiran"),
        ("pindahan", "surat-pengantar-pindah"),
        ("moving", "surat-pengantar-pindah"),
    ],
)
def test_what_people_type_leads_to_what_they_mean(typed: str, first: str) -> None:
    assert search(INDEX, typed)[:1] == [first]


@pytest.mark.parametrize("typed", ["", "  !? ", "%_%", "🙂🙂"])
def test_an_empty_question_shows_everything_in_its_order(typed: str) -> None:
    assert search(INDEX, typed) == list(SERVICES)


@pytest.mark.parametrize("typed", ["qqqq", "jembatan gantung", "x" * 5000, "0"])
def test_what_does_not_exist_is_not_found(typed: str) -> None:
    assert search(INDEX, typed) == []


def test_what_is_near_is_offered() -> None:
    assert search(INDEX, "kartu jaminan mampu") == []
    assert nearest(INDEX, "kartu jaminan mampu")[0] == "surat-keterangan-tidak-mampu"
    assert nearest(INDEX, "zzzz") == []


@pytest.mark.parametrize(
    ("word", "root"),
    [("keterangan", "terang"), ("kematian", "mati"), ("pengantar", "antar"), ("usaha", "usaha")],
)
def test_stems(word: str, root: str) -> None:
    assert stem(word) == root


@pytest.mark.slow
def test_two_hundred_services_are_searched_in_less_than_20_ms() -> None:
    many = build(
        entry(f"{key}-{copy}", f"{name} {copy}", english, summary, f"{keywords} kata{copy} lain{copy * 7}")
        for copy in range(20)
        for key, (name, english, summary, keywords) in SERVICES.items()
    )
    questions = ["santunan kematain", "surat mskn", "srt ket tdk mampu anak sekolah", "zzzz yyyy xxxx"] * 5
    began = time.perf_counter()
    for question in questions:
        search(many, question)
    assert (time.perf_counter() - began) / len(questions) < 0.02
