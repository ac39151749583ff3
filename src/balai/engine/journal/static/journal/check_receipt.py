#!/usr/bin/env python3
"""Periksa tanda terima Balai tanpa Balai: hanya Python 3, tanpa jaringan, tanpa pustaka lain.

    python3 check_receipt.py tanda-terima.json --akar akar.txt
    python3 check_receipt.py tanda-terima.json --puncak 64_HURUF_DAN_ANGKA

`akar.txt` adalah daftar akar harian yang ANDA simpan (unduh dari /transparansi/akar.txt, dari surel, atau salin dari
koran). Makin lama disimpan, makin kuat buktinya: yang memalsukan catatan harus memalsukan simpanan Anda juga.
Hasil: 0 cocok, 1 tidak cocok, 2 berkas tidak terbaca atau belum dapat diperiksa.

The receipt is checked in three steps, each the plain SHA-256 of something:
1. entry -> digest (only where the file holds the entry, "isi");
2. "position|previous hash|digest" -> hash of the link;
3. the link climbs the path to the crown of its day: leaf = SHA-256(0x00 + hash), node = SHA-256(0x01 + left + right),
   n leaves parted at the largest power of two below n (RFC 6962). That crown must be the one that you have kept.
"""

import argparse
import json
import re
import sys
from hashlib import sha256
from pathlib import Path

HASH = re.compile(r"[0-9a-f]{64}")


class Wrong(Exception):
    """The receipt does not hold; the sentence says where."""


class Unready(Exception):
    """Nothing can be said yet; the sentence says why."""


def check(receipt, kept):
    """The sentence of a receipt that holds. `kept`: {date: crown}, or one crown as text. Raises Wrong, Unready."""
    link, grown = receipt.get("mata_rantai"), receipt.get("pohon")
    if not link:
        raise Unready("Catatan ini belum dikunci ketika tanda terimanya diunduh. Unduh lagi sekarang.")
    if "isi" in receipt and sha256(receipt["isi"].encode()).hexdigest() != link["sidik"]:
        raise Wrong("Isi catatan tidak cocok dengan sidiknya.")
    line = f"{link['posisi']}|{link['sebelumnya']}|{link['sidik']}"
    if sha256(line.encode("ascii")).hexdigest() != link["hash"]:
        raise Wrong("Hash mata rantai bukan hasil hitungan dari posisi, hash sebelumnya, dan sidik.")
    if not grown:
        raise Unready("Belum ada akar harian di atas catatan ini. Unduh tanda terimanya lagi besok.")
    size, place = int(grown["ukuran"]), int(link["posisi"]) - 1
    if climb(place, size, leaf(link["hash"]), grown["jalur"]) != grown["puncak"]:
        raise Wrong("Jalur tanda terima tidak sampai pada puncak pohon yang disebutnya.")
    if isinstance(kept, str):
        known = kept
    elif grown["tanggal"] in kept:
        known = kept[grown["tanggal"]]
    else:
        raise Unready(f"Akar tanggal {grown['tanggal']} tidak ada dalam simpanan Anda.")
    if known != grown["puncak"]:
        raise Wrong(f"Puncak tanggal {grown['tanggal']} berbeda dengan yang Anda simpan.")
    return f"COCOK: catatan posisi {link['posisi']} belum berubah sejak dijamin akar {grown['tanggal']}."


def leaf(link_hash):
    return sha256(b"\x00" + bytes.fromhex(link_hash)).digest()


def climb(place, size, found, path):
    """The crown that a leaf and its path lead to; None when the path has the wrong length."""
    turns, start, end = [], 0, size
    while end - start > 1:
        middle = start + (1 << ((end - start - 1).bit_length() - 1))
        turns.append(place >= middle)
        start, end = (middle, end) if place >= middle else (start, middle)
    if not 0 <= place < size or len(turns) != len(path):
        return None
    for on_the_right, step in zip(reversed(turns), path):  # noqa: B905 - as long as each other, and for old Pythons
        other = bytes.fromhex(step)
        found = sha256(b"\x01" + (other + found if on_the_right else found + other)).digest()
    return found.hex()


def roots_of(text):
    """{date: crown} of a list of roots: lines `date position hash crown`, others are comments."""
    rows = (line.split() for line in text.splitlines())
    return {row[0]: row[3] for row in rows if len(row) == 4 and HASH.fullmatch(row[3])}


def main(arguments=None):
    """The exit status: 0 holds, 1 does not, 2 cannot be said."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("receipt", metavar="tanda-terima.json", type=Path)
    given = parser.add_mutually_exclusive_group(required=True)
    given.add_argument("--akar", type=Path, help="daftar akar harian yang Anda simpan")
    given.add_argument("--puncak", help="puncak pohon pada hari itu, 64 huruf dan angka")
    options = parser.parse_args(arguments)
    try:
        kept = options.puncak.strip().lower() if options.puncak else roots_of(options.akar.read_text())
        print(check(json.loads(options.receipt.read_text()), kept))  # noqa: T201
    except Wrong as wrong:
        print(f"TIDAK COCOK: {wrong} Simpan berkas ini dan laporkan kepada Inspektorat.")  # noqa: T201
        return 1
    except Unready as unready:
        print(f"BELUM DAPAT DIPERIKSA: {unready}")  # noqa: T201
        return 2
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        print(f"BERKAS TIDAK TERBACA: {error}")  # noqa: T201
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
