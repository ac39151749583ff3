"""The code lists of village files: numbers as OpenSID gives them, names as civil registration writes them."""

import re
from collections.abc import Mapping

from rapidfuzz import fuzz, process


def _numbered(text: str) -> dict[str, str]:
    return {str(number): name.strip() for number, name in enumerate(text.split("|"), 1)}


SEX = _numbered("Laki-laki|Perempuan")
RELIGION = _numbered("Islam|Kristen|Katholik|Hindu|Budha|Khonghucu|Kepercayaan terhadap Tuhan YME/Lainnya")
SCHOOLING = _numbered(
    "Tidak/belum sekolah|Belum tamat SD/sederajat|Tamat SD/sederajat|SLTP/sederajat|SLTA/sederajat|Diploma I/II|"
    "Akademi/Diploma III/S. Muda|Diploma IV/Strata I|Strata II|Strata III"
)
AT_SCHOOL = _numbered(
    "Belum masuk TK/kelompok bermain|Sedang TK/kelompok bermain|Tidak pernah sekolah|Sedang SD/sederajat|"
    "Tidak tamat SD/sederajat|Sedang SLTP/sederajat|Sedang SLTA/sederajat|Sedang D-1/sederajat|Sedang D-2/sederajat|"
    "Sedang D-3/sederajat|Sedang S-1/sederajat|Sedang S-2/sederajat|Sedang S-3/sederajat|Sedang SLB A/sederajat|"
    "Sedang SLB B/sederajat|Sedang SLB C/sederajat|Tidak dapat membaca dan menulis huruf latin/arab|Tidak sedang sekolah"
)
JOB = _numbered(
    "Belum/tidak bekerja|Mengurus rumah tangga|Pelajar/mahasiswa|Pensiunan|Pegawai negeri sipil (PNS)|"
    "Tentara Nasional Indonesia (TNI)|Kepolisian RI (Polri)|Perdagangan|Petani/pekebun|Peternak|Nelayan/perikanan|"
    "Industri|Konstruksi|Transportasi|Karyawan swasta|Karyawan BUMN|Karyawan BUMD|Karyawan honorer|"
    "Buruh harian lepas|Buruh tani/perkebunan|Buruh nelayan/perikanan|Buruh peternakan|Pembantu rumah tangga|"
    "Tukang cukur|Tukang listrik|Tukang batu|Tukang kayu|Tukang sol sepatu|Tukang las/pandai besi|Tukang jahit|"
    "Tukang gigi|Penata rias|Penata busana|Penata rambut|Mekanik|Seniman|Tabib|Paraji|Perancang busana|Penterjemah|"
    "Imam masjid|Pendeta|Pastor|Wartawan|Ustadz/mubaligh|Juru masak|Promotor acara|Anggota DPR-RI|Anggota DPD|"
    "Anggota BPK|Presiden|Wakil presiden|Anggota Mahkamah Konstitusi|Anggota kabinet kementerian|Duta besar|Gubernur|"
    "Wakil gubernur|Bupati|Wakil bupati|Walikota|Wakil walikota|Anggota DPRD provinsi|Anggota DPRD kabupaten/kota|"
    "Dosen|Guru|Pilot|Pengacara|Notaris|Arsitek|Akuntan|Konsultan|Dokter|Bidan|Perawat|Apoteker|Psikiater/psikolog|"
    "Penyiar televisi|Penyiar radio|Pelaut|Peneliti|Sopir|Pialang|Paranormal|Pedagang|Perangkat desa|Kepala desa|"
    "Biarawati|Wiraswasta|Lainnya"
)
MARRIAGE = _numbered("Belum kawin|Kawin|Cerai hidup|Cerai mati")
FAMILY_ROLE = _numbered(
    "Kepala keluarga|Suami|Istri|Anak|Menantu|Cucu|Orang tua|Mertua|Famili lain|Pembantu|Lainnya"
)
CITIZENSHIP = _numbered("WNI|WNA|Dua kewarganegaraan")
BLOOD = _numbered("A|B|AB|O|A+|A-|B+|B-|AB+|AB-|O+|O-|Tidak tahu")
DISABILITY = _numbered(
    "Cacat fisik|Cacat netra/buta|Cacat rungu/wicara|Cacat mental/jiwa|Cacat fisik dan mental|Cacat lainnya|Tidak cacat"
)
CONTRACEPTION = _numbered("Pil|IUD|Suntik|Kondom|Susuk KB|Sterilisasi wanita|Sterilisasi pria|Lainnya") | {
    "99": "Tidak menggunakan"
}
PREGNANT = {"0": "Tidak diisi", "1": "Hamil", "2": "Tidak hamil"}
ELECTRONIC_CARD = _numbered("Belum|KTP-el|KIA")
RECORDING = _numbered(
    "Belum wajib|Belum rekam|Sudah rekam|Card printed|Print ready record|Card shipped|Sent for card printing|Card issued"
)
BASIC_STATUS = {"1": "Hidup", "2": "Mati", "3": "Pindah", "4": "Hilang", "6": "Pergi", "9": "Tidak valid"}

# What else people write for the same, by list.
_ALSO: dict[int, dict[str, str]] = {
    id(SEX): {"l": "1", "lk": "1", "pria": "1", "laki": "1", "p": "2", "pr": "2", "wanita": "2"},
    id(RELIGION): {
        "katolik": "3", "buddha": "5", "konghucu": "6", "kepercayaan": "7", "lainnya": "7", "kristenprotestan": "2",
    },
    id(SCHOOLING): {
        "tidaksekolah": "1", "belumsekolah": "1", "sd": "3", "tamatsd": "3", "smp": "4", "sltp": "4", "mts": "4",
        "sma": "5", "smk": "5", "slta": "5", "ma": "5", "d1": "6", "d2": "6", "d3": "7", "diplomaiii": "7",
        "d4": "8", "s1": "8", "stratai": "8", "sarjana": "8", "s2": "9", "s3": "10",
    },
    id(JOB): {
        "tidakbekerja": "1", "belumbekerja": "1", "irt": "2", "iburumahtangga": "2", "pelajar": "3", "mahasiswa": "3",
        "pns": "5", "pegawainegerisipil": "5", "asn": "5", "tni": "6", "polri": "7", "petani": "9", "pekebun": "9",
        "nelayan": "11", "swasta": "15", "honorer": "18", "buruhlepas": "19", "buruhtani": "20", "buruhnelayan": "21",
        "supir": "81", "dagang": "84", "wirausaha": "88",
    },
    id(MARRIAGE): {"kawintercatat": "2", "kawinbelumtercatat": "2", "menikah": "2", "belummenikah": "1", "ch": "3",
                   "cm": "4", "bk": "1", "k": "2"},
    id(FAMILY_ROLE): {"kk": "1", "isteri": "3", "orangtuamertua": "8", "keluargalain": "9", "kepala": "1"},
    id(CITIZENSHIP): {"indonesia": "1", "asing": "2"},
    id(BLOOD): {"tdktahu": "13"},
    id(DISABILITY): {"tidakada": "7", "tidak": "7"},
    id(CONTRACEPTION): {"tidakkb": "99"},
    id(PREGNANT): {"ya": "1", "tidak": "2"},
    id(BASIC_STATUS): {"meninggal": "2", "tetap": "1"},
}  # fmt: skip
_SOUND = re.compile(r"[^a-z0-9+-]")


def plain(word: str) -> str:
    """Letters, digits and signs of a word, in small letters: what is compared."""
    return _SOUND.sub("", word.lower())


def _index(choices: Mapping[str, str]) -> dict[str, str]:
    names = {plain(name): code for code, name in choices.items()}
    signless = {plain(name).replace("-", ""): code for code, name in choices.items() if len(name) > 3}
    return {**signless, **names, **_ALSO.get(id(choices), {}), **{code: code for code in choices}}


_indexes: dict[int, dict[str, str]] = {}


def code_of(word: str, choices: Mapping[str, str]) -> str | None:
    """The code that a code, a name or a usual short form stands for; None when it is none of them."""
    index = _indexes.get(id(choices))
    if index is None:
        index = _indexes[id(choices)] = _index(choices)
    key = plain(word)
    found = index.get(key)
    if found is None and key.isdecimal():
        found = index.get(str(int(key)))
    return found if found is not None else index.get(key.replace("-", ""))


def nearest(word: str, choices: Mapping[str, str]) -> str:
    """The code whose name is written most alike, "" when none is near: to suggest, never to decide."""
    found = process.extractOne(plain(word), {c: plain(n) for c, n in choices.items()}, scorer=fuzz.WRatio)
    return str(found[2]) if found and found[1] >= 75 else ""
