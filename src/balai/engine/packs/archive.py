"""Packs as folders and as zip files: read with suspicion, written the same everywhere.

Nothing is ever unpacked onto the disk: names that climb out of the folder are refused because they are wrong, not
because they would work.
"""

import re
import stat
import zlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, LargeZipFile, ZipFile, ZipInfo

from balai.foundation.errors import Refused

from . import signing
from .canonical import canonical
from .signing import SIGNATURE_FILE, Signed

MOST_FILES = 120
MOST_BYTES_EACH = 512 * 1024
MOST_BYTES = 4 * 1024 * 1024
MOST_RATIO = 100
_TOP = [
    "pack",
    "form",
    "papers",
    "rules",
    "flow",
    "letters",
    "messages",
    "values",
    "training",
    "indicators",
    "cases",
]
_NAME = re.compile(
    rf"({'|'.join(_TOP)})\.yaml|variants/[a-z0-9][a-z0-9-]{{0,59}}\.yaml|letters/[a-z0-9][a-z0-9-]{{0,59}}\.typ"
    r"|README\.md"
)
_ENCRYPTED = 0x1


@dataclass(frozen=True, slots=True)
class Archive:
    """What an archive holds: canonical files, and the signature when there is one that fits them."""

    files: Mapping[str, str]
    signed: Signed | None = None

    @property
    def signed_by(self) -> str:
        """The public key that signed, 64 hex digits; "" when nobody did."""
        return self.signed.public_key if self.signed else ""


def load_folder(path: Path) -> dict[str, str]:
    """The canonical files of a pack's folder. Raises Refused PACK_FILE_REFUSED naming the file, PACK_TOO_BIG."""
    if not path.is_dir() or path.is_symlink():
        raise _refuse(str(path.name), "bukan folder paket.")
    found: dict[str, bytes] = {}
    for file in _walk(path, path):
        _not_too_many(len(found) + 1)
        found[file.relative_to(path).as_posix()] = file.read_bytes()
    return _texts(found)


def read_archive(data: bytes, *, trusted: Collection[str] | None = None) -> Archive:
    """The pack in a zip file, its signature checked where it has one.

    `trusted`: the public keys of which one must have signed; None: any or none. Raises Refused PACK_FILE_REFUSED
    naming the file, PACK_TOO_BIG, PACK_CHANGED, PACK_SIGNATURE_UNREADABLE, PACK_UNSIGNED, PACK_KEY_UNKNOWN.
    """
    if len(data) > MOST_BYTES:
        raise _too_big()
    try:
        with ZipFile(BytesIO(data)) as file:
            found = _members(file)
    except (BadZipFile, LargeZipFile, NotImplementedError, EOFError, zlib.error, ValueError, OSError):
        raise Refused(
            "PACK_FILE_REFUSED", "Berkas ini bukan zip yang utuh. Unduh ulang dari daerah asal."
        ) from None
    written = found.pop(SIGNATURE_FILE, None)
    files = _texts(found)
    signed = None
    if written is not None:
        signature = _text(SIGNATURE_FILE, written)
        signed = signing.read(signature, files)
        # Signed archives are accepted only as they were written: not one byte may differ, not even a date in the zip.
        if write_archive(files, signature=signature) != data:
            raise signing.changed()
    if trusted is not None:
        _trust(signed, trusted)
    return Archive(files, signed)


def write_archive(files: Mapping[str, str], *, signature: str = "") -> bytes:
    """A zip file of the canonical files: the same files give the same bytes, on every machine.

    Stored, not compressed: compressors differ from version to version.
    """
    kept = dict(canonical(files))
    if signature:
        kept[SIGNATURE_FILE] = signature
    out = BytesIO()
    with ZipFile(out, "w", ZIP_STORED) as file:
        for path in sorted(kept):
            member = ZipInfo(path, (1980, 1, 1, 0, 0, 0))
            member.create_system, member.external_attr = 3, (stat.S_IFREG | 0o644) << 16
            file.writestr(member, kept[path].encode())
    return out.getvalue()


def _walk(folder: Path, root: Path) -> Iterator[Path]:
    for entry in sorted(folder.iterdir()):
        name = entry.relative_to(root).as_posix()
        mode = entry.lstat().st_mode
        if stat.S_ISLNK(mode):
            raise _refuse(name, "tautan (symlink) tidak diterima.")
        if stat.S_ISDIR(mode) and name in {"variants", "letters"}:
            yield from _walk(entry, root)
            continue
        if not stat.S_ISREG(mode):
            raise _refuse(name, "hanya berkas biasa yang diterima.")
        _check_name(name)
        if entry.lstat().st_size > MOST_BYTES_EACH:
            raise _too_big(name)
        yield entry


def _members(file: ZipFile) -> dict[str, bytes]:
    members = [member for member in file.infolist() if not _is_plain_folder(member)]
    _not_too_many(len(members))
    if sum(member.file_size for member in members) > MOST_BYTES:
        raise _too_big()
    found: dict[str, bytes] = {}
    for member in members:
        _check_member(member)
        if member.filename in found:
            raise _refuse(member.filename, "tertulis dua kali di dalam zip.")
        with file.open(member) as stream:
            found[member.filename] = stream.read(MOST_BYTES_EACH + 1)
        if len(found[member.filename]) > MOST_BYTES_EACH:
            raise _too_big(member.filename)
    return found


def _is_plain_folder(member: ZipInfo) -> bool:
    return member.filename in {"variants/", "letters/"} and member.file_size == 0


def _check_member(member: ZipInfo) -> None:
    """Everything that the zip's own list says, before a byte is unpacked."""
    name = member.filename
    kind = stat.S_IFMT(member.external_attr >> 16)
    if kind == stat.S_IFLNK:
        raise _refuse(name, "tautan (symlink) tidak diterima.")
    if kind not in {0, stat.S_IFREG}:
        raise _refuse(name, "hanya berkas biasa yang diterima.")
    if name != member.orig_filename:
        raise _refuse(name, "namanya memuat karakter terlarang.")
    if name != SIGNATURE_FILE:
        _check_name(name)
    if member.flag_bits & _ENCRYPTED:
        raise _refuse(name, "berkas di dalam zip disandikan.")
    if member.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
        raise _refuse(name, "cara pemampatan tidak dikenal.")
    if member.file_size > MOST_BYTES_EACH:
        raise _too_big(name)
    if member.file_size > MOST_RATIO * max(member.compress_size, 1):
        raise _refuse(name, "dimampatkan jauh melebihi kewajaran.")


def _check_name(name: str) -> None:
    if name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/"):
        raise _refuse(name, "alamatnya keluar dari folder paket.")
    if not _NAME.fullmatch(name):
        raise _refuse(name, "bukan berkas yang dikenal dalam sebuah paket.")


def _texts(found: Mapping[str, bytes]) -> dict[str, str]:
    if sum(map(len, found.values())) > MOST_BYTES:
        raise _too_big()
    if "pack.yaml" not in found:
        raise _refuse("pack.yaml", "tidak ada; setiap paket memilikinya.")
    return canonical({path: _text(path, content) for path, content in found.items()})


def _text(path: str, content: bytes) -> str:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        raise _refuse(path, "bukan teks UTF-8. Simpan ulang dengan pengodean UTF-8.") from None
    if "\0" in text:
        raise _refuse(path, "bukan berkas teks.")
    return text


def _trust(signed: Signed | None, trusted: Collection[str]) -> None:
    if signed is None:
        raise Refused(
            "PACK_UNSIGNED", "Paket ini tidak ditandatangani. Minta ekspor bertanda tangan dari daerah asal."
        )
    if signed.public_key not in trusted:
        raise signing.unknown_key(signed.public_key)


def _not_too_many(count: int) -> None:
    if count > MOST_FILES:
        raise Refused("PACK_TOO_BIG", "Paket memuat lebih dari {most} berkas.", most=MOST_FILES)


def _too_big(name: str = "") -> Refused:
    if name:
        most = MOST_BYTES_EACH // 1024
        return Refused("PACK_TOO_BIG", "{file}: lebih besar dari {most} KB.", file=_shown(name), most=most)
    return Refused("PACK_TOO_BIG", "Paket lebih besar dari {most} MB.", most=MOST_BYTES // 1024 // 1024)


def _refuse(name: str, why: str) -> Refused:
    return Refused("PACK_FILE_REFUSED", "{file}: " + why, file=_shown(name))


def _shown(name: str) -> str:
    """A file's name as it may be repeated to people: printable and short."""
    return "".join(sign if sign.isprintable() else "?" for sign in name)[:120]
