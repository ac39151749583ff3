"""The invented words of a region's folder `demo/`, and how they are filled in."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Any

import yaml
from django.conf import settings

REGION = "batang"
_TYPES = {"A": "ASPIRATION", "I": "INFORMATION"}


@dataclass(frozen=True, slots=True)
class ReportText:
    """One text of a citizen. `subject` names the drawn photo, `areas` where it can only be about."""

    category: str
    text: str
    subject: str = ""
    report_type: str = "COMPLAINT"
    landmark: str = ""
    areas: tuple[str, ...] = ()
    accused: str | None = None


@dataclass(frozen=True, slots=True)
class Texts:
    """Everything that is said in the demonstration."""

    reports: tuple[ReportText, ...]
    confidential: tuple[ReportText, ...]
    words: Mapping[str, Any]
    people: Mapping[str, Any]

    def said(self, kind: str, rng: Random, **places: str) -> str:
        """One of the sentences of that kind, filled in."""
        return rng.choice(self.words[kind]).format(**places)


@lru_cache(maxsize=2)
def load_texts(region: str = REGION) -> Texts:
    """The words of the region's folder. Raises FileNotFoundError when it has none."""
    folder = Path(settings.REGIONS_DIR) / region / "demo"
    reports = _read(folder / "reports.yaml")
    return Texts(
        reports=tuple(_report(row) for row in reports["reports"]),
        confidential=tuple(_report(row) for row in reports["confidential"]),
        words=_read(folder / "words.yaml"),
        people=_read(folder / "people.yaml"),
    )


def _read(path: Path) -> dict[str, Any]:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def _report(row: Mapping[str, Any]) -> ReportText:
    return ReportText(
        category=row["c"],
        text=row["t"],
        subject=row.get("s", ""),
        report_type=_TYPES.get(row.get("y", ""), "COMPLAINT"),
        landmark=row.get("l", ""),
        areas=tuple(row.get("a", ())),
        accused=row.get("o"),
    )
