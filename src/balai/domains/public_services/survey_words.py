"""The questions of the survey and the words of its grades: data of the program, the same in every region."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from balai.foundation.satisfaction import ELEMENTS

_FILE = Path(__file__).with_name("data") / "survey.yaml"


@dataclass(frozen=True, slots=True)
class Element:
    """One of the nine elements, with its question and the words of the scores 1 to 4. Fields that end in `_en` are
    the English twins; `kits.ui.words.own_word` chooses."""

    code: str
    name: str
    name_en: str
    question: str
    question_en: str
    answers: tuple[str, ...]
    answers_en: tuple[str, ...]


@cache
def elements() -> tuple[Element, ...]:
    """U1 to U9 in the order of the regulation."""
    rows = [
        Element(**{key: tuple(value) if isinstance(value, list) else value for key, value in row.items()})
        for row in _data()["elements"]
    ]
    assert tuple(row.code for row in rows) == ELEMENTS
    return tuple(rows)


def grade_words(letter: str) -> dict[str, str]:
    """`label`, `label_en` and `tone` of a grade A to D."""
    return _data()["grades"][letter]


def reference() -> tuple[str, bool]:
    """The regulation, and whether somebody laid the questions beside its signed text."""
    return _data()["reference"], _data()["verified"]


@cache
def _data() -> dict[str, Any]:
    return yaml.safe_load(_FILE.read_text(encoding="utf-8"))
