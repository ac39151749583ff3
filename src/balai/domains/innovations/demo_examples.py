"""The invented innovations of the demonstration, with how each is used."""

import random
from collections.abc import Callable, Sequence

Uses = Callable[[int, random.Random], int]


def steady(daily: int) -> Uses:
    return lambda day, chance: max(0, round(chance.gauss(daily, daily / 4)))


def forgotten(daily: int) -> Uses:
    return lambda day, chance: max(0, round(daily * 2 ** (-day / 35) * chance.uniform(0.6, 1.4)))


def market(people: int) -> Uses:
    return lambda day, chance: round(chance.gauss(people, people / 6)) if day % 7 == 0 else 0


def until(last: int, uses: Uses) -> Uses:
    return lambda day, chance: uses(day, chance) if day < last else 0


# name, agency, rhythm, target per window, days since the launch, use of a day since then, quality, has a steward
EXAMPLES: Sequence[tuple[str, str, str, int | None, int, Uses, int, bool]] = (
    ("Antrean puskesmas lewat pesan singkat (contoh)", "DINKES", "DAILY", 900, 430, steady(34), 100, True),
    ("Bank sampah keliling (contoh)", "DLH", "WEEKLY", 120, 400, steady(3), 80, True),
    ("Peta lowongan desa (contoh)", "DISNAKER", "DAILY", 600, 410, forgotten(60), 100, True),
    (
        "Minggon Jatinan: pengunjung terhitung (contoh)",
        "DISPARPORA",
        "WEEKLY",
        1500,
        380,
        market(240),
        80,
        True,
    ),
    ("Kelas petani daring (contoh)", "DISPAPERTA", "MONTHLY", 90, 420, until(180, steady(4)), 100, True),
    ("Layanan aduan jalan lewat foto (contoh)", "DPUPR", "DAILY", 200, 300, steady(8), 100, True),
    ("Perpustakaan kampung (contoh)", "DISPERPUSKA", "WEEKLY", 80, 420, steady(2), 20, True),
    ("Izin usaha satu hari (contoh)", "DPMPTSP", "DAILY", 150, 60, steady(5), 100, True),
    ("Kartu pasar nontunai (contoh)", "DISPERINDAGKOP", "DAILY", 700, 430, steady(24), 100, False),
    ("Absensi guru bergambar (contoh)", "DISDIKBUD", "DAILY", 500, 430, until(90, steady(20)), 100, True),
    ("Tanggap darurat satu nomor (contoh)", "DISKOMINFO", "DAILY", 300, 430, steady(11), 100, True),
    ("Loket keliling kependudukan (contoh)", "DISDUKCAPIL", "WEEKLY", 250, 200, steady(5), 80, True),
    ("Aplikasi tamu dinas (contoh)", "SETDA", "DAILY", None, 400, forgotten(25), 100, True),
    (
        "Pelaporan hama lewat telepon (contoh)",
        "DISPAPERTA",
        "SEASONAL",
        60,
        430,
        until(120, steady(2)),
        100,
        True,
    ),
)

# name, agency, days since the launch, days after which nobody came any more (None: still used), people a week
STORY: Sequence[tuple[str, str, int, int | None, int]] = (
    ("Buku tamu desa digital (contoh)", "DISPERMADES", 2900, 200, 40),
    ("Kartu sehat keliling (contoh)", "DINKES", 2700, None, 60),
    ("Radio belajar malam (contoh)", "DISDIKBUD", 2400, 500, 90),
    ("Perahu pustaka (contoh)", "DISPERPUSKA", 2300, 330, 25),
    ("Antar akta ke rumah (contoh)", "DISDUKCAPIL", 2100, None, 45),
    ("Sensor banjir kampung (contoh)", "DPUPR", 1900, 260, 30),
    ("Warung data desa (contoh)", "DISKOMINFO", 1700, None, 80),
    ("Titip panen (contoh)", "DISPAPERTA", 1500, 410, 35),
    ("Kelas usaha ibu (contoh)", "DISPERINDAGKOP", 1200, None, 28),
    ("Bus pelajar berjadwal (contoh)", "DISHUB", 1000, 700, 120),
    ("Posyandu tanpa kertas (contoh)", "DINKES", 600, None, 70),
    ("Ambulans satu ketukan (contoh)", "DINKES", 560, None, 30),
    ("Obat sampai rumah (contoh)", "DINKES", 500, None, 22),
    ("Imunisasi terjadwal (contoh)", "DINKES", 290, None, 55),
    ("Kader bertanya (contoh)", "DINKES", 200, None, 34),
    ("Gizi dalam genggaman (contoh)", "DINKES", 120, None, 18),
    ("Wifi balai desa (contoh)", "DISKOMINFO", 520, None, 140),
    ("Pojok aduan pasar (contoh)", "DISKOMINFO", 210, None, 40),
    ("Peta jaringan desa (contoh)", "DISKOMINFO", 130, None, 25),
)
