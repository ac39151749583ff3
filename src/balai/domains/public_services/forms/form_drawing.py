"""Questions of a pack as an ordinary Django form: for the pages of families, of village officers, and their drafts.

The form only draws. It never judges: what was typed is shown again as it was typed, and the faults come from the
pack's own rules (`packs.check_answers`), so that a web form, a phone and another program are judged alike.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.forms.boundfield import BoundField
from django.forms.utils import ErrorDict, ErrorList
from django.utils.translation import gettext_lazy as _

from balai.domains.public_services.wording import said_fault, told
from balai.engine.packs.public import Fault, Field
from balai.kits.ui.fields import error_links

YES, NO = "true", "false"
# More choices than this make a list instead of buttons.
MOST_BUTTONS = 6
_DIGITS = {"inputmode": "numeric", "autocomplete": "off", "spellcheck": "false"}
_PLAIN: Mapping[str, Mapping[str, Any]] = {
    "TEXT": {"autocomplete": "off"},
    "NIK": {**_DIGITS, "maxlength": 24, "class": "code-input"},
    "KK": {**_DIGITS, "maxlength": 24, "class": "code-input"},
    "NUMBER": {**_DIGITS, "class": "input-short"},
    "MONEY": {**_DIGITS, "class": "input-short"},
    "BANK_ACCOUNT": {**_DIGITS, "maxlength": 40},
    "DATE": {"type": "date", "class": "input-short"},
    "TIME": {"type": "time", "class": "input-short"},
    "PHONE": {"type": "tel", "autocomplete": "off", "inputmode": "tel"},
    "EMAIL": {"type": "email", "autocomplete": "off"},
}
_HELP = {
    "NIK": _("16 angka pada KTP atau kartu keluarga."),
    "KK": _("16 angka di bagian atas kartu keluarga."),
    "MONEY": _("Dalam rupiah, misalnya 500.000."),
}


@dataclass(frozen=True, slots=True)
class Condition:
    """A part that is shown for some answers of another field: `field` is one of the values in `values`, a list in
    words for `data-is`."""

    field: str
    values: str


@dataclass(frozen=True, slots=True)
class Question:
    """One field as a template draws it. `conditions` make it asked (all of them); `is_asked` says it is, by now."""

    code: str
    bound: BoundField
    conditions: tuple[Condition, ...]
    is_asked: bool


class PackForm(forms.Form):
    """A Django form over fields of a pack. `answers` is what was typed so far, `faults` what is wrong with it."""

    # The browser's own "fill this in" would stop a person who wants to go back or to save; the server says it.
    use_required_attribute = False

    def __init__(
        self,
        fields: Iterable[Field],
        *,
        answers: Mapping[str, Any],
        faults: Iterable[Fault] = (),
        places: Sequence[Any] = (),
        today: date | None = None,
    ) -> None:
        self.questions_of_pack = tuple(fields)
        super().__init__(data={row.code: as_typed(answers.get(row.code)) for row in self.questions_of_pack})
        for row in self.questions_of_pack:
            self.fields[row.code] = _drawn(row, places=places, today=today)
        self._errors = _errors(self.questions_of_pack, faults)
        self.cleaned_data = {}

    def full_clean(self) -> None:
        """Nothing: the faults were given."""

    @property
    def fault_links(self) -> list[dict[str, str]]:
        """The faults as a list of links to their questions; a sentence names its question already."""
        return [{"url": link["href"], "message": link["message"]} for link in error_links(self)]

    def questions(self, asked: Iterable[str] | None = None) -> list[Question]:
        """The fields in order. `asked` are the codes that are asked by the answers so far; None: all of them."""
        known = set(self.fields) if asked is None else set(asked)
        return [
            Question(row.code, self[row.code], _conditions(row), row.code in known)
            for row in self.questions_of_pack
        ]


def as_typed(value: Any) -> str:
    """An answer as a person would have typed it: kept answers may already be numbers, dates or yes and no."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return YES if value else NO
    return value.isoformat() if isinstance(value, date) else str(value)


def typed(fields: Iterable[Field], sent: Mapping[str, Any]) -> dict[str, str]:
    """What a browser sent for these fields, as strings. A field that it did not send (hidden by a condition) is left
    out, so that a kept answer stays."""
    return {row.code: str(sent[row.code])[: _most(row)] for row in fields if row.code in sent}


def _most(field: Field) -> int:
    """How much of an answer is kept at all: beyond its limit, so that the rules can say that it is too long."""
    return max(4 * field.max_length, 400)


def _drawn(field: Field, *, places: Sequence[Any], today: date | None) -> forms.Field:
    return forms.CharField(
        label=told(field.label),
        help_text=told(field.help) or _HELP.get(field.type, ""),
        required=field.required,
        widget=_widget(field, places, today),
    )


def _widget(field: Field, places: Sequence[Any], today: date | None) -> forms.Widget:
    match field.type:
        case "LONG_TEXT":
            return forms.Textarea(attrs={"rows": 4, "maxlength": field.max_length})
        case "YES_NO":
            return forms.RadioSelect(choices=[(YES, _("Ya")), (NO, _("Tidak"))])
        case "CHOICE":
            choices = [(choice.code, told(choice.label)) for choice in field.choices]
            if len(choices) <= MOST_BUTTONS:
                return forms.RadioSelect(choices=choices)
            return forms.Select(choices=[("", _("Pilih")), *choices])
        case "AREA":
            return forms.Select(choices=[("", _("Pilih desa atau kelurahan")), *places])
    return forms.TextInput(attrs=_attributes(field, today))


def _attributes(field: Field, today: date | None) -> dict[str, Any]:
    attributes = dict(_PLAIN.get(field.type, {"autocomplete": "off"}))
    if field.type == "TEXT":
        attributes["maxlength"] = field.max_length
    if field.type == "DATE" and today and field.not_after == "today":
        attributes["max"] = today.isoformat()
    return attributes


def _conditions(field: Field) -> tuple[Condition, ...]:
    return tuple(
        Condition(code, " ".join(as_typed(value) for value in values)) for code, values in field.when.items()
    )


def _errors(fields: Sequence[Field], faults: Iterable[Fault]) -> ErrorDict:
    """The faults by field; those of something else (a paper, the whole form) stand on top."""
    known = {row.code for row in fields}
    labels = {row.label.id: told(row.label) for row in fields}
    errors = ErrorDict()
    for fault in faults:
        place = fault.field if fault.field in known else NON_FIELD_ERRORS
        errors.setdefault(place, ErrorList()).append(said_fault(fault, labels))
    return errors
