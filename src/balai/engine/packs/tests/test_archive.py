"""Archives and folders: what is taken, what is refused, and that bytes are the same everywhere."""

import os
import stat
import warnings
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from balai.engine.packs import signing
from balai.engine.packs.archive import MOST_FILES, load_folder, read_archive, write_archive
from balai.engine.packs.canonical import canonical, digest
from balai.engine.packs.testing import FOLDER, invented_files
from balai.foundation.errors import Refused

KEY = bytes(range(32))


def signed_archive() -> bytes:
    files = invented_files()
    what = {"pack": "bantuan-rekaan", "version": "1.0.0", "files": files}
    return write_archive(files, signature=signing.written(signing.sign(**what, key=KEY), **what))


def zipped(*members: tuple[str | zipfile.ZipInfo, bytes], how: int = zipfile.ZIP_STORED) -> bytes:
    out = BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with zipfile.ZipFile(out, "w", how) as file:
            for name, content in (("pack.yaml", b"format: 1\n"), *members):
                file.writestr(name, content)
    return out.getvalue()


def member(name: str, mode: int) -> zipfile.ZipInfo:
    found = zipfile.ZipInfo(name)
    found.create_system, found.external_attr = 3, mode << 16
    return found


def refused(data: bytes) -> Refused:
    with pytest.raises(Refused) as caught:
        read_archive(data)
    return caught.value


def test_a_folder_goes_through_a_zip_and_back() -> None:
    files = load_folder(FOLDER)
    again = read_archive(write_archive(files))
    assert again.files == files and again.signed_by == ""
    assert write_archive(again.files) == write_archive(files)


def test_the_same_pack_has_one_digest_however_it_was_saved() -> None:
    files = invented_files()
    windows = {path: "\ufeff" + text.replace("\n", "\r\n") + "\r\n\r\n" for path, text in files.items()}
    assert digest(dict(reversed(windows.items()))) == digest(files)
    assert canonical(windows) == canonical(files)
    assert digest({**files, "values.yaml": files["values.yaml"].replace("60", "61")}) != digest(files)


def test_letters_written_in_two_ways_are_the_same_letters() -> None:
    assert digest({"pack.yaml": "nama: Andre\u0301"}) == digest({"pack.yaml": "nama: Andr\u00e9"})


def test_a_signature_is_checked_and_names_its_key() -> None:
    found = read_archive(signed_archive(), trusted=[signing.public_key(KEY)])
    assert found.signed_by == signing.public_key(KEY)


def test_a_key_that_nobody_trusts_is_named() -> None:
    with pytest.raises(Refused) as caught:
        read_archive(signed_archive(), trusted=["00" * 32])
    assert caught.value.code == "PACK_KEY_UNKNOWN"
    assert signing.fingerprint(signing.public_key(KEY)) in caught.value.message


def test_without_a_signature_nothing_is_trusted() -> None:
    with pytest.raises(Refused) as caught:
        read_archive(write_archive(invented_files()), trusted=[signing.public_key(KEY)])
    assert caught.value.code == "PACK_UNSIGNED"


@pytest.mark.slow
def test_one_flipped_bit_anywhere_is_refused() -> None:
    whole = signed_archive()
    for place in [*range(0, len(whole), 97), *range(len(whole) - 60, len(whole))]:
        bent = bytearray(whole)
        bent[place] ^= 1 << (place % 8)
        assert refused(bytes(bent)).code in {
            "PACK_CHANGED",
            "PACK_FILE_REFUSED",
            "PACK_SIGNATURE_UNREADABLE",
            "PACK_TOO_BIG",
        }, place


def test_a_changed_file_with_the_old_signature_is_refused() -> None:
    files = {**invented_files(values=("default: 60", "default: 99"))}
    what = {"pack": "bantuan-rekaan", "version": "1.0.0", "files": invented_files()}
    old = signing.written(signing.sign(**what, key=KEY), **what)
    assert refused(write_archive(files, signature=old)).code == "PACK_CHANGED"


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"format": 1}', "[" * 5000, "null"])
def test_an_unreadable_signature_is_refused(text: str) -> None:
    assert refused(write_archive(invented_files(), signature=text or " ")).code == "PACK_SIGNATURE_UNREADABLE"


@pytest.mark.parametrize(
    "name",
    [
        "../pack.yaml", "letters/../../surat.typ", "/etc/passwd", "letters\\..\\x.typ", "C:pack.yaml", "program.py",
        "letters/x.exe", "dalam.zip", "variants/dalam/x.yaml", "values.YAML", "letters/.typ", "variants/",
    ],
)  # fmt: skip
def test_names_that_no_pack_has_are_refused(name: str) -> None:
    assert refused(zipped((name, b"x"))).code == "PACK_FILE_REFUSED"


def test_a_name_cut_by_a_nought_is_refused() -> None:
    data = zipped(("values.yamlXpy", b"x")).replace(b"values.yamlXpy", b"values.yaml\0py")
    assert refused(data).code == "PACK_FILE_REFUSED"


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFCHR, stat.S_IFBLK, stat.S_IFIFO])
def test_links_and_devices_in_a_zip_are_refused(kind: int) -> None:
    found = refused(zipped((member("values.yaml", kind | 0o777), b"/etc/passwd")))
    assert found.code == "PACK_FILE_REFUSED" and "values.yaml" in found.message


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = zipped(("values.yaml", b"0" * 500_000), how=zipfile.ZIP_DEFLATED)
    assert refused(bomb).code == "PACK_FILE_REFUSED"


def test_a_zip_that_lies_about_a_size_is_refused() -> None:
    whole = zipped(("values.yaml", b"a: 1 # " + os.urandom(3000).hex().encode()), how=zipfile.ZIP_DEFLATED)
    size = (6007).to_bytes(4, "little")
    assert whole.count(size) == 2
    assert refused(whole.replace(size, (5000).to_bytes(4, "little"))).code == "PACK_FILE_REFUSED"


def test_too_big_and_too_many() -> None:
    assert refused(zipped(("values.yaml", b"1" * 600_000))).code == "PACK_TOO_BIG"
    many = [(f"variants/v{n}.yaml", b"x: 1") for n in range(MOST_FILES)]
    assert refused(zipped(*many)).code == "PACK_TOO_BIG"
    half = [(f"variants/v{n}.yaml", os.urandom(250_000).hex().encode()) for n in range(9)]
    assert refused(zipped(*half, how=zipfile.ZIP_DEFLATED)).code == "PACK_TOO_BIG"
    assert refused(b"0" * 5_000_000).code == "PACK_TOO_BIG"


def test_twice_the_same_file_is_refused() -> None:
    assert "dua kali" in refused(zipped(("values.yaml", b"a: 1"), ("values.yaml", b"a: 2"))).message


def test_an_encrypted_file_is_refused() -> None:
    whole = bytearray(zipped(("values.yaml", b"a: 1")))
    whole[whole.rindex(b"PK\x01\x02") + 8] |= 1
    assert refused(bytes(whole)).code == "PACK_FILE_REFUSED"


@pytest.mark.parametrize("content", [b"\xff\xfea\0:\0", b"a: \xe9", b"a: 1\0"])
def test_what_is_not_utf8_text_is_refused(content: bytes) -> None:
    assert "values.yaml" in refused(zipped(("values.yaml", content))).message


@pytest.mark.parametrize("data", [b"", b"PK", b"bukan zip", b"PK\x05\x06" + b"\0" * 18])
def test_what_is_no_zip_is_refused(data: bytes) -> None:
    assert refused(data).code == "PACK_FILE_REFUSED"


def test_folders_are_read_with_the_same_suspicion(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text("format: 1")
    assert set(load_folder(tmp_path)) == {"pack.yaml"}
    cases = {
        "link": lambda: (tmp_path / "values.yaml").symlink_to("/etc/passwd"),
        "pipe": lambda: os.mkfifo(tmp_path / "values.yaml"),
        "name": lambda: (tmp_path / "virus.py").write_text(""),
        "size": lambda: (tmp_path / "values.yaml").write_text("0" * 600_000),
        "code": lambda: (tmp_path / "values.yaml").write_bytes(b"\xff\xfe"),
    }
    for make in cases.values():
        make()
        with pytest.raises(Refused):
            load_folder(tmp_path)
        for name in ("values.yaml", "virus.py"):
            (tmp_path / name).unlink(missing_ok=True)
    (tmp_path / "letters").symlink_to("/tmp", target_is_directory=True)
    with pytest.raises(Refused):
        load_folder(tmp_path)


def test_a_folder_without_a_manifest_or_none_at_all(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "tidak-ada"):
        with pytest.raises(Refused):
            load_folder(folder)


def test_keys_are_kept_from_others_and_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "kunci"
    key = signing.new_key()
    signing.write_key(path, key)
    assert signing.read_key(path) == key
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(FileExistsError):
        signing.write_key(path, key)
    path.chmod(0o600)
    path.write_text("bukan kunci")
    with pytest.raises(Refused):
        signing.read_key(path)
