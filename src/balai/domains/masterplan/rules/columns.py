"""The columns of the action plan, and how a renamed one is recognised.

Source: the columns that published masterplans and the national budget system ask for, put together for this application
(32 of them; the 33rd keeps what fits nowhere else).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

TERMS = (1, 2, 3, 4, 5)
# Alike enough to be taken without asking; between the two numbers it is proposed and asked.
SURE, PERHAPS = 90, 70
KEEP_BESIDE = "+"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `kind` is how its cells are read, `field` where they go, `limit` the most letters that fit."""

    code: str
    label: str
    field: str = ""
    kind: str = "TEXT"
    limit: int = 0
    others: tuple[str, ...] = ()
    term: int = 0


def _yearly(code: str, label: str, kind: str, *others: str) -> tuple[Column, ...]:
    return tuple(
        Column(
            f"{code}_t{term}",
            f"{label} T{term}",
            kind=kind,
            limit=120 if kind == "TARGET" else 0,
            others=tuple(f"{other} {term}" for other in others),
            term=term,
        )
        for term in TERMS
    )


COLUMNS: tuple[Column, ...] = (
    Column("kode", "Kode", "code", limit=40, others=("kode program", "no", "nomor", "id")),
    Column("dimensi", "Dimensi", "dimension", "DIMENSION", others=("dimensi smart city", "pilar", "aspek")),
    Column(
        "sub_dimensi", "Sub dimensi", "sub_dimension", "SUB_DIMENSION", others=("subdimensi", "sub elemen")
    ),
    Column("sasaran", "Sasaran", "goal", others=("tujuan", "sasaran strategis")),
    Column("strategi", "Strategi", "strategy", others=("arah kebijakan", "strategi pencapaian")),
    Column(
        "program_smart_city", "Program smart city", "name", limit=300,
        others=("program", "nama program", "inovasi", "judul program"),
    ),
    Column("kegiatan", "Kegiatan", "activity", others=("rencana aksi", "aksi", "uraian kegiatan")),
    Column("lokasi", "Lokasi", "place", limit=300, others=("tempat", "lokus", "wilayah")),
    Column(
        "penanggung_jawab_opd", "OPD penanggung jawab", "lead", "OPD",
        others=("penanggung jawab", "opd pelaksana", "leading sector", "opd pengampu", "pj", "opd", "dinas"),
    ),
    Column(
        "opd_pendukung", "OPD pendukung", "supporting", "OPDS",
        others=("pendukung", "opd terkait", "instansi pendukung", "supporting sector"),
    ),
    Column(
        "mitra_nonpemerintah", "Mitra nonpemerintah", "partners",
        others=("mitra", "mitra kerja", "stakeholder", "pemangku kepentingan"),
    ),
    Column(
        "indikator_keluaran", "Indikator keluaran", "output_indicator",
        others=("output", "indikator output", "keluaran"),
    ),
    Column(
        "indikator_hasil", "Indikator hasil", "outcome_indicator",
        others=("outcome", "indikator outcome", "hasil", "indikator"),
    ),
    Column("satuan", "Satuan", "unit", limit=60, others=("unit", "satuan ukur")),
    Column("baseline", "Baseline", "baseline", limit=60, others=("kondisi awal", "data awal", "capaian awal")),
    *_yearly("target", "Target", "TARGET", "target tahun", "target tahun ke", "sasaran tahun"),
    *_yearly("pagu", "Pagu", "MONEY", "anggaran", "anggaran tahun", "pagu indikatif", "dana tahun", "biaya"),
    Column("sumber_dana", "Sumber dana", "fund_source", limit=120, others=("sumber pendanaan", "sumber anggaran")),
    Column(
        "kode_subkegiatan_sipd", "Kode subkegiatan SIPD", "subactivity_code", limit=40,
        others=("kode sub kegiatan", "kode sipd", "kode rekening"),
    ),
    Column(
        "periode_peta_jalan", "Periode peta jalan", "horizon", "HORIZON",
        others=("periode", "jangka waktu", "roadmap", "jangka"),
    ),
    Column("quick_win", "Quick win", "is_quick_win", "FLAG", others=("quickwin", "quick wins", "unggulan")),
    Column(
        "keterkaitan_rpjmd", "Keterkaitan RPJMD", "rpjmd_link",
        others=("rpjmd", "kaitan rpjmd", "program rpjmd", "misi rpjmd"),
    ),
    Column("risiko_terkait", "Risiko terkait", "risk_link", others=("risiko", "risiko program", "kode risiko")),
    Column("status", "Status", "state", "STATE", others=("keadaan", "status pelaksanaan", "progres")),
    Column("catatan", "Catatan", "note", others=("keterangan", "ket")),
)  # fmt: skip
COLUMN = {column.code: column for column in COLUMNS}
COLUMN_LABELS = {column.code: column.label for column in COLUMNS}


def title_of(column: Column, first_year: int) -> str:
    """The heading in a file: yearly columns name their year."""
    return f"{column.label} ({first_year + column.term - 1})" if column.term else column.label


@dataclass(frozen=True, slots=True)
class Guess:
    """What a title was taken for: "" for nothing; `is_sure` where nobody has to be asked."""

    code: str
    is_sure: bool


def recognise(titles: Sequence[str], *, first_year: int, extras: Sequence[str] = ()) -> list[Guess]:
    """What each title means; every column is given away once, to the title that is most like it.

    `extras` are titles that earlier files brought beside the known ones: they are kept beside again without asking.
    """
    names = _names(first_year)
    kept_before = {_plain(title) for title in extras}
    scores = sorted(
        (
            (score, -place, code)
            for place, title in enumerate(titles)
            if _plain(title) and _plain(title) not in kept_before
            for code, score in _scores(title, names)
            if score >= PERHAPS
        ),
        reverse=True,
    )
    taken: dict[int, Guess] = {}
    given: set[str] = set()
    for score, minus_place, code in scores:
        if -minus_place not in taken and code not in given:
            taken[-minus_place] = Guess(code, score >= SURE)
            given.add(code)
    return [
        taken.get(place) or Guess(KEEP_BESIDE if _plain(title) in kept_before else "", not _plain(title))
        for place, title in enumerate(titles)
    ]


def settled(guesses: Sequence[Guess]) -> bool:
    """Whether nobody has to be asked about a column."""
    return all(guess.is_sure or guess.code == KEEP_BESIDE for guess in guesses)


def doubled(chosen: Mapping[int, str]) -> list[str]:
    """Columns that two titles were given for."""
    known = [code for code in chosen.values() if code in COLUMN]
    return sorted({code for code in known if known.count(code) > 1})


def _names(first_year: int) -> dict[str, list[str]]:
    found = {}
    for column in COLUMNS:
        words = [column.code, column.label, *column.others]
        if column.term:
            year, stem = first_year + column.term - 1, column.label.rsplit(" ", 1)[0]
            words += [title_of(column, first_year), f"{stem} {year}", f"{stem} tahun {year}"]
            words += [f"{other.rsplit(' ', 1)[0]} {year}" for other in column.others]
        found[column.code] = [_plain(word) for word in words]
    return found


def _scores(title: str, names: Mapping[str, Sequence[str]]) -> list[tuple[str, float]]:
    plain = _plain(title)
    numbers = re.findall(r"\d+", plain)
    found = []
    for code, words in names.items():
        best = 0.0
        for word in words:
            if plain == word:
                best = 101.0
            # "Target 2021" is one letter from "Target 2022": numbers agree or it is another column.
            elif re.findall(r"\d+", word) == numbers:
                best = max(best, fuzz.token_sort_ratio(plain, word))
        found.append((code, best))
    return found


def _plain(title: str) -> str:
    words = re.sub(r"[^0-9a-z]+", " ", title.casefold()).split()
    # "T1" and "tahun ke-1" speak of the same year.
    return " ".join(re.sub(r"^t(\d)$", r"\1", word) for word in words)
