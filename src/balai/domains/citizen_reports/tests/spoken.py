"""Invented reports as people write them, Indonesian and Indonesian coloured by Javanese: to learn from and to be judged by.

The newer part is told by other sentences than the older one, and half of its phrases never stood there. Places name things of
other categories ("depan pasar", "dekat sekolah"), and some of the older labels are wrong, as those of people are.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from balai.domains.citizen_reports.learning.training import Example

# code -> (phrases of both parts, phrases of the newer part alone), separated by |.
TOLD = {
    "JLN01": ("jalan berlubang dalam sekali|dalan bolong akeh|aspal mengelupas|jeglongan gede bahaya|banyak pengendara jatuh kena lubang|jalannya hancur", "aspale rusak kabeh motor sering njungkel|lubang menganga belum ditambal"),
    "JLN03": ("selokan mampet|got buntu air meluber|gorong-gorong tersumbat|kalen mampet banyune munggah|saluran air penuh lumpur|air menggenang di got", "drainase dangkal jadi air luber ke rumah|gote kebak lumpur ora mili"),
    "PJU01": ("lampu jalan mati|dalan peteng lampune mati|penerangan jalan padam|pju kedip kedip|gelap gulita kalau malam karena lampu mati|lampu pju rusak", "wis sewulan peteng ndhedhet lampune ora urip|malam hari gelap lampunya putus"),
    "SMP01": ("sampah menumpuk tidak diangkut|uwuh numpuk mambu|tps penuh sampah berserakan|truk sampah tidak datang|bau sampah menyengat|tumpukan sampah makin tinggi", "wis telung minggu uwuhe ora dijupuk|petugas sampah jarang lewat sampai belatungan"),
    "AIR01": ("air pdam mati|banyu pam ora mili|air ledeng keruh|air kecil sekali keluarnya|banyu buthek mambu|pdam tidak mengalir", "keran cuma keluar angin|banyune buthek ora iso nggo masak"),
    "BNC01": ("banjir masuk rumah|rob makin tinggi|banyu munggah teko omah|sungai meluap ke permukiman|kebanjiran tiap hujan|tanggul jebol", "air setinggi lutut perabot terendam|rob mlebu omah wis seminggu"),
    "ADM01": ("ktp belum jadi|urus kartu keluarga lama|blangko ktp habis|akta kelahiran anak belum terbit|ngurus kk dipingpong|antrean dukcapil panjang", "e-ktp saya rusak belum dicetak ulang|nggawe akta suwe tenan ora dadi dadi"),
    "SOS01": ("tidak dapat bansos padahal miskin|bantuan sosial salah sasaran|pkh saya dihentikan|ora oleh bantuan beras|blt tidak cair|nama saya hilang dari daftar bantuan", "sing sugih malah oleh bantuan|bpnt sudah empat bulan tidak masuk"),
    "KES01": ("puskesmas antre lama|obat di puskesmas habis|dokter puskesmas tidak ada|bidan desa tidak di tempat|perawat kurang ramah|posyandu tidak jalan", "nunggu diperiksa dari pagi sampai siang|obate kosong kon tuku dhewe"),
    "EKO04": ("pupuk subsidi langka|rabuk angel golekane|hama wereng menyerang padi|tikus sawah merajalela|kartu tani tidak bisa dipakai|gagal panen", "petani kesulitan dapat urea|parine entek dipangan tikus"),
    "KAM01": ("balap liar tiap malam minggu|pemuda mabuk miras|trek-trekan motor ganggu|tawuran remaja|warung jual miras|wong mendem gelut", "bocah bocah kebut kebutan sampai subuh|banyak yang minum minum bikin resah"),
    "PDK01": ("atap sekolah bocor|ruang kelas ambruk|sd rusak parah|genteng sekolah runtuh|toilet sekolah rusak|plafon kelas jebol", "anak anak belajar kehujanan di kelas|bangunan sd wis arep ambruk"),
}  # fmt: skip
PLACES = "di depan pasar|dekat sekolah dasar|pinggir jalan raya|belakang puskesmas|sebelah balai desa|dekat jembatan|samping masjid|nang gang sebelah|pinggir kali|dekat sawah|seberang terminal"
OLDER = "Lapor, {what} {where}.|Mohon ditindak {what} {where}, terima kasih.|{what} {where}, sudah lama begini.|Pak, {what} {where}. Tolong dicek.|Selamat pagi, {what} {where} mohon perhatiannya."
NEWER = "Min, {where} {what}, pripun niki?|Assalamualaikum, mau mengadu soal {what} yang ada {where}. Warga resah.|Wis bola bali lapor, {what} {where} ora ana sing nggagas.|Sudah dua kali saya sampaikan ke RT, {where} {what}."
NOISE = 0.05


def spoken(n: int, *, until: datetime, seed: int = 311) -> list[Example]:
    """`n` decided reports, an hour apart, the last fifth in the newer way of speaking; the same for the same seed."""
    return list(_told(n, until, Random(seed)))


def _told(n: int, until: datetime, chance: Random) -> Iterator[Example]:
    codes, older = list(TOLD), int(n * 0.8)
    # Some things are told far more often than others.
    weights = [1 / (place + 1) ** 0.5 for place in range(len(codes))]
    for number in range(n):
        is_new = number >= older
        code = chance.choices(codes, weights)[0]
        known, fresh = (part.split("|") for part in TOLD[code])
        phrases = fresh if is_new and chance.random() < 0.5 else known
        frame = chance.choice((NEWER if is_new else OLDER).split("|"))
        text = frame.format(what=chance.choice(phrases), where=chance.choice(PLACES.split("|")))
        label = chance.choice(codes) if not is_new and chance.random() < NOISE else code
        yield Example(text, label, until - timedelta(hours=n - number), f"DINAS_{label[:3]}")
