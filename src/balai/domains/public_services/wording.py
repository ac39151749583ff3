"""Words of packs, in the language of the request."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext

from balai.engine.organizations import public as organizations
from balai.engine.packs.public import FAULT_LABELS, Fault, Field, Text
from balai.foundation.errors import Refused
from balai.foundation.money import rupiah
from balai.kits.ui.words import said, said_refusal

YES_ANSWERS = ("true", "True", "1")


def told(text: Text | str | None) -> str:
    """The words of a text of a pack; a plain string stays as it is."""
    if not isinstance(text, Text):
        return text or ""
    return text.in_language(language())


def language() -> str:
    """The language of the request: "id" or "en"."""
    return (get_language() or "id").partition("-")[0]


def said_fault(fault: Fault, labels: Mapping[str, str] | None = None) -> str:
    """What is wrong with an answer. `labels` are labels of questions in this language by the Indonesian ones."""
    pattern = FAULT_LABELS.get(fault.code, "")
    if not pattern or language() == "id":
        return fault.message
    known = labels or {}
    values = {
        name: known.get(value, value) if isinstance(value, str) else value
        for name, value in fault.values.items()
    }
    return said(pattern).format(**values)


def answer_in_words(field: Field, answer: Any) -> str:
    """An answer as people read it: the label of a choice, a date written out, the name of a place; "" for none."""
    if answer in (None, ""):
        return ""
    match field.type:
        case "YES_NO":
            return gettext("Ya") if answer is True or str(answer) in YES_ANSWERS else gettext("Tidak")
        case "CHOICE":
            return next((told(one.label) for one in field.choices if one.code == answer), str(answer))
        case "DATE":
            return _day(str(answer))
        case "MONEY" if isinstance(answer, int) or str(answer).isdecimal():
            return rupiah(int(answer))
        case "AREA":
            return _place(str(answer))
    return str(answer)


def said_reason(refusal: Refused) -> str:
    """A refusal that may carry a text of the pack in both languages."""
    text = getattr(refusal, "text", None)
    return told(text) if isinstance(text, Text) and told(text) else said_refusal(refusal)


def _day(text: str) -> str:
    try:
        return date_format(date.fromisoformat(text), "j F Y")
    except ValueError:
        return text


def _place(code: str) -> str:
    try:
        return organizations.area(code).title
    except Refused:
        return code


def drawn_tone(tone: str) -> str:
    """The tone of the interface for a tone of a pack, whose authors may speak of danger."""
    return {"danger": "late", "success": "ok", "warning": "warn"}.get(tone, tone)


def drawn_icon(icon: str) -> str:
    """The drawing for a pack's icon."""
    return {"x": "close"}.get(icon, icon)
