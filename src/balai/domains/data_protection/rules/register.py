"""The register of processing as it is written: which purposes there are, and what is wrong with the file."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).parents[1] / "register.yaml"
BASES = ("CONSENT", "CONTRACT", "LEGAL_DUTY", "VITAL", "PUBLIC_TASK", "LEGITIMATE")
SPECIFIC = ("HEALTH", "BIOMETRIC", "GENETIC", "CRIMINAL", "CHILDREN", "FINANCIAL")
_WORDS = ("code", "name", "name_en", "why", "why_en", "data", "data_en", "basis", "legal", "whose")


@dataclass(frozen=True, slots=True)
class Purpose:
    """Why some fields are kept; the words are for everybody, `fields` are app.Model.field."""

    code: str
    name: str
    name_en: str
    why: str
    why_en: str
    data: str
    data_en: str
    basis: str
    legal: str
    whose: str
    recipients: tuple[str, ...]
    specific: tuple[str, ...]
    joins: tuple[str, ...]
    risk: tuple[str, ...]
    fields: tuple[str, ...]
    found_by: tuple[str, ...]
    not_found: str
    transfer: str
    verified: bool

    @property
    def needs_assessment(self) -> bool:
        """Matching registers, specific data or large scale: the law wants to see that somebody thought about it."""
        return len(self.joins) > 1 or bool(self.risk)


@cache
def purposes() -> Sequence[Purpose]:
    """The purposes of the file, in its order."""
    return read(yaml.safe_load(FILE.read_text(encoding="utf-8"))["purposes"])


def purpose(code: str) -> Purpose | None:
    return next((one for one in purposes() if one.code == code), None)


def read(rows: Iterable[Mapping[str, Any]]) -> Sequence[Purpose]:
    """Purposes from rows of YAML. Raises KeyError or TypeError for a row that is not one."""
    return tuple(
        Purpose(
            **{word: str(row[word]) for word in _WORDS},
            **{
                name: tuple(row.get(name) or ())
                for name in ("recipients", "specific", "joins", "risk", "fields", "found_by")
            },
            not_found=str(row.get("not_found", "")),
            transfer=str(row.get("transfer", "")),
            verified=row.get("verified") is True,
        )
        for row in rows
    )


def faults(known: Sequence[Purpose], *, personal: Iterable[str], holdings: Iterable[str]) -> list[str]:
    """What a jurist or a programmer has to mend: sentences that name the purpose or the field.

    `personal` are the personal fields of all tables, `holdings` the tables in which people are found.
    """
    wanted, listed = set(personal), Counter(field for one in known for field in one.fields)
    found = [f"{field}: personal data without a purpose" for field in sorted(wanted - set(listed))]
    found += [f"{field}: no such personal field any more" for field in sorted(set(listed) - wanted)]
    found += [f"{field}: in {count} purposes" for field, count in listed.items() if count > 1]
    codes = Counter(one.code for one in known)
    found += [f"{code}: twice" for code, count in codes.items() if count > 1]
    for one in known:
        found += [f"{one.code}: {what}" for what in _faults_of(one, set(holdings))]
    return found


def _faults_of(one: Purpose, holdings: set[str]) -> Iterable[str]:
    if one.basis not in BASES:
        yield f"basis {one.basis} is none of {', '.join(BASES)}"
    if not one.fields:
        yield "no fields"
    if not one.legal.strip():
        yield "no rule that the basis stands on"
    if not one.found_by and not one.not_found:
        yield "nobody finds a person's rows, and no reason is written"
    yield from (f"holding {kind} is not registered" for kind in one.found_by if kind not in holdings)
    yield from (f"{code} is no specific data" for code in one.specific if code not in SPECIFIC)
