"""Indonesian words in identifiers are nouns of law and institution, and each has a row in the glossary."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import balai

ROOT = Path(__file__).resolve().parents[2]
SOURCE = Path(balai.__file__).parent
GLOSSARY = ROOT / "docs" / "glossary.md"
# Words that would be Indonesian in an identifier. English has its own for most of them: these must not be used at all
# unless the glossary explains them.
INDONESIAN = frozenset(
    [
        "opd",
        "desa",
        "kelurahan",
        "kecamatan",
        "kabupaten",
        "provinsi",
        "kota",
        "bupati",
        "camat",
        "lurah",
        "kades",
        "sekda",
        "setda",
        "perangkat",
        "warga",
        "rakyat",
        "laporan",
        "lapor",
        "aduan",
        "pengaduan",
        "keluhan",
        "tanggapan",
        "jawaban",
        "bukti",
        "petugas",
        "pegawai",
        "dinas",
        "badan",
        "instansi",
        "wilayah",
        "daerah",
        "nik",
        "kk",
        "ktp",
        "dtks",
        "santunan",
        "akta",
        "surat",
        "berkas",
        "izin",
        "layanan",
        "tarif",
        "retribusi",
        "pajak",
        "pagu",
        "anggaran",
        "belanja",
        "rupiah",
        "rekening",
        "apbd",
        "apbdes",
        "rka",
        "dpa",
        "rpjmd",
        "rkpd",
        "renja",
        "renstra",
        "musrenbang",
        "sipd",
        "spbe",
        "sakip",
        "ikm",
        "pad",
        "pkl",
        "lapak",
        "pasar",
        "kreweng",
        "minggon",
        "jatinan",
        "bencana",
        "banjir",
        "longsor",
        "jalan",
        "jembatan",
        "sampah",
        "lampu",
        "libur",
        "cuti",
        "hari",
        "kerja",
        "jam",
        "masuk",
        "keluar",
        "kunci",
        "sandi",
        "akun",
        "arahan",
        "disposisi",
        "inovasi",
        "bimtek",
        "masterplan",
        "dinsos",
        "dinkes",
        "disdukcapil",
        "diskominfo",
        "bappeda",
        "bpkad",
        "inspektorat",
        "tapd",
    ]
)
# English words that look the same.
SAME_IN_ENGLISH = frozenset({"masterplan", "pad", "jam", "akta"})


def identifiers(tree: ast.AST) -> Iterator[str]:
    """Names that the code gives: modules aside, functions, classes, arguments, variables, attributes of classes."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id


def words(identifier: str) -> set[str]:
    """`OpdName` and `active_opds` -> {opd, name}, {active, opd}."""
    parts = re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", identifier)
    return {part.lower() for part in parts} | {part.lower().removesuffix("s") for part in parts}


def used() -> dict[str, str]:
    """Indonesian words that identifiers contain, with one place where."""
    found: dict[str, str] = {}
    for path in sorted(SOURCE.rglob("*.py")):
        if {"migrations", "tests"} & set(path.parts):
            continue
        for name in identifiers(ast.parse(path.read_text(encoding="utf-8"))):
            for word in (words(name) & INDONESIAN) - SAME_IN_ENGLISH:
                found.setdefault(word, f"{path.relative_to(SOURCE)}: {name}")
    return found


def explained() -> set[str]:
    """First cells of the glossary's rows."""
    cells = re.findall(r"^\|\s*`?([\w-]+)`?\s*\|", GLOSSARY.read_text(encoding="utf-8"), re.MULTILINE)
    return {cell.lower() for cell in cells}


def test_the_glossary_explains_every_indonesian_word_in_the_code():
    missing = {word: place for word, place in used().items() if word not in explained()}
    assert missing == {}, f"use the English word, or add a row to {GLOSSARY.relative_to(ROOT)}"


def test_at_most_one_indonesian_word_in_an_identifier():
    assert words("active_opds") & INDONESIAN == {"opd"}
    crowded = [
        f"{path.relative_to(SOURCE)}: {name}"
        for path in sorted(SOURCE.rglob("*.py"))
        if not {"migrations", "tests"} & set(path.parts)
        for name in identifiers(ast.parse(path.read_text(encoding="utf-8")))
        if len((words(name) & INDONESIAN) - SAME_IN_ENGLISH) > 1
    ]
    assert crowded == []
