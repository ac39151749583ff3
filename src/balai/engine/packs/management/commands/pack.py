"""`balai pack …`: check, test, install, upgrade, export, compare packs; keys that sign them."""

from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from balai.engine.packs import public as packs
from balai.foundation.actor import SYSTEM
from balai.foundation.errors import Refused

USAGE = """balai pack check FOLDER|ZIP             periksa; setiap kesalahan dengan berkas, baris dan isian
balai pack test FOLDER|ZIP              jalankan contoh kasusnya
balai pack install FOLDER|ZIP           pasang (zip harus ditandatangani kunci yang dipercaya)
balai pack upgrade PAKET VERSI          pindah ke versi yang sudah terpasang
balai pack export PAKET [--key BERKAS] [--out BERKAS]
balai pack diff A B                     beda antara dua folder atau zip
balai pack usage PAKET [--out BERKAS]   hitungan pemakaian bagi daerah asal, bila disetujui
balai pack keys [--new BERKAS | --trust KUNCI --owner NAMA --how CARA]
"""


class Command(BaseCommand):
    help = "Paket layanan: periksa, uji, pasang, tingkatkan, ekspor, bandingkan."
    requires_system_checks: tuple[str, ...] = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.usage = USAGE
        parser.add_argument(
            "what", choices=["check", "test", "install", "upgrade", "export", "diff", "keys", "help"]
        )
        parser.add_argument("subjects", nargs="*")
        for option in ("--key", "--out", "--new", "--trust", "--owner", "--how"):
            parser.add_argument(option, default="")

    def handle(self, *, what: str, subjects: list[str], **options: Any) -> None:
        wanted = {"upgrade": 2, "diff": 2, "keys": 0}.get(what, 1)
        if len(subjects) != wanted:
            raise CommandError(f"Pemakaian:\n{USAGE}", returncode=2)
        try:
            getattr(self, f"_{what}")(*subjects, options=options)
        except packs.PackFaults as refusal:
            faults = "\n".join(map(str, refusal.faults))
            raise CommandError(f"{faults}\n{len(refusal.faults)} kesalahan.") from None
        except Refused as refusal:
            raise CommandError(refusal.message) from None

    def _check(self, name: str, *, options: Mapping[str, Any]) -> None:
        pack = packs.sound_pack(_files(name))
        self.stdout.write(
            f"Paket {pack.id} {pack.version} utuh: {len(pack.fields)} isian, {len(pack.eligibility.rows)} baris aturan, "
            f"{len(pack.flow.moves)} langkah, {len(pack.values)} nilai daerah, {len(pack.samples)} contoh kasus."
        )
        self.stdout.write(f"Sidik jari: {packs.digest(_files(name))}")

    def _test(self, name: str, *, options: Mapping[str, Any]) -> None:
        trials = packs.try_all(packs.sound_pack(_files(name)))
        for line in packs.report(trials):
            self.stdout.write(line)
        failed = sum(len(trial.failed) for trial in trials)
        if failed:
            raise CommandError(f"{failed} contoh kasus gagal.")
        self.stdout.write(f"Semua {sum(len(trial.results) for trial in trials)} contoh kasus lulus.")

    def _install(self, name: str, *, options: Mapping[str, Any]) -> None:
        found = _archive(name, trusted=[row.key for row in packs.trusted_keys()])
        row = packs.install(files=found.files, signature=found.signed, by=SYSTEM, at=timezone.now())
        view = packs.known(row.pack)
        self.stdout.write(
            f"Terpasang: {row.pack} {row.version}. Dipakai: {view.pack.version} ({view.state})."
        )
        if view.version_id != row.pk:
            self.stdout.write(f"Untuk memakainya: balai pack upgrade {row.pack} {row.version}")

    def _upgrade(self, name: str, version: str, *, options: Mapping[str, Any]) -> None:
        row = next((row for row in packs.versions_of(name) if row.version == version), None)
        if row is None:
            raise CommandError(f"Versi {version} dari {name} tidak terpasang.")
        found = packs.upgrade(pack_id=name, version_id=row.pk, by=SYSTEM, at=timezone.now())
        self.stdout.write(
            f"{name}: {found.before} -> {found.after}. Nilai daerah dipertahankan: {len(found.kept)}."
        )
        for conflict in found.conflicts:
            self.stdout.write(
                f"  {conflict.kind}  {conflict.code}: paket {conflict.before} -> {conflict.after}, daerah {conflict.local}"
            )

    def _export(self, name: str, *, options: Mapping[str, Any]) -> None:
        key = packs.read_key(Path(options["key"])) if options["key"] else packs.own_key()
        data = packs.export(name, key=key)
        target = Path(options["out"] or f"{name}-{packs.current(name).version}.zip")
        target.write_bytes(data)
        signed = packs.read_archive(data).signed_by
        self.stdout.write(
            f"{target}: {len(data)} byte, "
            + (f"ditandatangani {packs.fingerprint(signed)}" if signed else "TANPA tanda tangan")
        )

    def _diff(self, before: str, after: str, *, options: Mapping[str, Any]) -> None:
        found = packs.diff(_files(before), _files(after), names=(before, after))
        self.stdout.write(found or "Tidak ada perbedaan.", ending="" if found else "\n")

    def _keys(self, *, options: Mapping[str, Any]) -> None:
        if options["new"]:
            self._new_key(Path(options["new"]))
        elif options["trust"]:
            row = packs.trust_key(
                key=options["trust"],
                owner=options["owner"],
                checked_how=options["how"],
                by=SYSTEM,
                at=timezone.now(),
            )
            self.stdout.write(f"Dipercaya: {row.owner} {packs.fingerprint(row.key)}")
        else:
            own = packs.own_key()
            self.stdout.write(
                f"Kunci sendiri: {packs.public_key(own)}"
                if own
                else f"Belum ada kunci di {settings.PACK_KEY_FILE}."
            )
            for row in packs.trusted_keys():
                self.stdout.write(f"Dipercaya: {row.key}  {row.owner}")

    def _new_key(self, path: Path) -> None:
        key = packs.new_key()
        try:
            packs.write_key(path, key)
        except FileExistsError:
            raise CommandError(f"{path} sudah ada; kunci tidak ditimpa.") from None
        self.stdout.write(
            f"Kunci rahasia disimpan di {path}; jangan dibagikan.\nKunci publik: {packs.public_key(key)}"
        )


def _archive(name: str, *, trusted: list[str] | None) -> packs.Archive:
    """The pack in a folder, or in a zip that one of the keys must have signed."""
    path = Path(name)
    if path.is_dir():
        return packs.Archive(packs.load_folder(path))
    try:
        data = path.read_bytes()
    except OSError:
        raise Refused("PACK_FILE_REFUSED", "Berkas atau folder paket tidak ada.") from None
    return packs.read_archive(data, trusted=trusted)


def _files(name: str) -> Mapping[str, str]:
    return _archive(name, trusted=None).files
