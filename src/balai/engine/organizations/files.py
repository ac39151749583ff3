"""Reading a region's files so that every complaint names the file, the line and the field."""

import csv
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import yaml

from balai.foundation.errors import Refused

T = TypeVar("T")
_KINDS = {
    str: "teks",
    int: "bilangan bulat",
    float: "bilangan",
    bool: "true atau false",
    date: "tanggal",
    list: "daftar",
}


class Row(dict[str, Any]):
    """A mapping from a file that knows where it stood."""

    path: Path
    line: int

    def fault(self, field: str, message: str) -> Refused:
        """The refusal REGION_FILE_INVALID about one field of this row."""
        where = f"{self.path.parent.name}/{self.path.name} baris {self.line}"
        return Refused("REGION_FILE_INVALID", f"{where}, isian `{field}`: {message}", field=field)

    def need(self, field: str, kind: type[T]) -> T:
        """The value of a field that must be there. Raises Refused REGION_FILE_INVALID."""
        if self.get(field) is None or self[field] == "":
            raise self.fault(field, "harus diisi.")
        return self.may(field, kind)  # type: ignore[return-value]

    def may(self, field: str, kind: type[T], default: T | None = None) -> T | None:
        """The value of a field, or the default. Raises Refused REGION_FILE_INVALID for another type."""
        found = self.get(field)
        if found is None:
            return default
        if kind is float and type(found) is int:
            return float(found)  # type: ignore[return-value]
        if not isinstance(found, kind) or (kind is int and isinstance(found, bool)):
            raise self.fault(field, f"harus berupa {_KINDS.get(kind, kind.__name__)}, tertulis {found!r}.")
        return found

    def refer(self, field: str, known: Callable[[str], bool], what: str) -> str | None:
        """A code that must exist elsewhere, or None. Raises Refused REGION_FILE_INVALID."""
        found = self.may(field, str)
        if found is not None and not known(found):
            raise self.fault(field, f"{what} {found!r} tidak ada.")
        return found

    def rows(self, field: str) -> list["Row"]:
        """A list of rows; empty when absent. Raises Refused REGION_FILE_INVALID."""
        found = self.may(field, list, [])
        for number, item in enumerate(found or [], 1):
            if not isinstance(item, Row):
                raise self.fault(field, f"butir {number} harus berupa isian `kunci: nilai`.")
        return found or []


def read_yaml(path: Path) -> Row:
    """A YAML file as a `Row`; nested mappings are rows too.

    Raises Refused REGION_FILE_INVALID for a missing or broken file, or a key written twice.
    """

    class Loader(yaml.SafeLoader):
        pass

    def mapping(loader: yaml.SafeLoader, node: yaml.MappingNode) -> Iterator[Row]:
        row = Row()
        row.path, row.line = path, node.start_mark.line + 1
        yield row
        for key, _ in node.value:
            name = loader.construct_object(key)
            if name in row:
                raise row.fault(str(name), "tertulis dua kali.")
            row[name] = None
        row.update(loader.construct_mapping(node, deep=True))

    Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, mapping)
    try:
        found = yaml.load(_text(path), Loader)
    except yaml.YAMLError as error:
        line = getattr(getattr(error, "problem_mark", None), "line", -1) + 1
        raise Refused("REGION_FILE_INVALID", f"{path.name} baris {line}: YAML tidak terbaca.") from error
    if not isinstance(found, Row):
        raise Refused("REGION_FILE_INVALID", f"{path.name}: isi berkas harus `kunci: nilai`.")
    return found


def read_csv(path: Path) -> list[Row]:
    """The rows of a CSV file with a header; lines that begin with # are comments."""
    lines = [
        (number, line)
        for number, line in enumerate(_text(path).splitlines(), 1)
        if line.strip() and not line.startswith("#")
    ]
    found = []
    for (number, _), values in zip(lines[1:], csv.DictReader([line for _, line in lines]), strict=True):
        row = Row(values)
        row.path, row.line = path, number
        found.append(row)
    return found


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Refused("REGION_FILE_INVALID", f"{path}: berkas tidak ada atau tidak terbaca.") from error


def room_folders(folder: Path, room: str) -> list[Path]:
    """Where a room's part of a region's data lies, general first: the shared folders that `region.yaml` includes files
    of (`national`; never another region), then the region's own. Only folders that exist."""
    own = folder.resolve()
    names = read_yaml(own / "region.yaml").may("includes", list, []) or []
    shared = dict.fromkeys(own.parent / str(name).split("/")[0] for name in names)
    places = [*(place for place in shared if not (place / "region.yaml").exists()), own]
    return [place / room for place in places if (place / room).is_dir()]
