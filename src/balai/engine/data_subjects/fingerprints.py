"""Columns of keyed fingerprints, registered by whoever has them: how each is written again when the key changes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q


@dataclass(frozen=True, slots=True)
class IndexColumn:
    """A column of `kits.crypto.blind_index` values, `model` as app.Model, each value preceded by `prefix`.

    `text(row)` is what the fingerprint of a row was made of, None where the row does not tell. Where no row tells, `texts()` gives
    what may have been meant, to be tried one by one; `fades` says in a sentence why rows that nobody can write again need no care,
    except those that `living(at)` finds: they hold the older key until they end.
    """

    model: str
    column: str
    text: Callable[[Any], str | None] | None = None
    prefix: str = ""
    texts: Callable[[], Iterator[str]] | None = None
    fades: str = ""
    living: Callable[[datetime], Q] | None = None

    @property
    def name(self) -> str:
        return f"{self.model}.{self.column}{f' ({self.prefix})' if self.prefix else ''}"


_COLUMNS: dict[str, IndexColumn] = {}


def register_index(*columns: IndexColumn) -> None:
    """Make columns known. The same column and prefix twice is a programming error."""
    for one in columns:
        if one.name in _COLUMNS:
            raise ValueError(f"index {one.name} is registered twice")
        _COLUMNS[one.name] = one


def index_columns() -> list[IndexColumn]:
    return list(_COLUMNS.values())
