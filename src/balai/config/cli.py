"""The program `balai`: what an operator types. Words it does not know go to Django's management commands."""

import os
import signal
import socket
import sys
import threading
import time
import urllib.request
from argparse import ArgumentParser
from collections.abc import Callable

from balai.config.supervise import Child, die_with_parent, supervise

HELP = """Balai — balai warga digital

  balai run                    siapkan semuanya, lalu jalankan (contoh di laptop)
  balai serve                  jalankan server web dan pekerja latar
  balai worker                 jalankan pekerja latar saja
  balai migrate                siapkan tabel basis data
  balai load-region FOLDER     muat data satu wilayah
  balai pack check|test FOLDER periksa paket layanan, jalankan contoh kasusnya
  balai pack install|upgrade|export|diff|keys|usage
                               pasang, tingkatkan, ekspor, bandingkan paket; `balai pack` menjelaskan
  balai demo                   isi dengan orang dan laporan rekaan
  balai doctor                 periksa pemasangan ini
  balai journal verify         periksa keutuhan rantai jurnal
  balai train-routing [--use]  pelajari kategori laporan dari laporan yang sudah diputuskan
  balai scrub-reports [--dry-run]
                               samarkan lagi laporan lama setelah aturan penyamaran membaik
  balai tasks [dead|replay]    antrean pekerjaan latar
  balai keys status|new|rotate|drop
                               ganti kunci data: siapkan, tulis ulang bertahap, buang yang lama
  balai new-keys               buat kunci rahasia untuk pemasangan baru
  balai <perintah> …           perintah pengelolaan Django lainnya
"""


def main(argv: list[str] | None = None) -> None:
    """Entry point; ends the process with the command's exit status."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "balai.config.settings.dev")
    if os.environ.get("BALAI_DIE_WITH_PARENT"):
        die_with_parent()
    arguments = sys.argv[1:] if argv is None else argv
    name, rest = (arguments[0], arguments[1:]) if arguments else ("help", [])
    if name in {"help", "-h", "--help"}:
        print(HELP, end="")
        return
    command = COMMANDS.get(name)
    sys.exit(command(rest) if command else django_command(name, rest))


def django_command(name: str, rest: list[str]) -> int:
    """`balai load-region X` is Django's command `load_region X`."""
    from django.core.management import execute_from_command_line

    execute_from_command_line(["balai", name.replace("-", "_"), *rest])
    return 0


def serve(rest: list[str]) -> int:
    """Web server and worker together."""
    options = _serving().parse_args(rest)
    return _serve(options.host, options.port, options.workers)


def run(rest: list[str]) -> int:
    """Everything from an empty folder: prepare, then serve, then say where."""
    parser = _serving()
    parser.add_argument("--region", default=os.environ.get("BALAI_REGION", "batang"))
    parser.add_argument("--reports", type=int, default=int(os.environ.get("BALAI_DEMO_REPORTS", "420")))
    options = parser.parse_args(rest)
    os.environ.setdefault("BALAI_LOG_LEVEL", "WARNING")
    os.environ.setdefault("BALAI_PUBLIC_URL", f"http://{options.host}:{options.port}")
    print("Balai disiapkan …")
    import django

    django.setup()
    from balai.config import startup

    startup.prepare(region=options.region, reports=options.reports)
    accounts = startup.sign_ins()

    def ready() -> None:
        threading.Thread(target=_welcome, args=[options.host, options.port, accounts], daemon=True).start()

    return _serve(options.host, options.port, options.workers, ready=ready)


def journal(rest: list[str]) -> int:
    """`balai journal verify`."""
    if rest != ["verify"]:
        print("Pemakaian: balai journal verify")
        return 2
    return django_command("verify_journal", [])


def pack(rest: list[str]) -> int:
    """`balai pack …`; counts of use are the business of the room that copies services."""
    if rest[:1] == ["usage"]:
        return django_command("pack_usage", rest[1:])
    return django_command("pack", rest or ["help"])


def doctor(rest: list[str]) -> int:
    """Check this installation."""
    from balai.config.doctor import examine

    return examine()


def new_keys(rest: list[str]) -> int:
    """Fresh secrets, as lines for an environment file."""
    import secrets

    from cryptography.fernet import Fernet

    print(f"BALAI_SECRET_KEY={secrets.token_urlsafe(48)}")
    print(f"BALAI_DATA_KEYS={Fernet.generate_key().decode()}")
    return 0


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "run": run,
    "serve": serve,
    "journal": journal,
    "pack": pack,
    "doctor": doctor,
    "new-keys": new_keys,
}


def _serving() -> ArgumentParser:
    parser = ArgumentParser(prog="balai")
    parser.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"))
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))
    parser.add_argument("--workers", type=int, default=int(os.environ.get("BALAI_WORKERS", "2")))
    return parser


def _serve(host: str, port: int, workers: int, *, ready: Callable[[], None] = lambda: None) -> int:
    if _taken(host, port):
        print(
            f"Porta {port} sudah dipakai program lain. Pilih porta lain, misalnya: PORT={port + 1} make run"
        )
        return 1
    web = ["-m", "balai.config.web", "--host", host, "--port", str(port), "--workers", str(workers)]
    children = [
        Child("Server web", [sys.executable, *web]),
        Child("Pekerja latar", [sys.executable, "-m", "balai.config.cli", "worker"]),
    ]
    return supervise(children, ready=ready)


def _taken(host: str, port: int) -> bool:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return True
    return False


def _welcome(host: str, port: int, accounts: list[tuple[str, str, str]]) -> None:
    """Once the server answers, say where it is and who may sign in."""
    shown = "127.0.0.1" if host in {"0.0.0.0", "::"} else host
    address = f"http://{shown}:{port}"
    until = time.monotonic() + 30
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(f"{address}/healthz", timeout=2)
            break
        except OSError:  # not listening yet, or not yet well
            time.sleep(0.1)
    lines = ["", f"Balai berjalan di {address}/   (Ctrl-C untuk berhenti)"]
    if accounts:
        width = [max(len(row[column]) for row in accounts) for column in (0, 1)]
        lines += ["", f"Masuk sebagai orang rekaan di {address}/masuk/"]
        lines += [
            f"  {role:<{width[0]}}  {email:<{width[1]}}  {password}" for role, email, password in accounts
        ]
    print("\n".join(lines), flush=True)


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C while modules still load ends quietly
    main()
