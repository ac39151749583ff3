"""`balai doctor`: is this installation well? Each finding says what to do about it."""

import os
import shutil
import smtplib
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import django
from django.conf import settings
from django.db import connection
from django.utils import timezone

FREE_BYTES = 1_000_000_000
SILENCE = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Finding:
    """`advice` is empty where all is well; a `grave` finding makes the exit status 1."""

    title: str
    fact: str
    advice: str = ""
    grave: bool = True


def examine() -> int:
    """Run every check and print the findings; 0 when nothing grave was found."""
    django.setup()
    findings = [_examined(check) for check in CHECKS]
    for finding in findings:
        mark = "✓" if not finding.advice else ("✗" if finding.grave else "!")
        sys.stdout.write(f" {mark} {finding.title}: {finding.fact}\n")
        if finding.advice:
            sys.stdout.write(f"     → {finding.advice}\n")
    ill = any(finding.advice and finding.grave for finding in findings)
    sys.stdout.write("Ada yang harus dibereskan.\n" if ill else "Balai sehat.\n")
    return int(ill)


def _examined(check: Callable[[], Finding]) -> Finding:
    try:
        return check()
    except Exception as error:
        return Finding(check.__name__, f"{type(error).__name__}: {error}", "Perbaiki galat ini lebih dahulu.")


def python() -> Finding:
    """Python 3.11 or newer."""
    advice = "" if sys.version_info >= (3, 11) else "Pasang Python 3.11 atau lebih baru."
    return Finding("Python", sys.version.split()[0], advice)


def database() -> Finding:
    """It answers, and is new enough."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    version = ".".join(map(str, connection.get_database_version()))
    return Finding("Basis data", f"{connection.display_name} {version}")


def migrations() -> Finding:
    """The tables fit the program."""
    from balai.config.startup import pending_migrations

    pending = pending_migrations()
    return Finding("Tabel", f"{pending} langkah tertunda", "Jalankan: balai migrate" if pending else "")


def static_files() -> Finding:
    """Styles and scripts were collected."""
    there = (Path(settings.STATIC_ROOT) / "staticfiles.json").exists()
    advice = "" if there else "Jalankan: make assets, lalu balai collectstatic --noinput"
    return Finding("Berkas tampilan", "siap" if there else "belum dikumpulkan", advice)


def disk() -> Finding:
    """A gigabyte is left where data is written, and we may write there."""
    folder = Path(settings.DATA_DIR)
    if not os.access(folder, os.W_OK):
        return Finding("Penyimpanan", str(folder), "Folder data tidak dapat ditulisi oleh pengguna ini.")
    free = shutil.disk_usage(folder).free
    advice = "" if free > FREE_BYTES else "Sisa ruang kurang dari 1 GB; kosongkan atau perbesar."
    return Finding("Penyimpanan", f"sisa {free / 1e9:.1f} GB di {folder}", advice)


def keys() -> Finding:
    """Encryption works, and the keys are not the demo's own in production."""
    from balai.engine.data_subjects.public import needs
    from balai.kits.crypto import decrypt, encrypt, index_keys, key_name

    if decrypt(encrypt("uji")) != "uji":
        return Finding("Kunci", "tidak bekerja", "Buat dengan: balai new-keys")
    names = ", ".join(key_name(key) for key in settings.DATA_KEYS)
    fact = f"kunci data {names}; kunci sidik {', '.join(key_name(key) for key in index_keys())}"
    if len(settings.DATA_KEYS) + len(index_keys()) == 2:
        return Finding("Kunci", fact)
    wanted = needs(at=timezone.now())
    advice = (
        "Kunci lama masih diperlukan; lihat: balai keys status"
        if wanted
        else "Kunci lama boleh dibuang: balai keys drop"
    )
    return Finding("Kunci", fact, advice, grave=False)


def mail() -> Finding:
    """The mail server answers."""
    if not settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
        place = getattr(settings, "EMAIL_FILE_PATH", settings.EMAIL_BACKEND)
        advice = "Surat hanya disimpan sebagai berkas; isi BALAI_SMTP_HOST agar terkirim."
        return Finding("Surat-e", str(place), advice, grave=False)
    where = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    try:
        with smtplib.SMTP(settings.EMAIL_HOST, settings.EMAIL_PORT, timeout=5) as server:
            server.noop()
    except OSError as error:
        return Finding(
            "Surat-e", f"{where} tidak menjawab ({error})", "Periksa BALAI_SMTP_HOST dan BALAI_SMTP_PORT."
        )
    return Finding("Surat-e", f"{where} menjawab")


def clock() -> Finding:
    """Deadlines are counted in the region's own time; the database's clock must agree with ours."""
    drift = 0.0
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT extract(epoch FROM clock_timestamp())")
            drift = abs(float(cursor.fetchone()[0]) - time.time())
    now = timezone.localtime().strftime("%Y-%m-%d %H:%M %Z")
    advice = "" if drift < 2 else "Jam server basis data berbeda; nyalakan sinkronisasi waktu (NTP)."
    return Finding("Jam", f"{now}, selisih {drift:.1f} detik", advice)


def worker() -> Finding:
    """A worker was seen a moment ago."""
    from balai.kits.tasks.queue import last_beat, length

    beat, standing = last_beat(), length(at=timezone.now())
    if beat is None or timezone.now() - beat > SILENCE:
        return Finding(
            "Pekerja latar", "tidak berdenyut", "Jalankan: balai serve (atau balai worker)", grave=False
        )
    advice = "Lihat: balai tasks dead" if standing.dead else ""
    fact = f"berdenyut; menunggu {standing.due}, gagal tetap {standing.dead}"
    return Finding("Pekerja latar", fact, advice, grave=False)


def books() -> Finding:
    """Every balance is the sum of its lines, and the lines are those that the journal saw."""
    from balai.engine.ledger.public import verify

    wrong = verify()
    advice = "Jangan membayar dahulu; bandingkan dengan cadangan dan jalankan: balai journal verify"
    return Finding("Kas", wrong[0] if wrong else "seimbang", advice if wrong else "")


CHECKS = (python, database, migrations, static_files, disk, keys, mail, clock, worker, books)
