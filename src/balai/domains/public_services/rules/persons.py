"""Whom an application is about, read from the shape of its form."""

import re
from collections.abc import Mapping
from typing import Any

from balai.engine.packs.public import Pack

_PLACE = re.compile(r"\{(\w+)\}")
_DIGITS = re.compile(r"\d{6,}")


def subject_of(pack: Pack) -> str:
    """The person that the service is about: that of the first section that names one; "" where none does."""
    return next((section.person for section in pack.sections if section.person), "")


def nik_of(pack: Pack, answers: Mapping[str, Any]) -> str:
    """The NIK of the person it is about; "" where none was asked or given."""
    return str(answers.get(_field_of(pack, "nik") or first_of(pack, "NIK")) or "")


def name_of(pack: Pack, answers: Mapping[str, Any]) -> str:
    """The name of the person it is about; "" where none was asked or given."""
    other = next((code for code in pack.fields if code.endswith("_name")), "")
    return str(answers.get(_field_of(pack, "name") or other) or "")[:120]


def title_of(pack: Pack, answers: Mapping[str, Any]) -> str:
    """How officers see the case: the pack's pattern filled in, never with a NIK or another long number."""
    filled = _PLACE.sub(lambda place: str(answers.get(place[1]) or ""), pack.title)
    filled = _DIGITS.sub("…", " ".join(filled.split()))
    return (filled or pack.name.id)[:160]


def first_of(pack: Pack, kind: str) -> str:
    """The code of the first question of that type; "" without one."""
    return next((code for code, field in pack.fields.items() if field.type == kind), "")


def _field_of(pack: Pack, column: str) -> str:
    """The question that a column of the register would answer for the person it is about; "" without one."""
    person = subject_of(pack)
    wanted = f"{person}.{column}"
    found = next((code for code, field in pack.fields.items() if field.prefill == wanted), "")
    return found or (f"{person}_{column}" if f"{person}_{column}" in pack.fields else "")
