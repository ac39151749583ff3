"""YAML that remembers where everything was written.

Stricter than YAML itself, so that a file means what it looks like: `yes`, `NO` and `12:30` are words, `0123` keeps
its nought, dates stay text, a key stands once, and nothing but `true`, `false`, `null` and numbers is not text.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from .faults import PackFault, PackFaults

MOST_BYTES = 512 * 1024
MOST_DEPTH = 24
MOST_NODES = 60_000
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]{0,17})\.[0-9]{1,18}")
_WORDS: Mapping[str, Any] = {"": None, "~": None, "null": None, "true": True, "false": False}
_TAB = re.compile(r"^[ ]*\t", re.MULTILINE)
# YAML itself forbids these, but says so in terms of bytes.
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Node:
    """A value and its place. `value`: a scalar, a tuple of nodes, or a dict of nodes by key. `size` counts nodes."""

    file: str
    line: int
    path: str
    value: Any
    size: int = 1

    def plain(self) -> Any:
        """The value as ordinary dicts, lists and scalars."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, tuple):
            return [node.plain() for node in self.value]
        return self.value

    def fault(self, message: str, path: str = "") -> PackFault:
        """A fault at this place."""
        return PackFault(self.file, self.line, path or self.path, message)


def read_yaml(file: str, data: bytes | str) -> Node:
    """The content of a YAML file with the line of each part.

    Raises PackFaults with one fault, which names the line, for anything that is not plain UTF-8 YAML of mappings,
    lists and scalars: tabs, duplicate keys, tags, aliases that would grow without bound, several documents.
    """
    text = _decoded(file, data)
    try:
        return _Builder(file, text).document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise _refused(file, mark.line + 1 if mark else 1, _explained(error)) from error
    except yaml.YAMLError as error:
        raise _refused(file, 1, "YAML tidak terbaca; periksa tanda baca dan spasi di awal baris.") from error


def _decoded(file: str, data: bytes | str) -> str:
    if len(data) > MOST_BYTES:
        raise _refused(file, 1, f"Berkas terlalu besar: paling banyak {MOST_BYTES // 1024} KB.")
    try:
        text = data.decode("utf-8-sig") if isinstance(data, bytes) else data.removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1  # type: ignore[arg-type]
        raise _refused(file, line, "Berkas bukan UTF-8. Simpan ulang dengan pengodean UTF-8.") from error
    if tab := _TAB.search(text):
        line = text.count("\n", 0, tab.start()) + 1
        raise _refused(file, line, "Baris diawali tab. Ganti dengan spasi.")
    if unreadable := _UNREADABLE.search(text):
        line = text.count("\n", 0, unreadable.start()) + 1
        raise _refused(file, line, "Baris memuat karakter yang tidak dapat dibaca. Hapus atau ketik ulang.")
    return text


def _refused(file: str, line: int, message: str, path: str = "") -> PackFaults:
    return PackFaults([PackFault(file, line, path, message)])


def _explained(error: yaml.MarkedYAMLError) -> str:
    problem = error.problem or "bentuknya salah"
    return f"YAML tidak terbaca ({problem}). Periksa titik dua, tanda kutip, dan spasi di awal baris."


class _Builder:
    """Builds nodes from the events of the parser, so that nothing grows before it was counted."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.events: Iterator[Any] = yaml.parse(text, Loader=_LOADER)
        self.anchors: dict[str, Node] = {}
        self.count = 0

    def document(self) -> Node:
        """The only document of the file."""
        content: Node | None = None
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                if content:
                    raise self._refused(event, "Hanya satu dokumen per berkas; hapus garis `---` kedua.")
                content = self._node(next(self.events), "", 0)
        if content is None or content.value is None:
            raise _refused(self.file, 1, "Berkas kosong.")
        return content

    def _node(self, event: Any, path: str, depth: int) -> Node:
        if depth > MOST_DEPTH:
            raise self._refused(event, f"Terlalu dalam: paling banyak {MOST_DEPTH} tingkat.", path)
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event, path)
        if event.tag and event.tag != "!":
            raise self._refused(event, f"Tanda `{event.tag}` tidak dipakai di sini; hapus.", path)
        node = self._content(event, path, depth)
        self._counted(event, 1)
        if event.anchor:
            self.anchors[event.anchor] = node
        return node

    def _content(self, event: Any, path: str, depth: int) -> Node:
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(event, path, depth)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(event, path, depth)
        value = _scalar(event.value) if event.implicit[0] else event.value
        return Node(self.file, _line(event), path, value)

    def _mapping(self, start: Any, path: str, depth: int) -> Node:
        entries: dict[str, Node] = {}
        merged: dict[str, Node] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                raise self._refused(event, "Nama kunci harus kata biasa.", path)
            key = event.value
            if key in entries:
                raise self._refused(event, f"Kunci `{key}` ditulis dua kali.", _under(path, key))
            node = self._node(next(self.events), _under(path, key), depth + 1)
            if key != "<<":
                entries[key] = Node(node.file, _line(event), node.path, node.value, node.size)
            elif isinstance(node.value, dict):
                merged |= node.value
            else:
                raise self._refused(event, "`<<` hanya menggabungkan daftar berkunci.", path)
        entries = {**merged, **entries}
        return Node(self.file, _line(start), path, entries, 1 + sum(node.size for node in entries.values()))

    def _sequence(self, start: Any, path: str, depth: int) -> Node:
        items: list[Node] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self._node(event, f"{path}[{len(items) + 1}]", depth + 1))
        return Node(self.file, _line(start), path, tuple(items), 1 + sum(node.size for node in items))

    def _alias(self, event: Any, path: str) -> Node:
        if event.anchor not in self.anchors:
            raise self._refused(event, f"`*{event.anchor}` tidak menunjuk apa pun sebelumnya.", path)
        kept = self.anchors[event.anchor]
        self._counted(event, kept.size)
        return Node(self.file, _line(event), path, kept.value, kept.size)

    def _counted(self, event: Any, size: int) -> None:
        self.count += size
        if self.count > MOST_NODES:
            raise self._refused(event, "Isi berkas terlalu banyak, atau salinan `*` berlipat ganda.")

    def _refused(self, event: Any, message: str, path: str = "") -> PackFaults:
        return _refused(self.file, _line(event), message, path)


def _line(event: Any) -> int:
    return event.start_mark.line + 1


def _under(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def _scalar(written: str) -> Any:
    if written in _WORDS:
        return _WORDS[written]
    if _INTEGER.fullmatch(written):
        return int(written)
    return float(written) if _DECIMAL.fullmatch(written) else written
