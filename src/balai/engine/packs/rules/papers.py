"""Which papers an application needs."""

from collections.abc import Collection, Mapping
from typing import Any

from .description import Pack, Paper
from .forms import holds


def needed_papers(
    pack: Pack, answers: Mapping[str, Any], values: Mapping[str, Any], route: str | None
) -> list[Paper]:
    """The papers that belong to these answers, in their order; optional ones (`required` False) among them.

    Without a route, only papers that every route needs.
    """
    return [
        paper
        for paper in pack.papers
        if (not paper.routes or route in paper.routes)
        and (not paper.if_value or values.get(paper.if_value))
        and holds(pack, paper.when, answers)
    ]


def missing_papers(
    pack: Pack,
    answers: Mapping[str, Any],
    values: Mapping[str, Any],
    route: str | None,
    attached: Collection[str],
) -> list[Paper]:
    """The required papers that are not attached yet."""
    needed = needed_papers(pack, answers, values, route)
    return [paper for paper in needed if paper.required and paper.code not in attached]
