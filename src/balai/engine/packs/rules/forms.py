"""The form: which questions are asked, and whether the answers can be used."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from jsonschema import Draft202012Validator

from .answers import FAULT_LABELS, MONTHS, Wrong, clean, is_empty
from .description import Fault, Field, Pack

Answers = Mapping[str, Any]


def asked_fields(pack: Pack, answers: Answers) -> list[Field]:
    """The questions that are asked given the answers so far, in their order.

    Answers may be raw or cleaned. A question hangs on others only while those are asked themselves.
    """
    asking = _Asking(pack.fields, answers)
    return [field for field in pack.fields.values() if asking.is_asked(field)]


def holds(pack: Pack, when: Mapping[str, tuple[Any, ...]], answers: Answers) -> bool:
    """Whether each named question is asked and has one of the wanted answers."""
    return _Asking(pack.fields, answers).holds(when)


class _Asking:
    """Which questions are asked; each is looked at once, however many others hang on it."""

    def __init__(self, fields: Mapping[str, Field], answers: Answers) -> None:
        self.fields, self.answers = fields, answers
        self.known: dict[str, bool] = {}

    def is_asked(self, field: Field) -> bool:
        if field.code not in self.known:
            # In a ring of conditions nothing is asked; `check` names the ring.
            self.known[field.code] = False
            self.known[field.code] = self.holds(field.when)
        return self.known[field.code]

    def holds(self, when: Mapping[str, tuple[Any, ...]]) -> bool:
        return all(
            code in self.fields
            and _answers_one_of(self.fields[code], self.answers.get(code), wanted)
            and self.is_asked(self.fields[code])
            for code, wanted in when.items()
        )


def _answers_one_of(field: Field, raw: Any, wanted: tuple[Any, ...]) -> bool:
    if is_empty(raw):
        return False
    try:
        given = clean(field, raw)
    except Wrong:
        return False
    return any(type(given) is type(one) and given == one for one in wanted)


def check_answers(
    pack: Pack,
    answers: Answers,
    *,
    today: date,
    values: Mapping[str, Any] | None = None,
    area_exists: Callable[[str], bool] = lambda code: True,
) -> tuple[dict[str, Any], list[Fault]]:
    """The answers as they are kept, and what is wrong with them, in the order of the form.

    Takes text from a web form as well as typed JSON. Answers to questions that are not asked are left out; one that
    the form does not have at all is a fault. What can be kept of a faulty form is kept.
    """
    faults = [_unknown(code) for code in answers if code not in pack.fields]
    cleaned: dict[str, Any] = {}
    asked = asked_fields(pack, answers)
    for field in asked:
        try:
            if not is_empty(raw := answers.get(field.code)):
                cleaned[field.code] = clean(field, raw, area_exists=area_exists)
            elif field.required:
                raise Wrong("MISSING")
        except Wrong as wrong:
            faults.append(fault_of(field, wrong))
    faults += _days_out_of_order(pack, cleaned, today)
    wrong_fields = {fault.field for fault in faults}
    faults += [fault for fault in _against_schema(pack, asked, cleaned) if fault.field not in wrong_fields]
    return cleaned, faults


def fault_of(field: Field, wrong: Wrong) -> Fault:
    """The fault of a field with its sentence in Indonesian."""
    values = {"label": field.label.id, **wrong.values}
    return Fault(field.code, wrong.code, FAULT_LABELS[wrong.code].format(**values), values)


def _unknown(code: Any) -> Fault:
    name = str(code)[:40]
    return Fault(name, "FIELD_UNKNOWN", FAULT_LABELS["FIELD_UNKNOWN"].format(field=name), {"field": name})


def _days_out_of_order(pack: Pack, cleaned: Answers, today: date) -> list[Fault]:
    """Dates that lie beyond what the form allows: after today, before the day of birth. A date that is wrong itself
    is no bound for others: one mistake is said once."""
    dates = [pack.fields[code] for code in cleaned if pack.fields[code].type == "DATE"]
    faults = [fault for field in dates if (fault := _beyond_today(field, cleaned, today))]
    wrong = {fault.field for fault in faults}
    for field in dates:
        if field.code not in wrong and (fault := _beyond_another(pack, field, cleaned, wrong)):
            faults.append(fault)
    return faults


def _beyond_today(field: Field, cleaned: Answers, today: date) -> Fault | None:
    given, said = cleaned[field.code], _written(today)
    if field.not_after == "today" and given > today.isoformat():
        return fault_of(field, Wrong("DATE_AFTER_TODAY", bound=said))
    if field.not_before == "today" and given < today.isoformat():
        return fault_of(field, Wrong("DATE_BEFORE_TODAY", bound=said))
    return None


def _beyond_another(pack: Pack, field: Field, cleaned: Answers, wrong: set[str]) -> Fault | None:
    for code, fault in ((field.not_after, "DATE_TOO_LATE"), (field.not_before, "DATE_TOO_EARLY")):
        bound = cleaned.get(code, "") if code not in wrong else ""
        is_upper = fault == "DATE_TOO_LATE"
        if bound and (cleaned[field.code] > bound if is_upper else cleaned[field.code] < bound):
            other = pack.fields[code].label.id
            return fault_of(field, Wrong(fault, other=other, bound=_written(date.fromisoformat(bound))))
    return None


def _written(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _against_schema(pack: Pack, asked: list[Field], cleaned: Answers) -> Iterator[Fault]:
    """What the form's own JSON Schema says against the cleaned answers. A faulty answer is absent from them, so
    nothing is required here: what is missing was said above."""
    schema = {key: value for key, value in pack.schema.items() if key != "required"}
    fields = {field.code: field for field in asked}
    for error in Draft202012Validator(schema).iter_errors(dict(cleaned)):
        code = str(error.absolute_path[0]) if error.absolute_path else ""
        if code in fields:
            yield fault_of(fields[code], Wrong("NOT_AS_ASKED"))


def warnings(pack: Pack, answers: Answers) -> list[Fault]:
    """What looks wrong and may yet be right: a NIK that disagrees with the date of birth or the sex.

    A NIK carries both: digits 7 to 12 are day, month and year of birth, with 40 added to the day for women. Real
    cards with other digits exist, so this never stops anybody.
    """
    found = []
    for field in pack.fields.values():
        nik = answers.get(field.code)
        if field.type == "NIK" and isinstance(nik, str) and len(nik) == 16 and nik.isdecimal():
            found += _doubts(pack, field, nik, answers)
    return found


def _doubts(pack: Pack, field: Field, nik: str, answers: Answers) -> Iterator[Fault]:
    born = _answer_about(pack, field, "birth_date", "DATE", answers)
    day, month, year = int(nik[6:8]), nik[8:10], nik[10:12]
    if born and (f"{day % 40:02d}", month, year) != (born[8:10], born[5:7], born[2:4]):
        yield fault_of(field, Wrong("NIK_NOT_BIRTH_DATE"))
    sex = _answer_about(pack, field, "sex", "CHOICE", answers)
    if sex in ("MALE", "FEMALE") and (day > 40) != (sex == "FEMALE"):
        yield fault_of(field, Wrong("NIK_NOT_SEX"))


def _answer_about(pack: Pack, nik: Field, column: str, kind: str, answers: Answers) -> str:
    """What was answered about the same person: by the column that prefills it, else by the name of the question."""
    person = nik.prefill.partition(".")[0]
    for field in pack.fields.values():
        is_same_person = bool(person) and field.prefill == f"{person}.{column}"
        if field.type == kind and (
            is_same_person or field.code == f"{nik.code.removesuffix('_nik')}_{column}"
        ):
            given = answers.get(field.code)
            return given if isinstance(given, str) else ""
    return ""
