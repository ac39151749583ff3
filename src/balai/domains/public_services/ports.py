"""What the room asks of others: who lives here and is on which list; and who wants to know of deaths."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol


class People(Protocol):
    """The residents register."""

    def find(self, nik: str, *, area_id: str | None) -> Mapping[str, Any] | None:
        """The columns of the person with this NIK in that area (anywhere for None); None when unknown."""

    def search(self, words: str, *, area_id: str | None, most: int) -> Sequence[Mapping[str, Any]]:
        """People of that area whose name has these words, as `find` gives them; at most `most`."""

    def listed(self, list_code: str, nik: str, *, on: date, kk: str = "", area_id: str | None = None) -> bool:
        """Whether the person, or the family of that card, is on the list on that day, as far as that area may know."""

    def mark_dead(self, nik: str, *, on: date, area_id: str | None) -> None:
        """The person died on that day; unknown persons are no error. May be told twice."""


class _Nobody:
    """Until somebody is bound: nobody is found, nobody is listed."""

    def find(self, nik: str, *, area_id: str | None) -> Mapping[str, Any] | None:
        return None

    def search(self, words: str, *, area_id: str | None, most: int) -> Sequence[Mapping[str, Any]]:
        return []

    def listed(self, list_code: str, nik: str, *, on: date, kk: str = "", area_id: str | None = None) -> bool:
        return False

    def mark_dead(self, nik: str, *, on: date, area_id: str | None) -> None:
        return None


class RegistryAway(Exception):
    """The civil registry did not take the notice now; it will be tried again. The text says why, without names."""


@dataclass(frozen=True, slots=True)
class DeathNotice:
    """A death as the civil registry is told of it. `number` is ours, and the same at every attempt."""

    number: str
    nik: str
    family_card: str
    name: str
    sex: str
    birth_date: date | None
    death_date: date
    death_place: str
    area_code: str
    reported_on: date


class CivilRegistry(Protocol):
    """The agency that registers deaths."""

    def report(self, notice: DeathNotice) -> str:
        """Hand over one notice and return its receipt. The same number twice is one notice. Raises RegistryAway."""


_people: People = _Nobody()
_registry: CivilRegistry | None = None


def bind_people(people: People) -> None:
    """Say, in the wiring, who knows the residents."""
    global _people
    _people = people


def people() -> People:
    return _people


def bind_registry(registry: CivilRegistry | None) -> None:
    """Say, in the wiring, who receives deaths; None: nobody does, and they wait."""
    global _registry
    _registry = registry


def registry() -> CivilRegistry | None:
    return _registry
