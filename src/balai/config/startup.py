"""The steps of `balai run`, each skipped when there is nothing to do: from an empty folder to a hall full of demo."""

import hashlib
import importlib
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command, get_commands
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

# What the other rooms add to the demonstration, in this order: forms are filled from the register of residents.
DEMO_OF_ROOMS = {
    "demo_relay": "Satu badan lain contoh",
    "demo_residents": "Penduduk rekaan",
    "demo_services": "Permohonan layanan rekaan",
    "demo_needs": "Contoh kebutuhan",
    "demo_masterplan": "Contoh program dan lokakarya",
    "demo_answers": "Contoh jawaban atas kebutuhan",
    "demo_innovations": "Contoh inovasi dan pemakaiannya",
    "demo_ideas": "Contoh gagasan dan lomba",
    "demo_evaluation": "Contoh evaluasi dan tinjauan lapangan",
    "demo_risks": "Contoh risiko",
    "demo_data_protection": "Contoh permintaan data pribadi",
    "demo_chats": "Contoh percakapan",
    "demo_threads": "Contoh benang merah",
    "demo_books": "Contoh terbitan",
}


def prepare(*, region: str, reports: int) -> None:
    """Bring database, region, demo data, static files and translations up to date."""
    compile_messages()
    migrate()
    load_region(region)
    demo(reports)
    collect_static()


@contextmanager
def step(title: str) -> Iterator[None]:
    """Show what is being done, and how long it took."""
    sys.stdout.write(f"  {title} … ")
    sys.stdout.flush()
    began = time.monotonic()
    yield
    sys.stdout.write(f"selesai ({time.monotonic() - began:.1f} detik)\n")
    sys.stdout.flush()


def compile_messages() -> None:
    """Translations from .po to .mo, without the gettext system package."""
    for folder in settings.LOCALE_PATHS:
        for source in sorted(Path(folder).glob("*/LC_MESSAGES/*.po")):
            target = source.with_suffix(".mo")
            if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
                with step(f"Terjemahan {source.parts[-3]}"):
                    _compile(source, target)


def _compile(source: Path, target: Path) -> None:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with source.open("rb") as file:
        catalogue = read_po(file)
    written = BytesIO()
    write_mo(written, catalogue)
    target.write_bytes(written.getvalue())


def pending_migrations() -> int:
    """How many migrations the database lacks."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def migrate() -> None:
    """Tables as this version wants them."""
    if connection.vendor == "sqlite":
        Path(settings.DATABASES["default"]["NAME"]).parent.mkdir(parents=True, exist_ok=True)
    if pending := pending_migrations():
        with step(f"Menyiapkan basis data ({pending} langkah)"):
            call_command("migrate", verbosity=0, interactive=False)


def load_region(name: str) -> None:
    """Areas, agencies, calendar and parameters, once."""
    if not apps.get_model("organizations", "Region").objects.exists():
        with step(f"Memuat data wilayah {name}"), quiet():
            call_command("load_region", name)


def demo(reports: int) -> None:
    """Invented people, reports and applications, in a database that has no accounts yet."""
    if reports and "demo" in get_commands() and not apps.get_model("people", "User").objects.exists():
        sys.stdout.write(f"  Mengisi contoh: {reports} laporan rekaan …\n")
        sys.stdout.flush()
        call_command("demo", reports=reports, verbosity=0)
        for command, title in DEMO_OF_ROOMS.items():
            if command in get_commands():
                with step(title), quiet():
                    call_command(command, verbosity=0)


def sign_ins() -> list[tuple[str, str, str]]:
    """(role, e-mail, password) of the demo people, as the commands of the demonstration declare them in SIGN_INS."""
    rows: list[tuple[str, str, str]] = []
    for command in ("demo", *DEMO_OF_ROOMS):
        app = get_commands().get(command)
        if app is not None:
            module = importlib.import_module(f"{app}.management.commands.{command}")
            rows += [tuple(row) for row in getattr(module, "SIGN_INS", [])]
    # Of a hall without a demonstration nothing is told, though it has accounts of its own.
    users = apps.get_model("people", "User").objects
    known = set(users.filter(email__in=[email for _, email, _ in rows]).values_list("email", flat=True))
    return [row for row in dict.fromkeys(rows) if row[1] in known]


def collect_static() -> None:
    """Static files under names that carry their content's hash, compressed; only when one of them changed."""
    stamp = Path(settings.STATIC_ROOT).parent / "static.stamp"
    now = static_fingerprint()
    if not (stamp.exists() and stamp.read_text() == now and Path(settings.STATIC_ROOT).is_dir()):
        with step("Menyiapkan berkas tampilan"), quiet():
            call_command("collectstatic", verbosity=0, interactive=False)
        stamp.write_text(now)


def static_fingerprint() -> str:
    """Name, size and time of every static file."""
    seen = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            stat = Path(storage.path(name)).stat()
            seen.update(f"{name} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return seen.hexdigest()


@contextmanager
def quiet() -> Iterator[None]:
    """Keep the lines of a command out of the list of steps."""
    from contextlib import redirect_stdout
    from io import StringIO

    with redirect_stdout(StringIO()):
        yield
