"""Invented texts of citizens with what names a person in known places, and with what only looks like it.

Every number is invented: NIK and KK end in 0000, which no register gives out; telephones are drawn at random; addresses of
e-mail end in .example or .invalid. The same seed makes the same texts.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

SEED, COUNT = 2711, 6_000


@dataclass(slots=True)
class Text:
    """A text and its secrets as (kind, start, end)."""

    words: str
    secrets: list[tuple[str, int, int]] = field(default_factory=list)


def texts(count: int = COUNT, seed: int = SEED) -> list[Text]:
    """`count` texts; about one in four names nobody."""
    dice = Random(seed)
    return [_text(dice) for _ in range(count)]


def _text(dice: Random) -> Text:
    made = Text("")
    for _ in range(dice.choice((1, 1, 2, 3))):
        _add(made, dice.choice(PLAIN))
        shape = dice.random()
        if shape < 0.6:
            kind = dice.choice(("NIK", "NIK", "PHONE", "PHONE", "PHONE", "PLATE", "MAIL", "ACCOUNT"))
            _with(made, dice.choice(AROUND[kind]), lambda kind=kind: SECRETS[kind](dice), kind)
        if shape > 0.35:
            _with(made, dice.choice(AROUND_OTHERS), lambda: dice.choice(OTHERS)(dice), None)
    if dice.random() < 0.25:
        made.words = (
            made.words.lower() if not any(kind == "PLATE" for kind, *_ in made.secrets) else made.words
        )
    return made


def _add(made: Text, words: str) -> None:
    made.words += (" " if made.words else "") + words


def _with(made: Text, frame: str, make: Callable[[], str], kind: str | None) -> None:
    before, _, after = frame.partition("{}")
    _add(made, before)
    start, secret = len(made.words), make()
    made.words += secret + after
    if kind:
        made.secrets.append((kind, start, start + len(secret)))


PLAIN = (
    "Jalan depan balai desa contoh berlubang, tolong diperbaiki.", "Lampu jalan mati sudah seminggu pak.",
    "Dalane rusak parah, wis tak laporke ping telu.", "Sampah numpuk di pinggir kali, mambu banget.",
    "Air PDAM keruh sejak kemarin.", "Petugas loket kurang ramah.", "Mohon izin melapor, saluran air mampet.",
    "Banyu munggah nganti lawang omah, tulung.", "Antre dari pagi belum dilayani,", "Assalamualaikum, saya warga dukuh rekaan.",
)  # fmt: skip
AROUND = {
    "NIK": ("NIK saya {}, mohon dicek.", "Data: {} atas nama keluarga contoh.", "no KK {}", "({})", "nik: {} .", "KTP {} hilang", "Ini nomornya {} ya pak", "nomor induk {}, belum dapat bantuan"),
    "PHONE": ("Hubungi {} ya.", "HP {}", "hp:{}.", "WA {} kalau sudah", "telp. {},", "bisa kontak {} (istri)", "nomer saya {}", "CP {}", "{} nomor saya", "tolong telepon {} sore hari", "ke {} saja", "wa.me/{}", "tlp {} / rumah"),
    "PLATE": ("Pelakunya naik mobil {}.", "plat {} lewat tiap malam", "truk nopol {} muatan berlebih", "motor {} parkir sembarangan", "{} menutup jalan", "bus {} ngebut"),
    "MAIL": ("Kirim ke {}.", "surel {}", "email: {} ya", "({})", "kabari lewat {}, terima kasih"),
    "ACCOUNT": ("Bantuan belum masuk rek BRI {}.", "norek {} a.n. Contoh Rekaan", "rekening Bank Jateng {}", "transfer ke {} atas nama Rekaan", "BCA {} an Contoh", "diminta setor ke Mandiri {}", "no. rekening: {}", "BNI nomor {}"),
}  # fmt: skip
AROUND_OTHERS = ("Catatan {}.", "{} kira-kira.", "Sejak {} belum ada kabar.", "di {}", "menurut {}, begitu.", "({})", "{}", "sekitar {} dari sini", "hubungi petugas dengan {}")  # fmt: skip


def _digits(dice: Random, count: int) -> str:
    return "".join(dice.choice("0123456789") for _ in range(count))


def _split(digits: str, sizes: tuple[int, ...], between: str) -> str:
    parts, at = [], 0
    for size in sizes:
        parts.append(digits[at : at + size])
        at += size
    return between.join([*parts, *([digits[at:]] if digits[at:] else [])])


def _nik(dice: Random) -> str:
    day = dice.randint(1, 28) + dice.choice((0, 40))
    digits = f"33{dice.randint(1, 29):02d}{dice.randint(1, 20):02d}{day:02d}{dice.randint(1, 12):02d}{dice.randint(0, 99):02d}0000"
    sizes = dice.choice(
        (
            (16,),
            (16,),
            (16,),
            (4, 4, 4, 4),
            (6, 6, 4),
            (2, 2, 2, 6, 4),
            (8, 8),
            (6, 10),
            (6, 2, 2, 2, 4),
            (1,) * 16,
        )
    )
    written = _split(
        digits, sizes, dice.choice((" ", " ", ".", "-", " - ", "\n", "/")) if sizes != (1,) * 16 else " "
    )
    if dice.random() < 0.12:
        written = written.replace("0", dice.choice(("O", "o")), dice.randint(1, 4))
    if dice.random() < 0.04:
        written = " ".join(NUMBER_WORDS[int(digit)] for digit in digits)
    return written


NUMBER_WORDS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")


def _phone(dice: Random) -> str:
    return dice.choice((_mobile, _mobile, _mobile, _mobile, _spoken, _landline))(dice)


def _mobile(dice: Random) -> str:
    rest = f"8{dice.choice('123579')}{_digits(dice, dice.choice((8, 9, 10)))}"
    sizes = dice.choice(((len(rest),), (len(rest),), (3, 4), (3, 3, 3), (2, 4), (3, 4, 2), (4, 4)))
    between = dice.choice((" ", "-", ".", " - "))
    first = dice.choice(("0", "0", "0", "+62", "62", "+62 ", "0062", "(+62) ", "+62-", "(0", "O"))
    number = first + _split(rest, sizes, between)
    if first == "(0":
        number = number.replace(between, ") ", 1) if between in number else number + ")"
    if dice.random() < 0.06:
        number = number.replace("0", "O").replace("1", dice.choice("1lI"))
    return number


def _spoken(dice: Random) -> str:
    digits = f"08{dice.choice('12357')}{_digits(dice, 9)}"
    words = [NUMBER_WORDS[int(digit)] for digit in digits]
    if dice.random() < 0.3:
        words = ["kosong" if word == "nol" else word for word in words]
    if dice.random() < 0.3:
        words[4:] = digits[4:]
    return dice.choice((" ", " ", "-", "")).join(words)


def _landline(dice: Random) -> str:
    area = dice.choice(("0285", "0285", "024", "021", "0271", "0293"))
    rest = f"{dice.choice('346789')}{_digits(dice, 5 if len(area) == 4 else 6)}"
    return dice.choice(("({}) {}", "{}-{}", "{} {}", "{}{}", "{}.{}", "({}){}")).format(area, rest)


def _plate(dice: Random) -> str:
    area = dice.choice(("G", "G", "G", "H", "AA", "AB", "AD", "B", "K", "R"))
    letters = "".join(dice.choice("ABCDEFHJKLMNPRSTUVWYZ") for _ in range(dice.choice((2, 2, 2, 3, 1))))
    number = str(dice.choice((dice.randint(1000, 9999), dice.randint(1000, 9999), dice.randint(100, 999))))
    plate = dice.choice(("{} {} {}", "{}{}{}", "{}-{}-{}", "{} {}{}", "{}.{}.{}")).format(
        area, number, letters
    )
    return plate.lower() if dice.random() < 0.2 else plate


def _mail(dice: Random) -> str:
    name = dice.choice(("warga.rekaan", "contoh_1", "rekaan+lapor", "Contoh", "ibu-rekaan")) + str(
        dice.randint(1, 99)
    )
    domain = dice.choice(("contoh.example", "surel.contoh.example", "rekaan.invalid"))
    return dice.choice(("{}@{}", "{}@{}", "{}@{}", "{} @{}", "{}[at]{}", "{}(at){}")).format(name, domain)


def _account(dice: Random) -> str:
    digits = _digits(dice, dice.choice((10, 10, 13, 15)))
    if len(digits) == 15 and dice.random() < 0.6:
        return _split(digits, (4, 2, 6, 2), "-")
    return digits if dice.random() < 0.7 else _split(digits, (3, 3), dice.choice((" ", "-", ".")))


SECRETS = {"NIK": _nik, "PHONE": _phone, "PLATE": _plate, "MAIL": _mail, "ACCOUNT": _account}


def _rupiah(dice: Random) -> str:
    amount = f"{dice.randint(1, 999) * 10 ** dice.randint(3, 8):,}".replace(",", ".")
    return dice.choice(
        ("Rp {}", "Rp{}", "Rp. {}", "Rp {},00", "{} rupiah", "Rp{},-", "sejumlah {} rupiah")
    ).format(amount)


OTHERS: tuple[Callable[[Random], str], ...] = (
    _rupiah, _rupiah,
    lambda dice: f"{dice.randint(1, 28):02d}{(mark := dice.choice('-/.'))}{dice.randint(1, 12):02d}{mark}{dice.randint(2015, 2026)}",
    lambda dice: f"tanggal {dice.randint(1, 28)} {dice.choice(('Agustus', 'Mei', 'Maret'))} {dice.randint(2015, 2026)}",
    lambda dice: f"{dice.randint(1, 28):02d}-{dice.randint(1, 12):02d}-2026 jam {dice.randint(7, 16):02d}.{dice.randint(0, 59):02d}",
    lambda dice: f"pukul {dice.randint(7, 11):02d}.{dice.randint(10, 59)}-{dice.randint(12, 15)}.{dice.randint(10, 59)}",
    lambda dice: f"-6.{_digits(dice, dice.choice((4, 6, 7)))}, 109.{_digits(dice, dice.choice((4, 6, 7)))}",
    lambda dice: f"-6.{_digits(dice, 6)} 109.{_digits(dice, 6)}",
    lambda dice: f"RT {dice.randint(1, 12):02d} RW {dice.randint(1, 9):02d}",
    lambda dice: f"RT.{dice.randint(1, 12):03d}/RW.{dice.randint(1, 9):03d}",
    lambda dice: f"Jl. Rekaan No. {dice.randint(1, 250)}{dice.choice(('', 'A', ' B'))}",
    lambda dice: f"tiket TKT-{dice.randint(2024, 2026)}{dice.randint(1, 12):02d}{dice.randint(1, 28):02d}-{dice.randint(1, 9999):04d}",
    lambda dice: f"nomor laporan LAP-2026-{dice.randint(1, 999999):06d}",
    lambda dice: f"ID pelanggan PLN {dice.choice('52')}{_digits(dice, 11)}",
    lambda dice: f"meter listrik {dice.choice('1345')}{_digits(dice, 10)}",
    lambda dice: f"stand meter {_digits(dice, 5)}",
    lambda dice: f"Perda No. {dice.randint(1, 20)} Tahun {dice.randint(2008, 2025)}",
    lambda dice: f"SK nomor 800/{dice.randint(100, 999)}/{dice.randint(2020, 2026)}",
    lambda dice: f"{dice.randint(1, 900)} meter", lambda dice: f"km {dice.randint(1, 90)},{dice.randint(0, 9)}",
    lambda dice: f"{dice.randint(2, 90)} x {dice.randint(2, 90)} meter", lambda dice: f"Blok {dice.choice('ABCD')} {dice.randint(1, 40)} {dice.choice(('RT 03', 'A', ''))}",
    lambda dice: f"SDN {dice.randint(1, 9):02d} Contohsari", lambda dice: f"kode pos 512{dice.randint(10, 79)}",
    lambda dice: f"wilayah 33.25.{dice.randint(1, 15):02d}.{dice.randint(1001, 2030)}", lambda dice: f"daya {dice.choice((450, 900, 1300, 2200))} VA",
    lambda dice: f"tahun {dice.randint(2015, 2022)}-{dice.randint(2023, 2026)}", lambda dice: f"nomor antrean {dice.choice('ABC')}{dice.randint(1, 120):03d}",
    lambda dice: f"lulusan {dice.choice(('S1', 'D3', 'S2'))} {dice.choice(('TI', 'PGSD', 'AKL'))}", lambda dice: f"kertas {dice.choice(('A4', 'F4'))} HVS",
    lambda dice: f"call center {dice.choice((110, 112, 113, 119, 123, 129, 1708, 14045))}", lambda dice: f"{dice.randint(2, 9)} dari {dice.randint(10, 99)} warga",
    lambda dice: "dua tiga rumah dan empat lima motor", lambda dice: f"suhu {dice.randint(20, 39)},{dice.randint(0, 9)} derajat",
    lambda dice: f"dana desa {dice.randint(100, 999)}000000", lambda dice: f"pipa {dice.randint(1, 9)} dim {dice.randint(10, 400)} batang",
    lambda dice: f"kuota {dice.randint(1, 99)} GB", lambda dice: f"gang {dice.randint(1, 9)} {dice.choice('ABC')}",
    lambda dice: f"tiang nomor {dice.choice(('0812', 'K 14', 'B 120'))}", lambda dice: f"PP {dice.randint(1, 99)} tahun {dice.randint(2000, 2025)}",
)  # fmt: skip
