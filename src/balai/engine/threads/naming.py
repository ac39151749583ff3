"""Threads know what things are called: they tell the parts below, which do not."""

from collections.abc import Collection, Mapping
from typing import Any

from balai.engine.evidence.public import Thing, Things
from balai.engine.threads import queries
from balai.engine.threads.kinds import Knot


def _find(user: Any, ends: Collection[tuple[str, str]]) -> Mapping[tuple[str, str], Thing]:
    return {
        end: _thing(knot) for end, knot in queries.find(ends, visible=queries.visible_kinds(user)).items()
    }


def _search(user: Any, words: str) -> list[Thing]:
    found = queries.search(words, visible=queries.visible_kinds(user))
    return [_thing(knot) for _label, knots in found for knot in knots]


def _thing(knot: Knot) -> Thing:
    return Thing(knot.kind, knot.id, knot.title, knot.url)


THINGS = Things(find=_find, search=_search)
