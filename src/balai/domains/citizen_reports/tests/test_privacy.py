"""What names a person is found in a made-up corpus; what belongs to the report stays."""

from random import Random

import pytest

from balai.foundation.privacy import scrub

SENTENCES = [
    "Tolong hubungi saya di {} kalau sudah diperbaiki.",
    "NIK saya {}, sudah tiga kali antre.",
    "Data saya: {}.",
    "({}) sudah menunggu sejak Senin",
    "Kirim kabar ke {}, terima kasih",
    "Pelakunya {} lewat depan pasar",
]
# What must stay, as people write it.
KEPT = [
    "Rp 1.500.000", "Rp1.500.000,00", "Rp. 25.000.000", "sejumlah 2.500.000 rupiah", "tanggal 12-03-2026", "12/03/2026",
    "17 Agustus 2026", "pukul 08.30", "jam 08.15-09.45", "RT 03 RW 05", "RT.003/RW.005", "KM 12", "km 08", "jalan Batang km 4,5", "Jl. Gajah Mada No. 12",
    "Kode pos 51211", "33.25.01.2001", "3 x 4 meter", "SDN 02 Kasepuhan", "SMP N 3", "gang 2 A", "Blok C 12", "kelas 3 B",
    "PLN 2200 VA", "tiang nomor 0812", "No. 123/IV/2026", "tahun 2019-2025", "085 meter dari pasar", "BPJS kelas III",
    "COVID 19", "Blok B 12 RT 03", "Rp 628.500.000.000", "kelas b 100 org", "di 2026 ini", "G 100 kg", "a 250 ml", "PP 96 tahun 2012", "UU 25 Tahun 2009", "paket 3 GB", "suhu 38,5", "CV 45 Jaya",
]  # fmt: skip


def nik(random: Random) -> str:
    digits = f"3325{random.randrange(10**12):012d}"
    form = random.choice(["{}{}{}{}", "{} {} {} {}", "{}.{}.{}.{}", "{}-{}-{}-{}"])
    return form.format(digits[:4], digits[4:8], digits[8:12], digits[12:])


def phone(random: Random) -> str:
    rest = "".join(random.choice("0123456789") for _ in range(random.choice([8, 9, 10])))
    first = random.choice(["08", "+628", "628", "+62 8", "0 8", "(08", "+62-8", "(+62) 8", "0062 8"])
    separator = random.choice(["", " ", "-", "."])
    number = first + separator.join([rest[:2], rest[2:6], rest[6:]])
    return number + (")" if first == "(08" else "")


def plate(random: Random) -> str:
    area = random.choice(["G", "H", "AB", "AA", "B", "K"])
    # Endings that are also everyday words stay with the words: `Blok B 12 RT 03`.
    letters = "".join(random.choice("ABCFHJLPSUXZ") for _ in range(random.choice([2, 3])))
    number = str(random.randrange(1000, 9999))
    return random.choice(["{} {} {}", "{}{}{}", "{}-{}-{}", "{}  {}  {}"]).format(area, number, letters)


def lower_plate(random: Random) -> str:
    return plate(random).lower()


def mail(random: Random) -> str:
    name = random.choice(["warga.rekaan", "w_rekaan", "warga+lapor", "WARGA", "w-1"])
    return f"{name}{random.randrange(99)}@{random.choice(['contoh.example', 'mail.contoh.example', 'CONTOH.EXAMPLE'])}"


@pytest.mark.parametrize("make", [nik, phone, plate, lower_plate, mail])
def test_everything_that_names_a_person_is_found(make):
    random = Random(7)
    missed = []
    for number in range(300):
        secret = make(random)
        text = SENTENCES[number % len(SENTENCES)].format(secret)
        cleaned = scrub(text)
        if "disamarkan" not in cleaned or secret in cleaned or _digits(secret) in _digits(cleaned):
            missed.append((secret, cleaned))
    assert missed == []


@pytest.mark.parametrize("text", KEPT)
def test_what_belongs_to_the_report_stays(text):
    for sentence in SENTENCES:
        assert scrub(sentence.format(text)) == sentence.format(text)


def test_several_in_one_text_and_twice():
    text = (
        "NIK 3325010101900001, HP 0812-3456-7890 atau 081234567890, surel a@contoh.example, mobil G 1234 AB."
    )
    once = scrub(text)
    assert once.count("disamarkan") == 5
    assert scrub(once) == once


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdigit()) or "-"
