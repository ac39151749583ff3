"""A pack as one region offers it: choices that do not exist here are gone, and papers that only they ask for."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from .description import Field, Pack, Paper


def fitted(pack: Pack, values: Mapping[str, Any]) -> Pack:
    """The pack for drawing forms and pages. For deciding, the pack itself: whoever sends a choice that is not
    offered is told why by its rules."""
    sections = tuple(
        replace(section, fields=tuple(_fitted(field, values) for field in section.fields))
        for section in pack.sections
    )
    offered = replace(pack, sections=sections)
    fields = offered.fields
    return replace(offered, papers=tuple(paper for paper in pack.papers if _may_be_asked(paper, fields)))


def _fitted(field: Field, values: Mapping[str, Any]) -> Field:
    """The question with the choices that the region offers; with all of them where it says nothing."""
    offered = values.get(field.offered) if field.offered else None
    if not offered:
        return field
    return replace(field, choices=tuple(choice for choice in field.choices if choice.code in offered))


def _may_be_asked(paper: Paper, fields: Mapping[str, Field]) -> bool:
    """Whether some answer that is offered leads to this paper."""
    for code, wanted in paper.when.items():
        field = fields.get(code)
        if field and field.choices and not {choice.code for choice in field.choices} & set(wanted):
            return False
    return True
