"""Which category do forty sentences, as people write them, lead to? Against the keywords of the region."""

from pathlib import Path

import pytest
import yaml

from balai.domains.citizen_reports.rules.suggestion import stem, suggest

FOLDER = Path(__file__).resolve().parents[5] / "regions" / "batang" / "citizen_reports"
LEAST_FIRST, LEAST_THREE = 0.90, 0.97

# What somebody writes, and the category that an officer would choose.
SENTENCES = [
    ("Jalan di depan SD berlubang dalam sekali, sudah dua orang jatuh", "JLN01"),
    ("Dalan neng ngarep omah bolong kabeh, wis suwe ora ditambal", "JLN01"),
    ("Aspalnya mengelupas dan bergelombang sepanjang dua kilometer", "JLN01"),
    ("Jembatan bambu penghubung dusun sudah retak dan miring", "JLN02"),
    ("Selokan mampet, air meluap ke jalan tiap hujan", "JLN03"),
    ("Gorong-gorongnya ambrol di pertigaan", "JLN03"),
    ("Trotoar depan pasar pecah-pecah pavingnya", "JLN04"),
    ("Senderan pinggir jalan longsor kena hujan semalam", "JLN05"),
    ("Saluran irigasi sawah kami kering, tidak ada air untuk tanam", "IRI01"),
    ("Sampah menumpuk di TPS sudah seminggu tidak diangkut", "SMP01"),
    ("Uwuh numpuk mambu neng pinggir dalan", "SMP01"),
    ("Orang buang sampah sembarangan ke sungai setiap malam", "SMP02"),
    ("Lampu jalan mati sejak minggu lalu, gelap sekali", "PJU01"),
    ("Mohon dipasang lampu penerangan jalan di gang kami, belum ada lampu sama sekali", "PJU02"),
    ("Air PDAM mati tiga hari di perumahan", "AIR01"),
    ("Airnya keruh dan kecil sekali dari ledeng", "AIR01"),
    ("Pipa bocor di pinggir jalan, air muncrat ke mana-mana", "AIR02"),
    ("Tagihan air bulan ini naik tidak wajar", "AIR03"),
    ("Sumur kami kering, minta droping air bersih", "AIR04"),
    ("Pohon di depan balai desa miring mau roboh", "LIN03"),
    ("Pohon tumbang menutup jalan habis angin kencang", "BNC03"),
    ("Kali bau dan hitam karena limbah pabrik batik", "LIN01"),
    ("Bau kandang ayam menyengat sampai ke rumah-rumah", "LIN02"),
    ("Tambang pasir liar mengeruk tanah di bukit", "LIN04"),
    ("Tetangga sound horeg tiap malam berisik sekali", "LIN05"),
    ("Banjir rob masuk rumah warga setinggi lutut", "BNC01"),
    ("Tanah longsor di belakang rumah, tanahnya retak", "BNC02"),
    ("Antre di puskesmas lama sekali, bidannya tidak ada", "KES01"),
    ("Pelayanan IGD RSUD lambat, pasien dibiarkan", "KES02"),
    ("Banyak anak kena demam berdarah di kampung kami", "KES03"),
    ("Kartu BPJS saya tiba-tiba tidak aktif", "KES04"),
    ("Atap sekolah bocor dan kelas ambruk", "PDK01"),
    ("Sekolah menarik iuran wajib untuk seragam, katanya sumbangan", "PDK02"),
    ("Lampu merah perempatan mati bikin macet", "TRN01"),
    ("Juru parkir menarik tarif tidak wajar tanpa karcis", "TRN02"),
    ("Truk muatan berlebihan lewat kampung setiap hari", "TRN04"),
    ("Bikin KTP sudah tiga bulan belum jadi", "ADM01"),
    ("Perangkat minta uang pungli untuk surat tanah", "ADM06"),
    ("Bansos saya tidak cair padahal tetangga dapat", "SOS01"),
    ("Rumah nenek hampir roboh, mohon bedah rumah", "SOS06"),
    ("Pupuk subsidi langka, petani kesulitan", "EKO04"),
    ("Ada ODGJ mengamuk di alun-alun", "SOS03"),
    ("Sarang tawon besar di atap mushola", "KAM03"),
    ("Kebakaran lahan di belakang sekolah", "KAM04"),
]


@pytest.fixture(scope="module")
def keywords() -> dict[str, list[str]]:
    data = yaml.safe_load((FOLDER / "categories.yaml").read_text(encoding="utf-8"))
    return {row["code"]: row.get("keywords", []) for row in data["categories"]}


def test_how_often_the_suggestion_is_right(keywords):
    found = {text: suggest(text, keywords) for text, _ in SENTENCES}
    first = sum(found[text][:1] == [code] for text, code in SENTENCES) / len(SENTENCES)
    three = sum(code in found[text] for text, code in SENTENCES) / len(SENTENCES)
    wrong = [(text, code, found[text]) for text, code in SENTENCES if found[text][:1] != [code]]
    assert first >= LEAST_FIRST, (first, wrong)
    assert three >= LEAST_THREE, (three, wrong)


STEMS = [
    ("berlubangnya", "lubang"), ("lubang", "lubang"), ("dilaporkan", "lapor"), ("lapor", "lapor"),
    ("lampunya", "lampu"), ("lampu", "lampu"), ("jalanan", "jalan"), ("jalan", "jalan"), ("menumpuk", "tumpuk"),
    ("tumpukan", "tumpuk"), ("mengelupas", "kelupas"), ("ngelupas", "kelupas"), ("api", "api"), ("air", "air"),
]  # fmt: skip


@pytest.mark.parametrize(("word", "same_as"), STEMS)
def test_forms_of_a_word_meet(word, same_as):
    assert stem(word) == stem(same_as)


DIFFERENT = [
    ("pasar", "pas"),
    ("kali", "kal"),
    ("banjir", "ban"),
    ("sampah", "sampai"),
    ("desa", "des"),
    ("pohon", "mohon"),
]


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_other_words_do_not_meet(one, other):
    assert stem(one) != stem(other)


NOTHING = ["", "   ", "12345 !!! ???", "qwertyuiop zxcvbnm", "😀😀"]


@pytest.mark.parametrize("text", NOTHING)
def test_without_a_known_word_there_is_no_suggestion(text, keywords):
    assert suggest(text, keywords) == []


def test_a_phrase_weighs_more_than_its_words():
    words = {"A": ["jalan"], "B": ["lampu jalan"], "C": ["lampu"]}
    assert suggest("lampu jalan mati", words) == ["B", "A", "C"]


def test_a_long_text_is_answered_quickly_and_alike(keywords):
    text = "Jalan di kampung kami berlubang. " * 200
    assert suggest(text, keywords, most=1) == suggest("Jalan di kampung kami berlubang.", keywords, most=1)
