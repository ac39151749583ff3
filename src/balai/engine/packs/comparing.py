"""The difference between two packs, file by file, as programmers write it."""

from collections.abc import Mapping
from difflib import unified_diff

from .canonical import canonical


def diff(before: Mapping[str, str], after: Mapping[str, str], *, names: tuple[str, str] = ("a", "b")) -> str:
    """A unified diff of the canonical files, "" when the packs are the same."""
    old, new = canonical(before), canonical(after)
    lines: list[str] = []
    for path in sorted({*old, *new}):
        lines += unified_diff(
            old.get(path, "").splitlines(keepends=True),
            new.get(path, "").splitlines(keepends=True),
            f"{names[0]}/{path}" if path in old else "/dev/null",
            f"{names[1]}/{path}" if path in new else "/dev/null",
        )
    return "".join(lines)
