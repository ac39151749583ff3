"""The canonical form of a pack's files, and the digest that stands for it.

The same pack gives the same bytes on every machine: texts in NFC with plain line ends, files in the order of their names.
"""

import unicodedata
from collections.abc import Mapping
from hashlib import sha256


def canonical(files: Mapping[str, str]) -> dict[str, str]:
    """The files in their canonical form: ordered by path, texts normalised."""
    return {path: canonical_text(files[path]) for path in sorted(files)}


def canonical_text(text: str) -> str:
    """NFC, lines ended by a line feed, no byte order mark, one line feed at the end."""
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", plain).rstrip("\n") + "\n"


def digest(files: Mapping[str, str]) -> str:
    """SHA-256 (64 hex digits) of the list `<sha256>  <path>` of the canonical files, as `sha256sum` prints it."""
    lines = [f"{sha256(text.encode()).hexdigest()}  {path}\n" for path, text in canonical(files).items()]
    return sha256("".join(lines).encode()).hexdigest()
