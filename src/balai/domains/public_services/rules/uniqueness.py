"""Which applications cannot both live: the texts that are compared, before they become fingerprints."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from balai.engine.packs.public import Pack, Unique


@dataclass(frozen=True, slots=True)
class Claim:
    """A right to be the only one: the name of the rule, what is compared, and the rule as the pack has it."""

    rule: str
    text: str
    unique: Unique


def claims(pack: Pack, answers: Mapping[str, Any]) -> list[Claim]:
    """All that an application with these answers claims.

    A person with a NIK also claims by `without` (family card, name, date of birth): otherwise the same person could
    be filed once with the NIK and once without it, or twice with a digit mistyped.
    """
    found = []
    for unique in pack.unique:
        for name, fields in (("", unique.fields), ("/without", unique.without)):
            text = _text(fields, answers)
            if text:
                found.append(Claim(f"{pack.id}:{unique.code}{name}", text, unique))
    return found


def person_text(family_card: str, name: str, birth_date: str) -> str:
    """What people without a NIK are compared by; "" when one of the three is missing."""
    parts = [normal(family_card), normal(name), normal(birth_date)]
    return "|".join(parts) if all(parts) else ""


def normal(value: Any) -> str:
    """A value as it is compared: case, accents, spaces and punctuation do not count."""
    text = unicodedata.normalize("NFKD", str("" if value is None else value)).casefold()
    return re.sub(r"[\W_]+", "", "".join(c for c in text if not unicodedata.combining(c)))


def _text(fields: tuple[str, ...], answers: Mapping[str, Any]) -> str:
    parts = [normal(answers.get(field)) for field in fields]
    return "|".join(parts) if parts and all(parts) else ""
