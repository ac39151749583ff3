"""Decisions about files that need neither a database nor a library."""

import re
from datetime import date, timedelta

_MAGIC: tuple[tuple[str, re.Pattern[bytes]], ...] = (
    ("JPEG", re.compile(rb"\xff\xd8\xff")),
    ("PNG", re.compile(rb"\x89PNG\r\n\x1a\n")),
    ("WEBP", re.compile(rb"RIFF....WEBP", re.DOTALL)),
    ("GIF", re.compile(rb"GIF8[79]a")),
    ("HEIF", re.compile(rb"....ftyp(heic|heix|heim|heis|hevc|hevx|mif1|msf1)", re.DOTALL)),
)
# Marks of a page, a program or a PDF inside an image. No camera writes them, and seven given bytes do not
# come about by chance in compressed pixels.
_FOREIGN = (b"<script", b"<?php", b"<!doctype html", b"<svg ")
_ZIP_END = b"PK\x05\x06"
_ZIP_END_SIZE = 22
_LONGEST_ZIP_COMMENT = 65_535


def image_format(data: bytes) -> str | None:
    """JPEG, PNG, WEBP, GIF or HEIF by the first bytes, whatever the name says; None for all else."""
    return next((name for name, magic in _MAGIC if magic.match(data)), None)


def is_pdf(data: bytes) -> bool:
    """Whether it begins as a PDF; leading rubbish, which some readers forgive, is not forgiven here."""
    return data.startswith(b"%PDF-")


def carries_another_file(data: bytes) -> bool:
    """Whether an image is at the same time a PDF, an archive or a page (a polyglot).

    Data after the end of the picture is not enough: moving photos and Samsung phones append some.
    """
    lowered = data.lower()
    return b"%pdf-" in lowered[:1024] or any(mark in lowered for mark in _FOREIGN) or _ends_as_archive(data)


def _ends_as_archive(data: bytes) -> bool:
    """Whether the end record of a ZIP (also JAR, APK, DOCX) stands exactly at the end of the file."""
    start = data.rfind(_ZIP_END, max(0, len(data) - _LONGEST_ZIP_COMMENT - _ZIP_END_SIZE))
    if start < 0 or start + _ZIP_END_SIZE > len(data):
        return False
    comment = int.from_bytes(data[start + 20 : start + 22], "little")
    return start + _ZIP_END_SIZE + comment == len(data)


def bounded(width: int, height: int, longest: int) -> tuple[int, int]:
    """The size in pixels with the same shape whose longest side is at most `longest`; never larger."""
    scale = min(1.0, longest / max(width, height))
    return max(1, round(width * scale)), max(1, round(height * scale))


def file_name(*, token: str, day: date, small: bool, extension: str = "jpg") -> str:
    """`2026-03-17/a3/a3…f0-k.jpg`: the day comes first, so that the sweep reads only few days."""
    return f"{day:%Y-%m-%d}/{token[:2]}/{token}{'-k' if small else ''}.{extension}"


def token_of(name: str) -> str:
    """The token in the name of a stored file; something that is no token for every other name."""
    stem = name.rpartition("/")[2]
    for ending in (".jpg", ".pdf"):
        stem = stem.removesuffix(ending)
    return stem.removesuffix("-k")


def sweepable_days(*, today: date, back: int) -> list[date]:
    """The days whose files may be swept: all of them are at least a whole day old.

    `today` and the folders are days of the same zone (UTC). A file of the day before yesterday was
    written at least 24 hours ago, so no open request can still be about to write its row.
    """
    return [today - timedelta(days=days) for days in range(2, 2 + back)]


def signed_64(number: int) -> int:
    """An unsigned 64-bit number as the signed one that databases store."""
    return number - 2**64 if number >= 2**63 else number


def bits_apart(left: int, right: int) -> int:
    """In how many of 64 bits two difference hashes differ; up to about 8 means: looks the same."""
    return ((left ^ right) & (2**64 - 1)).bit_count()
