"""Words in two languages, and where things are written."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Text:
    """Words in Indonesian and in English."""

    id: str
    en: str

    def in_language(self, code: str) -> str:
        """The words in that language; Indonesian for any other."""
        return self.en if code == "en" and self.en else self.id


NO_TEXT = Text("", "")


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is written: the file of the pack and its line."""

    file: str
    line: int = 1


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer of a closed list."""

    code: str
    label: Text


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with what was filled in: the field or paper, a code, and a sentence in Indonesian.

    `values` are what the sentence was filled with, so that it can be said again in another language.
    """

    field: str
    code: str
    message: str
    values: Mapping[str, str | int] = dataclasses.field(default_factory=dict, compare=False)


def find(items: tuple[Any, ...], code: str) -> Any:
    """The item with that code. Raises KeyError."""
    for item in items:
        if item.code == code:
            return item
    raise KeyError(code)
