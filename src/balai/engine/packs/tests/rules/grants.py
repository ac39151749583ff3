"""The sample pack of these tests, whole or with one thing changed."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from balai.engine.packs.rules.description import Pack
from balai.engine.packs.rules.faults import PackFault, PackFaults
from balai.engine.packs.rules.reading import read_pack
from balai.engine.packs.rules.soundness import check
from balai.engine.packs.rules.values import resolve_values
from balai.foundation.workdays import WorkCalendar

FOLDER = Path(__file__).parent / "grant"
CALENDAR = WorkCalendar()


@cache
def grant_files() -> Mapping[str, str]:
    """The files of the sample pack."""
    return {str(path.relative_to(FOLDER)): path.read_text() for path in sorted(FOLDER.rglob("*.yaml"))}


@cache
def grant() -> Pack:
    """The sample pack."""
    return read_pack(grant_files())


def values(**given: Any) -> dict[str, Any]:
    """The region's values of the sample pack."""
    return resolve_values(grant(), {"agency": "DINSOS", **given})


def changed(file: str, old: str, new: str) -> dict[str, str]:
    """The files with one passage replaced; the passage must be there."""
    files = dict(grant_files())
    assert old in files[file], f"{old!r} is not in {file}"
    files[file] = files[file].replace(old, new, 1)
    return files


def faults_of(files: Mapping[str, bytes | str]) -> list[PackFault]:
    """Everything that is wrong with these files, by reading and by checking."""
    try:
        return check(read_pack(files))
    except PackFaults as found:
        return found.faults
