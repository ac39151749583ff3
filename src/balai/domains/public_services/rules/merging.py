"""One entry, many services: the questions of several packs as one form in which nothing is asked twice."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from balai.engine.packs.public import Field, Pack, Paper, Section, Text


@dataclass(frozen=True, slots=True)
class FormField:
    """A question, and the packs that ask it. `is_linked`: only services opened from the same entry do, so that the
    form may be filed without it. `is_asked`: the answers given so far lead to it."""

    field: Field
    origins: tuple[str, ...]
    is_linked: bool
    is_asked: bool

    @property
    def is_required(self) -> bool:
        return self.field.required and not self.is_linked


@dataclass(frozen=True, slots=True)
class FormSection:
    """One step of the merged form; `origin` is the pack that brought it."""

    code: str
    title: Text
    help: Text
    person: str
    origin: str
    fields: tuple[FormField, ...]


def merged(packs: Sequence[Pack], asked: Mapping[str, Collection[str]]) -> list[FormSection]:
    """The form of the first pack with what the others ask beyond it. `asked`: codes asked now, by pack id.

    A question goes into the section about the same person, or into one of its own at the end.
    """
    main = packs[0]
    sections = [_section(section, packs, main.id, asked, linked=False) for section in main.sections]
    known = set(main.fields)
    for pack in packs[1:]:
        for section in pack.sections:
            new = tuple(field for field in section.fields if field.code not in known)
            known |= {field.code for field in new}
            if new:
                extra = _section(replace(section, fields=new), packs, pack.id, asked, linked=True)
                _place(sections, extra)
    return sections


def merged_papers(packs: Sequence[Pack], needed: Mapping[str, Sequence[Paper]]) -> list[tuple[Paper, str]]:
    """The papers that are needed, each once, with the pack that asks for it first."""
    found: dict[str, tuple[Paper, str]] = {}
    for pack in packs:
        for paper in needed[pack.id]:
            found.setdefault(paper.code, (paper, pack.id))
    return list(found.values())


def is_begun(main: Pack, linked: Pack, answers: Mapping[str, Any], papers: Collection[str]) -> bool:
    """Whether somebody set out to file the linked service as well: one of its own questions is answered, or it has
    none of its own."""
    own = [code for code in linked.fields if code not in main.fields]
    own_papers = {paper.code for paper in linked.papers} - {paper.code for paper in main.papers}
    if not own:
        return True
    return any(answers.get(code) not in (None, "") for code in own) or bool(own_papers & set(papers))


def _section(
    section: Section,
    packs: Sequence[Pack],
    origin: str,
    asked: Mapping[str, Collection[str]],
    *,
    linked: bool,
) -> FormSection:
    fields = tuple(
        FormField(
            field,
            origins=tuple(pack.id for pack in packs if field.code in pack.fields),
            is_linked=linked,
            is_asked=field.code in asked[origin],
        )
        for field in section.fields
    )
    return FormSection(section.code, section.title, section.help, section.person, origin, fields)


def _place(sections: list[FormSection], extra: FormSection) -> None:
    for number, section in enumerate(sections):
        if section.code == extra.code or (extra.person and section.person == extra.person):
            sections[number] = replace(section, fields=section.fields + extra.fields)
            return
    sections.append(extra)
