"""The columns that a file may have: the 43 of OpenSID for people, and a few for lists of the poor."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from . import codes


class Kind(StrEnum):
    """What stands in a column."""

    NIK = "NIK"
    KK = "KK"
    NAME = "NAME"
    TEXT = "TEXT"
    CODE = "CODE"
    DATE = "DATE"
    NEIGHBOURHOOD = "NEIGHBOURHOOD"  # RT and RW
    DEGREES = "DEGREES"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name in the file format, what it is called for people, and what else it is called in files."""

    code: str
    label: str
    kind: Kind = Kind.TEXT
    also: tuple[str, ...] = ()
    choices: Mapping[str, str] = field(default_factory=dict)
    longest: int = 100
    bound: int = 0  # of degrees

    @property
    def is_secret(self) -> bool:
        """Whether a cell of this column is masked on a page."""
        return self.kind in {Kind.NIK, Kind.KK} or self.code in SECRET


SECRET = frozenset({"dokumen_pasport", "dokumen_kitas", "no_asuransi", "tag_id_card"})


def _column(code: str, label: str, kind: Kind = Kind.TEXT, also: str = "", **more) -> Column:
    return Column(code, label, kind, tuple(also.split("|")) if also else (), **more)


RESIDENT_COLUMNS: tuple[Column, ...] = (
    _column("alamat", "Alamat", also="alamat lengkap|alamat kk|jalan", longest=200),
    _column("dusun", "Dusun", also="dukuh|lingkungan|kampung|nama dusun"),
    _column("rw", "RW", Kind.NEIGHBOURHOOD, "no rw|nomor rw"),
    _column("rt", "RT", Kind.NEIGHBOURHOOD, "no rt|nomor rt"),
    _column("nama", "Nama", Kind.NAME, "nama lengkap|nama lgkp|nama penduduk|nama_lengkap|nama_lgkp|nama warga"),
    _column("no_kk", "Nomor KK", Kind.KK, "no kk|nokk|nomor kk|kk|no kartu keluarga|nomor kartu keluarga|no. kk|nkk"),
    _column("nik", "NIK", Kind.NIK, "no nik|nomor nik|nomor induk kependudukan|no ktp|nomor ktp|nik ktp"),
    _column("sex", "Jenis kelamin", Kind.CODE, "jenis kelamin|jk|l/p|kelamin|jns kelamin|jenis_klmin|jenis klmin|gender",
            choices=codes.SEX),
    _column("tempatlahir", "Tempat lahir", also="tempat lahir|tmpt lhr|tmp lahir|tempat lhr|tmpt_lhr|tempat_lahir"),
    _column("tanggallahir", "Tanggal lahir", Kind.DATE, "tanggal lahir|tgl lhr|tgl lahir|tgl_lhr|tanggal_lahir"),
    _column("agama_id", "Agama", Kind.CODE, "agama", choices=codes.RELIGION),
    _column("pendidikan_kk_id", "Pendidikan dalam KK", Kind.CODE,
            "pendidikan|pendidikan kk|pendidikan terakhir|pddk akh|pddk_akh|pendidikan akhir", choices=codes.SCHOOLING),
    _column("pendidikan_sedang_id", "Pendidikan sedang ditempuh", Kind.CODE,
            "pendidikan sedang|pendidikan sedang ditempuh", choices=codes.AT_SCHOOL),
    _column("pekerjaan_id", "Pekerjaan", Kind.CODE, "pekerjaan|jenis pkrjn|jenis pekerjaan|jenis_pkrjn",
            choices=codes.JOB),
    _column("status_kawin", "Status kawin", Kind.CODE,
            "status kawin|status perkawinan|stat kwn|stat_kwn|kawin|status pernikahan|status", choices=codes.MARRIAGE),
    _column("kk_level", "Hubungan dalam keluarga", Kind.CODE,
            "shdk|hubungan keluarga|stat hbkel|stat_hbkel|status hubungan dalam keluarga|hub keluarga|hubungan|"
            "hubungan dalam keluarga|status hubungan keluarga", choices=codes.FAMILY_ROLE),
    _column("warganegara_id", "Kewarganegaraan", Kind.CODE, "kewarganegaraan|warganegara|warga negara",
            choices=codes.CITIZENSHIP),
    _column("ayah_nik", "NIK ayah", Kind.NIK, "nik ayah"),
    _column("nama_ayah", "Nama ayah", Kind.NAME, "nama ayah|nama lgkp ayah|nama_lgkp_ayah|ayah"),
    _column("ibu_nik", "NIK ibu", Kind.NIK, "nik ibu"),
    _column("nama_ibu", "Nama ibu", Kind.NAME, "nama ibu|nama lgkp ibu|nama_lgkp_ibu|ibu|ibu kandung|nama ibu kandung"),
    _column("golongan_darah_id", "Golongan darah", Kind.CODE, "golongan darah|gol darah|gol_drh|gol. darah|goldar",
            choices=codes.BLOOD),
    _column("akta_lahir", "Akta lahir", also="no akta lahir|nomor akta lahir|akta kelahiran|no akta kelahiran"),
    _column("dokumen_pasport", "Paspor", also="paspor|no paspor|nomor paspor"),
    _column("tanggal_akhir_paspor", "Paspor berlaku sampai", Kind.DATE, "tanggal akhir paspor|tgl akhir paspor"),
    _column("dokumen_kitas", "KITAS", also="kitas|no kitas|nomor kitas"),
    _column("akta_perkawinan", "Akta perkawinan", also="no akta kawin|akta kawin|buku nikah|no akta nikah"),
    _column("tanggalperkawinan", "Tanggal perkawinan", Kind.DATE, "tanggal perkawinan|tgl kawin|tgl kwn|tanggal nikah"),
    _column("akta_perceraian", "Akta perceraian", also="akta cerai|no akta cerai"),
    _column("tanggalperceraian", "Tanggal perceraian", Kind.DATE, "tanggal perceraian|tgl cerai|tanggal cerai"),
    _column("cacat_id", "Disabilitas", Kind.CODE, "cacat|disabilitas|penyandang cacat|penydg cct|penyandang disabilitas",
            choices=codes.DISABILITY),
    _column("cara_kb_id", "Cara KB", Kind.CODE, "cara kb|akseptor kb|kb", choices=codes.CONTRACEPTION),
    _column("hamil", "Kehamilan", Kind.CODE, "status hamil|status kehamilan", choices=codes.PREGNANT),
    _column("ktp_el", "KTP elektronik", Kind.CODE, "ktp el|e-ktp|ektp|identitas elektronik",
            choices=codes.ELECTRONIC_CARD),
    _column("status_rekam", "Perekaman KTP", Kind.CODE, "status rekam|status perekaman", choices=codes.RECORDING),
    _column("alamat_sekarang", "Alamat sekarang", also="alamat sekarang|alamat domisili|alamat tinggal", longest=200),
    _column("status_dasar", "Status dasar", Kind.CODE, "status dasar|status penduduk", choices=codes.BASIC_STATUS),
    _column("suku", "Suku", also="suku/etnis|etnis|suku bangsa"),
    _column("tag_id_card", "Tag kartu", also="tag id card|id card"),
    _column("id_asuransi", "Asuransi kesehatan", also="asuransi|jenis asuransi"),
    _column("no_asuransi", "Nomor asuransi", also="no asuransi|nomor asuransi|no bpjs|nomor bpjs"),
    _column("lat", "Lintang", Kind.DEGREES, "latitude|lintang", bound=90),
    _column("lng", "Bujur", Kind.DEGREES, "longitude|bujur|long|lon", bound=180),
)  # fmt: skip

POVERTY_COLUMNS: tuple[Column, ...] = (
    _column("nik", "NIK", Kind.NIK, "no nik|nomor nik|nik pengurus|nik anggota|nomor induk kependudukan|no ktp"),
    _column("no_kk", "Nomor KK", Kind.KK, "no kk|nokk|nomor kk|kk|no kartu keluarga|nomor kartu keluarga|nkk"),
    _column("nama", "Nama", Kind.NAME, "nama lengkap|nama penerima|nama pengurus|nama krt|nama kepala keluarga|nama anggota"),
    _column("alamat", "Alamat", also="alamat lengkap|alamat kk", longest=200),
    _column("desa", "Desa", also="kelurahan|desa/kelurahan|nama desa|kelurahan/desa|nama kelurahan"),
    _column("kecamatan", "Kecamatan", also="nama kecamatan|kec"),
    _column("desil", "Desil", Kind.CODE, "desil nasional|desil kesejahteraan|kelompok desil|desil dtsen",
            choices={str(number): str(number) for number in range(1, 11)}),
)  # fmt: skip

COLUMNS = {"RESIDENTS": RESIDENT_COLUMNS, "POVERTY": POVERTY_COLUMNS}
BY_CODE: dict[str, dict[str, Column]] = {
    name: {column.code: column for column in columns} for name, columns in COLUMNS.items()
}
RESIDENT = BY_CODE["RESIDENTS"]
# Without these a file says too little: somebody has to point at them before anything is checked.
NEEDED: dict[str, tuple[str, ...]] = {"RESIDENTS": ("nama", "nik"), "POVERTY": ("nik",)}
