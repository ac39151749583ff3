"""The form of a client at the counter: the questions of a pack under names that no browser has seen before."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from balai.domains.public_services.forms.form_drawing import (
    Condition,
    PackForm,
    Question,
    as_typed,
    typed,
)
from balai.domains.public_services.rules.merging import FormSection, merged
from balai.engine.packs.public import Fault, Pack, Paper, Text


class ClientForm(PackForm):
    """A form whose names begin with a mark of this client.

    Browsers offer what was typed before into fields of the same name, also where they were asked not to. With a name
    of its own for each client there is nothing to offer.
    """

    def __init__(self, fields: Any, *, mark: str, answers: Mapping[str, Any], **options: Any) -> None:
        self.mark = mark
        super().__init__(fields, answers=answers, **options)
        self.data = {
            self.add_prefix(row.code): as_typed(answers.get(row.code)) for row in self.questions_of_pack
        }

    def add_prefix(self, field_name: str) -> str:
        return f"{self.mark}-{field_name}" if self.mark else field_name


@dataclass(frozen=True, slots=True)
class DrawnSection:
    """A step of the form as a template draws it. `can_search`: the residents register knows this person's columns."""

    code: str
    title: Text
    help: Text
    person: str
    questions: Sequence[Question]
    can_search: bool
    is_linked: bool


@dataclass(frozen=True, slots=True)
class DrawnPaper:
    """A paper as a template draws it: shown for the answers in `conditions`, `is_asked` by now; `is_needed`: a form
    without it is not whole."""

    paper: Paper
    conditions: Sequence[Condition]
    is_asked: bool
    is_needed: bool


def mark_of(key: UUID) -> str:
    """The beginning of the names of one client's fields."""
    return f"k{key.hex[:10]}"


def drawn_sections(
    sections: Iterable[FormSection],
    *,
    answers: Mapping[str, Any],
    faults: Iterable[Fault] = (),
    mark: str,
    today: date,
    main: str = "",
    places: Sequence[Any] = (),
) -> list[DrawnSection]:
    """The merged sections of a draft, each with its fields and what is wrong with them."""
    kept = list(faults)
    found = []
    for section in sections:
        fields = [row.field for row in section.fields]
        form = ClientForm(
            fields,
            mark=mark,
            answers=answers,
            places=places,
            today=today,
            faults=[fault for fault in kept if fault.field in {field.code for field in fields}],
        )
        questions = form.questions([row.field.code for row in section.fields if row.is_asked])
        can_search = any(field.prefill.startswith(f"{section.person}.") for field in fields if section.person)
        found.append(
            DrawnSection(
                section.code,
                section.title,
                section.help,
                section.person,
                questions,
                can_search,
                is_linked=bool(main) and section.origin != main,
            )
        )
    return found


def drawn_papers(
    family: Sequence[tuple[Pack, Mapping[str, Any]]], *, asked: Collection[str]
) -> list[DrawnPaper]:
    """All papers that these packs may ask for with the region's values, each once; `asked` are those asked by now."""
    found: dict[str, DrawnPaper] = {}
    for number, (pack, values) in enumerate(family):
        for paper in pack.papers:
            if paper.if_value and not values.get(paper.if_value):
                continue
            conditions = [
                Condition(code, " ".join(as_typed(value) for value in wanted))
                for code, wanted in paper.when.items()
            ]
            drawn = DrawnPaper(paper, conditions, paper.code in asked, paper.required and number == 0)
            found.setdefault(paper.code, drawn)
    return list(found.values())


def blank_sections(family: Sequence[Pack], *, today: date) -> list[DrawnSection]:
    """The same without any answer, for a phone without a signal."""
    asked: dict[str, list[str]] = {pack.id: [] for pack in family}
    for pack in family:
        asked[pack.id] = [code for code, field in pack.fields.items() if not field.when]
    return drawn_sections(merged(family, asked), answers={}, mark="", today=today, main=family[0].id)


def typed_answers(sections: Iterable[FormSection], sent: Mapping[str, Any], *, mark: str) -> dict[str, str]:
    """What a browser sent for these sections, by the plain codes."""
    plain = {
        name.removeprefix(f"{mark}-"): value for name, value in sent.items() if name.startswith(f"{mark}-")
    }
    return typed((row.field for section in sections for row in section.fields), plain)
