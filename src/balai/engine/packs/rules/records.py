"""Reading a mapping of a pack key by key: what is missing, of the wrong kind or unknown is collected, not raised.

Every method gives something usable back, so that one reading finds all faults of a file.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from typing import Any, TypeVar

from .description import NO_TEXT, Place, Text
from .faults import PackFault
from .located import Node

T = TypeVar("T")

CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")
UPPER_CODE = re.compile(r"[A-Z][A-Z0-9_]{0,39}")
# A choice among codes that stand elsewhere too, such as roles, is written as it is there.
ANY_CODE = re.compile(f"{CODE.pattern}|{UPPER_CODE.pattern}")
_KINDS = {
    str: "tulisan",
    int: "bilangan bulat",
    bool: "true atau false",
    tuple: "daftar",
    dict: "daftar berkunci",
}


class Findings:
    """Faults and places gathered while the files of one pack are read."""

    def __init__(self) -> None:
        self.faults: list[PackFault] = []
        self.places: dict[str, Place] = {}

    def add(self, node: Node, message: str, path: str = "") -> None:
        """A fault at a place."""
        self.faults.append(node.fault(message, path))

    def keep(self, name: str, node: Node) -> None:
        """Remember where the thing called `name` is written; a second one of the same name is a fault."""
        if name in self.places:
            first = self.places[name]
            self.add(node, f"`{name.rpartition('.')[2]}` sudah ada di {first.file} baris {first.line}.")
        else:
            self.places[name] = Place(node.file, node.line)


class Record:
    """One mapping. Keys that nobody asked for are faults once `close` is called."""

    def __init__(self, node: Node, findings: Findings) -> None:
        self.node, self.findings = node, findings
        self.asked: set[str] = set()
        self.entries: Mapping[str, Node] = node.value if isinstance(node.value, dict) else {}
        if not isinstance(node.value, dict):
            findings.add(node, "Di sini diharapkan daftar berkunci (kunci: nilai).")

    def __contains__(self, key: str) -> bool:
        return key in self.entries and self.entries[key].value is not None

    def take(self, key: str) -> Node | None:
        """The node under `key`; None where it is absent or null."""
        self.asked.add(key)
        node = self.entries.get(key)
        return node if node is not None and node.value is not None else None

    def fault(self, key: str, message: str) -> None:
        """A fault of the value under `key`, or of the whole mapping where the key is absent."""
        path = f"{self.node.path}.{key}" if self.node.path else key
        self.findings.add(self.entries.get(key, self.node), message, path)

    def _of(self, key: str, kind: type[T], default: T | None) -> T:
        node = self.take(key)
        if node is None:
            if default is None:
                self.fault(key, f"`{key}` belum diisi.")
                return kind()
            return default
        if (isinstance(node.value, bool) and kind is not bool) or not isinstance(node.value, kind):
            self.fault(key, f"`{key}` harus {_KINDS[kind]}{_quote_hint(node.value, kind)}.")
            return default if default is not None else kind()
        return node.value

    def word(self, key: str, default: str | None = None, *, most: int = 200) -> str:
        """A text without a second language: a code, a reference, a source."""
        text = self._of(key, str, default)
        if len(text) > most:
            self.fault(key, f"`{key}` terlalu panjang: paling banyak {most} huruf.")
        return text

    def code(self, key: str = "code", *, shape: re.Pattern[str] = CODE, example: str = "death_date") -> str:
        """A code; `shape` says how codes of this kind look."""
        code = self.word(key)
        if code and not shape.fullmatch(code):
            self.fault(
                key, f"`{code}` bukan kode yang benar; tulis seperti `{example}`, paling banyak 40 huruf."
            )
        return code

    def one_of(self, key: str, choices: tuple[str, ...], default: str | None = None) -> str:
        """One code of a closed list."""
        code = self._of(key, str, default)
        if key in self and code not in choices:
            self.fault(key, f"`{code}` tidak dikenal; pilih {_listed(choices)}.")
            return default or choices[0]
        return code

    def number(self, key: str, default: int | None = None) -> int:
        """A whole number."""
        return self._of(key, int, default)

    def number_or_none(self, key: str) -> int | None:
        """A whole number, or None where there is none."""
        return None if self.take(key) is None else self._of(key, int, 0)

    def flag(self, key: str, default: bool = False) -> bool:
        """True or false."""
        return self._of(key, bool, default)

    def text(self, key: str, default: Text | None = None, *, most: int = 2000) -> Text:
        """Words in both languages: `{id: …, en: …}`."""
        node = self.take(key)
        if node is None:
            if default is None:
                self.fault(key, f"`{key}` belum diisi; tulis {{id: …, en: …}}.")
            return default or NO_TEXT
        if not isinstance(node.value, dict):
            self.fault(key, f"`{key}` harus dalam dua bahasa: {{id: …, en: …}}.")
            return NO_TEXT
        return both_languages(node, self.findings, most)

    def words(self, key: str, default: tuple[str, ...] | None = ()) -> tuple[str, ...]:
        """A list of codes or words; a single one may stand without brackets."""
        node = self.take(key)
        if node is not None and isinstance(node.value, str):
            return (node.value,)
        items = self._of(key, tuple, default)
        wrong = [item for item in items if not isinstance(item.value, str)]
        for item in wrong:
            self.findings.add(item, f"Isi `{key}` harus tulisan{_quote_hint(item.value, str)}.")
        kept = [item.value for item in items if item not in wrong]
        if len(set(kept)) < len(kept):
            self.fault(key, f"`{key}` memuat isi yang sama dua kali.")
        return tuple(kept)

    def records(self, key: str) -> Iterator["Record"]:
        """Each mapping of a list; closed after its turn."""
        for item in self._of(key, tuple, ()):
            record = Record(item, self.findings)
            yield record
            record.close()

    def each(self, key: str, make: Callable[["Record"], T]) -> tuple[T, ...]:
        """What `make` makes of each mapping of a list."""
        return tuple(make(record) for record in self.records(key))

    def mapping(self, key: str) -> Mapping[str, Node]:
        """The nodes of a mapping under `key`; empty where it is absent."""
        return self._of(key, dict, {})

    def plain(self, key: str, default: Any = None) -> Any:
        """Whatever stands under `key`, as ordinary Python."""
        node = self.take(key)
        return default if node is None else node.plain()

    def plain_mapping(self, key: str) -> dict[str, Any]:
        """A mapping as ordinary Python; empty where it is absent."""
        return {name: node.plain() for name, node in self.mapping(key).items()}

    def day(self, key: str) -> date:
        """A date written as 2026-01-31."""
        written = self._of(key, str, None)
        try:
            return date.fromisoformat(written)
        except ValueError:
            if written:
                self.fault(key, f"`{written}` bukan tanggal; tulis seperti 2026-01-31.")
            return date(2000, 1, 1)

    def close(self) -> None:
        """Every key that was never asked for is unknown."""
        for key, node in self.entries.items():
            if key not in self.asked:
                self.findings.add(node, f"Kunci `{key}` tidak dikenal{_meant(key, self.asked)}.")


def both_languages(node: Node, findings: Findings, most: int = 2000) -> Text:
    """The Text that a mapping of `id` and `en` writes."""
    record = Record(node, findings)
    text = Text(record.word("id", most=most), record.word("en", most=most))
    record.close()
    return text


def _meant(key: str, known: set[str]) -> str:
    near = get_close_matches(key, sorted(known), n=1)
    return f"; maksudnya `{near[0]}`?" if near else f"; yang dikenal: {', '.join(sorted(known))}"


def _listed(choices: tuple[str, ...]) -> str:
    return f"{', '.join(choices[:-1])}, atau {choices[-1]}" if len(choices) > 1 else choices[0]


def _quote_hint(value: Any, kind: type) -> str:
    if kind is str and isinstance(value, int | float):
        return f'; beri tanda kutip: "{str(value).lower()}"'
    return ""
