"""Everything that can be wrong in a file, and what to do about it: in the words of the village office.

A fault carries its code, its place and values that are no personal data; the words of the cell stay in the cell.
"""

from dataclasses import dataclass, field
from typing import Any

# code: what is wrong
WHAT_LABELS: dict[str, str] = {
    "NIK_LENGTH": "{column} terdiri atas {digits} angka; seharusnya 16.",
    "NIK_LETTERS": "{column} memuat huruf atau tanda yang bukan angka.",
    "NIK_NUMBER_LOST": "{column} tersimpan sebagai bilangan sehingga angka terakhirnya hilang.",
    "NIK_FILLER": "{column} bukan nomor sungguhan (semua angkanya sama).",
    "NIK_SHAPE": "{column} diawali angka 0, padahal kode provinsi tidak pernah diawali 0.",
    "NIK_TWICE": "NIK ini dipakai dua kali dalam berkas; yang lain di {other}.",
    "NIK_IS_KK": "NIK sama dengan nomor KK.",
    "NIK_BIRTH": "NIK tidak cocok dengan tanggal lahir.",
    "NIK_SEX": "NIK tidak cocok dengan jenis kelamin.",
    "KK_MISSING": "Nomor KK kosong.",
    "KK_TWO_HEADS": "Kepala keluarga pada KK ini lebih dari satu; yang lain di {other}.",
    "KK_NO_HEAD": "Tidak ada kepala keluarga pada KK ini.",
    "PARENT_IS_SELF": "{column} sama dengan NIK orang itu sendiri.",
    "NAME_MISSING": "Nama kosong.",
    "NAME_DIGITS": "{column} memuat angka.",
    "NAME_SHORT": "{column} hanya satu huruf.",
    "TEXT_TOO_LONG": "{column} terlalu panjang: {length} huruf, paling banyak {most}.",
    "TEXT_UNREADABLE": "{column} memuat karakter yang tidak dapat dibaca.",
    "TEXT_GARBLED": "{column} memuat huruf rusak (seperti Ã atau �), tanda salah penyandian.",
    "TEXT_FORMULA": "Isi sel diawali tanda rumus.",
    "CELL_ERROR": "Sel berisi pesan galat Excel, bukan data.",
    "CODE_RANGE": "Kode {column} di luar daftar {first}–{last}.",
    "CODE_UNKNOWN": "{column} tidak dikenal.",
    "SEX_MISSING": "Jenis kelamin kosong.",
    "BIRTH_MISSING": "Tanggal lahir kosong.",
    "DATE_UNREADABLE": "{column} tidak terbaca sebagai tanggal.",
    "DATE_IMPOSSIBLE": "{column}: tanggal ini tidak ada dalam kalender.",
    "DATE_MONTH_FIRST": "{column} tampaknya ditulis bulan dahulu.",
    "DATE_SHORT_YEAR": "{column}: tahunnya hanya dua angka.",
    "DATE_ONLY_YEAR": "{column} hanya berisi tahun.",
    "DATE_FUTURE": "{column} berada di masa depan.",
    "DATE_OLD": "Menurut tanggal lahir, orang ini berumur lebih dari 120 tahun.",
    "MARRIED_EARLY": "Tanggal perkawinan lebih awal daripada tanggal lahir.",
    "DIVORCED_EARLY": "Tanggal perceraian lebih awal daripada tanggal perkawinan.",
    "MARRIED_CHILD": "Berstatus kawin, padahal umurnya {age} tahun.",
    "PREGNANT_MAN": "Tercatat hamil, padahal jenis kelaminnya laki-laki.",
    "HEAD_CHILD": "Kepala keluarga berumur {age} tahun.",
    "NEIGHBOURHOOD_ODD": "{column} bukan angka.",
    "DEGREES_UNREADABLE": "{column} tidak terbaca sebagai derajat.",
    "DEGREES_RANGE": "{column} di luar batas ±{bound}.",
    "ROW_REPEATS_HEADER": "Baris ini mengulang judul kolom.",
    "ROW_WIDE": "Ada isi di luar kolom tabel.",
    "ROW_SUM": "Baris ini tampaknya baris jumlah, bukan orang.",
    "REVIVES": "Menurut daftar desa orang ini sudah meninggal, tetapi berkas menulisnya hidup.",
    "PERHAPS_TWICE": "Nama dan tanggal lahir sama dengan {other}; keduanya tanpa NIK.",
    "PERHAPS_KNOWN": "Orang tanpa NIK dengan nama dan tanggal lahir ini sudah ada di daftar desa.",
    "KEY_MISSING": "NIK kosong, sehingga baris ini tidak dapat dicocokkan.",
}
# code: what to do
ADVICE_LABELS: dict[str, str] = {
    "NIK_LENGTH": "Cocokkan dengan KTP atau KK. Bila belum punya NIK, isi 0.",
    "NIK_LETTERS": "Huruf O sering tertukar dengan angka 0, huruf l atau I dengan angka 1. Ketik ulang.",
    "NIK_NUMBER_LOST": "Ketik ulang di sini, atau ubah format kolom menjadi Teks di Excel, isi ulang, lalu unggah lagi.",
    "NIK_FILLER": "Isi NIK yang benar, atau 0 bila belum punya.",
    "NIK_SHAPE": "Cocokkan dengan KTP atau KK.",
    "NIK_TWICE": "Perbaiki yang salah ketik, atau tinggalkan salah satu baris.",
    "NIK_IS_KK": "Salah satu tersalin ke kolom yang keliru. Cocokkan dengan KK.",
    "NIK_BIRTH": "NIK tidak berubah walaupun data lahir dibetulkan, jadi ini boleh saja. Periksa bila ragu.",
    "NIK_SEX": "NIK tidak berubah walaupun datanya dibetulkan, jadi ini boleh saja. Periksa bila ragu.",
    "KK_MISSING": "Boleh disimpan; orang ini belum tampil dalam keluarga mana pun.",
    "KK_TWO_HEADS": "Periksa nomor KK dan hubungan dalam keluarga kedua orang itu.",
    "KK_NO_HEAD": "Periksa kolom hubungan dalam keluarga; mungkin kepala keluarganya belum ada dalam berkas.",
    "PARENT_IS_SELF": "Kosongkan, atau isi NIK orang tuanya.",
    "NAME_MISSING": "Isi nama, atau tinggalkan baris ini.",
    "NAME_DIGITS": "Hapus angkanya bila salah ketik.",
    "NAME_SHORT": "Tulis nama lengkap seperti pada KTP.",
    "TEXT_TOO_LONG": "Persingkat isinya.",
    "TEXT_UNREADABLE": "Ketik ulang isi sel ini.",
    "TEXT_GARBLED": "Ketik ulang, atau simpan berkas sebagai “CSV UTF-8” lalu unggah lagi.",
    "TEXT_FORMULA": "Hapus tanda = + atau @ di depan isinya.",
    "CELL_ERROR": "Isi nilai yang benar, atau kosongkan.",
    "CODE_RANGE": "Pakai kode dalam daftar, atau tulis kata seperti pada KK.",
    "CODE_UNKNOWN": "Pilih isi yang benar.",
    "SEX_MISSING": "Isi L atau P.",
    "BIRTH_MISSING": "Boleh disimpan; lengkapi kemudian dari akta atau KK.",
    "DATE_UNREADABLE": "Tulis seperti 31/01/1990: tanggal, bulan, tahun.",
    "DATE_IMPOSSIBLE": "Periksa tanggalnya; 29 Februari hanya ada pada tahun kabisat.",
    "DATE_MONTH_FIRST": "Tulis tanggal lebih dahulu, lalu bulan.",
    "DATE_SHORT_YEAR": "Tulis tahun dengan empat angka.",
    "DATE_ONLY_YEAR": "Lengkapi tanggal dan bulannya; bila tidak diketahui, pakai 31/12.",
    "DATE_FUTURE": "Periksa tahunnya.",
    "DATE_OLD": "Periksa tahunnya; bila benar, abaikan peringatan ini.",
    "MARRIED_EARLY": "Periksa kedua tanggal itu.",
    "DIVORCED_EARLY": "Periksa kedua tanggal itu.",
    "MARRIED_CHILD": "Periksa status kawin dan tanggal lahirnya.",
    "PREGNANT_MAN": "Perbaiki jenis kelamin atau kosongkan kehamilan.",
    "HEAD_CHILD": "Periksa hubungan dalam keluarga dan tanggal lahirnya.",
    "NEIGHBOURHOOD_ODD": "Tulis angkanya saja, misalnya 003.",
    "DEGREES_UNREADABLE": "Tulis seperti -6.9123 dengan titik, atau kosongkan.",
    "DEGREES_RANGE": "Lintang dan bujur mungkin tertukar.",
    "ROW_REPEATS_HEADER": "Tinggalkan baris ini.",
    "ROW_WIDE": "Periksa apakah isi baris ini tergeser ke kanan, atau tinggalkan baris ini.",
    "ROW_SUM": "Tinggalkan baris ini.",
    "REVIVES": "Tinggalkan baris ini, atau batalkan catatan kematian di halaman orang itu dahulu.",
    "PERHAPS_TWICE": "Bila orangnya sama, tinggalkan salah satu baris. Keduanya tidak akan digabung.",
    "PERHAPS_KNOWN": "Bila orangnya sama, tinggalkan baris ini. Baris ini tidak akan digabung dengan siapa pun.",
    "KEY_MISSING": "Isi NIK, atau tinggalkan baris ini.",
}
# A file with these can be stored all the same.
WARNINGS = frozenset(
    {
        "NIK_BIRTH", "NIK_SEX", "NIK_SHAPE", "KK_MISSING", "KK_TWO_HEADS", "KK_NO_HEAD", "NAME_DIGITS", "NAME_SHORT",
        "TEXT_GARBLED", "BIRTH_MISSING", "DATE_OLD", "MARRIED_CHILD", "HEAD_CHILD", "NEIGHBOURHOOD_ODD",
        "PERHAPS_TWICE", "PERHAPS_KNOWN",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong. `row` is the number in the sheet, `place` the column's number from 0 (-1: the row)."""

    row: int
    place: int
    column: str
    code: str
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def is_error(self) -> bool:
        return self.code not in WARNINGS


def letters(place: int) -> str:
    """`A`, `Z`, `AA` for column numbers from 0."""
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(65 + rest) + name
    return name


def address(row: int, place: int) -> str:
    """`G17`; the row alone as `baris 17`."""
    return f"{letters(place)}{row}" if place >= 0 else f"baris {row}"
